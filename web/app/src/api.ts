import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { CollectionName, Ref } from "./hash.ts";

export type Properties = Record<string, unknown>;
export type Item = Feature<Geometry | null, Properties>;

/** One page of a collection and the addresses of its neighbours. */
export interface Page {
  items: Item[];
  total: number | undefined;
  next: string | undefined;
}

interface PageJSON extends FeatureCollection<Geometry | null, Properties> {
  numberMatched?: number;
  links?: { rel: string; href: string }[];
}

const base = new URL("api/", document.baseURI);

export function itemAddress(ref: Ref): string {
  return new URL(`collections/${ref.collection}/items/${encodeURIComponent(ref.id)}`, base).href;
}

export function itemsAddress(collection: CollectionName, query: Record<string, string | number>): string {
  const address = new URL(`collections/${collection}/items`, base);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
  return address.href;
}

export async function fetchItem(ref: Ref, signal?: AbortSignal): Promise<Item> {
  return fetchJSON<Item>(itemAddress(ref), signal);
}

export async function fetchPage(address: string, signal?: AbortSignal): Promise<Page> {
  const page = await fetchJSON<PageJSON>(address, signal);
  const next = page.links?.find((l) => l.rel === "next")?.href;
  return { items: page.features, total: page.numberMatched, next: next && sameOrigin(next) };
}

/** Links of the server may name the host it knows itself by; we stay on the one we came from. */
function sameOrigin(href: string): string {
  const { pathname, search } = new URL(href, base);
  return new URL(pathname + search, base).href;
}

async function fetchJSON<T>(address: string, signal?: AbortSignal): Promise<T> {
  const response = await ask(address, signal);
  if (response.status === 404) throw new NotThere();
  if (!response.ok) throw new Error(await reason(response));
  return (await response.json()) as T;
}

async function ask(address: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { headers: { Accept: "application/geo+json, application/json" }, ...(signal && { signal }) });
  } catch (error) {
    if (error instanceof TypeError) throw new Unreachable();
    throw error;
  }
}

/** The server does not answer at all. */
export class Unreachable extends Error {}
/** The server answers that it has no such record. */
export class NotThere extends Error {}

/** What a problem+json answer says, or the status. */
async function reason(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { title?: string; detail?: string };
    return problem.detail ?? problem.title ?? String(response.status);
  } catch {
    return String(response.status);
  }
}
