import type { Position } from "geojson";
import { metresPerDegree } from "../../circle.ts";
import { beside } from "../geodesy.ts";

/** A point of the plan, in its pixels from the upper left corner, and where it lies on the ground. */
export interface Control {
  pixel: readonly [number, number];
  place: Position;
}

export type Kind = "similarity" | "affine";

/** How a plan is laid on the ground: corners in the order upper left, upper right, lower right, lower left. */
export interface Fit {
  kind: Kind;
  corners: Corners;
  /** How far each control lies from where the fit puts it, in metres. */
  residuals: number[];
  /** The root of the mean square of the residuals, by the degrees of freedom; undefined where nothing is left over to tell. */
  rms: number | undefined;
  /** Metres of the ground in a pixel of the plan, and by how many degrees clockwise the plan is turned. */
  metresPerPixel: number;
  turned: number;
}

export type Corners = readonly [Position, Position, Position, Position];

/** A plan is flat: the ground is taken as the plane that touches it among the controls, x east and y north in metres. */
interface Plane {
  to(p: Position): [number, number];
  from(x: number, y: number): Position;
}

/** Two controls place a plan as it is; from three on it may be stretched and sheared as well. Undefined where they do not say enough. */
export function laid(kind: Kind, controls: readonly Control[], width: number, height: number): Fit | undefined {
  const [first] = controls;
  if (!first || controls.length < (kind === "affine" ? 3 : 2)) return undefined;
  const plane = planeAt(first.place);
  const rows = controls.map(({ pixel: [u, v], place }) => ({ u, v: -v, ground: plane.to(place) }));
  const unknowns = kind === "affine" ? 6 : 4;
  const solved = solve(...normalEquations(kind, rows));
  if (!solved) return undefined;
  const [a, b, c, d, e, f] = kind === "affine" ? solved : [solved[0], -(solved[1] ?? 0), solved[2], solved[1], solved[0], solved[3]];
  const at = (u: number, v: number): [number, number] => [(a ?? 0) * u + (b ?? 0) * v + (c ?? 0), (d ?? 0) * u + (e ?? 0) * v + (f ?? 0)];
  const residuals = rows.map(({ u, v, ground: [x, y] }) => Math.hypot(at(u, v)[0] - x, at(u, v)[1] - y));
  const spare = 2 * controls.length - unknowns;
  const corner = (u: number, v: number) => plane.from(...at(u, -v));
  const area = Math.abs((a ?? 0) * (e ?? 0) - (b ?? 0) * (d ?? 0));
  if (!(area > 1e-12)) return undefined;
  return {
    kind,
    corners: [corner(0, 0), corner(width, 0), corner(width, height), corner(0, height)],
    residuals,
    rms: spare > 0 ? Math.sqrt(residuals.reduce((s, r) => s + r * r, 0) / (spare / 2)) : undefined,
    metresPerPixel: Math.sqrt(area),
    turned: (Math.atan2(-(d ?? 0), a ?? 0) * 180) / Math.PI,
  };
}

type Row = { u: number; v: number; ground: [number, number] };

/** Least squares, each unknown by its column: x = a·u + b·v + c and y = d·u + e·v + f, or with e = a and d = −b. */
function normalEquations(kind: Kind, rows: readonly Row[]): [number[][], number[]] {
  const lines = rows.flatMap(({ u, v, ground: [x, y] }): [number[], number][] =>
    kind === "affine"
      ? [
          [[u, v, 1, 0, 0, 0], x],
          [[0, 0, 0, u, v, 1], y],
        ]
      : [
          [[u, -v, 1, 0], x],
          [[v, u, 0, 1], y],
        ],
  );
  const size = kind === "affine" ? 6 : 4;
  const matrix = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => lines.reduce((s, [l]) => s + (l[i] ?? 0) * (l[j] ?? 0), 0)));
  return [matrix, Array.from({ length: size }, (_, i) => lines.reduce((s, [l, value]) => s + (l[i] ?? 0) * value, 0))];
}

/** Gauss with pivoting; undefined if the equations do not determine every unknown, as of points on one line. */
function solve(matrix: number[][], right: number[]): number[] | undefined {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const scale = Math.max(...rows.flat().map(Math.abs));
  for (let i = 0; i < n; i++) {
    const pivot = rows.slice(i).reduce((best, row, k) => (Math.abs(row[i] ?? 0) > Math.abs(rows[best]?.[i] ?? 0) ? k + i : best), i);
    [rows[i], rows[pivot]] = [rows[pivot] ?? [], rows[i] ?? []];
    const row = rows[i] ?? [];
    const head = row[i] ?? 0;
    if (!(Math.abs(head) > scale * 1e-13)) return undefined;
    for (const other of rows.slice(i + 1)) {
      const factor = (other[i] ?? 0) / head;
      for (let j = i; j <= n; j++) other[j] = (other[j] ?? 0) - factor * (row[j] ?? 0);
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i] ?? [];
    const rest = x.reduce((s, value, j) => (j > i ? s + (row[j] ?? 0) * value : s), 0);
    x[i] = ((row[n] ?? 0) - rest) / (row[i] ?? 1);
  }
  return x;
}

function planeAt(origin: Position): Plane {
  const [lon = 0, lat = 0] = origin;
  const { east, north } = metresPerDegree(lat);
  return {
    to: (p) => {
      const [x = 0, y = 0] = beside(p, origin);
      return [(x - lon) * east, (y - lat) * north];
    },
    from: (x, y) => [lon + x / east, lat + y / north],
  };
}
