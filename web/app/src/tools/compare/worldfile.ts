import type { Corners } from "./fit.ts";

/**
 * Where a world file (.pgw, .jgw, .wld …) lays a picture: six numbers, those of the transformation from pixels to degrees and
 * the middle of the upper left pixel. It does not say its system; numbers beyond degrees are metres of some grid.
 */
export function cornersOf(text: string, width: number, height: number): Corners | "metres" | undefined {
  const numbers = text
    .trim()
    .split(/\s+/)
    .map((n) => Number(n.replace(",", ".")));
  if (numbers.length !== 6 || !numbers.every(Number.isFinite)) return undefined;
  const [a = 0, d = 0, b = 0, e = 0, c = 0, f = 0] = numbers;
  const at = (u: number, v: number) => [a * (u - 0.5) + b * (v - 0.5) + c, d * (u - 0.5) + e * (v - 0.5) + f];
  const corners = [at(0, 0), at(width, 0), at(width, height), at(0, height)] as const;
  if (Math.abs(a * e - b * d) === 0) return undefined;
  return corners.every(([lon = 999, lat = 999]) => Math.abs(lon) <= 360 && Math.abs(lat) <= 90) ? corners : "metres";
}
