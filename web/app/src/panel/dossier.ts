import { fetchItem, fetchPage, type Item, itemsAddress } from "../api.ts";
import { type CollectionName, type Ref, readRef } from "../hash.ts";
import type { Dossier } from "./details.ts";
import { text } from "./naming.ts";
import { likeliestFirst } from "./order.ts";

const overlapsAtOnce = 20;

/** Pairs are sorted here, as the server has no order to give, so that many are asked for at once. */
const overlapsToSort = 1000;

/** Loads a record and what its panel shows with it. What is pointed at but missing is left out. */
export async function loadDossier(ref: Ref, signal: AbortSignal, limit = overlapsAtOnce): Promise<Dossier> {
  const [item, overlaps] = await Promise.all([fetchItem(ref, signal), overlapsWith(ref, Math.max(limit, overlapsToSort), signal)]);
  const sourceId = text(item.properties, "source");
  const listed = overlaps.items.slice(0, limit);
  const wanted = new Set([...pointers(item), ...listed.flatMap(parties)]);
  wanted.delete(`${ref.collection}/${ref.id}`);
  const [source, related] = await Promise.all([
    sourceId ? optional(fetchItem({ collection: "sources", id: sourceId }, signal)) : undefined,
    loadAll([...wanted], signal),
  ]);
  related.set(`${ref.collection}/${ref.id}`, item);
  return { ref, item, source, related, overlaps: overlaps.items, listed: listed.length, moreOverlaps: overlaps.more };
}

/** The records that a record names: parties and places of an overlap, site and cemetery of a plot. */
function pointers(item: Item): string[] {
  const p = item.properties;
  const place = (collection: string, field: string) => {
    const id = text(p, field);
    return id === undefined ? [] : [`${collection}/${id}`];
  };
  const cemeteries = ["cemetery", "pow_cemetery", "civilian_cemetery"].flatMap((field) => place("cemeteries", field));
  return [...parties(item), ...place("sites", "site"), ...cemeteries, ...reasonRefs(p)];
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
