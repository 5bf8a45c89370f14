import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { CollectionName, Ref } from "./state/view.ts";

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

const base = () => new URL("api/", document.baseURI);

export function itemAddress(ref: Ref): string {
  return apiAddress(`collections/${ref.collection}/items/${encodeURIComponent(ref.id)}`);
}

export function itemsAddress(collection: CollectionName, query: Record<string, string | number>): string {
  return apiAddress(`collections/${collection}/items`, query);
}

export async function fetchItem(ref: Ref, signal?: AbortSignal): Promise<Item> {
  return fetchJSON<Item>(itemAddress(ref), signal);
}

/** A record with the tag of the state it is in, which an edit has to name. */
export async function fetchTagged(ref: Ref): Promise<{ item: Item; tag: string }> {
  const answer = await ask(itemAddress(ref), { cache: "no-store" });
  return { item: (await answer.json()) as Item, tag: answer.headers.get("ETag") ?? "" };
}

export async function fetchPage(address: string, signal?: AbortSignal): Promise<Page> {
  const page = await fetchJSON<PageJSON>(address, signal);
  const next = page.links?.find((l) => l.rel === "next")?.href;
  return { items: page.features, total: page.numberMatched, next: next && sameOrigin(next) };
}

/** Links of the server may name the host it knows itself by; we stay on the one we came from. */
function sameOrigin(href: string): string {
  const { pathname, search } = new URL(href, base());
  return new URL(pathname + search, base()).href;
}

/** An address below /api. */
export function apiAddress(path: string, query: Record<string, string | number> = {}): string {
  const address = new URL(path, base());
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
  return address.href;
}

export async function fetchJSON<T>(address: string, signal?: AbortSignal): Promise<T> {
  return (await (await ask(address, { ...(signal && { signal }) })).json()) as T;
}

/** Asks for something to be done. The header makes another site's page ask first whether it may, which it may not. */
export async function send(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  address: string,
  body?: unknown,
  signal?: AbortSignal,
  more: Record<string, string> = {},
): Promise<Response> {
  const headers = { "X-Burialmap": "1", ...(body !== undefined && { "Content-Type": "application/json" }), ...more };
  return ask(address, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }), ...(signal && { signal }) });
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  const response = await reach(address, { ...init, headers: { Accept: "application/geo+json, application/json", ...init.headers } });
  if (!response.ok) throw refusalOf(response.status, await response.text(), response.headers.get("Retry-After"));
  return response;
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (error instanceof TypeError) throw new Unreachable();
    throw error;
  }
}

/** The server does not answer at all. */
export class Unreachable extends Error {}
/** The server answers that it has no such record. */
export class NotThere extends Error {}
/** The server answers that it will not, and why. */
export class Refusal extends Error {
  readonly status: number;
  /** After how many seconds to ask again, if it says so. */
  readonly retryAfter: number | undefined;
  /** What is wrong with what was sent, by which rule and where, if it says so. */
  readonly findings: readonly Finding[];

  constructor(status: number, reason: string, retryAfter: number | undefined, findings: readonly Finding[] = []) {
    super(reason);
    this.status = status;
    this.retryAfter = retryAfter;
    this.findings = findings;
  }
}

/** One thing that is wrong with what was sent. */
export interface Finding {
  severity: string;
  /** The field of the record that is at fault, by the server's name. */
  field?: string;
  rule: string;
  /** "longitude, latitude" */
  place?: string;
  message: string;
  advice: string;
}

/** What an answer that is none says: a problem+json text, or the status alone. */
export function refusalOf(status: number, body: string, retryAfter: string | null): Error {
  if (status === 404) return new NotThere();
  const seconds = Number(retryAfter);
  const { title, detail, findings } = problemIn(body);
  return new Refusal(status, detail ?? title ?? String(status), retryAfter !== null && seconds > 0 ? seconds : undefined, findings ?? []);
}

function problemIn(body: string): { title?: string; detail?: string; findings?: Finding[] } {
  try {
    return (JSON.parse(body) as ReturnType<typeof problemIn> | null) ?? {};
  } catch {
    return {};
  }
}
