import type { Position } from "geojson";

/** WGS 84: half the long axis in metres, flattening, and the squares of both eccentricities that are needed. */
const a = 6_378_137;
const f = 1 / 298.257223563;
const e2 = f * (2 - f);
const e = Math.sqrt(e2);
const rad = Math.PI / 180;

const lon = (p: Position) => p[0] ?? Number.NaN;
const lat = (p: Position) => p[1] ?? Number.NaN;

/**
 * Metres between two positions, good enough to be shown while somebody draws: the great circle between reduced latitudes
 * with Lambert's correction for the flattening (Lambert 1942). It is within 10 m at a thousand kilometres, and within
 * a hundred-thousandth up to ten. What counts is asked of the server.
 */
export function roughDistance(from: Position, to: Position): number {
  const [b1, b2] = [reduced(lat(from)), reduced(lat(to))];
  const sigma = angle(b1, b2, (lon(to) - lon(from)) * rad);
  if (sigma === 0) return 0;
  const [p, q] = [(b1 + b2) / 2, (b2 - b1) / 2];
  const x = ((sigma - Math.sin(sigma)) * (Math.sin(p) * Math.cos(q)) ** 2) / Math.cos(sigma / 2) ** 2;
  const y = ((sigma + Math.sin(sigma)) * (Math.cos(p) * Math.sin(q)) ** 2) / Math.sin(sigma / 2) ** 2;
  return a * (sigma - (f / 2) * (x + y));
}

export function roughLength(path: readonly Position[]): number {
  return path.slice(1).reduce((sum, p, i) => sum + roughDistance(path[i] ?? p, p), 0);
}

/**
 * Square metres within a ring (closed or not), its edges straight on the equal-area cylinder: exact for what is as small as
 * a burial ground, and good to some thousandths for a district.
 */
export function roughArea(ring: readonly Position[]): number {
  let sum = 0;
  for (const [i, p] of ring.entries()) {
    const next = ring[(i + 1) % ring.length] ?? p;
    sum += ((lon(next) - lon(p)) * rad * (authalic(lat(p)) + authalic(lat(next)))) / 2;
  }
  return Math.abs(sum);
}

/** The way of the great circle, so finely that it is drawn as a curve where it is one; longitudes run on past ±180. */
export function bent(from: Position, to: Position): Position[] {
  const sigma = angle(lat(from) * rad, lat(to) * rad, (lon(to) - lon(from)) * rad);
  const steps = Math.min(64, Math.ceil(sigma / 0.01));
  if (steps < 2) return [[...from], [...to]];
  const [u, v] = [vector(from), vector(to)];
  const points = Array.from({ length: steps + 1 }, (_, i): Position => {
    const [s, t] = [Math.sin((1 - i / steps) * sigma), Math.sin((i / steps) * sigma)];
    const [x, y, z] = [0, 1, 2].map((k) => (u[k as 0] * s + v[k as 0] * t) / Math.sin(sigma)) as [number, number, number];
    return [Math.atan2(y, x) / rad, Math.atan2(z, Math.hypot(x, y)) / rad];
  });
  points[0] = [...from];
  points[steps] = [...to];
  return together(points, from);
}

/** A position by that of its longitudes, a turn apart, that lies nearest to another. */
export function beside(p: Position, other: Position): Position {
  return [lon(p) - 360 * Math.round((lon(p) - lon(other)) / 360), lat(p)];
}

/** Where a ring meets itself first, if it does, its sides straight on the map; sides that follow each other share a corner. */
export function selfCrossing(ring: readonly Position[]): Position | undefined {
  const n = ring.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      const at = meeting(ring[i] ?? [], ring[(i + 1) % n] ?? [], ring[j] ?? [], ring[(j + 1) % n] ?? []);
      if (at) return at;
    }
  }
  return undefined;
}

function meeting(a: Position, b: Position, c: Position, d: Position): Position | undefined {
  const [ux, uy, vx, vy] = [lon(b) - lon(a), lat(b) - lat(a), lon(d) - lon(c), lat(d) - lat(c)];
  const cross = ux * vy - uy * vx;
  if (cross === 0) return undefined;
  const [wx, wy] = [lon(c) - lon(a), lat(c) - lat(a)];
  const [s, t] = [(wx * vy - wy * vx) / cross, (wx * uy - wy * ux) / cross];
  return s >= 0 && s <= 1 && t >= 0 && t <= 1 ? [lon(a) + s * ux, lat(a) + s * uy] : undefined;
}

/** A path in one piece, beginning beside a place, whatever turn its longitudes are of. */
export function together(path: readonly Position[], start: Position): Position[] {
  const run: Position[] = [];
  for (const p of path) run.push(beside(p, run.at(-1) ?? start));
  return run;
}

/** Longitudes between −180 and 180, as GeoJSON has them. */
export function wrapped(p: Position): Position {
  const l = lon(p);
  return [Math.abs(l) <= 180 ? l : l - 360 * Math.round(l / 360), lat(p)];
}

/** Latitude on the sphere that has the ellipsoid's parallels. */
const reduced = (degrees: number) => Math.atan((1 - f) * Math.tan(degrees * rad));

function angle(b1: number, b2: number, dl: number): number {
  const [h, k] = [Math.sin((b2 - b1) / 2), Math.sin(dl / 2)];
  return 2 * Math.asin(Math.min(1, Math.sqrt(h * h + Math.cos(b1) * Math.cos(b2) * k * k)));
}

/** Square metres between the equator and a latitude on one radian of longitude (Snyder 1987, eq. 3-12). */
function authalic(degrees: number): number {
  const s = Math.sin(degrees * rad);
  return ((a * a * (1 - e2)) / 2) * (s / (1 - e2 * s * s) + Math.atanh(e * s) / e);
}

function vector(p: Position): [number, number, number] {
  const [l, b] = [lon(p) * rad, lat(p) * rad];
  return [Math.cos(b) * Math.cos(l), Math.cos(b) * Math.sin(l), Math.sin(b)];
}
