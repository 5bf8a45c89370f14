import { expect, test } from "vitest";
import { change, type Differs } from "./whatif.ts";

const differs = (before: Differs["before"], after: Differs["after"]): Differs => ({ ref: "overlaps/a", before, after });

test("what a choice would do to a pair is said with its class and probability", () => {
  const d = differs({ class: "possible", probability: 0.46 }, { class: "unlikely", probability: 0.031 });
  expect(change("en", d)).toBe("possible (46%) → unlikely (3.1%)");
});

test("what cannot be assessed is no probability, and a pair that would be gone is none", () => {
  expect(change("en", differs({ class: "not_assessed", probability: null }, { class: "certain", probability: 1 }))).toBe("not assessed → certain (over 99.9%)");
  expect(change("en", differs({ class: "possible", probability: 0.2 }, null))).toBe("possible (20%) → no overlap");
});
