import { expect, test } from "vitest";
import type { Item } from "../api.ts";
import { requests } from "./dossier.ts";
import { ofPair, ofPlace } from "./glance.ts";
import { fits } from "./positions.ts";
import { surely } from "./whereabouts.ts";

const names = (ref: string) => ref.split("/")[1] ?? ref;
const pair = (p: object) => ({ pow: "plots/A-1", civilian: "plots/L-2", ...p });

test("the first sentence of a grave names the other of its likeliest pair", () => {
  expect(ofPair("en", pair({ class: "probable", probability: 0.92 }), "plots/A-1", names)).toEqual({
    name: "probable",
    words: "Probably shares ground with L-2: 92%.",
  });
  expect(ofPair("ru", pair({ class: "possible", probability: 0.3 }), "plots/L-2", names).words).toBe("Возможно, есть общая земля с «A-1»: 30\u00a0%.");
  expect(ofPair("en", pair({ class: "certain", probability: 0.9999 }), "sites/camp", names).words).toBe(
    "Almost certainly shares ground with A-1 and L-2: over 99.9%.",
  );
});

test("what was not assessed is told as that, without a figure", () => {
  expect(ofPair("en", pair({ class: "not_assessed" }), "plots/A-1", names).words).toBe(
    "Whether it shares ground with L-2 cannot be told: the positions are not known well enough.",
  );
  expect(ofPlace("ja", { overlap_class: "not_assessed" })?.words).not.toMatch(/%/);
  expect(ofPlace("en", {})).toBeUndefined();
});

test("a place is told by the probability that any of its pairs share ground", () => {
  expect(ofPlace("en", { overlap_class: "probable", overlap_probability: 0.992 })).toEqual({
    name: "certain",
    words: "Prisoners’ and civilian burials almost certainly share ground here: 99.2%.",
  });
  expect(ofPlace("en", { overlap_class: "unlikely", overlap_probability: 0.0001 })?.words).toContain("under 0.1%");
});

test("accuracy and method are sentences, and unknown is said to be so", () => {
  const item = (properties: Item["properties"]): Item => ({ type: "Feature", geometry: { type: "Point", coordinates: [132, 55] }, properties });
  expect(surely("en", item({ accuracy_m: 800, location_method: "plan" }))).toBe(
    "The true position lies within 800 m with 95% probability. Determined by: taken from a plan.",
  );
  expect(surely("ru", item({ location_method: "plan" }))).toMatch(/^Ни один источник не указывает точность/);
});

test("two positions fit each other within the root of the squares of what both state", () => {
  expect(fits(50, 30, 40)).toBe(true);
  expect(fits(50.1, 30, 40)).toBe(false);
});

test("records are asked for together, but for an id that holds a comma", () => {
  expect(requests(["a", "b,c", "d"])).toEqual([["a", "d"], ["b,c"]]);
  expect(requests(Array.from({ length: 250 }, (_, i) => String(i))).map((r) => r.length)).toEqual([100, 100, 50]);
  expect(requests([])).toEqual([]);
});
