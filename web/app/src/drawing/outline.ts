import type { Geometry, Point, Polygon, Position } from "geojson";

export type Shape = "polygon" | "point";

/** What somebody draws: a point, or the corners of an outline, each once. */
export interface Outline {
  readonly shape: Shape;
  readonly corners: readonly Position[];
}

/** As many decimals as are worth keeping: a tenth of a millimetre. */
const decimals = 9;
const rounded = (n: number) => Number(n.toFixed(decimals));

export const empty = (shape: Shape): Outline => ({ shape, corners: [] });

export const isWhole = ({ shape, corners }: Outline) => corners.length >= (shape === "point" ? 1 : 3);

/** The outline as GeoJSON, with the holes that it had; undefined as long as it is too little. */
export function geometryOf(outline: Outline, holes: readonly Position[][] = []): Point | Polygon | undefined {
  const [first] = outline.corners;
  if (!first || !isWhole(outline)) return undefined;
  if (outline.shape === "point") return { type: "Point", coordinates: [...first] };
  return { type: "Polygon", coordinates: [[...outline.corners, first].map((c) => [...c]), ...holes] };
}

/** What can be corrected of a recorded geometry: a point, or the outer ring of one polygon, whose holes stay. */
export function outlineOf(geometry: Geometry | null): { outline: Outline; holes: Position[][] } | undefined {
  const plain = (c: Position) => [rounded(c[0] ?? 0), rounded(c[1] ?? 0)];
  if (geometry?.type === "Point") return { outline: { shape: "point", corners: [plain(geometry.coordinates)] }, holes: [] };
  if (geometry?.type !== "Polygon") return undefined;
  const [ring = [], ...holes] = geometry.coordinates;
  return { outline: { shape: "polygon", corners: ring.slice(0, -1).map(plain) }, holes };
}

export function sameOutline(a: Outline, b: Outline): boolean {
  return a.shape === b.shape && JSON.stringify(a.corners) === JSON.stringify(b.corners);
}

/** The corners as people can write them: longitude and latitude, a line each. */
export function writeCorners({ corners }: Outline): string {
  return corners.map(([lon, lat]) => `${lon}, ${lat}`).join("\n");
}

/** Reads corners from lines; `wrong` is the first line that is none, from 1. A ring that comes back to its beginning is closed anyway. */
export function readCorners(text: string): { corners: Position[] } | { wrong: number } {
  const corners: Position[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const numbers = line
      .trim()
      .split(/[\s,;]+/)
      .map(Number);
    const [lon, lat] = numbers;
    const good = numbers.length === 2 && lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
    if (!good) return { wrong: i + 1 };
    corners.push([rounded(lon), rounded(lat)]);
  }
  const [first, last] = [corners[0], corners.at(-1)];
  if (corners.length > 3 && String(first) === String(last)) corners.pop();
  return { corners };
}

/** What was drawn before, and what was taken back. */
export class Steps {
  #past: Outline[] = [];
  #future: Outline[] = [];
  #now: Outline;

  constructor(now: Outline) {
    this.#now = now;
  }

  get now(): Outline {
    return this.#now;
  }
  get canUndo(): boolean {
    return this.#past.length > 0;
  }
  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Another outline is there; false if it is the same. */
  go(next: Outline): boolean {
    if (sameOutline(next, this.#now)) return false;
    this.#past.push(this.#now);
    this.#future = [];
    this.#now = next;
    return true;
  }

  undo(): Outline {
    const before = this.#past.pop();
    if (before) this.#future.push(this.#now);
    this.#now = before ?? this.#now;
    return this.#now;
  }

  redo(): Outline {
    const after = this.#future.pop();
    if (after) this.#past.push(this.#now);
    this.#now = after ?? this.#now;
    return this.#now;
  }
}
