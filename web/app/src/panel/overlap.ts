import type { Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatArea, formatLength, formatProbability, formatShare } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import { isClass } from "../palette/index.ts";
import { classSign } from "../sign.ts";
import { classOf, number, text } from "./naming.ts";
import { type Names, reasonSentences } from "./reasons.ts";
import { lines, rows, section } from "./rows.ts";

/** The least area worth counting, of which area_probability speaks (see data/overlap.go). */
export const countableM2 = 0.25;

/** How likely it is that one pair shares ground, what was measured of it, and why. What cannot be told is said so, never shown as nothing. */
export function overlapFacts(language: Language, p: Properties, names: Names, link: (ref: string) => HTMLElement): HTMLElement {
  return h(
    "div",
    {},
    likelihood(language, p),
    later(language, p),
    expected(language, p),
    drawn(language, p),
    parties(language, p, link),
    reasons(language, p, names),
    rows(language, [["overlap.method", text(p, "method_version")]]),
  );
}

/** Whether the outlines as drawn share ground; touching is not sharing. */
export function sharesGround(p: Properties): boolean {
  return (number(p, "area_m2") ?? 0) > 0;
}

/** The class of a pair or a place in words, with its sign. */
export function badge(language: Language, name: string, words = term(language, "class", name)): HTMLElement {
  return h("span", { class: "class" }, isClass(name) ? classSign(name) : undefined, words);
}

/** The class in a word with the probability in figures: "probable (62%)", or "not assessed". */
export function chance(language: Language, p: Properties): HTMLElement {
  return badge(language, text(p, "class") ?? "not_assessed", classOf(language, p));
}

/** What the whole panel is about: how likely it is, or that nobody can tell. */
function likelihood(language: Language, p: Properties): HTMLElement {
  const name = text(p, "class") ?? "not_assessed";
  const probability = number(p, "probability");
  return h(
    "div",
    { class: `lead lead-${name}` },
    h("span", { class: "label" }, translate(language, "overlap.class")),
    h("p", { class: "chance" }, probability === undefined ? undefined : h("strong", {}, formatProbability(language, probability)), badge(language, name)),
    name === "not_assessed" && h("span", {}, translate(language, "class.not_assessed.about")),
  );
}

/** Civilian graves dug later are what most disturbs prisoners' burials, so it is said apart. */
function later(language: Language, p: Properties): HTMLElement | undefined {
  if (text(p, "time_relation") !== "civilian_later") return undefined;
  return h("p", { class: "later" }, h("strong", {}, term(language, "time", "civilian_later")), h("span", {}, translate(language, "overlap.later")));
}

function expected(language: Language, p: Properties): HTMLElement | undefined {
  const [countable, area, share] = [number(p, "area_probability"), number(p, "expected_area_m2"), number(p, "expected_fraction")];
  const said = area === undefined ? undefined : formatArea(language, area);
  const shared = said && share !== undefined ? translate(language, "overlap.expected.share", { area: said, share: formatShare(language, share) }) : said;
  const label = translate(language, "overlap.area_probability", { area: formatArea(language, countableM2) });
  return rows(language, [
    [{ words: label }, countable === undefined ? undefined : formatProbability(language, countable)],
    ["overlap.expected", shared],
  ]);
}

/** The outlines as drawn: how they lie, and what they share or how far apart they are. */
function drawn(language: Language, p: Properties): HTMLElement | undefined {
  const share = (field: string) => {
    const fraction = number(p, field);
    return fraction === undefined || !sharesGround(p) ? undefined : formatShare(language, fraction);
  };
  return section(
    translate(language, "overlap.drawn"),
    h("div", { class: "drawn" }, lines(finding(language, p), term(language, "relation", text(p, "relation") ?? "unknown"))),
    rows(language, [
      ["overlap.pow_fraction", share("pow_fraction")],
      ["overlap.civilian_fraction", share("civilian_fraction")],
    ]),
  );
}

/** The one measure that says most about a pair: the ground it shares, or how far apart it is. */
export function finding(language: Language, p: Properties): string | undefined {
  const [area, distance] = [number(p, "area_m2") ?? 0, number(p, "distance_m") ?? 0];
  if (area > 0) return translate(language, "overlap.shared", { area: formatArea(language, area) });
  return distance > 0 ? translate(language, "overlap.apart", { distance: formatLength(language, distance) }) : undefined;
}

/** The two that were compared, and the places they belong to where those are others. */
function parties(language: Language, p: Properties, link: (ref: string) => HTMLElement): HTMLElement | undefined {
  const [pow, civilian] = [text(p, "pow"), text(p, "civilian")];
  const party = (ref: string | undefined) => (ref === undefined ? undefined : link(ref));
  const place = (collection: "sites" | "cemeteries", field: string) => {
    const id = text(p, field);
    const ref = `${collection}/${id}`;
    return id === undefined || ref === pow || ref === civilian ? undefined : link(ref);
  };
  return section(
    translate(language, "overlap.parties"),
    rows(language, [
      ["overlap.pow", party(pow)],
      ["field.site", place("sites", "site")],
      ["overlap.pow_cemetery", place("cemeteries", "pow_cemetery")],
      ["overlap.civilian", party(civilian)],
      ["overlap.civilian_cemetery", place("cemeteries", "civilian_cemetery")],
      ["overlap.time", text(p, "time_relation") === "civilian_later" ? undefined : term(language, "time", text(p, "time_relation") ?? "unknown")],
    ]),
  );
}

function reasons(language: Language, p: Properties, names: Names): HTMLElement | undefined {
  const said = [...reasonSentences(language, p, names)];
  const list = (own: readonly string[]) => h("ul", { class: "reasons" }, ...own.map((r) => h("li", {}, r)));
  if (said.length === 0) return undefined;
  return section(translate(language, "overlap.reasons"), ...said.flatMap(([topic, own]) => [h("h4", {}, translate(language, `why.${topic}`)), list(own)]));
}
