import type { Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatArea, formatLength, formatShare } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import { number, text } from "./naming.ts";
import { type Names, reasonSentences } from "./reasons.ts";
import { lines, rows, section } from "./rows.ts";

/** What was measured about one pair, and why. What was not worked out is said so, never shown as nothing. */
export function overlapFacts(language: Language, p: Properties, names: Names, link: (ref: string) => HTMLElement): HTMLElement {
  const measure = (field: string, format: (language: Language, n: number) => string) => {
    const n = number(p, field);
    return n === undefined ? undefined : format(language, n);
  };
  const party = (field: string) => {
    const ref = text(p, field);
    return ref === undefined ? undefined : link(ref);
  };
  const reasons = reasonSentences(language, p, names);
  return h(
    "div",
    {},
    rows(language, [
      ["overlap.class", likelihood(language, p)],
      ["overlap.pow", party("pow")],
      ["overlap.civilian", party("civilian")],
      ["overlap.relation", term(language, "relation", text(p, "relation") ?? "unknown")],
      ["overlap.area", measure("area_m2", formatArea)],
      ["overlap.pow_fraction", measure("pow_fraction", formatShare)],
      ["overlap.civilian_fraction", measure("civilian_fraction", formatShare)],
      ["overlap.distance", measure("distance_m", formatLength)],
      ["overlap.expected", measure("expected_area_m2", formatArea)],
      ["overlap.time", term(language, "time", text(p, "time_relation") ?? "unknown")],
    ]),
    reasons.length > 0 && section(translate(language, "overlap.reasons"), h("ul", { class: "reasons" }, ...reasons.map((r) => h("li", {}, r)))),
    rows(language, [["overlap.method", text(p, "method_version")]]),
  );
}

function likelihood(language: Language, p: Properties): HTMLElement {
  const name = text(p, "class") ?? "not_assessed";
  const probability = number(p, "probability");
  const badge = h("span", { class: `class class-${name}` }, term(language, "class", name));
  if (name === "not_assessed") return lines(badge, h("small", {}, translate(language, "class.not_assessed.about")));
  return lines(badge, probability === undefined ? undefined : formatShare(language, probability));
}
