import { expect, test } from "vitest";
import type { Item } from "../api.ts";
import { circlesOf, ringWordsAt, selectionParts } from "./uncertainty.ts";

const site = (id: string, accuracy?: number) => ({
  geometry: { type: "Point" as const, coordinates: [132, 55] },
  properties: { id, ...(accuracy !== undefined && { accuracy_m: accuracy }) },
});

test("a site whose accuracy nobody stated has no circle", () => {
  expect(circlesOf([site("a"), site("b", 0)]).data.features).toEqual([]);
});

test("a circle that its sign would hide is not drawn", () => {
  expect(circlesOf([site("a", 800), site("b", 100)], 200).data.features.map((f) => f.properties?.["id"])).toEqual(["a", "a"]);
});

test("a site that two tiles hold has one circle, and the same sites give the same key", () => {
  const once = circlesOf([site("a", 800), site("b", 100)]);
  const twice = circlesOf([site("b", 100), site("a", 800), site("a", 800)]);
  expect(twice.data.features.map((f) => f.geometry.type)).toEqual(["Point", "Polygon", "Point", "Polygon"]);
  expect(twice.key).toBe(once.key);
  expect(circlesOf([site("a", 900), site("b", 100)]).key).not.toBe(once.key);
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
  expect(selectionParts(plot).features.map((f) => f.properties)).toMatchObject([
    { part: "ring", share: 0.95, metres: 5 },
    { part: "ring", share: 0.8 },
    { part: "ring", share: 0.5 },
    { part: "shape" },
  ]);
  expect(selectionParts({ ...plot, properties: {} }).features).toHaveLength(1);
  expect(selectionParts({ ...plot, geometry: null }).features).toEqual([]);
});

test("a soft disc is as wide as the map stretches the ground at its latitude", () => {
  const [disc] = circlesOf([site("a", 1000)]).data.features;
  expect(disc?.properties?.["reach"]).toBeCloseTo(1000 / Math.cos((55 * Math.PI) / 180), 6);
});

test("the words of a ring stand on it, where it is on screen", () => {
  const item: Item = { type: "Feature", id: "s", geometry: { type: "Point", coordinates: [132, 55] }, properties: { accuracy_m: 1000 } };
  const { features } = selectionParts(item);
  const say = (share: number, metres: number) => `${share} ${Math.round(metres)}`;
  const all = ringWordsAt(features, [131, 54, 133, 56], say).features;
  expect(all.map((f) => f.properties?.["words"])).toEqual(["0.95 1000", "0.8 733", "0.5 481"]);
  for (const f of all) expect(f.geometry.coordinates[1]).toBeGreaterThan(55.0025);
  for (const f of all) expect(f.geometry.coordinates[0]).toBeLessThan(132);
  const below = ringWordsAt(features, [131, 54, 133, 54.997], say).features;
  for (const f of below) expect(f.geometry.coordinates[1]).toBeLessThanOrEqual(54.997);
  expect(ringWordsAt(features, [131, 54, 133, 56], say, 500).features).toHaveLength(2);
  expect(ringWordsAt(features, [140, 54, 141, 56], say).features).toEqual([]);
});
