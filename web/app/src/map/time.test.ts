import { createExpression, featureFilter } from "@maplibre/maplibre-gl-style-spec";
import type { LayerSpecification } from "maplibre-gl";
import { expect, test } from "vitest";
import { type Dated, standing, type Years } from "../time/years.ts";
import { faded, inTime, shownInTime, strengthInTime, timeState } from "./time.ts";

const dates: Dated[] = [
  {},
  { from: 1945, to: 1948, surely_from: 1945, surely_to: 1948 },
  { from: 1940, to: 1949 },
  { from: 1946, to: 1946, unsure: true },
  { from: 1946, to: 1950, surely_from: 1946, surely_to: 1946, unsure: true },
  { from: 1957, to: 9999, surely_from: 1957, surely_to: 9999 },
  { from: 1, to: 1944, surely_from: 1944, surely_to: 1944 },
];
const ranges: Years[] = [
  [1945, 1956],
  [1946, 1946],
  [1, 1945],
  [1957, 9999],
  [1930, 1939],
];

/** What an expression of the style comes to for a feature. */
function evaluate(expression: unknown, properties: Dated, state: Record<string, number>): unknown {
  const made = createExpression(expression, "layers[0].paint.fill-opacity", undefined, state);
  if (made.result === "error") throw new Error(JSON.stringify(made.value));
  return made.value.evaluate({ zoom: 16 }, { type: 3, properties: { ...properties } });
}

test("the map draws what is surely, perhaps or not of the years as the rest of the program says", () => {
  const strengths = { surely: 1, perhaps: 0.4, undated: 0.3, outside: undefined };
  for (const years of ranges) {
    for (const date of dates) {
      const is = standing(date, years);
      const state = timeState({ years, undated: true });
      const said = `${JSON.stringify(date)} in ${years}`;
      expect(evaluate(shownInTime(), date, state), said).toBe(is !== "outside");
      if (is !== "outside") expect(evaluate(strengthInTime(), date, state), said).toBe(strengths[is]);
    }
  }
});

test("looking at all years fades nothing, and what has no date can be left out", () => {
  for (const date of dates) expect(evaluate(strengthInTime(), date, timeState({ years: undefined, undated: true }))).toBe(1);
  expect(evaluate(shownInTime(), {}, timeState({ years: undefined, undated: false }))).toBe(false);
});

test("an opacity by zoom stays one", () => {
  const opacity = faded(["interpolate", ["linear"], ["zoom"], 10, 0, 12, 0.5]) as unknown[];
  expect(opacity.slice(0, 4)).toEqual(["interpolate", ["linear"], ["zoom"], 10]);
  expect(opacity[4]).toEqual(["*", 0, strengthInTime()]);
  expect(opacity[6]).toEqual(["*", 0.5, strengthInTime()]);
  const steps = faded(["step", ["zoom"], 0.1, 14, 0.3]) as unknown[];
  expect([steps[2], steps[3], steps[4]]).toEqual([["*", 0.1, strengthInTime()], 14, ["*", 0.3, strengthInTime()]]);
});

test("layers of what has a period obey, with the filter that they had; others stay as they are", () => {
  const layer = (id: string): LayerSpecification => ({ id, type: "fill", source: "records", "source-layer": id.split("-")[0] ?? "", filter: ["has", "a"] });
  const drawn = inTime(layer("plots-pow-fill"));
  expect(drawn).toMatchObject({ filter: ["all", ["has", "a"], shownInTime()], paint: { "fill-opacity": strengthInTime() } });
  expect(() => featureFilter(("filter" in drawn && drawn.filter) as never, "layers[0].filter")).not.toThrow();
  for (const id of ["overlaps-fill", "plots-count", "land"]) expect(inTime(layer(id))).toEqual(layer(id));
});
