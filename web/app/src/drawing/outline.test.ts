import { expect, test } from "vitest";
import { geometryOf, outlineOf, readCorners, Steps, writeCorners } from "./outline.ts";
import { lacking, noFacts, propertiesOf } from "./record.ts";

const corners = [
  [132.1, 55.1],
  [132.2, 55.1],
  [132.2, 55.2],
];

test("an outline is closed when it becomes a geometry, and keeps the holes it had", () => {
  const hole = [
    [132.15, 55.12],
    [132.16, 55.12],
    [132.16, 55.13],
    [132.15, 55.12],
  ];
  const geometry = { type: "Polygon" as const, coordinates: [[...corners, [132.1, 55.1]], hole] };
  const known = outlineOf(geometry);
  expect(known?.outline.corners).toEqual(corners);
  expect(known && geometryOf(known.outline, known.holes)).toEqual(geometry);
});

test("what has several parts is not corrected here", () => {
  expect(outlineOf({ type: "MultiPolygon", coordinates: [] })).toBeUndefined();
  expect(outlineOf(null)).toBeUndefined();
});

test("two corners are no outline", () => {
  expect(geometryOf({ shape: "polygon", corners: corners.slice(0, 2) })).toBeUndefined();
});

test("corners are read as they are written, whatever stands between the numbers", () => {
  expect(readCorners(writeCorners({ shape: "polygon", corners }))).toEqual({ corners });
  expect(readCorners("132.1 55.1\n\n132.2;55.1\n132.2,\t55.2\n132.1 55.1")).toEqual({ corners });
});

test("the first line that is no place is named", () => {
  expect(readCorners("132.1, 55.1\n55.1")).toEqual({ wrong: 2 });
  expect(readCorners("132.1, 95")).toEqual({ wrong: 1 });
  expect(readCorners("132,1 55,1")).toEqual({ wrong: 1 });
});

test("steps are taken back and forth, and a new one ends what was taken back", () => {
  const at = (n: number) => ({ shape: "point" as const, corners: [[n, n]] });
  const steps = new Steps(at(0));
  expect(steps.go(at(1)) && steps.go(at(2)) && !steps.go(at(2))).toBe(true);
  expect(steps.undo()).toEqual(at(1));
  expect(steps.undo()).toEqual(at(0));
  expect(steps.redo()).toEqual(at(1));
  steps.go(at(3));
  expect([steps.canUndo, steps.canRedo]).toEqual([true, false]);
});

test("no place goes without accuracy, method and source", () => {
  expect(lacking(noFacts, "cemeteries", true)).toEqual(["accuracy", "method", "source"]);
  expect(lacking({ ...noFacts, accuracy: "0" }, "plots", false)).toEqual(["name", "use", "kind", "accuracy", "method", "source"]);
  expect(lacking({ ...noFacts, accuracyUnknown: true, method: "map", source: "new" }, "plots", true)).toEqual(["sourceTitle"]);
});

test("an accuracy that is not known is said to be none, never 0", () => {
  const facts = { ...noFacts, name: " A ", use: "pow", accuracyUnknown: true, method: "map", source: "s" };
  expect(propertiesOf(facts, "cemeteries", "s", false)).toEqual({ name: "A", use: "pow", accuracy_m: null, location_method: "map", source: "s" });
  expect(propertiesOf({ ...facts, accuracy: "2,5", accuracyUnknown: false }, "plots", "s", true)).toEqual({
    accuracy_m: 2.5,
    location_method: "map",
    source: "s",
  });
});
