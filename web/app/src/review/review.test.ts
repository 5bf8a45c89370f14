import { expect, test } from "vitest";
import { since } from "./judgement.ts";
import { commandOf } from "./keys.ts";
import { nextSort } from "./list.ts";
import { pairsOf } from "./query.ts";

const filterOf = (address: string) => new URL(address).searchParams.get("filter");
const always = { years: undefined, undated: true };
Object.assign(globalThis, { document: { baseURI: "http://127.0.0.1/" } });

test("the list asks for what the filter asks for and is not judged yet", () => {
  const address = pairsOf({
    ...always,
    criteria: { classes: ["certain", "not_assessed"], probability: [0.05, 0.5] },
    reviewed: "open",
    reviewSort: "-probability",
  });
  expect(filterOf(address)).toBe("class IN ('certain', 'not_assessed') AND probability BETWEEN 0.05 AND 0.5 AND review IS NULL");
  expect(new URL(address).searchParams.get("sortby")).toBe("-probability,id");
});

test("without criteria every pair is asked for", () => {
  expect(filterOf(pairsOf({ ...always, criteria: {}, reviewed: "all", reviewSort: "-probability" }))).toBeNull();
});

test("which pairs are judged is the page's own choice, not a criterion", () => {
  expect(filterOf(pairsOf({ ...always, criteria: { review: ["accepted"] }, reviewed: "judged", reviewSort: "id" }))).toBe("review IS NOT NULL");
});

test("a quotation mark in a criterion stays within its value", () => {
  expect(filterOf(pairsOf({ ...always, criteria: { classes: ["o'clock"] }, reviewed: "all", reviewSort: "id" }))).toBe("class IN ('o''clock')");
});

test("a column sorts as people want it first, and the other way round when pressed again", () => {
  expect(nextSort("probability", "-", "distance_m")).toBe("-probability");
  expect(nextSort("probability", "-", "-probability")).toBe("probability");
  expect(nextSort("distance_m", "", "distance_m")).toBe("-distance_m");
});

const press = { ctrlKey: false, metaKey: false, altKey: false };

test("letters are keys in their place, whatever they write", () => {
  expect(commandOf({ ...press, key: "ф", code: "KeyA" })).toBe("accepted");
  expect(commandOf({ ...press, key: "Process", code: "KeyJ" })).toBe("down");
  expect(commandOf({ ...press, key: "r", code: "KeyR", ctrlKey: true })).toBeUndefined();
  expect(commandOf({ ...press, key: "ArrowDown", code: "Numpad2" })).toBe("down");
});

test("what has changed since a judgement is said, and what has not is not", () => {
  const judged = { review: "accepted", reviewed_class: "possible", reviewed_probability: 0.46 };
  expect(since("en", { ...judged, class: "possible", probability: 0.08 })).toBe("changed since: 46% → 8%");
  expect(since("en", { ...judged, class: "not_assessed" })).toBe("changed since: 46% → not assessed");
  expect(since("en", { ...judged, class: "possible", probability: 0.46 })).toBeUndefined();
  expect(since("en", { class: "possible", probability: 0.46 })).toBeUndefined();
});
