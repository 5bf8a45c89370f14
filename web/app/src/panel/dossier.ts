import { fetchItem, fetchPage, type Item, itemsAddress } from "../api.ts";
import { type Ref, readRef } from "../hash.ts";
import type { Dossier } from "./details.ts";
import { text } from "./naming.ts";

const overlapsAtOnce = 20;

/** Loads a record and what its panel shows with it. What is pointed at but missing is left out. */
export async function loadDossier(ref: Ref, signal: AbortSignal, limit = overlapsAtOnce): Promise<Dossier> {
  const [item, overlaps] = await Promise.all([fetchItem(ref, signal), overlapsWith(ref, limit, signal)]);
  const sourceId = text(item.properties, "source");
  const wanted = new Set([...pointers(item), ...overlaps.items.flatMap(pointers)]);
  wanted.delete(`${ref.collection}/${ref.id}`);
  const [source, related] = await Promise.all([
    sourceId ? optional(fetchItem({ collection: "sources", id: sourceId }, signal)) : undefined,
    loadAll([...wanted], signal),
  ]);
  related.set(`${ref.collection}/${ref.id}`, item);
  return { ref, item, source, related, overlaps: overlaps.items, moreOverlaps: overlaps.more };
}

/** The records that a record names: parties of an overlap, site and cemetery of a plot. */
function pointers(item: Item): string[] {
  const p = item.properties;
  const [pow, civilian, site, cemetery] = ["pow", "civilian", "site", "cemetery"].map((f) => text(p, f));
  return [pow, civilian, site && `sites/${site}`, cemetery && `cemeteries/${cemetery}`, ...reasonRefs(p)].filter(
    (r) => r !== undefined && r !== "",
  ) as string[];
}

function reasonRefs(p: Record<string, unknown>): string[] {
  const reasons = Array.isArray(p["reasons"]) ? (p["reasons"] as { ref?: unknown }[]) : [];
  return reasons.map((r) => r?.ref).filter((r) => typeof r === "string");
}

async function overlapsWith(ref: Ref, limit: number, signal: AbortSignal): Promise<{ items: Item[]; more: boolean }> {
  if (ref.collection === "overlaps" || ref.collection === "sources") return { items: [], more: false };
  const own = `${ref.collection}/${ref.id}`;
  const pages = await Promise.all(["pow", "civilian"].map((side) => fetchPage(itemsAddress("overlaps", { [side]: own, limit }), signal)));
  const items = new Map(pages.flatMap((p) => p.items).map((i) => [i.id, i]));
  return { items: [...items.values()].sort(surestFirst), more: pages.some((p) => p.next !== undefined) };
}

/** Shared ground before neighbours, the likelier and larger first. */
function surestFirst(a: Item, b: Item): number {
  const rank = (i: Item) => [number(i, "probability"), number(i, "area_m2"), -number(i, "distance_m")];
  const [ra, rb] = [rank(a), rank(b)];
  const at = ra.findIndex((v, i) => v !== rb[i]);
  const parties = (i: Item) => `${i.properties["pow"]} ${i.properties["civilian"]}`;
  return at < 0 ? parties(a).localeCompare(parties(b)) : (rb[at] ?? 0) - (ra[at] ?? 0);
}

function number(item: Item, field: string): number {
  const value = item.properties[field];
  return typeof value === "number" ? value : 0;
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
