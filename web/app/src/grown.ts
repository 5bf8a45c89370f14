import type { Position } from "geojson";
import { metresPerDegree, middle } from "./circle.ts";

type Metres = readonly [number, number];
const stepsAround = 72;

/**
 * The convex hull of positions, grown by `radius` metres on all sides: a ring, counterclockwise and closed, that holds
 * a shape wherever it truly lies if none of its points is off by more than the radius. Of one position it is a circle.
 * Hollows of a concave shape are filled. Undefined of no positions. As true to the metre as circle() within a
 * kilometre of the middle.
 */
export function grown(positions: readonly Position[], radius: number): Position[] | undefined {
  const centre = middle(positions);
  if (!centre) return undefined;
  const { east, north } = metresPerDegree(centre[1]);
  const plane = positions.map(([x = 0, y = 0]): Metres => [(x - centre[0]) * east, (y - centre[1]) * north]);
  const ring = around(convexHull(plane), radius).map(([x, y]): Position => [centre[0] + x / east, centre[1] + y / north]);
  return [...ring, ring[0] as Position];
}

/** Each corner's arc, from square to the edge before it to square to the edge after it. */
function around(hull: readonly Metres[], radius: number): Metres[] {
  return hull.flatMap((corner, i) => {
    const before = hull.at(i - 1) ?? corner;
    const after = hull[(i + 1) % hull.length] ?? corner;
    const start = hull.length === 1 ? 0 : outward(before, corner);
    const end = hull.length === 1 ? 2 * Math.PI : outward(corner, after);
    const turn = hull.length === 1 ? end : (end - start + 2 * Math.PI) % (2 * Math.PI);
    const steps = Math.max(1, Math.ceil((turn / (2 * Math.PI)) * stepsAround));
    const last = hull.length === 1 ? steps - 1 : steps;
    return Array.from({ length: last + 1 }, (_, k): Metres => {
      const angle = start + (turn * k) / steps;
      return [corner[0] + radius * Math.cos(angle), corner[1] + radius * Math.sin(angle)];
    });
  });
}

/** The direction square to an edge of a counterclockwise ring, away from its inside. */
function outward(a: Metres, b: Metres): number {
  return Math.atan2(b[1] - a[1], b[0] - a[0]) - Math.PI / 2;
}

/** Andrew's monotone chain (Information Processing Letters 9, 1979): counterclockwise, no three corners in a line. */
function convexHull(points: readonly Metres[]): Metres[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]).filter((p, i, all) => p[0] !== all[i - 1]?.[0] || p[1] !== all[i - 1]?.[1]);
  if (sorted.length < 3) return sorted;
  const lower = chain(sorted);
  const upper = chain(sorted.toReversed());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chain(points: readonly Metres[]): Metres[] {
  const kept: Metres[] = [];
  for (const p of points) {
    while (kept.length > 1 && turns(kept.at(-2) as Metres, kept.at(-1) as Metres, p) <= 0) kept.pop();
    kept.push(p);
  }
  return kept;
}

/** Above 0 if a→b→c turns left. */
function turns(a: Metres, b: Metres, c: Metres): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
