import type { Position } from "geojson";
import { expect, test } from "vitest";
import { metresPerDegree } from "./circle.ts";
import { grown } from "./grown.ts";

const { east, north } = metresPerDegree(55);
const at = ([x, y]: readonly number[]): Position => [132 + (x ?? 0) / east, 55 + (y ?? 0) / north];
const metres = ([lon, lat]: Position) => [((lon ?? 0) - 132) * east, ((lat ?? 0) - 55) * north] as const;
const area = (ring: readonly Position[]) => {
  const p = ring.map(metres);
  return p.slice(1).reduce((sum, [x, y], i) => sum + ((p[i]?.[0] ?? 0) * y - x * (p[i]?.[1] ?? 0)) / 2, 0);
};

/** The distance from a point to the nearest of a shape's edges, by going along them: the second method. */
function distance([x, y]: readonly [number, number], shape: readonly (readonly number[])[]): number {
  return Math.min(
    ...shape.flatMap((a, i) => {
      const b = shape[(i + 1) % shape.length] ?? a;
      return Array.from({ length: 2001 }, (_, k) => {
        const t = k / 2000;
        return Math.hypot(x - (a[0] ?? 0) * (1 - t) - (b[0] ?? 0) * t, y - (a[1] ?? 0) * (1 - t) - (b[1] ?? 0) * t);
      });
    }),
  );
}

const shapes: [string, number[][]][] = [
  [
    "a grave",
    [
      [0, 0],
      [0.9, 0],
      [0.9, 2],
      [0, 2],
    ],
  ],
  [
    "a turned grave",
    [
      [0, 0],
      [1.9, 0.7],
      [1.5, 1.6],
      [-0.4, 0.9],
    ],
  ],
  [
    "a row drawn as a line",
    [
      [0, 0],
      [30, 12],
    ],
  ],
];

test.each(shapes)("every corner around %s is exactly the accuracy away", (_, shape) => {
  const ring = grown(shape.map(at), 3) ?? [];
  for (const corner of ring) expect(distance(metres(corner), shape)).toBeCloseTo(3, 3);
});

test.each([...shapes, ["one point", [[5, 5]]] as [string, number[][]]])(
  "around %s the ring is closed, counterclockwise and as large as Steiner's formula says",
  (_, shape) => {
    const ring = grown(shape.map(at), 3) ?? [];
    expect(ring.at(-1)).toEqual(ring[0]);
    const closed = [...shape, shape[0] ?? []];
    const edges = closed.slice(1).map((b, i) => Math.hypot((b[0] ?? 0) - (closed[i]?.[0] ?? 0), (b[1] ?? 0) - (closed[i]?.[1] ?? 0)));
    const own = Math.abs(area(closed.map(at)));
    const steiner = own + edges.reduce((a, b) => a + b, 0) * 3 + Math.PI * 9;
    expect(area(ring) / steiner).toBeGreaterThan(0.997);
    expect(area(ring) / steiner).toBeLessThan(1.0001);
  },
);

test("a hollow is filled, and no position has no ring", () => {
  const hollow = [
    [0, 0],
    [10, 0],
    [10, 10],
    [5, 1],
    [0, 10],
  ].map(at);
  const square = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ].map(at);
  expect(area(grown(hollow, 2) ?? [])).toBeCloseTo(area(grown(square, 2) ?? []), 6);
  expect(grown([], 2)).toBeUndefined();
});
