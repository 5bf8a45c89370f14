import type { Item, Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatArea, formatEstimate, formatNumber } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import { classNames } from "../palette/index.ts";
import { number, text } from "./naming.ts";
import { badge } from "./overlap.ts";
import { lines, rows } from "./rows.ts";

/** What all overlaps of a site or cemetery come to together, as data/summary.go has it. Absent if nothing was compared. */
export function placeSummary(language: Language, p: Properties, overlaps: readonly Item[]): HTMLElement | undefined {
  const name = text(p, "overlap_class");
  const pairs = number(p, "overlap_pairs") ?? overlaps.length;
  if (name === undefined || pairs === 0) return undefined;
  const probability = number(p, "overlap_probability");
  const expected = number(p, "shared_area_expected_m2");
  const complete = overlaps.length === pairs;
  const unassessed = complete ? overlaps.filter((o) => text(o.properties, "class") === "not_assessed").length : 0;
  const any = probability === undefined ? undefined : formatEstimate(language, probability, number(p, "overlap_probability_error") ?? 0);
  const note = (words: string) => h("p", { class: "note" }, words);
  return h(
    "div",
    {},
    rows(language, [
      ["summary.class", badge(language, name)],
      ["summary.any", any ?? translate(language, "summary.unassessed")],
      ["summary.expected", expected === undefined ? undefined : lines(formatArea(language, expected), h("small", {}, range(language, p)))],
      ["summary.pairs", lines(formatNumber(language, pairs), complete ? tally(language, overlaps) : undefined)],
    ]),
    expected !== undefined && note(translate(language, "summary.area.about")),
    unassessed > 0 && note(translate(language, "summary.not_assessed", { n: unassessed })),
  );
}

/** Between which areas the shared ground lies with 90 % probability. */
function range(language: Language, p: Properties): string | undefined {
  const [from, to] = [number(p, "shared_area_p05_m2"), number(p, "shared_area_p95_m2")];
  if (from === undefined || to === undefined) return undefined;
  if (to <= 0) return translate(language, "summary.nothing");
  if (from <= 0) return translate(language, "summary.most", { to: formatArea(language, to) });
  return translate(language, "summary.range", { from: formatArea(language, from), to: formatArea(language, to) });
}

/** How many pairs there are of each class. */
function tally(language: Language, overlaps: readonly Item[]): HTMLElement {
  const counts = classNames.map((c) => [c, overlaps.filter((o) => (text(o.properties, "class") ?? "not_assessed") === c).length] as const);
  const count = (c: string, n: number) => badge(language, c, translate(language, "class.count", { class: term(language, "class.short", c), n }));
  return h("div", { class: "tally" }, ...counts.filter(([, n]) => n > 0).map(([c, n]) => count(c, n)));
}
