import { apiAddress, fetchJSON } from "../api.ts";
import type { CollectionName } from "../state/view.ts";

/** How many periods surely hold some of a year, and how many more may. */
export interface YearCount {
  year: number;
  surely: number;
  perhaps: number;
}

/** How a selection of records is divided by one field: by values, by bins of numbers, or by years. */
export interface Facet {
  field: string;
  values?: { value: string; count: number }[];
  /** From included, to not; the last bin has no end. */
  bins?: { from: number; to?: number | null; count: number }[];
  years?: YearCount[];
  /** Records of which it was not recorded, and those with a value that is not listed. */
  missing: number;
  others?: number;
}

export interface Facets {
  collection: CollectionName;
  revision: number;
  numberMatched: number;
  facets: Facet[];
}

/** Asks the server to divide the records of a collection that match a query. */
export function fetchFacets(collection: CollectionName, fields: readonly string[], query: Record<string, string> = {}, signal?: AbortSignal): Promise<Facets> {
  return fetchJSON<Facets>(apiAddress(`collections/${collection}/facets`, { fields: fields.join(","), ...query }), signal);
}

export function facetOf(facets: Facets, field: string): Facet {
  return facets.facets.find((f) => f.field === field) ?? { field, missing: facets.numberMatched };
}
