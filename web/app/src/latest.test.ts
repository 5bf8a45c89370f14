import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Latest } from "./latest.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server whose answers come when the test says so. */
function fake() {
  const asked: { said: string; signal: AbortSignal; answer(seen: string): void; fail(error: Error): void }[] = [];
  const heard: string[] = [];
  const latest = new Latest<string, string>({
    ask: (said, signal) => new Promise((answer, fail) => asked.push({ said, signal, answer, fail })),
    onSeen: (seen) => heard.push(seen),
    onFailed: (error) => heard.push(`failed: ${(error as Error).message}`),
    onBusy: (busy) => heard.push(busy ? "busy" : "idle"),
  });
  return { latest, asked, heard };
}

const settle = () => vi.advanceTimersByTimeAsync(1000);

test("changes that follow each other quickly are one question, with the last of them", async () => {
  const { latest, asked } = fake();
  latest.want("a");
  latest.want("b");
  latest.want("c");
  await settle();
  expect(asked.map((a) => a.said)).toEqual(["c"]);
});

test("an answer that comes after a later change is dropped, in whatever order answers come", async () => {
  const { latest, asked, heard } = fake();
  latest.want("first");
  await settle();
  latest.want("second");
  await settle();
  expect(asked[0]?.signal.aborted).toBe(true);
  asked[1]?.answer("second seen");
  await settle();
  asked[0]?.answer("first seen");
  await settle();
  expect(heard).toEqual(["busy", "busy", "second seen", "idle"]);
});

test("a failure of an overtaken question is not told, one of the last is", async () => {
  const { latest, asked, heard } = fake();
  latest.want("first");
  await settle();
  latest.want("second");
  asked[0]?.fail(new Error("aborted"));
  await settle();
  asked[1]?.fail(new Error("gone"));
  await settle();
  expect(heard).toEqual(["busy", "busy", "failed: gone", "idle"]);
});

test("after stopping nothing more is heard", async () => {
  const { latest, asked, heard } = fake();
  latest.want("first");
  await settle();
  latest.stop();
  asked[0]?.answer("first seen");
  await settle();
  expect(heard).toEqual(["busy", "idle"]);
});
