import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Criteria } from "../state/criteria.ts";
import { collectionNames } from "../state/view.ts";
import { activeIn, conditionOf, queryOf, queryOfAll, quoted, without } from "./conditions.ts";
import { criterionNames, fieldsOf, narrowedBy } from "./fields.ts";

const of = (criteria: Criteria) => ({ criteria, years: undefined, undated: true });

test.each<[string, Criteria, (typeof collectionNames)[number], object]>([
  ["nothing asks nothing", {}, "plots", {}],
  ["words are for names", { words: "Хурмули" }, "sites", { words: "Хурмули" }],
  ["overlaps have no names", { words: "Хурмули" }, "overlaps", {}],
  ["classes are of overlaps", { classes: ["certain", "not_assessed"] }, "overlaps", { filter: "class IN ('certain', 'not_assessed')" }],
  ["a place has that of its likeliest overlap", { classes: ["certain"] }, "sites", { filter: "overlap_class IN ('certain')" }],
  ["a plot has none", { classes: ["certain"] }, "plots", {}],
  ["both ends of a range are in it", { probability: [0.05, 0.5] }, "overlaps", { filter: "probability BETWEEN 0.05 AND 0.5" }],
  ["quotes are doubled", { regions: ["O'Brien's", "а''б"] }, "sites", { filter: "region IN ('O''Brien''s', 'а''''б')" }],
  ["accuracy is the poorest that will do", { accuracy: 50 }, "plots", { filter: "accuracy_m <= 50" }],
  ["located or not", { located: false, fictional: true }, "plots", { filter: "geometry IS NULL AND fictional = true" }],
  ["sources lie nowhere", { located: true, fictional: false }, "sources", { filter: "fictional = false" }],
  ["nobody has judged", { review: ["open"] }, "overlaps", { filter: "review IS NULL" }],
  ["nobody, or rejected", { review: ["open", "rejected"] }, "overlaps", { filter: "(review IS NULL OR review IN ('rejected'))" }],
  ["accepted", { review: ["accepted"] }, "overlaps", { filter: "review IN ('accepted')" }],
])("%s", (_, criteria, collection, want) => {
  expect(conditionOf(collection, of(criteria))).toEqual(want);
});

test("the years that are looked at are a condition like the others", () => {
  const { filter } = conditionOf("plots", { criteria: { who: ["pow"] }, years: [1945, 1956], undated: false });
  expect(filter).toMatch(/^occupancy IN \('pow'\) AND \(T_INTERSECTS\(period,INTERVAL\('1945-01-01','1956-12-31'\)\)/);
  expect(conditionOf("overlaps", { criteria: {}, years: [1945, 1956], undated: false })).toEqual({});
});

test("each collection of an address has its own", () => {
  const wanted = of({ words: "Горин", statuses: ["recovered"], who: ["pow"] });
  expect(queryOf("sites", wanted)).toEqual({ q: "Горин", filter: "status IN ('recovered')" });
  expect(queryOfAll(["sites", "plots", "overlaps"], wanted)).toEqual({
    "q-sites": "Горин",
    "filter-sites": "status IN ('recovered')",
    "q-plots": "Горин",
    "filter-plots": "occupancy IN ('pow')",
  });
});

test("a criterion can be left out, to count what its choices would leave", () => {
  const criteria: Criteria = { statuses: ["recovered"], regions: ["Amur"] };
  expect(without(criteria, "statuses")).toEqual({ regions: ["Amur"] });
  expect(activeIn(criteria)).toEqual(["statuses", "regions"]);
});

test("what is narrowed is said in the order in which people look for it", () => {
  expect(narrowedBy("classes")).toEqual(["sites", "cemeteries", "overlaps"]);
  expect(narrowedBy("statuses")).toEqual(["sites"]);
});

test("a text with a quote ends where it ends", () => {
  expect(quoted("' OR 1=1 --")).toBe("''' OR 1=1 --'");
});

const go = (path: string) => readFileSync(new URL(`../../../../data/${path}.go`, import.meta.url), "utf8");
const files = {
  sites: "site",
  cemeteries: "cemetery",
  plots: "plot",
  overlaps: "overlap",
  restrictions: "restriction",
  observations: "observation",
  positions: "position",
  sources: "source",
};

test("every field that a criterion looks at is one of the collection, in the Go source", () => {
  const shared = ["location", "summary", "collection"].map(go).join("\n");
  const missing = criterionNames.flatMap((criterion) =>
    collectionNames.flatMap((c) => {
      const field = fieldsOf[criterion][c];
      const known = field === undefined || field === "geometry" || `${go(files[c])}\n${shared}`.includes(`{Name: "${field}"`);
      return known ? [] : [`${c}.${field}`];
    }),
  );
  expect(missing).toEqual([]);
});
