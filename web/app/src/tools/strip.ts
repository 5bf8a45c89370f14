import { type Key, translate } from "../i18n/index.ts";
import type { Shown } from "../legend/list.ts";
import { circleSample, classSample, groundSample, siteSample } from "../legend/samples.ts";
import { customProperties } from "../palette/colours.ts";
import { classNames, themes, whoNames } from "../palette/index.ts";
import type { SwitchName, View } from "../state/view.ts";

export interface Entry {
  sample: SVGSVGElement;
  words: string;
}

/** The legend of what is on the picture, in few words, each with its sample in the colours of paper. */
export function legendLines(view: View, shown: Shown): Entry[] {
  const t = (key: Key) => translate(view.language, key);
  const seen = (name: SwitchName) => !view.hidden.includes(name) && (name === "uncertainty" ? (shown.sites ?? 0) > 0 : (shown[name] ?? 0) > 0);
  const classes = classNames.map((name) => ({ sample: classSample(name), words: `${t("collection.overlaps")}: ${t(`class.short.${name}`)}` }));
  const who = whoNames.map((name) => ({ sample: groundSample(name), words: t(`who.short.${name}`) }));
  const entries: Entry[] = [
    ...(seen("overlaps") ? classes : []),
    ...(seen("plots") || seen("cemeteries") ? who : []),
    ...(seen("sites") ? [{ sample: siteSample(), words: t("collection.sites") }] : []),
    ...(seen("uncertainty") ? [{ sample: circleSample(), words: t("layers.uncertainty.about") }] : []),
  ];
  for (const { sample } of entries) inked(sample);
  return entries;
}

/** A picture has no style sheet: what the page gives by the names of its colours is written out. */
function inked(sample: SVGSVGElement): void {
  const colours = new Map(customProperties(themes.light));
  for (const shape of sample.querySelectorAll("*")) {
    for (const { name, value } of [...shape.attributes]) {
      const property = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
      if (property) shape.setAttribute(name, colours.get(property) ?? "currentColor");
    }
  }
}
