import { expect, test } from "vitest";
import { conditionOfYears, datetimeOf } from "./condition.ts";
import { earliest, latest } from "./years.ts";

test("a range asks the server for its days", () => {
  expect(datetimeOf([1945, 1956])).toBe("1945-01-01/1956-12-31");
  expect(datetimeOf([earliest, 1945])).toBe("../1945-12-31");
  expect(datetimeOf([1957, latest])).toBe("1957-01-01/..");
});

test("records that may be of the years are wanted, and those without a date unless they are switched off", () => {
  const asked = conditionOfYears("plots", { years: [1945, 1956], undated: true });
  expect(asked).toMatch(/^\(period IS NULL OR T_INTERSECTS\(period,INTERVAL\('1945-01-01','1956-12-31'\)\) OR .*\)$/);
  expect(conditionOfYears("plots", { years: [1945, 1956], undated: false })).not.toContain("IS NULL");
  expect(conditionOfYears("sites", { years: undefined, undated: false })).toBe("period IS NOT NULL");
});

test("nothing is asked where nothing is left out", () => {
  expect(conditionOfYears("plots", { years: undefined, undated: true })).toBeUndefined();
  expect(conditionOfYears("overlaps", { years: [1945, 1956], undated: false })).toBeUndefined();
  expect(conditionOfYears("sources", { years: [1945, 1956], undated: false })).toBeUndefined();
});
