import { h } from "../dom.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";
import { effects } from "../map/fieldwork.ts";
import { assessedClasses, whoNames } from "../palette/index.ts";
import { classSign } from "../sign.ts";
import type { SwitchName } from "../state/view.ts";
import { cutsSample, laterSample } from "../time/later.ts";
import {
  aboutSample,
  cemeteryCountSample,
  circleSample,
  classSample,
  countSample,
  gapSample,
  groundSample,
  inventedSample,
  observationSample,
  poorSample,
  positionSample,
  restrictionSample,
  ringsSample,
  siteSample,
  stripSample,
  unstatedSample,
} from "./samples.ts";

/** The sign that stands for a layer while its legend is folded. */
export function signOf(name: SwitchName): SVGSVGElement {
  return signs[name]();
}

const signs: Record<SwitchName, () => SVGSVGElement> = {
  overlaps: () => classSample("possible"),
  plots: countSample,
  cemeteries: () => groundSample("civilian"),
  sites: siteSample,
  uncertainty: circleSample,
  restrictions: () => restrictionSample("forbids"),
  observations: () => observationSample("seen"),
  positions: positionSample,
};

/** What the signs of a layer mean. */
export function entriesOf(language: Language, name: SwitchName): HTMLElement[] {
  return legends[name](language);
}

const legends: Record<SwitchName, (language: Language) => HTMLElement[]> = {
  overlaps: (language) => [
    h("p", { class: "entry" }, translate(language, "legend.probability")),
    ramp(language),
    entry(language, classSample("not_assessed"), "legend.shared"),
    entry(language, poorSample(), "legend.poor"),
    entry(language, gapSample(), "legend.distance"),
    entry(language, stripSample(), "legend.classes"),
    entry(language, laterSample(), "years.later"),
  ],
  plots: (language) => [
    who(language),
    entry(language, cutsSample(), "years.later.graves"),
    entry(language, countSample(), "legend.counts"),
    entry(language, inventedSample(), "layers.invented"),
  ],
  cemeteries: (language) => [
    who(language),
    entry(language, cemeteryCountSample(), "legend.counts.cemeteries"),
    entry(language, inventedSample(), "layers.invented"),
  ],
  sites: (language) => [
    entry(language, siteSample(), "legend.site"),
    entry(language, aboutSample(), "legend.about"),
    entry(language, unstatedSample(), "legend.unstated"),
    entry(language, classSign("probable"), "legend.place"),
  ],
  uncertainty: (language) => [entry(language, circleSample(), "layers.uncertainty.about"), entry(language, ringsSample(), "legend.rings")],
  restrictions: (language) => [
    ...effects.map((effect) => entry(language, restrictionSample(effect), `effect.${effect}`)),
    h("p", { class: "note" }, translate(language, "legend.restrictions")),
  ],
  observations: (language) => [
    ...(["seen", "nothing_seen", "not_reached"] as const).map((outcome) => entry(language, observationSample(outcome), `outcome.${outcome}`)),
    entry(language, circleSample(), "legend.observations"),
  ],
  positions: (language) => [entry(language, positionSample(), "legend.positions")],
};

function entry(language: Language, sample: SVGSVGElement, words: Key): HTMLElement {
  return h("p", { class: "entry" }, sample, h("span", {}, translate(language, words)));
}

function ramp(language: Language): HTMLElement {
  const step = (name: (typeof assessedClasses)[number]) =>
    h("span", { title: translate(language, `class.short.${name}`) }, classSample(name), classSign(name), translate(language, `class.range.${name}`));
  return h("div", { class: "ramp" }, ...assessedClasses.toReversed().map(step));
}

function who(language: Language): HTMLElement {
  return h("div", { class: "entries" }, ...whoNames.map((w) => entry(language, groundSample(w), `who.short.${w}`)));
}
