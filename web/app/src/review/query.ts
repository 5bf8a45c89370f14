import { apiAddress, itemsAddress } from "../api.ts";
import type { Criteria } from "../state/criteria.ts";
import type { ReviewShow, View } from "../state/view.ts";

/** What the list of pairs is made from: it is asked for anew when this changes. */
export type Wanted = Pick<View, "criteria" | "reviewed" | "reviewSort">;

export const pairsAtOnce = 50;

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const oneOf = (field: string, values: readonly string[]) => `${field} IN (${values.map(text).join(", ")})`;

const shown: Record<ReviewShow, string | undefined> = { open: "review IS NULL", judged: "review IS NOT NULL", all: undefined };

/** What criteria ask of overlaps, in CQL2; what overlaps have no field for narrows nothing. */
function conditions({ classes, probability, fictional, accuracy }: Criteria): string[] {
  return [
    classes && oneOf("class", classes),
    probability && `probability BETWEEN ${probability[0]} AND ${probability[1]}`,
    fictional !== undefined && `fictional = ${fictional ? "TRUE" : "FALSE"}`,
    accuracy !== undefined && `accuracy_m <= ${accuracy}`,
  ].filter((c): c is string => typeof c === "string");
}

function query(criteria: Criteria, ...more: (string | undefined)[]): Record<string, string> {
  const filter = [...conditions(criteria), ...more.filter((c) => c !== undefined)].join(" AND ");
  return { ...(filter && { filter }), ...(criteria.words && { q: criteria.words }) };
}

/** The first page of the pairs that are wanted. Pairs that are not assessed have no probability, and so come last. */
export function pairsOf({ criteria, reviewed, reviewSort }: Wanted): string {
  return itemsAddress("overlaps", { limit: pairsAtOnce, sortby: `${reviewSort},id`, ...query(criteria, shown[reviewed]) });
}

/** How many of the pairs that the criteria ask for have been judged, and how. */
export function countsOf(criteria: Criteria): string {
  return apiAddress("collections/overlaps/facets", { fields: "review", ...query(criteria) });
}

export function reviewAddress(id: string): string {
  return apiAddress(`collections/overlaps/items/${encodeURIComponent(id)}/review`);
}
