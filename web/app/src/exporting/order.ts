import { apiAddress, itemsAddress } from "../api.ts";
import { queryOf, queryOfAll, type Wanted } from "../finding/conditions.ts";
import type { CollectionName, Ref } from "../state/view.ts";

/** A format that records can be written in, and what does not come back from it. */
export interface ExportFormat {
  name: string;
  title: string;
  extension: string;
  media_type?: string;
  /** It can hold several collections in one file. */
  layers: boolean;
  loses?: string[] | null;
}

export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** What is to be exported: one record, or those of some collections, where wanted only some of them. */
export interface Order {
  ref?: Ref | undefined;
  collections: readonly CollectionName[];
  bounds?: Bounds | undefined;
  /** Which records are wanted of each collection; all of them if it is not said. */
  wanted?: Wanted | undefined;
  /** A condition in CQL2 that all of these collections can be asked. */
  filter?: string | undefined;
  format: ExportFormat;
  packaged: boolean;
}

/** What narrows an order down. */
export type Filter = Pick<Order, "bounds" | "wanted" | "filter">;

type Query = Record<string, string | number>;

/** Where the server gives what was ordered. */
export function exportAddress({ ref, collections, format, packaged, ...filter }: Order): string {
  const query: Query = { f: format.name, ...(packaged && { package: "zip" }) };
  if (ref) return itemsAddress(ref.collection, { ...query, ids: ref.id });
  const [first] = collections;
  if (collections.length === 1 && first) return itemsAddress(first, { ...query, ...filterOf(first, filter) });
  const { bounds, wanted, filter: shared } = filter;
  const all = { ...boxed(bounds), ...(shared !== undefined && { filter: shared }), ...(wanted && queryOfAll(collections, wanted)) };
  return apiAddress("export", { ...query, collections: collections.join(","), ...all });
}

/** One page of one record, which says how many there are of a collection. */
export function countAddress(collection: CollectionName, filter: Filter): string {
  return itemsAddress(collection, { ...filterOf(collection, filter), limit: 1 });
}

function filterOf(collection: CollectionName, { bounds, wanted, filter }: Filter): Query {
  const own: { q?: string; filter?: string } = wanted ? queryOf(collection, wanted) : {};
  const both = [filter, own.filter].filter((f) => f !== undefined).join(" AND ");
  return { ...boxed(bounds), ...(own.q !== undefined && { q: own.q }), ...(both !== "" && { filter: both }) };
}

function boxed(bounds: Bounds | undefined): Query {
  const box = bounds && boxOf(bounds);
  return box === undefined ? {} : { bbox: box };
}

/**
 * Bounds as the server takes them: longitudes within ±180, west greater than east across 180°. What is as wide as the
 * Earth is no bound at all.
 */
export function boxOf([west, south, east, north]: Bounds): string | undefined {
  if (east - west >= 360) return undefined;
  const wrapped = (lon: number) => (Math.abs(lon) <= 180 ? lon : ((((lon + 180) % 360) + 360) % 360) - 180);
  const box = [wrapped(west), Math.max(-90, south), wrapped(east), Math.min(90, north)];
  return box.map((n) => Number(n.toFixed(6))).join(",");
}
