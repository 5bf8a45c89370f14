import { expect, test } from "vitest";
import { reasonSentences } from "./reasons.ts";

const overlap = (...reasons: unknown[]) => ({ pow: "plots/A-1", civilian: "plots/K-3", reasons });
const names = (ref: string) => `<${ref}>`;

test("reasons become sentences with their values", () => {
  const properties = overlap(
    { code: "outlines_share_ground", area_m2: 0.845, pow_fraction: 0.42, civilian_fraction: 0.18 },
    { code: "own_cemetery", side: "civilian", ref: "cemeteries/old" },
    { code: "accuracy_stated", side: "pow", ref: "plots/A-1", accuracy_m: 12, method: "plan" },
    { code: "civilian_later", pow_period: "1945/1948", civilian_period: "1952/" },
  );
  expect(reasonSentences("en", properties, names)).toEqual([
    "The outlines as drawn share 0.85 m²: 42% of the prisoners’ burial and 18% of the civilian one.",
    "“<plots/K-3>” is recorded as part of this same cemetery, “<cemeteries/old>”.",
    "“<plots/A-1>” is placed to within 12 m (95% probability). Method: Taken from a plan.",
    "The civilian burials (from 1952, end not known) are later than the prisoners’ (1945–1948).",
  ]);
  expect(reasonSentences("ja", properties, names)[3]).toBe("住民の埋葬（1952年から（終わりは不明））は、捕虜の埋葬（1945～1948年）より後です。");
});

test("a point and a line have no area, each in its own words", () => {
  const [point, line] = reasonSentences(
    "en",
    overlap({ code: "no_footprint", ref: "plots/A-1", shape: "point" }, { code: "no_footprint", ref: "plots/K-3", shape: "line" }),
    names,
  );
  expect(point).toContain("as a point");
  expect(line).toContain("as a line");
});

test("a code nobody has told us is shown, and what is no reason is left out", () => {
  expect(reasonSentences("ru", overlap({ code: "posterior_updated" }, 7, null), names)).toEqual(["posterior updated"]);
  expect(reasonSentences("ru", {}, names)).toEqual([]);
});
