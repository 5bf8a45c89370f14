import type { Properties } from "../api.ts";
import { formatProbability } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import { withoutInvented } from "../naming.ts";
import type { CollectionName } from "../state/view.ts";

export function text(properties: Properties, field: string): string | undefined {
  const value = properties[field];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function number(properties: Properties, field: string): number | undefined {
  const value = properties[field];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** What to call a record in a heading: its name in the reader's language, else as recorded, else its kind and id. */
export function nameOf(language: Language, collection: CollectionName, id: string, properties: Properties): string {
  const own = text(properties, `name_${language}`) ?? text(properties, "name") ?? text(properties, "name_en") ?? text(properties, "title");
  if (own) return properties["fictional"] === true ? withoutInvented(own) : own;
  if (collection === "positions") return translate(language, "position.of", { name: (text(properties, "of") ?? id).replace(/^\w+\//, "") });
  if (collection === "observations") return observationName(language, id, properties);
  if (collection === "restrictions") return restrictionName(language, id, properties);
  if (collection === "overlaps") return `${translate(language, "one.overlaps")}: ${term(language, "relation", text(properties, "relation") ?? "unknown")}`;
  return `${translate(language, `one.${collection}`)} ${id}`;
}

/** A restriction that has no name is called after its kind and the region it holds for. */
function restrictionName(language: Language, id: string, properties: Properties): string {
  const [kind, region] = [text(properties, "kind"), text(properties, "region")];
  if (kind === undefined) return `${translate(language, "one.restrictions")} ${id}`;
  return region === undefined
    ? term(language, "plan.kind", kind)
    : translate(language, "restriction.named", { kind: term(language, "plan.kind", kind), region });
}

/** An observation is called after what was looked at. */
function observationName(language: Language, id: string, properties: Properties): string {
  const of = text(properties, "of")?.replace(/^\w+\//, "");
  return of === undefined ? `${translate(language, "one.observations")} ${id}` : translate(language, "observation.of", { name: of });
}

/** What kind of record it is, in a few words: "Grave · Prisoners of war". */
export function kindOf(language: Language, collection: CollectionName, properties: Properties): string {
  const kind = collection === "plots" ? text(properties, "kind") : undefined;
  const first = kind ? term(language, "kind", kind) : translate(language, `one.${collection}`);
  return [first, ...traits(language, collection, properties)].join(" · ");
}

/** The same without the kind of record, for where all are of one kind. */
export function traitsOf(language: Language, collection: CollectionName, properties: Properties): string {
  const kind = collection === "plots" ? text(properties, "kind") : undefined;
  return [...(kind ? [term(language, "kind", kind)] : []), ...traits(language, collection, properties)].join(" · ");
}

function traits(language: Language, collection: CollectionName, properties: Properties): string[] {
  const parts: string[] = [];
  const kind = text(properties, "kind");
  if (collection === "sources" && kind) parts.push(term(language, "sourcekind", kind));
  if (collection === "restrictions") parts.push(...restrictionTraits(language, properties));
  const outcome = collection === "observations" ? text(properties, "outcome") : undefined;
  if (outcome) parts.push(term(language, "outcome", outcome));
  const whoLies = text(properties, collection === "plots" ? "occupancy" : "use");
  if (whoLies) parts.push(term(language, "who", whoLies));
  const status = text(properties, "status");
  if (status) parts.push(term(language, "status", status));
  if (collection === "overlaps") parts.push(classOf(language, properties));
  return parts;
}

function restrictionTraits(language: Language, properties: Properties): string[] {
  const [kind, effect] = [text(properties, "kind"), effectOf(language, properties)];
  return [...(kind ? [term(language, "plan.kind", kind)] : []), ...(effect ? [effect] : [])];
}

/** What a restriction does, in a few words. A season forbids nothing while it lasts. */
export function effectOf(language: Language, properties: Properties): string | undefined {
  const effect = text(properties, "effect");
  if (effect === "forbids" && text(properties, "opens")) return translate(language, "effect.forbids.season");
  return effect && term(language, "effect", effect);
}

/** The class of an overlap, with its probability if it has one. */
export function classOf(language: Language, properties: Properties): string {
  const words = term(language, "class.short", text(properties, "class") ?? "not_assessed");
  const probability = number(properties, "probability");
  if (probability === undefined) return words;
  return translate(language, "class.chance", { class: words, probability: formatProbability(language, probability) });
}
