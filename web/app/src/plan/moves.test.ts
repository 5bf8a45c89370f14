import { expect, test } from "vitest";
import { datesBetween, datesOf, workdaysOf } from "./days.ts";
import { fixture } from "./fixture.ts";
import { addStop, append, changeStop, endDay, isLocked, leftOut, lock, moveTo, removeStop, spotOf, step, stepDay } from "./moves.ts";
import type { Plan } from "./types.ts";

const order = (plan: Plan) => plan.days.map((d) => `${d.date.slice(8)}${d.vehicle}: ${d.stops.map((s) => s.site).join(" ")}`);

test("a stop goes earlier and later within its day, and no further than its ends", () => {
  const plan = fixture();
  expect(order(step(plan, "two", -1))[0]).toBe("01a: two one three");
  expect(order(step(plan, "two", 1))[0]).toBe("01a: one three two");
  expect(step(plan, "one", -1)).toBe(plan);
  expect(step(plan, "three", 1)).toBe(plan);
  expect(step(plan, "five", 1)).toBe(plan);
});

test("to another day goes over days of rest, forwards to the beginning and back to the end", () => {
  const plan = fixture();
  expect(order(stepDay(plan, "two", 1))).toEqual(["01a: one three", "03a: two", "03b: four"]);
  expect(order(stepDay(append(plan, "five", "2027-07-01", "b"), "four", -1))[1]).toBe("01b: five four");
  expect(stepDay(plan, "one", -1)).toBe(plan);
});

test("from no day a stop comes to the first day, or the last", () => {
  expect(spotOf(stepDay(fixture(), "five", 1), "five")).toEqual({ date: "2027-07-01", vehicle: "a", index: 3 });
  expect(spotOf(stepDay(fixture(), "five", -1), "five")).toEqual({ date: "2027-07-04", vehicle: "a", index: 0 });
});

test("a place in the order is counted without the stop that is moved", () => {
  const spot = { date: "2027-07-01", vehicle: "a" };
  expect(order(moveTo(fixture(), "one", { ...spot, index: 2 }))[0]).toBe("01a: two three one");
  expect(order(moveTo(fixture(), "four", { ...spot, index: 1 }))).toEqual(["01a: one four two three"]);
  expect(order(moveTo(fixture(), "four", { ...spot, index: 99 }))).toEqual(["01a: one two three four"]);
});

test("what does not change the plan is the same plan, and no plan is changed in place", () => {
  const plan = fixture();
  const before = JSON.stringify(plan);
  expect(moveTo(plan, "one", { date: "2027-07-01", vehicle: "a", index: 0 })).toBe(plan);
  expect(moveTo(plan, "nowhere", { date: "2027-07-01", vehicle: "a", index: 0 })).toBe(plan);
  expect(moveTo(plan, "five", undefined)).toBe(plan);
  moveTo(plan, "one", undefined);
  removeStop(plan, "one");
  lock(plan, "two", true);
  expect(JSON.stringify(plan)).toBe(before);
});

test("a locked stop that is moved by hand stays locked, on no day nothing is locked", () => {
  const moved = stepDay(fixture(), "one", 1);
  expect(isLocked(moved, "one")).toBe(true);
  const out = moveTo(moved, "one", undefined);
  expect(isLocked(out, "one")).toBe(false);
  expect(leftOut(out).map((s) => s.site)).toEqual(["one", "five"]);
  expect(JSON.stringify(lock(lock(fixture(), "two", true), "two", false))).toBe(JSON.stringify(fixture()));
});

test("a stop is added once, and taken away with its place in the days", () => {
  const plan = addStop(fixture(), "six");
  expect(leftOut(plan).map((s) => s.site)).toEqual(["five", "six"]);
  expect(addStop(plan, "six")).toBe(plan);
  expect(order(removeStop(plan, "four"))).toEqual(["01a: one two three"]);
});

test("what a stop does not say is not written", () => {
  const said = changeStop(fixture(), "one", { must: true, note: "The stone", minutes: 90 });
  expect(said.stops[0]).toEqual({ site: "one", task: "visit", minutes: 90, priority: 5, must: true, note: "The stone" });
  expect(changeStop(said, "one", { must: false, note: "" }).stops[0]).toEqual({ site: "one", task: "visit", minutes: 90, priority: 5 });
});

test("a day may end elsewhere, also one without stops, and at the base again", () => {
  const away = endDay(fixture(), "2027-07-04", "a", "hut");
  expect(away.days.at(-1)).toEqual({ date: "2027-07-04", vehicle: "a", stops: [], end: "hut" });
  expect(endDay(away, "2027-07-04", "a", "").days).toEqual(fixture().days);
});

test("dates that make no sense are no days, and a stop beyond the dates is in sight", () => {
  expect(datesBetween("2027-07-30", "2027-08-02")).toEqual(["2027-07-30", "2027-07-31", "2027-08-01", "2027-08-02"]);
  expect(datesBetween("2027-08-02", "2027-07-30")).toEqual([]);
  expect(datesBetween("soon", "2027-07-30")).toEqual([]);
  expect(workdaysOf(fixture())).toEqual(["2027-07-01", "2027-07-03", "2027-07-04"]);
  expect(datesOf(fixture({ to: "2027-07-02" }))).toEqual(["2027-07-01", "2027-07-02", "2027-07-03"]);
});
