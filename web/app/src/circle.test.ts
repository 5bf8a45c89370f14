import { expect, test } from "vitest";
import { boundsOf, circle, metresPerDegree, middle } from "./circle.ts";
import { positionsOf } from "./geometry.ts";

/** Distance on WGS 84 by Vincenty's inverse formula (Survey Review 23, 1975): the second method. */
function vincenty([lon1, lat1]: number[], [lon2, lat2]: number[]): number {
  const a = 6378137;
  const f = 1 / 298.257223563;
  const b = a * (1 - f);
  const rad = Math.PI / 180;
  const L = ((lon2 ?? 0) - (lon1 ?? 0)) * rad;
  const U1 = Math.atan((1 - f) * Math.tan((lat1 ?? 0) * rad));
  const U2 = Math.atan((1 - f) * Math.tan((lat2 ?? 0) * rad));
  let lambda = L;
  for (let i = 0; ; i++) {
    const sinS = Math.hypot(Math.cos(U2) * Math.sin(lambda), Math.cos(U1) * Math.sin(U2) - Math.sin(U1) * Math.cos(U2) * Math.cos(lambda));
    const cosS = Math.sin(U1) * Math.sin(U2) + Math.cos(U1) * Math.cos(U2) * Math.cos(lambda);
    const sigma = Math.atan2(sinS, cosS);
    const sinA = (Math.cos(U1) * Math.cos(U2) * Math.sin(lambda)) / sinS;
    const cos2A = 1 - sinA ** 2;
    const cos2m = cos2A === 0 ? 0 : cosS - (2 * Math.sin(U1) * Math.sin(U2)) / cos2A;
    const C = (f / 16) * cos2A * (4 + f * (4 - 3 * cos2A));
    const before = lambda;
    lambda = L + (1 - C) * f * sinA * (sigma + C * sinS * (cos2m + C * cosS * (2 * cos2m ** 2 - 1)));
    if (Math.abs(lambda - before) > 1e-13 && i < 200) continue;
    const u2 = (cos2A * (a * a - b * b)) / (b * b);
    const A = 1 + (u2 / 16384) * (4096 + u2 * (u2 * (320 - 175 * u2) - 768));
    const B = (u2 / 1024) * (256 + u2 * (u2 * (74 - 47 * u2) - 128));
    const d = B * sinS * (cos2m + (B / 4) * (cosS * (2 * cos2m ** 2 - 1) - (B / 6) * cos2m * (4 * sinS ** 2 - 3) * (4 * cos2m ** 2 - 3)));
    return b * A * (sigma - d);
  }
}

test.each([
  [0.5, 1e-3],
  [800, 3e-3],
  [10_000, 3e-3],
  [50_000, 2e-2],
])("every corner of a circle of %d m is that far from the centre", (radius, tolerance) => {
  for (const lat of [0, 42.7, 55.0874, 68.5]) {
    for (const corner of circle([132.2, lat], radius)) {
      expect(Math.abs(vincenty([132.2, lat], corner) / radius - 1)).toBeLessThan(tolerance);
    }
  }
});

test("a circle is closed, counterclockwise, and stays in one piece at 180°", () => {
  const ring = circle([179.99, 65], 5000);
  expect(ring.at(-1)).toEqual(ring[0]);
  const twice = ring.slice(1).reduce((sum, p, i) => sum + (ring[i]?.[0] ?? 0) * (p[1] ?? 0) - (p[0] ?? 0) * (ring[i]?.[1] ?? 0), 0);
  expect(twice).toBeGreaterThan(0);
  expect(boundsOf(ring)?.[2]).toBeGreaterThan(180);
});

test("a degree is longest where it should be", () => {
  expect(metresPerDegree(0).east).toBeCloseTo(111_319.49, 1);
  expect(metresPerDegree(0).north).toBeCloseTo(110_574.28, 1);
  expect(metresPerDegree(60).east).toBeCloseTo(55_800.0, -1);
});

test("bounds and middle of any geometry, and of none", () => {
  const shape = positionsOf({
    type: "MultiPolygon",
    coordinates: [
      [
        [
          [0, 0],
          [2, 0],
          [2, 4],
          [0, 0],
        ],
      ],
      [
        [
          [6, 1],
          [6, 2],
          [5, 1],
          [6, 1],
        ],
      ],
    ],
  });
  expect(boundsOf(shape)).toEqual([0, 0, 6, 4]);
  expect(middle(shape)).toEqual([3, 2]);
  expect(middle(positionsOf(null))).toBeUndefined();
  expect(positionsOf({ type: "GeometryCollection", geometries: [{ type: "Point", coordinates: [1, 2] }] })).toEqual([[1, 2]]);
});
