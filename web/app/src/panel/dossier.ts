import { fetchItem, fetchPage, type Item, itemsAddress } from "../api.ts";
import { mayEdit } from "../editing.ts";
import { type CollectionName, layerNames, type Ref, readRef } from "../state/view.ts";
import type { Dossier } from "./details.ts";
import { text } from "./naming.ts";
import { likeliestFirst } from "./order.ts";
import { preferredFirst } from "./positions.ts";

const overlapsAtOnce = 20;

/** Pairs are sorted here, as the server has no order to give, so that many are asked for at once. */
const overlapsToSort = 1000;

/** Loads a record and what its panel shows with it. What is pointed at but missing is left out. */
export async function loadDossier(ref: Ref, signal: AbortSignal, limit = overlapsAtOnce): Promise<Dossier> {
  const [item, overlaps, positions, counts] = await Promise.all([
    fetchItem(ref, signal),
    overlapsWith(ref, Math.max(limit, overlapsToSort), signal),
    positionsOf(ref, signal),
    ref.collection === "sources" ? optional(fetchCounts(ref.id, signal)) : undefined,
  ]);
  const sourceId = text(item.properties, "source");
  const listed = overlaps.items.slice(0, limit);
  const wanted = new Set([...pointers(item), ...listed.flatMap(parties), ...positions.flatMap(sourceOf)]);
  wanted.delete(`${ref.collection}/${ref.id}`);
  const [source, related, edit] = await Promise.all([
    sourceId ? optional(fetchItem({ collection: "sources", id: sourceId }, signal)) : undefined,
    loadAll([...wanted], signal),
    positions.length > 1 ? mayEdit() : false,
  ]);
  related.set(`${ref.collection}/${ref.id}`, item);
  return { ref, item, source, related, positions, counts, edit, overlaps: overlaps.items, listed: listed.length, moreOverlaps: overlaps.more };
}

/** Where several sources place a record, the preferred one first. */
async function positionsOf(ref: Ref, signal: AbortSignal): Promise<Item[]> {
  if (!["sites", "cemeteries", "plots"].includes(ref.collection)) return [];
  const page = await optional(fetchPage(itemsAddress("positions", { of: `${ref.collection}/${ref.id}`, limit: 100 }), signal));
  return page?.items.sort(preferredFirst) ?? [];
}

function sourceOf(item: Item): string[] {
  const id = text(item.properties, "source");
  return id === undefined ? [] : [`sources/${id}`];
}

/** How many records of each collection name a source. */
async function fetchCounts(source: string, signal: AbortSignal): Promise<Record<string, number>> {
  const count = async (c: CollectionName) => [c, (await fetchPage(itemsAddress(c, { source, limit: 1 }), signal)).total ?? 0] as const;
  return Object.fromEntries(await Promise.all(layerNames.map(count)));
}

/** The records that a record names: parties and places of an overlap, site and cemetery of a plot. */
function pointers(item: Item): string[] {
  const p = item.properties;
  const place = (collection: string, field: string) => {
    const id = text(p, field);
    return id === undefined ? [] : [`${collection}/${id}`];
  };
  const cemeteries = ["cemetery", "pow_cemetery", "civilian_cemetery"].flatMap((field) => place("cemeteries", field));
  const of = text(p, "of");
  return [...parties(item), ...place("sites", "site"), ...cemeteries, ...(of === undefined ? [] : [of]), ...reasonRefs(p)];
}

function parties(item: Item): string[] {
  return ["pow", "civilian"].map((field) => text(item.properties, field)).filter((ref) => ref !== undefined);
}

function reasonRefs(p: Record<string, unknown>): string[] {
  const reasons = Array.isArray(p["reasons"]) ? (p["reasons"] as ({ ref?: unknown; source?: unknown } | null)[]) : [];
  const sources = reasons.map((r) => (typeof r?.source === "string" ? `sources/${r.source}` : undefined));
  return [...reasons.map((r) => r?.ref), ...sources].filter((r) => typeof r === "string");
}

/** By which fields overlaps name a record: one pair of a place may name it on both sides. */
const namedBy: Record<CollectionName, readonly string[]> = {
  plots: ["pow", "civilian"],
  sites: ["site"],
  cemeteries: ["pow_cemetery", "civilian_cemetery"],
  overlaps: [],
  positions: [],
  sources: [],
};

async function overlapsWith(ref: Ref, limit: number, signal: AbortSignal): Promise<{ items: Item[]; more: boolean }> {
  const value = ref.collection === "plots" ? `${ref.collection}/${ref.id}` : ref.id;
  const pages = await Promise.all(namedBy[ref.collection].map((field) => fetchPage(itemsAddress("overlaps", { [field]: value, limit }), signal)));
  const items = new Map(pages.flatMap((p) => p.items).map((i) => [i.id, i]));
  return { items: [...items.values()].sort(likeliestFirst), more: pages.some((p) => p.next !== undefined) };
}

async function loadAll(refs: readonly string[], signal: AbortSignal): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  await Promise.all(
    refs.map(async (text) => {
      const ref = readRef(text);
      const item = ref && (await optional(fetchItem(ref, signal)));
      if (item) found.set(text, item);
    }),
  );
  return found;
}

async function optional<T>(wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    return undefined;
  }
}
