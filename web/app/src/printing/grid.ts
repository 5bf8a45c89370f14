import { fromGrid, toGrid, type Zone, zoneOf } from "./utm.ts";

/** A grid over the map: metres of UTM close up, degrees far out. */
export interface Grid {
  /** The zone of the metres; undefined for degrees. */
  zone: Zone | undefined;
  step: number;
  forward(lon: number, lat: number): [number, number];
  inverse(u: number, v: number): [number, number];
}

/** From this scale on metres of one zone no longer suit the whole sheet. */
const degreesFrom = 250_000;
/** About how far apart lines should be on paper, in millimetres. */
const apart = 42;
const degreeSteps = [1 / 60, 2 / 60, 5 / 60, 10 / 60, 15 / 60, 0.5, 1, 2, 5, 10, 15, 30];

export function gridOf(scale: number, lon: number, lat: number): Grid {
  if (scale >= degreesFrom) {
    const wanted = (apart * scale) / 1000 / 111_320 / Math.max(0.2, Math.cos((lat * Math.PI) / 180));
    const step = nearest(degreeSteps, wanted);
    return { zone: undefined, step, forward: (x, y) => [x, y], inverse: (u, v) => [u, v] };
  }
  const zone = zoneOf(lon, lat);
  const wanted = (apart * scale) / 1000;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = nearest([power, 2 * power, 5 * power, 10 * power], wanted);
  return { zone, step, forward: (x, y) => toGrid(zone, x, y), inverse: (u, v) => fromGrid(zone, u, v) };
}

const nearest = (steps: readonly number[], wanted: number) =>
  steps.reduce((best, s) => (Math.abs(Math.log(s / wanted)) < Math.abs(Math.log(best / wanted)) ? s : best));

/** The piece of map that is printed: how to get from its millimetres to degrees and back. */
export interface Frame {
  width: number;
  height: number;
  toDegrees(x: number, y: number): [number, number];
  toPaper(lon: number, lat: number): [number, number];
}

/** A frame of the Mercator map around a place, at a zoom where a pixel of the map is `pixel` millimetres wide. */
export function frameAround(lon: number, lat: number, zoom: number, [width, height]: readonly [number, number], pixel: number): Frame {
  const world = 512 * 2 ** zoom * pixel;
  const rad = Math.PI / 180;
  const mercator = (y: number) => Math.asinh(Math.tan(y * rad)) / (2 * Math.PI);
  const middle = mercator(lat);
  return {
    width,
    height,
    toDegrees: (x, y) => {
      const m = middle - (y - height / 2) / world;
      return [lon + ((x - width / 2) / world) * 360, Math.atan(Math.sinh(m * 2 * Math.PI)) / rad];
    },
    toPaper: (l, b) => [width / 2 + ((l - lon) / 360) * world, height / 2 - (mercator(b) - middle) * world],
  };
}

export interface GridLine {
  /** 0 for lines from south to north, 1 for lines from west to east. */
  axis: 0 | 1;
  value: number;
  /** Millimetres from the frame's upper left corner. */
  points: [number, number][];
}

export interface GridLabel {
  axis: 0 | 1;
  value: number;
  side: "top" | "bottom" | "left" | "right";
  /** Millimetres along that side, from the left or the top. */
  at: number;
}

const samples = 24;

export function linesOf(grid: Grid, frame: Frame): GridLine[] {
  const [low, high] = extentOf(grid, frame);
  return ([0, 1] as const).flatMap((axis) => {
    const across = axis === 0 ? 1 : 0;
    return between(grid.step, low[axis], high[axis]).map((value): GridLine => {
      const points = Array.from({ length: samples + 1 }, (_, i): [number, number] => {
        const other = low[across] + ((high[across] - low[across]) * i) / samples;
        const [lon, lat] = axis === 0 ? grid.inverse(value, other) : grid.inverse(other, value);
        return frame.toPaper(lon, lat);
      });
      return { axis, value, points };
    });
  });
}

/** Where lines meet the frame: those from south to north above and below, the others left and right. */
export function labelsOf(grid: Grid, frame: Frame): GridLabel[] {
  const { width, height } = frame;
  const sides = [
    ["top", 0, (s: number) => [s * width, 0], width],
    ["bottom", 0, (s: number) => [s * width, height], width],
    ["left", 1, (s: number) => [0, s * height], height],
    ["right", 1, (s: number) => [width, s * height], height],
  ] as const;
  return sides.flatMap(([side, axis, place, length]) => {
    const along = Array.from({ length: 101 }, (_, i) => {
      const [x = 0, y = 0] = place(i / 100);
      return grid.forward(...frame.toDegrees(x, y))[axis];
    });
    return along.slice(1).flatMap((to, i) => {
      const from = along[i] ?? to;
      return between(grid.step, Math.min(from, to), Math.max(from, to)).map((value): GridLabel => {
        const share = to === from ? 0 : (value - from) / (to - from);
        return { axis, value, side, at: ((i + share) / 100) * length };
      });
    });
  });
}

/** The least and greatest of both coordinates around the frame. */
function extentOf(grid: Grid, { width, height, toDegrees }: Frame): [[number, number], [number, number]] {
  const around = Array.from({ length: 41 }, (_, i) => i / 40).flatMap((s) => [
    grid.forward(...toDegrees(s * width, 0)),
    grid.forward(...toDegrees(s * width, height)),
    grid.forward(...toDegrees(0, s * height)),
    grid.forward(...toDegrees(width, s * height)),
  ]);
  const [u, v] = [around.map((p) => p[0]), around.map((p) => p[1])];
  return [
    [Math.min(...u), Math.min(...v)],
    [Math.max(...u), Math.max(...v)],
  ];
}

/** The multiples of a step from one value on and below another. */
function between(step: number, from: number, to: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.max(0, Math.ceil(to / step - 1e-9) - first);
  return Array.from({ length: Math.min(count, 400) }, (_, i) => (first + i) * step);
}

/** What stands at a line: metres in groups of three, or degrees and minutes. */
export function gridWords(grid: Grid, { axis, value }: Pick<GridLabel, "axis" | "value">): string {
  if (grid.zone) return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const home = axis === 0 ? value - 360 * Math.round(value / 360) : value;
  const minutes = Math.round(Math.abs(home) * 60);
  const letter = axis === 0 ? (home < 0 ? "W" : "E") : home < 0 ? "S" : "N";
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}°${rest === 0 && grid.step >= 1 ? "" : `${String(rest).padStart(2, "0")}′`}${letter}`;
}
