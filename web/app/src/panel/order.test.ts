import { expect, test } from "vitest";
import type { Item } from "../api.ts";
import { likeliestFirst } from "./order.ts";

const pair = (id: string, properties: Record<string, unknown>): Item => ({ type: "Feature", id, geometry: null, properties });

test("pairs are listed by probability; what nobody can tell comes before what is unlikely", () => {
  const pairs = [
    pair("unlikely", { probability: 0.04, distance_m: 3 }),
    pair("not assessed, apart", { distance_m: 2 }),
    pair("possible", { probability: 0.05, area_m2: 0 }),
    pair("not assessed, sharing", { area_m2: 1.5, distance_m: 0 }),
    pair("certain, small", { probability: 1, area_m2: 1 }),
    pair("certain, large", { probability: 1, area_m2: 9 }),
  ];
  expect(pairs.sort(likeliestFirst).map((p) => p.id)).toEqual([
    "certain, large",
    "certain, small",
    "possible",
    "not assessed, sharing",
    "not assessed, apart",
    "unlikely",
  ]);
});
