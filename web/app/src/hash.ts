import { type Language, languages } from "./i18n/index.ts";

/** The collections that are layers of the map, in drawing order. */
export const layerNames = ["cemeteries", "plots", "overlaps", "positions", "sites"] as const;
export type LayerName = (typeof layerNames)[number];
export const collectionNames = [...layerNames, "sources"] as const;
export type CollectionName = (typeof collectionNames)[number];
/** All collections in the order in which people look for them. */
export const collectionsForPeople: readonly CollectionName[] = ["sites", "cemeteries", "plots", "overlaps", "positions", "sources"];

/** Which record: its collection and its id there. */
export interface Ref {
  collection: CollectionName;
  id: string;
}

/** The map, the table of a collection, and the page that takes files in. */
export const pages = ["map", "table", "import"] as const;
export type Page = (typeof pages)[number];

/** Everything that makes up what is on screen, and so what a shared address must hold. */
export interface View {
  language: Language;
  page: Page;
  zoom: number;
  lat: number;
  lon: number;
  selected: Ref | undefined;
  hidden: readonly LayerName[];
  table: CollectionName;
  /** The source whose records alone the table lists, if it is not all. */
  source: string | undefined;
}

/** Writes a view as `#map=zoom/lat/lon&lang=…`, the order of OpenStreetMap's addresses. */
export function writeHash(view: View): string {
  const digits = Math.max(0, Math.ceil(Math.log2(2 ** view.zoom) / 3) + 1);
  const parts = [`map=${trim(view.zoom, 2)}/${trim(view.lat, digits)}/${trim(view.lon, digits)}`, `lang=${view.language}`];
  if (view.selected) parts.push(`show=${writeRef(view.selected)}`);
  if (view.hidden.length > 0) parts.push(`hide=${view.hidden.join(",")}`);
  if (view.page === "table") parts.push(`table=${view.table}`);
  if (view.page === "table" && view.source !== undefined) parts.push(`source=${encodeURIComponent(view.source)}`);
  if (view.page === "import") parts.push("import");
  return `#${parts.join("&")}`;
}

/** Reads what a hash says; what it does not say, or says wrongly, is left out. */
export function readHash(hash: string): Partial<View> {
  const view: Partial<View> = {};
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [name, value] = split(part, "=");
    if (name === "map") Object.assign(view, readPosition(value));
    if (name === "lang") Object.assign(view, pick("language", languages, value));
    if (name === "show") Object.assign(view, { selected: readRef(decode(value)) });
    if (name === "hide") view.hidden = layerNames.filter((l) => value.split(",").includes(l));
    if (name === "source" && value !== "") view.source = decode(value);
    if (name === "import") view.page = "import";
    if (name === "table") Object.assign(view, { page: "table" }, pick("table", collectionNames, value));
  }
  return view;
}

/** "plots/17" as the API and overlaps write it; undefined if it names no collection. */
export function readRef(text: string): Ref | undefined {
  const [name, id] = split(text, "/");
  const collection = collectionNames.find((c) => c === name);
  return collection && id ? { collection, id } : undefined;
}

export function sameRef(a: Ref | undefined, b: Ref | undefined): boolean {
  return a?.collection === b?.collection && a?.id === b?.id;
}

const writeRef = (ref: Ref) => `${ref.collection}/${encodeURIComponent(ref.id)}`;

function readPosition(text: string): Partial<View> {
  const numbers = text.split("/").map((n) => (n.trim() === "" ? Number.NaN : Number(n)));
  const [zoom, lat, lon] = numbers;
  if (numbers.length !== 3 || zoom === undefined || lat === undefined || lon === undefined) return {};
  if (!numbers.every(Number.isFinite) || zoom < 0 || zoom > 24 || Math.abs(lat) > 90 || Math.abs(lon) > 360) return {};
  return { zoom, lat, lon };
}

function pick<K extends string, T extends string>(key: K, allowed: readonly T[], value: string): Partial<Record<K, T>> {
  const found = allowed.find((a) => a === value);
  return found ? ({ [key]: found } as Record<K, T>) : {};
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function trim(n: number, digits: number): string {
  return String(Number(n.toFixed(digits)));
}
