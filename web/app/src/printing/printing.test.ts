import { expect, test } from "vitest";
import { frameAround, gridOf, gridWords, labelsOf, linesOf } from "./grid.ts";
import { dotsPerInch, layoutOf } from "./paper.ts";
import { barOf, fitting, pixel, scaleOf, scales, zoomOf } from "./scale.ts";
import { fromGrid, toGrid, zoneOf } from "./utm.ts";

test("UTM agrees with PROJ", () => {
  // echo "132.21445 55.08745" | proj +proj=utm +zone=53 +datum=WGS84, and 179.9 66 in zone 60
  const [e, n] = toGrid({ number: 53, north: true }, 132.21445, 55.08745);
  expect(e).toBeCloseTo(322_224.3454, 2);
  expect(n).toBeCloseTo(6_108_067.712, 2);
});

test("UTM leads back to where it came from, also past the edge of a zone and across 180°", () => {
  for (const [lon, lat] of [
    [132.2, 55.1],
    [179.99, 66],
    [-179.99, 66],
    [131.9, 48],
    [135, 0.001],
  ] as const) {
    const zone = zoneOf(132, 50).number === 53 && Math.abs(lon) < 179 ? { number: 53, north: true } : { number: 60, north: true };
    const [back, lat2] = fromGrid(zone, ...toGrid(zone, lon, lat));
    expect(Math.abs(((((back - lon + 540) % 360) + 360) % 360) - 180)).toBeLessThan(1e-9);
    expect(lat2).toBeCloseTo(lat, 9);
  }
  expect([zoneOf(132, 55).number, zoneOf(131.99, 55).number, zoneOf(-180, 66).number, zoneOf(180, 66).number]).toEqual([53, 52, 1, 1]);
});

test("a scale and its zoom belong together", () => {
  for (const scale of scales) expect(scaleOf(zoomOf(scale, 55), 55)).toBeCloseTo(scale, 6);
  // One degree of longitude at 48° N is 74,628 m; printed at 1:1,000 it is 74,628 mm wide.
  const zoom = zoomOf(1000, 48);
  expect(((512 * 2 ** zoom) / 360) * pixel).toBeCloseTo(74_628, -1);
});

test("a hundred metres are a hundred millimetres at 1:1,000", () => {
  expect(barOf(1000, 120)).toEqual({ metres: 100, millimetres: 100 });
  expect(barOf(25_000, 60)).toEqual({ metres: 1000, millimetres: 40 });
  expect(barOf(1_000_000, 60)).toEqual({ metres: 50_000, millimetres: 50 });
});

test("what is on screen fits on the sheet in the largest usual scale", () => {
  const zoom = zoomOf(1000, 48);
  expect(fitting(zoom, 48, [100 / pixel, 50 / pixel], [100, 100])).toBe(1000);
  expect(fitting(zoom, 48, [101 / pixel, 50 / pixel], [100, 100])).toBe(2000);
});

test("the map leaves room for what is around it, and is not drawn finer than the machine can", () => {
  expect(layoutOf("A4", "landscape")).toMatchObject({ width: 297, height: 210, map: [193, 169] });
  expect(layoutOf("A3", "portrait").map[1]).toBeGreaterThan(280);
  expect(dotsPerInch(300, [338, 250], 4096)).toBe(300);
  expect(dotsPerInch(300, [400, 250], 4096)).toBe(260);
});

test("close up the grid is of metres, far out of degrees, with lines a hand's breadth apart", () => {
  const near = gridOf(1000, 132.2, 55);
  expect([near.zone?.number, near.step]).toEqual([53, 50]);
  expect(gridWords(near, { axis: 1, value: 6_104_950 })).toBe("6\u202f104\u202f950");
  const far = gridOf(1_000_000, 132.2, 55);
  expect([far.zone, far.step]).toEqual([undefined, 0.5]);
  expect(gridWords(far, { axis: 0, value: 132.5 })).toBe("132°30′E");
  expect(gridWords(far, { axis: 0, value: 181 })).toBe("179°00′W");
  expect(gridWords(gridOf(20_000_000, 132, 50), { axis: 1, value: 50 })).toBe("50°N");
});

test("every line ends at the frame where its label stands", () => {
  const frame = frameAround(132.21445, 55.08745, zoomOf(1000, 55.08745), [199, 163], pixel);
  const grid = gridOf(1000, 132.21445, 55.08745);
  const labels = labelsOf(grid, frame);
  expect(labels.filter((l) => l.side === "left").length).toBeGreaterThan(2);
  for (const line of linesOf(grid, frame)) {
    for (const label of labels.filter((l) => l.axis === line.axis && l.value === line.value)) {
      const edge = { top: [label.at, 0], bottom: [label.at, 163], left: [0, label.at], right: [199, label.at] }[label.side] as [number, number];
      const along = label.axis === 0 ? 1 : 0;
      const [a, b] = line.points.slice(1).flatMap((p, i) => {
        const q = line.points[i] ?? p;
        return (p[along] - edge[along]) * (q[along] - edge[along]) <= 0 ? [q, p] : [];
      });
      if (!a || !b) continue;
      const t = a[along] === b[along] ? 0 : (edge[along] - a[along]) / (b[along] - a[along]);
      expect(a[line.axis] + t * (b[line.axis] - a[line.axis])).toBeCloseTo(edge[line.axis], 1);
    }
  }
});

test("fifty metres of the grid are fifty millimetres at 1:1,000 but for the scale factor of the grid", () => {
  const frame = frameAround(132.21445, 55.08745, zoomOf(1000, 55.08745), [199, 163], pixel);
  const xs = labelsOf(gridOf(1000, 132.21445, 55.08745), frame)
    .filter((l) => l.side === "top")
    .map((l) => l.at);
  for (const [i, x] of xs.slice(1).entries()) expect(Math.abs(x - (xs[i] ?? x) - 50)).toBeLessThan(0.1);
});

test("paper and degrees lead back to each other", () => {
  const frame = frameAround(179.99, 66, 12, [199, 163], pixel);
  const [lon, lat] = frame.toDegrees(150, 20);
  const [x, y] = frame.toPaper(lon, lat);
  expect(x).toBeCloseTo(150, 6);
  expect(y).toBeCloseTo(20, 6);
});
