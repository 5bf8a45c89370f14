import { expect, test } from "vitest";
import type { Item } from "../api.ts";
import { selectionParts, siteCircles } from "./uncertainty.ts";

const site = (id: string, accuracy?: number) => ({
  geometry: { type: "Point" as const, coordinates: [132, 55] },
  properties: { id, ...(accuracy !== undefined && { accuracy_m: accuracy }) },
});

test("a site whose accuracy nobody stated has no circle", () => {
  expect(siteCircles([site("a"), site("b", 0)]).data.features).toEqual([]);
});

test("a site that two tiles hold has one circle, and the same sites give the same key", () => {
  const once = siteCircles([site("a", 800), site("b", 100)]);
  const twice = siteCircles([site("b", 100), site("a", 800), site("a", 800)]);
  expect(twice.data.features).toHaveLength(2);
  expect(twice.key).toBe(once.key);
  expect(siteCircles([site("a", 900), site("b", 100)]).key).not.toBe(once.key);
});

test("the chosen record is drawn with where it may truly lie; one that is not located is not drawn", () => {
  const plot: Item = {
    type: "Feature",
    id: "p",
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [0, 0],
          [2, 0],
          [2, 2],
          [0, 0],
        ],
      ],
    },
    properties: { accuracy_m: 5 },
  };
  expect(selectionParts(plot).features.map((f) => f.properties)).toEqual([{ part: "reach" }, { part: "shape" }]);
  expect(selectionParts({ ...plot, properties: {} }).features).toHaveLength(1);
  expect(selectionParts({ ...plot, geometry: null }).features).toEqual([]);
});
