import { expect, test } from "vitest";
import { unstitch } from "./unstitch.mjs";

test("a polygon across 180° runs on past it", () => {
  const ring = [
    [170, 60],
    [-170, 60],
    [-170, 70],
    [170, 70],
    [170, 60],
  ];
  expect(unstitch([ring])).toEqual([
    [
      [170, 60],
      [190, 60],
      [190, 70],
      [170, 70],
      [170, 60],
    ],
  ]);
});

test("a polygon that does not cross 180° is as it was", () => {
  const ring = [
    [100, 60],
    [120, 60],
    [120, 70],
    [100, 60],
  ];
  expect(unstitch([ring])).toEqual([ring]);
});

test("land around the South Pole is closed along the edge of the map", () => {
  const ring = [
    [-180, -70],
    [-90, -70],
    [0, -70],
    [90, -70],
    [179, -70],
    [-180, -70],
  ];
  const [outer] = unstitch([ring]);
  expect(outer.at(-1)).toEqual(outer[0]);
  expect(outer).toContainEqual([180, -90]);
  expect(outer).toContainEqual([-180, -90]);
});

test("a hole stays inside a polygon across 180°", () => {
  const [, hole] = unstitch([
    [
      [170, 60],
      [-170, 60],
      [-170, 70],
      [170, 70],
      [170, 60],
    ],
    [
      [-175, 64],
      [-174, 66],
      [-173, 64],
      [-175, 64],
    ],
  ]);
  expect(hole[0]).toEqual([185, 64]);
});
