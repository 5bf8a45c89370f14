import { expect, test } from "vitest";
import { compare, isNothing } from "./compare.ts";
import { fixture } from "./fixture.ts";
import { addStop, append, changeStop, moveTo, removeStop, step, stepDay } from "./moves.ts";

test("a plan differs in nothing from itself, and from one that says nothing in more words", () => {
  expect(isNothing(compare(fixture(), fixture()))).toBe(true);
  expect(isNothing(compare(fixture(), fixture({ note: "", papers: [], nights: [] })))).toBe(true);
});

test("what was moved, put on a day, left out, added and taken away is told apart", () => {
  let plan = stepDay(fixture(), "two", 1);
  plan = moveTo(plan, "three", undefined);
  plan = append(plan, "five", "2027-07-04", "b");
  plan = addStop(removeStop(plan, "four"), "six");
  const d = compare(fixture(), plan);
  expect(d.moved).toEqual([{ site: "two", from: { date: "2027-07-01", vehicle: "a", index: 1 }, to: { date: "2027-07-03", vehicle: "a", index: 0 } }]);
  expect(d.leftOut).toEqual(["three"]);
  expect(d.taken).toEqual([{ site: "five", to: { date: "2027-07-04", vehicle: "b", index: 0 } }]);
  expect([d.added, d.removed]).toEqual([["six"], ["four"]]);
  expect(d.reordered).toEqual([]);
});

test("of an order only what has to change places is told", () => {
  const first = moveTo(fixture(), "one", { date: "2027-07-01", vehicle: "a", index: 2 });
  expect(compare(fixture(), first).reordered.map((r) => r.site)).toEqual(["one"]);
  expect(compare(fixture(), step(fixture(), "two", -1)).reordered).toHaveLength(1);
});

test("what is said of a stop and of the plan is told by name", () => {
  const plan = { ...changeStop(fixture(), "one", { task: "survey", must: true }), to: "2027-07-05", title: "Another" };
  const d = compare(fixture(), plan);
  expect(d.changed).toEqual([{ site: "one", members: ["task", "must"] }]);
  expect(d.about).toEqual(["title", "to"]);
});
