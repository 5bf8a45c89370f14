// What opening the map costs, against its budget: see scripts/budget.mjs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { budget, measure, tableOf } from "../scripts/budget.mjs";
import { hindrance } from "./browser.mjs";

test("opening the map stays within its budget", { skip: hindrance() }, async () => {
  const found = await measure();
  const table = tableOf(found);
  console.log(table);
  for (const [what, most] of Object.entries(budget)) assert.ok(found[what] <= most, `${what}: ${found[what]} is more than ${most}\n${table}`);
});
