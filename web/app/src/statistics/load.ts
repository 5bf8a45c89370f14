import { fetchPage, itemsAddress } from "../api.ts";
import type { CollectionName } from "../state/view.ts";
import { type Facets, facetOf, fetchFacets } from "../time/facets.ts";

/** The collections that are counted. */
export const counted = ["sites", "cemeteries", "plots", "overlaps"] as const satisfies readonly CollectionName[];
export type Counted = (typeof counted)[number];

/** Fields of names that are worth counting, by collection. They are not divided by value, so each is asked for by itself. */
export const nameFields = {
  sites: ["name_ja", "name_ru", "name_en"],
  cemeteries: ["name_ja", "name_ru", "name_en"],
  plots: ["name"],
} as const;

/** Everything that the page says, of one revision. */
export interface Numbers {
  revision: number;
  facets: Record<Counted, Facets>;
  /** How many records have a name in a field: "sites/name_ja". */
  named: ReadonlyMap<string, number>;
  /** How many records are invented, whether or not they are counted. */
  invented: Record<Counted, number>;
}

const fields: Record<Counted, readonly string[]> = {
  sites: ["status", "region", "located", "accuracy_m", "location_method", "period", "burials", "source", "fictional"],
  cemeteries: ["use", "located", "accuracy_m", "location_method", "period", "source", "fictional"],
  plots: ["occupancy", "located", "accuracy_m", "location_method", "period", "burials", "source", "fictional"],
  overlaps: ["class", "fictional"],
};

/** Asks for all numbers; if something was written meanwhile, once more. */
export async function loadNumbers(withInvented: boolean, signal: AbortSignal): Promise<Numbers> {
  const numbers = await ask(withInvented, signal);
  const revisions = new Set(counted.map((c) => numbers.facets[c].revision));
  return revisions.size === 1 ? numbers : ask(withInvented, signal);
}

async function ask(withInvented: boolean, signal: AbortSignal): Promise<Numbers> {
  const query: Record<string, string> = withInvented ? {} : { fictional: "false" };
  const [facets, named, invented] = await Promise.all([
    byCollection((c) => fetchFacets(c, fields[c], query, signal)),
    askNames(query, signal),
    byCollection(async (c) => countOf(facetOf(await fetchFacets(c, ["fictional"], {}, signal), "fictional"), "true")),
  ]);
  return { revision: Math.max(...counted.map((c) => facets[c].revision)), facets, named, invented };
}

async function byCollection<T>(of: (collection: Counted) => Promise<T>): Promise<Record<Counted, T>> {
  return Object.fromEntries(await Promise.all(counted.map(async (c) => [c, await of(c)]))) as Record<Counted, T>;
}

async function askNames(query: Record<string, string>, signal: AbortSignal): Promise<Map<string, number>> {
  const asked = Object.entries(nameFields).flatMap(([collection, names]) =>
    names.map((field) => ({ collection: collection as keyof typeof nameFields, field })),
  );
  const answers = asked.map(async ({ collection, field }) => {
    const { total } = await fetchPage(itemsAddress(collection, { ...query, filter: `${field} IS NOT NULL`, limit: 1 }), signal);
    return [`${collection}/${field}`, total ?? 0] as const;
  });
  return new Map(await Promise.all(answers));
}

/** How many records have a value. */
export function countOf(facet: { values?: { value: string; count: number }[] }, value: string): number {
  return facet.values?.find((v) => v.value === value)?.count ?? 0;
}
