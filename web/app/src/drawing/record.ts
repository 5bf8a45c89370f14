import type { Geometry } from "geojson";
import { apiAddress, fetchPage, fetchTagged, type Item, itemAddress, itemsAddress, type Properties, send } from "../api.ts";
import { text } from "../panel/naming.ts";
import type { Ref } from "../state/view.ts";

/** What is said of a place beside where it lies, as it stands in the fields of the form. */
export interface Facts {
  name: string;
  use: string;
  kind: string;
  accuracy: string;
  accuracyUnknown: boolean;
  method: string;
  /** Id of a source; "new" for one that is recorded with the place. */
  source: string;
  sourceTitle: string;
  period: string;
  fictional: boolean;
}

export const noFacts: Facts = {
  name: "",
  use: "",
  kind: "",
  accuracy: "",
  accuracyUnknown: false,
  method: "",
  source: "",
  sourceTitle: "",
  period: "",
  fictional: false,
};

export type Drawable = "cemeteries" | "plots";
/** The field that says who lies in it. */
export const useField = { cemeteries: "use", plots: "occupancy" } as const;

/** Which fields of the form lack something. `correcting` asks only for how the position is known. */
export function lacking(facts: Facts, collection: Drawable, correcting: boolean): (keyof Facts)[] {
  const metres = Number(facts.accuracy.replace(",", "."));
  const lacks: [keyof Facts, boolean][] = [
    ["name", !correcting && facts.name.trim() === ""],
    ["use", !correcting && facts.use === ""],
    ["kind", !correcting && collection === "plots" && facts.kind === ""],
    ["accuracy", !facts.accuracyUnknown && !(metres > 0 && Number.isFinite(metres))],
    ["method", facts.method === ""],
    ["source", facts.source === ""],
    ["sourceTitle", facts.source === "new" && facts.sourceTitle.trim() === ""],
  ];
  return lacks.filter(([, lacks]) => lacks).map(([field]) => field);
}

/** The properties that the facts make, by the server's names. */
export function propertiesOf(facts: Facts, collection: Drawable, source: string, correcting: boolean): Properties {
  const location = {
    accuracy_m: facts.accuracyUnknown ? null : Number(facts.accuracy.replace(",", ".")),
    location_method: facts.method,
    source,
  };
  if (correcting) return location;
  return {
    name: facts.name.trim(),
    [useField[collection]]: facts.use,
    ...(collection === "plots" && { kind: facts.kind }),
    ...(facts.period.trim() !== "" && { period: facts.period.trim() }),
    ...(facts.fictional && { fictional: true }),
    ...location,
  };
}

/** What a record says of how its position is known. */
export function factsOf({ properties: p }: Item): Facts {
  const accuracy = p["accuracy_m"];
  return {
    ...noFacts,
    accuracy: typeof accuracy === "number" ? String(accuracy) : "",
    accuracyUnknown: accuracy === undefined,
    method: text(p, "location_method") ?? "",
    source: text(p, "source") ?? "",
  };
}

/** By the server's name of a field, which field of the form it is. */
export const formField: Record<string, keyof Facts> = {
  name: "name",
  use: "use",
  occupancy: "use",
  kind: "kind",
  accuracy_m: "accuracy",
  location_method: "method",
  source: "source",
  period: "period",
  fictional: "fictional",
};

const geoJSON = { "Content-Type": "application/geo+json" };

/** Records a source of which only the title is known, and returns its id. */
export async function createSource(title: string, fictional: boolean): Promise<string> {
  const feature = { type: "Feature", geometry: null, properties: { title: title.trim(), ...(fictional && { fictional }) } };
  const answer = await send("POST", apiAddress("collections/sources/items"), feature, undefined, geoJSON);
  return String(((await answer.json()) as Item).id);
}

export async function create(collection: Drawable, geometry: Geometry, properties: Properties): Promise<Item> {
  const feature = { type: "Feature", geometry, properties };
  return (await (await send("POST", apiAddress(`collections/${collection}/items`), feature, undefined, geoJSON)).json()) as Item;
}

/** Gives a record another geometry, if it is still in the state that the tag names. */
export async function correct(ref: Ref, tag: string, geometry: Geometry, properties: Properties): Promise<Item> {
  const headers = { "Content-Type": "application/merge-patch+json", "If-Match": tag };
  return (await (await send("PATCH", itemAddress(ref), { geometry, properties }, undefined, headers)).json()) as Item;
}

export const read = fetchTagged;

/** The sources that a place can come from, by their titles. */
export async function sources(): Promise<{ id: string; title: string }[]> {
  const { items } = await fetchPage(itemsAddress("sources", { limit: 1000 }));
  return items.map((i) => ({ id: String(i.id), title: text(i.properties, "title") ?? String(i.id) })).sort((a, b) => a.title.localeCompare(b.title));
}
