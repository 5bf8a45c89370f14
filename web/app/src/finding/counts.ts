import type { Criteria } from "../state/criteria.ts";
import { type Facet, facetOf, fetchFacets } from "../time/facets.ts";
import { without } from "./conditions.ts";
import { type Criterion, fieldsOf } from "./fields.ts";
import { type Listed, pickOf } from "./listing.ts";

/** The criteria that are chosen among values with counts. */
export const counted = [
  "classes",
  "probability",
  "statuses",
  "regions",
  "who",
  "kinds",
  "effects",
  "outcomes",
  "review",
  "source",
  "accuracy",
  "located",
  "fictional",
] as const satisfies readonly Criterion[];
export type Counted = (typeof counted)[number];

/** For each criterion that the collection knows, what each choice would leave: all other criteria hold, this one does not. */
export type Counts = ReadonlyMap<Counted, Facet>;

/** What the server calls the field of a criterion in its facets. */
export function facetField(criterion: Counted, listed: Listed): string | undefined {
  const field = fieldsOf[criterion][listed.collection];
  return field === "geometry" ? "located" : field;
}

/** Asks once for all criteria that are not set, and once more for each that is. */
export async function fetchCounts(listed: Listed, signal?: AbortSignal): Promise<Counts> {
  const known = counted.filter((c) => facetField(c, listed) !== undefined);
  const { criteria } = listed.view;
  const free = known.filter((c) => criteria[c] === undefined);
  const asked = [
    ...(free.length > 0 ? [countsOf(free, listed, criteria, signal)] : []),
    ...known.filter((c) => criteria[c] !== undefined).map((c) => countsOf([c], listed, without(criteria, c), signal)),
  ];
  return new Map((await Promise.all(asked)).flat());
}

async function countsOf(criteria: readonly Counted[], listed: Listed, wanted: Criteria, signal?: AbortSignal): Promise<[Counted, Facet][]> {
  const fields = criteria.map((c) => facetField(c, listed) ?? "");
  const facets = await fetchFacets(listed.collection, fields, pickOf({ ...listed, view: { ...listed.view, criteria: wanted } }), signal);
  return criteria.map((c, i) => [c, facetOf(facets, fields[i] ?? "")]);
}
