import { metresPerDegree } from "../circle.ts";

/** Scales that people expect on paper, as 1 : this. */
export const scales = [
  500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 50_000_000,
] as const;

/** A pixel of a style sheet on paper, in millimetres. */
export const pixel = 25.4 / 96;

/**
 * The zoom at which a map is printed in a scale that is exact from west to east at a latitude. On the Mercator map the
 * ellipsoid is larger by up to 0.7 % from south to north at the equator, 0.3 % at 48°.
 */
export function zoomOf(scale: number, lat: number): number {
  const metresPerPixel = (scale * pixel) / 1000;
  return Math.log2((metresPerDegree(lat).east * 360) / 512 / metresPerPixel);
}

/** The scale in which a zoom is printed. */
export function scaleOf(zoom: number, lat: number): number {
  return ((metresPerDegree(lat).east * 360) / 512 / 2 ** zoom / pixel) * 1000;
}

/** The largest usual scale in which a piece of map so many pixels wide at a zoom fits on paper so many millimetres wide. */
export function fitting(zoom: number, lat: number, pixels: readonly [number, number], paper: readonly [number, number]): number {
  const least = Math.max(...[0, 1].map((i) => (scaleOf(zoom, lat) * (pixels[i as 0] * pixel)) / paper[i as 0]));
  return scales.find((s) => s >= least * 0.999) ?? scales.at(-1) ?? least;
}

/** A round length for the bar, at most so many millimetres on paper: metres on the ground, and millimetres. */
export function barOf(scale: number, most: number): { metres: number; millimetres: number } {
  const limit = (most * scale) / 1000;
  const power = 10 ** Math.floor(Math.log10(limit));
  const metres = [5, 2, 1].map((m) => m * power).find((m) => m <= limit * 1.000001) ?? power;
  return { metres, millimetres: (metres * 1000) / scale };
}
