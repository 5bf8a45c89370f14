import { expect, test } from "vitest";
import { type Area, mostCorners, outlineOf, readArea, withinArea, writeArea } from "./area.ts";

const field: Area = {
  corners: [
    [135, 48],
    [135.01, 48],
    [135.01, 48.0123456789],
  ],
};

test("an area comes back from the address, to the centimetre", () => {
  expect(writeArea(field)).toBe("135,48:135.01,48:135.01,48.0123457");
  expect(readArea(writeArea(field))).toEqual({
    corners: [
      [135, 48],
      [135.01, 48],
      [135.01, 48.0123457],
    ],
  });
  expect(readArea("135,48~500")).toEqual({ centre: [135, 48], radius: 500 });
  expect(writeArea(undefined)).toBe("");
});

test.each(["", "135,48", "135,48:136,49", "a,b:c,d:e,f", "1,2,3:4,5:6,7", "135,48~0", "135,48~x", "135,48~60000", ",:,:,", "1,91:2,3:4,5"])(
  "%s is no area",
  (text) => {
    expect(readArea(text)).toBeUndefined();
  },
);

test("more corners than an address can hold are no area", () => {
  const many = Array.from({ length: mostCorners + 1 }, (_, i) => `${i / 10},1`).join(":");
  expect(readArea(many)).toBeUndefined();
});

test("the condition is a closed polygon, that of a circle too, and short enough for the server", () => {
  expect(withinArea(field)).toBe("S_INTERSECTS(geometry, POLYGON((135 48, 135.01 48, 135.01 48.0123457, 135 48)))");
  const round: Area = { centre: [135.1234567, 48.1234567], radius: 500 };
  expect(outlineOf(round)).toHaveLength(72);
  expect(withinArea(round).length).toBeLessThan(8000);
  const great: Area = { corners: Array.from({ length: mostCorners }, (_, i) => [135.1234567 + i / 1e4, 48.1234567]) };
  expect(withinArea(great).length).toBeLessThan(8000);
});

test("across 180° longitudes run on, and never below −180", () => {
  expect(
    withinArea({
      corners: [
        [-179, 65],
        [-181, 65],
        [-181, 66],
      ],
    }),
  ).toBe("S_INTERSECTS(geometry, POLYGON((181 65, 179 65, 179 66, 181 65)))");
  expect(
    withinArea({
      corners: [
        [179, 65],
        [181, 65],
        [181, 66],
      ],
    }),
  ).toContain("181 65");
});
