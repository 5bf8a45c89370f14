import { fetchItem, fetchPage, type Item, itemsAddress } from "../api.ts";
import { mayEdit } from "../editing.ts";
import { isPreferred } from "../map/uncertainty.ts";
import { type CollectionName, layerNames, type Ref, readRef } from "../state/view.ts";
import type { Dossier } from "./details.ts";
import { text } from "./naming.ts";
import { likeliestFirst } from "./order.ts";
import { preferredFirst } from "./positions.ts";

const overlapsAtOnce = 20;

/** Pairs are sorted here, as the server has no such order to give, so that many are asked for at once. */
const overlapsToSort = 1000;

/** What a list of pairs shows of each; the reasons, which are most of it, are fetched when they are asked for. */
const pairFields = "pow,civilian,class,probability,area_m2,distance_m,relation,fictional";

/** How many records are asked for by their ids in one request. */
const idsAtOnce = 100;

/** How long the record waits for the names of what it points at, in milliseconds: with them nothing has to move afterwards. */
const patience = 250;

/**
 * Loads a record and what its panel shows with it. All that can be asked at once is asked at once; `onRecord` is told the
 * record by itself as soon as it is there. What is pointed at but missing is left out.
 */
export async function loadDossier(ref: Ref, signal: AbortSignal, onRecord: (dossier: Dossier) => void, limit = overlapsAtOnce): Promise<Dossier> {
  const recorded = fetchItem(ref, signal);
  const pairs = overlapsWith(ref, Math.max(limit, overlapsToSort), signal);
  const stated = positionsOf(ref, signal);
  const counted = ref.collection === "sources" ? optional(fetchCounts(ref.id, signal)) : undefined;
  const first = recorded.then(async (item) => {
    const named = loadAll(namedIn(item), signal);
    onRecord(alone(ref, item, (await withinPatience(named)) ?? new Map()));
    return named;
  });
  const second = Promise.all([pairs, stated]).then(([overlaps, positions]) => loadAll(namedBeside(overlaps.items.slice(0, limit), positions), signal));
  const seen = observationsOf(ref, signal);
  const editable = stated.then((positions) => (positions.some((p) => !isPreferred(p)) ? mayEdit() : false));
  const [item, overlaps, positions, observations, counts, own, beside, edit] = await Promise.all([
    recorded,
    pairs,
    stated,
    seen,
    counted,
    first,
    second,
    editable,
  ]);
  const related = new Map([...beside, ...own]);
  const source = related.get(`sources/${text(item.properties, "source")}`);
  related.set(`${ref.collection}/${ref.id}`, item);
  const listed = Math.min(limit, overlaps.items.length);
  return { ref, item, source, related, positions, observations, counts, edit, overlaps: overlaps.items, listed, moreOverlaps: overlaps.more, complete: true };
}

function withinPatience<T>(wanted: Promise<T>): Promise<T | undefined> {
  return Promise.race([wanted, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience))]);
}

/** A record of which nothing else is known yet. */
function alone(ref: Ref, item: Item, named: ReadonlyMap<string, Item>): Dossier {
  const related = new Map([...named, [`${ref.collection}/${ref.id}`, item]]);
  const nothing = { source: undefined, positions: [], observations: [], counts: undefined, edit: false, overlaps: [], listed: 0, moreOverlaps: false };
  return { ref, item, related, ...nothing, complete: false };
}

/** Where several sources place a record, the preferred one first. */
async function positionsOf(ref: Ref, signal: AbortSignal): Promise<Item[]> {
  if (!["sites", "cemeteries", "plots"].includes(ref.collection)) return [];
  const page = await optional(fetchPage(itemsAddress("positions", { of: `${ref.collection}/${ref.id}`, limit: 100 }), signal));
  return page?.items.sort(preferredFirst) ?? [];
}

/** What teams saw at a record, the latest first. */
async function observationsOf(ref: Ref, signal: AbortSignal): Promise<Item[]> {
  if (!["sites", "cemeteries", "plots"].includes(ref.collection)) return [];
  const query = { of: `${ref.collection}/${ref.id}`, sortby: "-observed", limit: 50, properties: "observed,outcome,observer" };
  return (await optional(fetchPage(itemsAddress("observations", query), signal)))?.items ?? [];
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

/** The records that a record names: its source, parties and places of an overlap, site and cemetery of a plot. */
export function namedIn(item: Item): string[] {
  const p = item.properties;
  const place = (collection: string, field: string) => {
    const id = text(p, field);
    return id === undefined ? [] : [`${collection}/${id}`];
  };
  const cemeteries = ["cemetery", "pow_cemetery", "civilian_cemetery"].flatMap((field) => place("cemeteries", field));
  const of = text(p, "of");
  return [...sourceOf(item), ...parties(item), ...place("sites", "site"), ...cemeteries, ...(of === undefined ? [] : [of]), ...reasonRefs(p)];
}

const namedBeside = (pairs: readonly Item[], positions: readonly Item[]) => [...pairs.flatMap(parties), ...positions.flatMap(sourceOf)];

function parties(item: Item): string[] {
  return ["pow", "civilian"].map((field) => text(item.properties, field)).filter((ref) => ref !== undefined);
}

function reasonRefs(p: Record<string, unknown>): string[] {
  const reasons = Array.isArray(p["reasons"]) ? (p["reasons"] as ({ ref?: unknown; source?: unknown } | null)[]) : [];
  const sources = reasons.map((r) => (typeof r?.source === "string" ? `sources/${r.source}` : undefined));
  return [...reasons.map((r) => r?.ref), ...sources].filter((r) => typeof r === "string");
}

/** By which fields overlaps name a record: one pair of a place may name it on both sides. */
export const namedBy: Record<CollectionName, readonly string[]> = {
  plots: ["pow", "civilian"],
  sites: ["site"],
  cemeteries: ["pow_cemetery", "civilian_cemetery"],
  overlaps: [],
  restrictions: [],
  observations: [],
  positions: [],
  sources: [],
};

async function overlapsWith(ref: Ref, limit: number, signal: AbortSignal): Promise<{ items: Item[]; more: boolean }> {
  const value = ref.collection === "plots" ? `${ref.collection}/${ref.id}` : ref.id;
  const query = (field: string) => ({ [field]: value, limit, properties: pairFields });
  const pages = await Promise.all(namedBy[ref.collection].map((field) => fetchPage(itemsAddress("overlaps", query(field)), signal)));
  const items = new Map(pages.flatMap((p) => p.items).map((i) => [i.id, i]));
  return { items: [...items.values()].sort(likeliestFirst), more: pages.some((p) => p.next !== undefined) };
}

/** Records by their references, those of a collection in one request. */
export async function loadAll(refs: readonly string[], signal: AbortSignal): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  const wanted = new Map<CollectionName, Set<string>>();
  for (const ref of refs.map(readRef)) if (ref) wanted.set(ref.collection, (wanted.get(ref.collection) ?? new Set()).add(ref.id));
  const take = (collection: CollectionName, items: readonly Item[]) => {
    for (const item of items) found.set(`${collection}/${item.id}`, item);
  };
  await Promise.all(
    [...wanted].flatMap(([collection, ids]) =>
      requests([...ids]).map(async (few) => {
        const [only] = few;
        if (only?.includes(",")) {
          const item = await optional(fetchItem({ collection, id: only }, signal));
          take(collection, item ? [item] : []);
        } else take(collection, (await optional(fetchPage(itemsAddress(collection, { ids: few.join(","), limit: idsAtOnce }), signal)))?.items ?? []);
      }),
    ),
  );
  return found;
}

/** Ids to be asked for together; one with a comma in it can only be asked for alone. */
export function requests(ids: readonly string[]): string[][] {
  const plain = ids.filter((id) => !id.includes(","));
  const together = Array.from({ length: Math.ceil(plain.length / idsAtOnce) }, (_, i) => plain.slice(i * idsAtOnce, (i + 1) * idsAtOnce));
  return [...together, ...ids.filter((id) => id.includes(",")).map((id) => [id])];
}

async function optional<T>(wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    return undefined;
  }
}
