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
    h("p", { class: sharesGround(p) ? "lead shared" : "lead" }, ...lead(language, p)),
    rows(language, [
      ["overlap.class", likelihood(language, p)],
      ["overlap.pow", party("pow")],
      ["overlap.civilian", party("civilian")],
      ["overlap.pow_fraction", measure("pow_fraction", formatShare)],
      ["overlap.civilian_fraction", measure("civilian_fraction", formatShare)],
      ["overlap.distance", sharesGround(p) ? undefined : measure("distance_m", formatLength)],
      ["overlap.expected", measure("expected_area_m2", formatArea)],
      ["overlap.time", term(language, "time", text(p, "time_relation") ?? "unknown")],
    ]),
    reasons.length > 0 && section(translate(language, "overlap.reasons"), h("ul", { class: "reasons" }, ...reasons.map((r) => h("li", {}, r)))),
    rows(language, [["overlap.method", text(p, "method_version")]]),
  );
}

/** Whether the outlines as drawn share ground; touching is not sharing. */
export function sharesGround(p: Properties): boolean {
  return (number(p, "area_m2") ?? 0) > 0;
}

/** The finding itself: what the outlines share or how far apart they are, and how they lie. */
function lead(language: Language, p: Properties): (Node | string)[] {
  const measured = finding(language, p);
  const relation = term(language, "relation", text(p, "relation") ?? "unknown");
  return [...(measured ? [h("strong", {}, measured)] : []), h("span", {}, relation)];
}

/** The one number that says most about a pair: the ground it shares, or how far apart it is. */
export function finding(language: Language, p: Properties): string | undefined {
  const [area, distance] = [number(p, "area_m2") ?? 0, number(p, "distance_m") ?? 0];
  if (area > 0) return translate(language, "overlap.shared", { area: formatArea(language, area) });
  return distance > 0 ? translate(language, "overlap.apart", { distance: formatLength(language, distance) }) : undefined;
}

function likelihood(language: Language, p: Properties): HTMLElement {
  const name = text(p, "class") ?? "not_assessed";
  const probability = number(p, "probability");
  const badge = h("span", { class: `class class-${name}` }, term(language, "class", name));
  if (name === "not_assessed") return lines(badge, h("small", {}, translate(language, "class.not_assessed.about")));
  return lines(badge, probability === undefined ? undefined : formatShare(language, probability));
}
