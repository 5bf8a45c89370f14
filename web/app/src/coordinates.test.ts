import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { mayBePosition, type Reading, readingWords, refusedWords, systemWords, writeDegrees } from "./coordinates.ts";
import { isKey } from "./i18n/index.ts";
import { loadAll } from "./i18n/load.ts";
import { notationNames } from "./state/view.ts";

beforeAll(loadAll);

const folder = new URL("../../../geo/notation/", import.meta.url);
const source = readdirSync(folder)
  .filter((name) => name.endsWith(".go") && !name.endsWith("_test.go"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"))
  .join("\n");
const all = (pattern: RegExp) => [...new Set([...source.matchAll(pattern)].map((m) => m[1] ?? ""))];

test("every notation of the server has its words, long and short", () => {
  const names = all(/Name = "([a-z0-9_]+)"/g);
  expect(names.slice(0, notationNames.length)).toEqual([...notationNames]);
  expect(names.filter((n) => !isKey(`notation.${n}`))).toEqual([]);
  expect(notationNames.filter((n) => !isKey(`notation.short.${n}`))).toEqual([]);
});

test("every reason for a reading, every order and every rule of a refusal has its words", () => {
  const reasons = all(/Reason\{"([a-z_]+)"/g);
  expect(reasons.length).toBeGreaterThan(10);
  expect([...reasons, "zone"].filter((c) => !isKey(`read.${c}`))).toEqual([]);
  const orders = all(/Order = "([a-z_]+)"/g);
  expect(orders.filter((o) => !isKey(`order.${o}`))).toEqual([]);
  const rules = all(/Refusal\{"([a-z_]+)"/g);
  expect(rules.length).toBeGreaterThan(15);
  expect([...rules, "no_position"].filter((r) => !isKey(`refused.${r}`))).toEqual([]);
});

test.each([
  ["decimal", 135.0717, 48.4825, 1, "48.48250, 135.07170"],
  ["dm", 135.0717, 48.4825, 1, "48°28.950′N 135°04.302′E"],
  ["dms", 135.0717, 48.4825, 1, "48°28′57.0″N 135°04′18.1″E"],
  ["decimal", 135.0717, 48.4825, 500, "48.48, 135.07"],
  ["dms", 134.9999999, 47.9999999, 1, "48°00′00.0″N 135°00′00.0″E"],
  ["dms", 190.5, -65.25, 1, "65°15′00.0″S 169°30′00.0″W"],
  ["decimal", -1e-9, -1e-9, 1, "0.00000, 0.00000"],
  ["dm", -170.5, 66, 1000, "66°00′N 170°30′W"],
] as const)("%s of %f, %f as fine as %f m are %s, as the server has it", (notation, lon, lat, step, text) => {
  expect(writeDegrees(notation, lon, lat, step)).toBe(text);
});

test("only what has two numbers or the form of a reference is asked for", () => {
  for (const text of ["48.7, 135.1", "48.7 135.1", "53UNP0529869932", "53U NP 05298 69932", "53UNP", "北緯四八度 東経一三五度", "geo:1,2", "５３, １"])
    expect(mayBePosition(text), text).toBe(true);
  for (const text of ["", "Khurmuli", "フルムリ", "7211", "лагерь 17"]) expect(mayBePosition(text), text).toBe(false);
});

const reading: Reading = {
  ...{ lon: 135.0717, lat: 48.4825, notation: "sk42", order: "north_east", text: "48.48250, 135.07170", precision_m: 0.5, in_region: true },
  ...{ crs: "EPSG:28423", crs_name: "Pulkovo 1942 / Gauss-Kruger zone 23", operation: "EPSG:5044", operation_accuracy_m: 3 },
  reasons: [
    { code: "zone", value: "23", text: "zone 23" },
    { code: "new_to_us", text: "something new" },
  ],
};

test("a reading says where it leads and why it is read so", () => {
  expect(readingWords("en", reading)).toEqual({
    title: "Go to 48.48250, 135.07170",
    detail: "Read as: Soviet grid SK-42 · northing, easting · Zone 23, by the digits before the easting. · something new",
  });
  expect(readingWords("ru", { ...reading, in_region: false }).detail).toContain("за пределами Дальнего Востока");
});

test("a refusal is told in the reader's language, or as the server says it", () => {
  expect(refusedWords("ja", { rule: "minutes_range", message: "m", advice: "a" })).toBe("分と秒は60未満です。");
  expect(refusedWords("en", { rule: "new_rule", message: "It is new", advice: "ask" })).toBe("It is new: ask");
});

test("a system off WGS 84 is named with its operation and what that costs", () => {
  expect(systemWords("en", { ...reading, notation: "sk42" })).toBe("EPSG:28423, from WGS 84 by EPSG:5044, accurate to 3 m");
  expect(systemWords("en", { notation: "utm", crs: "EPSG:32653" })).toBe("EPSG:32653");
  expect(systemWords("en", { notation: "decimal", crs: "EPSG:4326" })).toBeUndefined();
});
