import type { ExpressionSpecification } from "maplibre-gl";
import { classLimits } from "../format.ts";
import { inventedWords } from "../naming.ts";
import { classNames, type OverlapClass } from "../palette/index.ts";

/** A feature's name in the language the style's state holds, or as its source writes it. */
export function nameInLanguage(): ExpressionSpecification {
  return ["coalesce", ["get", ["concat", "name_", ["global-state", "language"]]], ["get", "name"], ""];
}

/** The same without "(invented)", which the map says in its own place and in the reader's language. */
export function plainName(): ExpressionSpecification {
  return ["case", invented(), inventedWords.reduce<ExpressionSpecification>(without, nameInLanguage()), nameInLanguage()];
}

function without(name: ExpressionSpecification, word: string): ExpressionSpecification {
  const at: ExpressionSpecification = ["index-of", word, name];
  return ["case", [">=", at, 0], ["concat", ["slice", name, 0, at], ["slice", name, ["+", at, word.length]]], name];
}

export function invented(): ExpressionSpecification {
  return ["==", ["get", "fictional"], true];
}

/** The probability of an overlap, as short as a map needs it and rounded as the panel has it; "?" if it cannot be assessed. */
export function probabilityText(): ExpressionSpecification {
  const p: ExpressionSpecification = ["get", "probability"];
  const steps = (n: number): ExpressionSpecification => ["round", ["*", p, n]];
  const percent = (n: ExpressionSpecification | number): ExpressionSpecification => [
    "concat",
    ["number-format", n, { locale: ["global-state", "language"], "max-fraction-digits": 1 }],
    ["global-state", "percent"],
  ];
  const fine: ExpressionSpecification = ["any", ["<", p, 0.1], [">", p, 0.9]];
  const lifted = classLimits.map((limit): ExpressionSpecification => {
    const n = limit < 0.1 || limit > 0.9 ? 1000 : 100;
    return ["all", ["<", p, limit], [">=", steps(n), Math.round(limit * n)]];
  });
  return [
    "case",
    ["!", ["has", "probability"]],
    "?",
    [">", p, 0.999],
    ["concat", "> ", percent(99.9)],
    ["<", p, 0.001],
    ["concat", "< ", percent(0.1)],
    ["any", ...lifted],
    percent(["/", ["floor", ["*", p, 1000]], 10]),
    fine,
    percent(["/", steps(1000), 10]),
    percent(steps(100)),
  ];
}

/** Whether both sides of an overlap are plots, or not known, as on small scales: what a whole ground shares with the graves inside it is drawn beneath and told last. */
export function betweenGraves(): ExpressionSpecification {
  const isPlot = (side: "pow" | "civilian"): ExpressionSpecification => ["==", ["slice", ["coalesce", ["get", side], "plots/"], 0, 6], "plots/"];
  return ["all", isPlot("pow"), isPlot("civilian")];
}

/** One value for each class of an overlap or place, by the field that holds it. */
export function byClass(field: string, of: (name: OverlapClass) => string): ExpressionSpecification {
  const known = classNames.filter((c) => c !== "not_assessed");
  return ["match", ["get", field], ...known.flatMap((c) => [c, of(c)]), of("not_assessed")] as unknown as ExpressionSpecification;
}
