import { expect, test } from "vitest";
import { bent, beside, roughArea, roughDistance, roughLength, selfCrossing, wrapped } from "./geodesy.ts";

// What the server answers for the same positions (POST /api/measure), which agrees with Karney's geodesics.
test.each([
  { name: "one burial ground", from: [135, 48], to: [135.001, 48.0007], metres: 107.828, within: 0.001 },
  { name: "across 180°", from: [179.5, 65], to: [180.5, 65], metres: 47175.04, within: 0.05 },
])("a distance is near that of the server: $name", ({ from, to, metres, within }) => {
  expect(Math.abs(roughDistance(from, to) - metres)).toBeLessThan(within);
});

test("a quarter of a meridian is ten thousand kilometres", () => {
  expect(Math.abs(roughDistance([0, 0], [0, 90]) - 10_001_965.7)).toBeLessThan(100);
  expect(roughDistance([5, 5], [5, 5])).toBe(0);
  expect(roughLength([])).toBe(0);
});

test("a square of a hundredth of a degree at 48° N has the area of the ellipsoid", () => {
  const square = [
    [135, 48],
    [135.01, 48],
    [135.01, 48.01],
    [135, 48.01],
  ];
  expect(Math.abs(roughArea(square) / 829_682.26 - 1)).toBeLessThan(1e-5);
  expect(roughArea([...square, [135, 48]])).toBeCloseTo(roughArea(square), 3);
  expect(roughArea(square.slice(0, 2))).toBe(0);
});

test("a long line bends, a short one does not, and neither jumps at 180°", () => {
  expect(bent([135, 48], [135.1, 48])).toHaveLength(2);
  const line = bent([170, 60], [190, 60]);
  expect(line.length).toBeGreaterThan(10);
  expect(Math.max(...line.map((p) => p[1] ?? 0))).toBeGreaterThan(60.1);
  for (const [i, p] of line.slice(1).entries()) expect(Math.abs((p[0] ?? 0) - (line[i]?.[0] ?? 0))).toBeLessThan(5);
});

test("longitudes come home, and are kept beside another", () => {
  expect(wrapped([190, 60])).toEqual([-170, 60]);
  expect(wrapped([-180, 60])).toEqual([-180, 60]);
  expect(beside([-179, 60], [179, 60])).toEqual([181, 60]);
});

test("a bow-tie meets itself in its knot, a square nowhere", () => {
  const square = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ];
  expect(selfCrossing(square)).toBeUndefined();
  expect(selfCrossing(square.slice(0, 3))).toBeUndefined();
  expect(selfCrossing([square[0] ?? [], square[2] ?? [], square[1] ?? [], square[3] ?? []])).toEqual([1, 1]);
});
