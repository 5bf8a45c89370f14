import type { Position } from "geojson";
import { beside } from "../geodesy.ts";
import type { Control, Corners, Kind } from "./fit.ts";

/** What is kept of a plan: where it lies and by what, never the picture. */
export interface Kept {
  file: string;
  corners: Corners;
  kind?: Kind;
  controls?: readonly Control[];
}

const keyOf = (file: string) => `burialmap.plan.${file}`;

/** Corners that were kept for a file of this name in this browser. */
export function recall(file: string): Kept | undefined {
  try {
    return readKept(localStorage.getItem(keyOf(file)) ?? "");
  } catch {
    return undefined; // a browser that lets nothing be kept
  }
}

export function keep(kept: Kept): void {
  try {
    localStorage.setItem(keyOf(kept.file), JSON.stringify(kept));
  } catch {
    // it is only forgotten
  }
}

/** Reads what was kept or saved; undefined if it places no plan. */
export function readKept(text: string): Kept | undefined {
  try {
    const said = JSON.parse(text) as Partial<Record<keyof Kept, unknown>> | null;
    const corners = said?.corners;
    if (!Array.isArray(corners) || corners.length !== 4 || !corners.every(isPosition)) return undefined;
    const controls = Array.isArray(said?.controls) ? said.controls.filter(isControl) : [];
    const kind: Kind = said?.kind === "affine" ? "affine" : "similarity";
    return { file: typeof said?.file === "string" ? said.file : "", corners: corners as unknown as Corners, kind, controls };
  } catch {
    return undefined;
  }
}

const isPair = (v: unknown): v is [number, number] => Array.isArray(v) && v.length === 2 && v.every((n) => typeof n === "number" && Number.isFinite(n));
const isPosition = (v: unknown): v is Position => isPair(v) && Math.abs(v[0]) <= 540 && Math.abs(v[1]) <= 85;
const isControl = (v: unknown): v is Control => typeof v === "object" && v !== null && "pixel" in v && isPair(v.pixel) && "place" in v && isPosition(v.place);

/** "48.4725, 135.0601": latitude, then longitude, as most maps write it. */
export function readCorner(text: string): Position | undefined {
  const [lat = Number.NaN, lon = Number.NaN, ...rest] = text
    .trim()
    .split(/\s*[,;\s]\s*/)
    .map(Number);
  return rest.length === 0 && isPosition([lon, lat]) ? [lon, lat] : undefined;
}

export const writeCorner = ([lon = 0, lat = 0]: Position) => `${lat.toFixed(7)}, ${lon.toFixed(7)}`;

/** Where on the plan a place lies, as shares of its width and height: the picture is pinned to its corners bilinearly. */
export function onPlan(corners: Corners, place: Position): [number, number] {
  const [origin] = corners;
  const [p, a, b, c, d] = [place, ...corners].map((q) => {
    const [x = 0, y = 0] = beside(q, origin);
    return [x - (origin[0] ?? 0), mercator(y) - mercator(origin[1] ?? 0)] as const;
  }) as [Pair, Pair, Pair, Pair, Pair];
  let [s, t] = [0.5, 0.5];
  for (let i = 0; i < 20; i++) {
    const at = (k: 0 | 1) => (1 - s) * (1 - t) * a[k] + s * (1 - t) * b[k] + s * t * c[k] + (1 - s) * t * d[k] - p[k];
    const ds = (k: 0 | 1) => (1 - t) * (b[k] - a[k]) + t * (c[k] - d[k]);
    const dt = (k: 0 | 1) => (1 - s) * (d[k] - a[k]) + s * (c[k] - b[k]);
    const det = ds(0) * dt(1) - ds(1) * dt(0);
    if (det === 0) break;
    [s, t] = [s - (at(0) * dt(1) - at(1) * dt(0)) / det, t - (at(1) * ds(0) - at(0) * ds(1)) / det];
  }
  return [s, t];
}

type Pair = readonly [number, number];
const mercator = (lat: number) => (Math.asinh(Math.tan((lat * Math.PI) / 180)) * 180) / Math.PI;
