import { expect, test } from "vitest";
import "../i18n/all.ts";
import { readHash } from "../state/address.ts";
import { start } from "../state/view.ts";
import type { Facets } from "../time/facets.ts";
import { poorest, saidOf } from "./complete.ts";
import { figuresOf } from "./figures.ts";
import type { Numbers } from "./load.ts";

const truths = (field: string, yes: number, no: number) => ({
  field,
  values: [
    { value: "true", count: yes },
    { value: "false", count: no },
  ],
  missing: 0,
});
const accuracy = (...counts: number[]) => ({
  field: "accuracy_m",
  bins: [0, 1, 2, 5].map((from, i, all) => ({ from, to: all[i + 1] ?? null, count: counts[i] ?? 0 })),
  missing: 2,
});
const of = (collection: Facets["collection"], numberMatched: number, facets: Facets["facets"]): Facets => ({ collection, revision: 7, numberMatched, facets });

const numbers: Numbers = {
  revision: 7,
  facets: {
    sites: of("sites", 4, [
      {
        field: "status",
        values: [
          { value: "recovered", count: 1 },
          { value: "unknown", count: 3 },
        ],
        missing: 0,
      },
      { field: "region", values: [{ value: "Amur, north", count: 3 }], missing: 1 },
      truths("located", 3, 1),
      accuracy(0, 1, 1, 0),
      { field: "source", values: [], missing: 0 },
    ]),
    cemeteries: of("cemeteries", 0, [truths("located", 0, 0), accuracy()]),
    plots: of("plots", 2, [truths("located", 2, 0), accuracy(0, 0, 0, 0), { field: "period", years: [{ year: 1946, surely: 1, perhaps: 1 }], missing: 0 }]),
    overlaps: of("overlaps", 3, [
      {
        field: "class",
        values: [
          { value: "certain", count: 1 },
          { value: "not_assessed", count: 2 },
        ],
        missing: 0,
      },
    ]),
  },
  named: new Map([["sites/name_ja", 1]]),
  invented: { sites: 0, cemeteries: 0, plots: 0, overlaps: 0 },
};
const reader = { view: start("en"), withInvented: false };
const figure = (name: string) => {
  const found = figuresOf(numbers, reader).find((f) => f.name === name);
  if (!found) throw new Error(name);
  return found;
};

test("each figure says in a sentence what it shows", () => {
  expect(figure("statuses").says).toBe("Of 4 burial sites, remains have been recovered wholly or in part at 1 (25%).");
  expect(figure("regions").says).toBe("Most are in Amur, north: 3 (75%).");
  expect(figure("classes").says).toContain("Not assessed: 2 (67%), which does not mean 0%.");
  expect(figure("accuracies").says).toBe("The accuracy of 2 positions is stated; half of them are known to 2 m or better. Not stated: 6.");
  expect(figure("periods").says).toBe("Most may be of 1946: 2. Without a date: 0.");
});

test("rows lead to the list of what they count, without what is invented", () => {
  const [amur, missing] = figure("regions").rows;
  expect(readHash(amur?.href ?? "")).toMatchObject({ page: "table", table: "sites", criteria: { regions: ["Amur, north"], fictional: false } });
  expect(missing).toMatchObject({ name: "missing", count: 1 });
  expect(readHash(figure("periods").rows[0]?.href ?? "")).toMatchObject({ page: "table", table: "plots", years: [1946, 1946], undated: false });
});

test("steps of accuracy without records at both ends are left out", () => {
  expect(figure("accuracies").rows.map((r) => [r.label, r.count])).toEqual([
    ["1 m to 2 m", 1],
    ["2 m to 5 m", 1],
  ]);
});

test("what is not known counts as nothing said, and a question that makes no sense is not asked", () => {
  expect(saidOf(numbers, "sites", "status")).toBe(1);
  expect(saidOf(numbers, "plots", "status")).toBeUndefined();
  expect(saidOf(numbers, "sites", "name_ja")).toBe(1);
  expect(saidOf(numbers, "plots", "name_ja")).toBeUndefined();
  expect(poorest(numbers, "cemeteries")).toBeUndefined();
  expect(poorest(numbers, "sites")?.share).toBe(0);
});
