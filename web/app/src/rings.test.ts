import { expect, test } from "vitest";
import { accuracyShare, ringRadius, ringShares } from "./rings.ts";

test("the rings are those of a circular normal error whose 95 % radius is the accuracy", () => {
  const sigma = 100 / 2.4477;
  const known = [1.1774, 1.7941, 2.4477];
  for (const [i, share] of ringShares.entries()) expect(ringRadius(100, share)).toBeCloseTo((known[i] ?? 0) * sigma, 2);
  expect(ringRadius(100, accuracyShare)).toBe(100);
});

test("the circular normal error has as much mass inside a ring as it says", () => {
  const step = 0.01;
  for (const share of ringShares) {
    const radius = ringRadius(2.4477, share); // σ = 1
    let mass = 0;
    for (let x = -4 + step / 2; x < 4; x += step)
      for (let y = -4 + step / 2; y < 4; y += step) if (Math.hypot(x, y) <= radius) mass += Math.exp(-(x * x + y * y) / 2);
    expect((mass * step * step) / (2 * Math.PI)).toBeCloseTo(share, 3);
  }
});
