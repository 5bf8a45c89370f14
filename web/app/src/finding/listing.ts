import { fetchPage, type Item, itemsAddress, type Page } from "../api.ts";
import { type Bounds, boxOf } from "../exporting/order.ts";
import { fetchParties, type Parties } from "../parties.ts";
import type { CollectionName, View } from "../state/view.ts";
import { columns } from "./cells.ts";
import { queryOf } from "./conditions.ts";

/** How many records come at once. */
export const atOnce = 50;

/** What a list is of: the records of a collection that are wanted, in an order, and within bounds if there are any. */
export interface Listed {
  readonly collection: CollectionName;
  readonly bounds: Bounds | undefined;
  readonly view: Pick<View, "criteria" | "years" | "undated" | "sort">;
}

/** What the server has for it: some records, how many there are in all, and where to ask for the next. */
export interface Listing {
  readonly address: string;
  readonly items: readonly Item[];
  /** Of pairs what they compare, so that they have names. */
  readonly parties: Parties;
  readonly matched: number | undefined;
  readonly next: string | undefined;
}

/** What a list is sorted by when it is chosen: of pairs the likeliest first, of others as the records came. */
export const firstSort = (collection: CollectionName) => (collection === "overlaps" ? "-probability" : "");

export function listAddress({ collection, bounds, view }: Listed, limit = atOnce): string {
  const sort = sortable(collection, view.sort) ? { sortby: view.sort } : {};
  return itemsAddress(collection, { limit, ...pickOf({ collection, bounds, view }), ...sort });
}

/** Whether a list has the column that it is to be sorted by: another list may have been sorted before. */
export function sortable(collection: CollectionName, sort: string): boolean {
  const field = sort.replace(/^-/, "");
  return columns[collection].some((c) => c.sort !== undefined && c.sort === field);
}

/** The parameters that pick the records, without order and pages: facets and exports take the same. */
export function pickOf({ collection, bounds, view }: Listed): Record<string, string> {
  const box = bounds && boxOf(bounds);
  return { ...(box !== undefined && collection !== "sources" && { bbox: box }), ...queryOf(collection, view) };
}

export async function fetchListing(address: string, signal?: AbortSignal): Promise<Listing> {
  return listingOf({ address, items: [], parties: new Map() }, await fetchPage(address, signal), signal);
}

/** The same list with the records that come next. */
export async function fetchMore(listing: Listing, signal?: AbortSignal): Promise<Listing> {
  return listing.next === undefined ? listing : listingOf(listing, await fetchPage(listing.next, signal), signal);
}

async function listingOf(before: Pick<Listing, "address" | "items" | "parties">, page: Page, signal?: AbortSignal): Promise<Listing> {
  const parties = new Map([...before.parties, ...(await fetchParties(page.items, signal))]);
  return { address: before.address, items: [...before.items, ...page.items], parties, matched: page.total, next: page.next };
}
