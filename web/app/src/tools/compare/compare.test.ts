import { expect, test } from "vitest";
import { roughDistance } from "../geodesy.ts";
import { type Control, laid } from "./fit.ts";
import { cornersOf } from "./worldfile.ts";

/** A plan of 1000 × 800 pixels of half a metre, turned by 30° clockwise, whose upper left corner is at 135° E 48° N. */
function truth(u: number, v: number): [number, number] {
  const [east, north] = [0.5 * u, -0.5 * v];
  const [s, c] = [Math.sin(Math.PI / 6), Math.cos(Math.PI / 6)];
  return [135 + (c * east + s * north) / 74_628.1, 48 + (-s * east + c * north) / 111_189.5];
}
const control = (u: number, v: number): Control => ({ pixel: [u, v], place: truth(u, v) });
const four = [control(100, 100), control(900, 150), control(850, 700), control(120, 650)];

test.each(["similarity", "affine"] as const)("a plan that was drawn true to scale is laid where it was drawn: %s", (kind) => {
  const found = laid(kind, four, 1000, 800);
  expect(found?.rms).toBeLessThan(0.02);
  expect(found?.metresPerPixel).toBeCloseTo(0.5, 3);
  expect(found?.turned).toBeCloseTo(30, 1);
  for (const [i, [u, v]] of (
    [
      [0, 0],
      [1000, 0],
      [1000, 800],
      [0, 800],
    ] as const
  ).entries())
    expect(roughDistance(found?.corners[i] ?? [0, 0], truth(u, v))).toBeLessThan(0.05);
});

test("a control that was set wrongly shows by its residual, in metres", () => {
  const off = four.map((c, i) => (i === 2 ? { ...c, place: [(c.place[0] ?? 0) + 10 / 74_628.1, c.place[1] ?? 0] } : c));
  const found = laid("similarity", off, 1000, 800);
  const worst = Math.max(...(found?.residuals ?? []));
  expect(found?.residuals.indexOf(worst)).toBe(2);
  expect(worst).toBeGreaterThan(4);
  expect(worst).toBeLessThan(10);
  expect(found?.rms).toBeGreaterThan(3);
});

test("as many controls as are needed leave nothing over to tell the error by", () => {
  expect(laid("affine", four.slice(0, 3), 1000, 800)?.rms).toBeUndefined();
  expect(laid("similarity", four.slice(0, 2), 1000, 800)?.rms).toBeUndefined();
  expect(laid("similarity", four.slice(0, 3), 1000, 800)?.rms).toBeLessThan(0.02);
});

test("too few controls, or all on one line, lay no plan", () => {
  expect(laid("affine", four.slice(0, 2), 1000, 800)).toBeUndefined();
  expect(laid("similarity", four.slice(0, 1), 1000, 800)).toBeUndefined();
  expect(laid("affine", [control(0, 0), control(100, 100), control(200, 200)], 1000, 800)).toBeUndefined();
  expect(laid("similarity", [control(5, 5), control(5, 5)], 1000, 800)).toBeUndefined();
});

test("a plan lies across 180° in one piece", () => {
  const places = [
    [179.999, 65],
    [-179.999, 65],
    [-179.999, 65.001],
  ];
  const found = laid(
    "affine",
    [0, 1, 2].map(
      (i): Control => ({
        pixel: [
          [0, 100],
          [100, 100],
          [100, 0],
        ][i] as [number, number],
        place: places[i] ?? [],
      }),
    ),
    100,
    100,
  );
  expect(Math.abs((found?.corners[0][0] ?? 0) - (found?.corners[1][0] ?? 0))).toBeCloseTo(0.002, 6);
});

test("a world file lays a picture by the edges of its pixels", () => {
  const corners = cornersOf("0.001\n0\n0\n-0.001\n135.0005\n47.9995\n", 100, 50);
  expect(corners).toEqual(
    [
      [135, 48],
      [135.1, 48],
      [135.1, 47.95],
      [135, 47.95],
    ].map((c) => c.map((n) => expect.closeTo(n, 9))),
  );
  expect(cornersOf("0,001 0 0 -0,001 135,0005 47,9995", 100, 50)).not.toBeUndefined();
  expect(cornersOf("0.5\n0\n0\n-0.5\n322224\n6108067", 100, 50)).toBe("metres");
  for (const bad of ["", "1 2 3", "0 0 0 0 135 48", "a b c d e f"]) expect(cornersOf(bad, 100, 50)).toBeUndefined();
});
