import { apiAddress, itemsAddress } from "../api.ts";
import { conditionOf, type Wanted, without } from "../finding/conditions.ts";
import type { ReviewShow, View } from "../state/view.ts";

/** What the list of pairs is made from: it is asked for anew when this changes. */
export type WantedPairs = Wanted & Pick<View, "reviewed" | "reviewSort">;

export const pairsAtOnce = 50;

const shown: Record<ReviewShow, string | undefined> = { open: "review IS NULL", judged: "review IS NOT NULL", all: undefined };

/** What the view asks of overlaps. Which of them are judged is this page's own choice, and no criterion's. */
function query(wanted: Wanted, show: ReviewShow): Record<string, string> {
  const { words, filter } = conditionOf("overlaps", { ...wanted, criteria: without(wanted.criteria, "review") });
  const both = [filter, shown[show]].filter((c) => c !== undefined).join(" AND ");
  return { ...(words !== undefined && { q: words }), ...(both !== "" && { filter: both }) };
}

/** The first page of the pairs that are wanted. Pairs that are not assessed have no probability, and so come last. */
export function pairsOf(wanted: WantedPairs): string {
  return itemsAddress("overlaps", { limit: pairsAtOnce, sortby: `${wanted.reviewSort},id`, ...query(wanted, wanted.reviewed) });
}

/** How many of the pairs that are asked for have been judged, and how. */
export function countsOf(wanted: Wanted): string {
  return apiAddress("collections/overlaps/facets", { fields: "review", ...query(wanted, "all") });
}

export function reviewAddress(id: string): string {
  return apiAddress(`collections/overlaps/items/${encodeURIComponent(id)}/review`);
}
