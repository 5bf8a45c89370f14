import type { Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatArea, formatNumber } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import { groundSample } from "../legend/samples.ts";
import type { Counted } from "../map/map.ts";
import { classNames, whoNames } from "../palette/index.ts";
import { number } from "./naming.ts";
import { badge } from "./overlap.ts";
import { lines, rows } from "./rows.ts";

/** What was counted in a part of the map, in words, and the way nearer. */
export function countsOf(language: Language, { counts }: Counted, zoomIn: () => void): HTMLElement {
  const p: Properties = counts;
  const told = (name: string) => {
    const n = number(p, name);
    return n === undefined ? undefined : formatNumber(language, n);
  };
  const expected = number(p, "expected_area_m2");
  const note = (words: string) => h("p", { class: "note" }, words);
  return h(
    "div",
    { class: "counted" },
    h("h2", { tabindex: "-1", id: "panel-title" }, translate(language, "counts.title")),
    p["fictional"] === true && h("p", { class: "invented" }, translate(language, "counts.invented")),
    h("button", { type: "button", "data-key": "counts-zoom", onclick: zoomIn }, translate(language, "counts.zoom")),
    rows(language, [
      ["collection.sites", told("sites")],
      ["collection.cemeteries", told("cemeteries")],
      ["collection.plots", number(p, "plots") === undefined ? undefined : lines(told("plots"), byWho(language, p))],
      ["collection.overlaps", number(p, "overlaps") === undefined ? undefined : lines(told("overlaps"), byLikelihood(language, p))],
      ["overlap.expected", expected === undefined ? undefined : lines(formatArea(language, expected), h("small", {}, translate(language, "counts.sum")))],
    ]),
    note(translate(language, "counts.about")),
  );
}

function byWho(language: Language, p: Properties): HTMLElement {
  const part = (name: (typeof whoNames)[number]) => {
    const n = number(p, `plots_${name}`);
    const words = n === undefined ? "" : translate(language, "class.count", { class: term(language, "who.short", name), n });
    return n === undefined ? undefined : h("span", { class: "class" }, groundSample(name), words);
  };
  return h("div", { class: "tally" }, ...whoNames.map(part));
}

function byLikelihood(language: Language, p: Properties): HTMLElement {
  const part = (name: (typeof classNames)[number]) => {
    const n = number(p, `overlaps_${name}`);
    return n === undefined ? undefined : badge(language, name, translate(language, "class.count", { class: term(language, "class.short", name), n }));
  };
  return h("div", { class: "tally" }, ...classNames.map(part));
}
