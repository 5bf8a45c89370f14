import { apiAddress, fetchJSON } from "../api.ts";
import { queryOf, type Wanted } from "../finding/conditions.ts";
import { type Area, withinArea } from "../state/area.ts";
import type { LayerName } from "../state/view.ts";

/** How many records of a collection lie in an area or reach into it, and how they divide by the field that matters most. */
export interface Count {
  collection: LayerName;
  total: number;
  parts: readonly { value: string; count: number }[];
  /** Records of which that field is not known. */
  missing: number;
}

/** The collections that are counted and by what they are divided, with the vocabulary that has its words. */
export const divisions = [
  { collection: "plots", field: "occupancy", words: "who" },
  { collection: "overlaps", field: "class", words: "class" },
  { collection: "cemeteries", field: "use", words: "who" },
  { collection: "sites", field: "status", words: "status" },
] as const satisfies readonly { collection: LayerName; field: string; words: string }[];

interface Facets {
  numberMatched: number;
  facets: { field: string; values?: { value: string; count: number }[]; missing: number }[];
}

/** Only those records are counted that the map shows, as they are exported too. */
export async function countIn(area: Area, wanted: Wanted, signal: AbortSignal): Promise<Count[]> {
  return Promise.all(
    divisions.map(async ({ collection, field }): Promise<Count> => {
      const { q, filter } = queryOf(collection, wanted);
      const both = [withinArea(area), filter].filter((f) => f !== undefined).join(" AND ");
      const address = apiAddress(`collections/${collection}/facets`, { fields: field, filter: both, ...(q !== undefined && { q }) });
      const { numberMatched, facets } = await fetchJSON<Facets>(address, signal);
      const parts = (facets[0]?.values ?? []).filter((v) => v.count > 0);
      return { collection, total: numberMatched, parts, missing: facets[0]?.missing ?? 0 };
    }),
  );
}
