import { expect, test } from "vitest";
import { barsOf } from "./histogram.ts";

test("what may be stands on what is sure, and the highest bar fills the box", () => {
  const { surely, perhaps, most } = barsOf(
    [
      { year: 1945, surely: 3, perhaps: 1 },
      { year: 1946, surely: 0, perhaps: 2 },
    ],
    1945,
    1950,
  );
  expect(surely).toBe("M0.1 1V0.25h0.8V1z");
  expect(perhaps).toBe("M0.1 0.25V0h0.8V0.25zM1.1 1V0.5h0.8V1z");
  expect(most?.year).toBe(1945);
});

test("years outside, and years without records, are not drawn", () => {
  const { surely, perhaps, most } = barsOf(
    [
      { year: 1900, surely: 9, perhaps: 0 },
      { year: 1946, surely: 0, perhaps: 0 },
    ],
    1930,
    1950,
  );
  expect(surely + perhaps).toBe("");
  expect(most).toBeUndefined();
});
