import type { Item } from "../api.ts";
import { classLimits } from "../format.ts";
import { number } from "./naming.ts";

/**
 * The likelier first, then the larger, then the nearer. What is not assessed may be anything, so it comes after what is
 * at least possible and before what is known to be unlikely.
 */
export function likeliestFirst(a: Item, b: Item): number {
  const rank = (i: Item) => [
    number(i.properties, "probability") ?? classLimits[0] - 1e-9,
    number(i.properties, "area_m2") ?? 0,
    -(number(i.properties, "distance_m") ?? 0),
  ];
  const [ra, rb] = [rank(a), rank(b)];
  const at = ra.findIndex((v, i) => v !== rb[i]);
  const pair = (i: Item) => `${i.properties["pow"]} ${i.properties["civilian"]}`;
  return at < 0 ? pair(a).localeCompare(pair(b)) : (rb[at] ?? 0) - (ra[at] ?? 0);
}
