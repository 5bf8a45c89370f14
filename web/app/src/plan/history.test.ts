import { expect, test } from "vitest";
import { History } from "./history.ts";

test("everything that was done can be taken back and done again", () => {
  const history = new History(0);
  for (let i = 1; i <= 500; i++) history.do(i, `step ${i}`);
  expect(history.undoable).toBe("step 500");
  for (let i = 500; i >= 1; i--) expect(history.undo()).toBe(`step ${i}`);
  expect(history.now).toBe(0);
  expect(history.undo()).toBeUndefined();
  for (let i = 1; i <= 500; i++) expect(history.redo()).toBe(`step ${i}`);
  expect(history.now).toBe(500);
  expect(history.redoable).toBeUndefined();
});

test("what is done after taking back leaves no other future", () => {
  const history = new History("a");
  history.do("b", "b");
  history.undo();
  history.do("c", "c");
  expect(history.redo()).toBeUndefined();
  expect(history.now).toBe("c");
});

test("the same state is no step", () => {
  const history = new History("a");
  expect(history.do("a", "nothing")).toBe(false);
  expect(history.undoable).toBeUndefined();
});

test("steps of a kind that follow each other are one, until something else happens", () => {
  const history = new History(0);
  history.do(1, "weights", "weights");
  history.do(2, "weights", "weights");
  history.do(3, "moved");
  history.do(4, "weights", "weights");
  expect(history.undo() && history.now).toBe(3);
  expect(history.undo() && history.now).toBe(2);
  expect(history.undo() && history.now).toBe(0);
  history.redo();
  history.do(5, "weights", "weights");
  history.undo();
  expect(history.now).toBe(2);
});
