import type { Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatProbability } from "../format.ts";
import { isKey, type Language, translate } from "../i18n/index.ts";
import { isClass } from "../palette/index.ts";
import { classSign } from "../sign.ts";
import type { Dossier } from "./details.ts";
import { number, text } from "./naming.ts";

/**
 * What matters most of a record, in a sentence: whether it shares ground with another burial. Of a place that is written on
 * the record itself; of a grave it is its likeliest pair, which comes a moment later, and a line is kept free for it.
 */
export function glance(language: Language, dossier: Dossier, names: (ref: string) => string): HTMLElement {
  const { name, words } = told(language, dossier, names);
  const sign = name !== undefined && isClass(name) ? classSign(name) : undefined;
  return h("p", { class: `glance lead-${name ?? "none"}` }, sign, h("span", {}, words));
}

interface Told {
  name?: string | undefined;
  words: string;
}

function told(language: Language, dossier: Dossier, names: (ref: string) => string): Told {
  const { ref, item, overlaps, complete } = dossier;
  if (!item.geometry) return { words: translate(language, "glance.unplaced") };
  if (ref.collection !== "plots") {
    const own = ofPlace(language, item.properties);
    if (own) return own;
  }
  const [first] = overlaps;
  if (!first) return { words: complete ? translate(language, "glance.none") : "…" };
  return ofPair(language, first.properties, `${ref.collection}/${ref.id}`, names);
}

/** What all pairs of a site or cemetery come to together, if they were compared. */
export function ofPlace(language: Language, p: Properties): Told | undefined {
  if (text(p, "overlap_class") === undefined) return undefined;
  const probability = number(p, "overlap_probability");
  const name = probability === undefined ? "not_assessed" : classFor(probability);
  return { name, words: sentence(language, "glance.place", name, { probability }) };
}

/** The pair that a record most likely shares ground in. */
export function ofPair(language: Language, p: Properties, own: string, names: (ref: string) => string): Told {
  const name = text(p, "class") ?? "not_assessed";
  const [pow, civilian] = [text(p, "pow") ?? "", text(p, "civilian") ?? ""];
  const other =
    pow === own ? names(civilian) : civilian === own ? names(pow) : translate(language, "overlap.between", { pow: names(pow), civilian: names(civilian) });
  return { name, words: sentence(language, "glance", name, { probability: number(p, "probability"), other }) };
}

function sentence(language: Language, group: string, name: string, { probability, other = "" }: { probability: number | undefined; other?: string }): string {
  const key = `${group}.${probability === undefined ? "not_assessed" : name}`;
  if (!isKey(key)) return name;
  return translate(language, key, { name: other, probability: probability === undefined ? "" : formatProbability(language, probability) });
}

/** The class by whose limits a probability lies, as data/detect/class.go has them. */
function classFor(probability: number): string {
  return probability >= 0.95 ? "certain" : probability >= 0.5 ? "probable" : probability >= 0.05 ? "possible" : "unlikely";
}
