import { expect, test } from "vitest";
import type { Column, Say } from "./contract.ts";
import { commandLine, fromProfile, nothingSaid, unfilled, withCollection, withColumn, withValue } from "./say.ts";

const column = (name: string, field = ""): Column => ({ name, field, how: field ? "header" : "none", filled: 1 });

test("a column goes to one field, and what it filled before is free again", () => {
  const first = withColumn(nothingSaid, column("Название"), "name_ru");
  expect(first.map).toEqual({ name_ru: "Название" });
  expect(withColumn(first, column("Название", "name_ru"), "name").map).toEqual({ name: "Название" });
});

test("another column takes a field over", () => {
  const first = withColumn(nothingSaid, column("A"), "name");
  expect(withColumn(first, column("B"), "name").map).toEqual({ name: "B" });
});

test("a column that is kept as it is leaves the field its header names without one", () => {
  expect(withColumn(nothingSaid, column("Статус", "status"), "").map).toEqual({ status: "" });
});

test("a column that filled nothing and is kept as it is says nothing", () => {
  expect(withColumn(nothingSaid, column("Примечание"), "").map).toEqual({});
});

test("a value is said, changed and taken back", () => {
  const said = withValue(nothingSaid, "use", "civilian");
  expect(said.set).toEqual({ use: "civilian" });
  expect(withValue(said, "use", "").set).toEqual({});
});

test("another collection forgets what was said of the fields of the last", () => {
  const said = withValue(withColumn(nothingSaid, column("A"), "name"), "status", "memorial");
  expect(withCollection(said, "plots")).toEqual({ ...nothingSaid, collection: "plots" });
  expect(withCollection({ ...said, collection: "sites" }, "sites").map).toEqual({ name: "A" });
});

test("a profile says all that it holds and nothing else", () => {
  expect(fromProfile({ name: "Хабаровск", collection: "sites", map: { name: "A" } })).toEqual({ ...nothingSaid, collection: "sites", map: { name: "A" } });
});

test("what may be filled for all records is what nothing fills", () => {
  const fields = ["id", "name", "status", "use", "accuracy_m"].map((name) => ({ name, title: name, type: "text" }));
  expect(unfilled(fields, [column("A", "name")], withValue(nothingSaid, "use", "pow")).map((f) => f.name)).toEqual(["status"]);
});

test.each<[string, Partial<Say>, string]>([
  ["list.csv", {}, "burialmap import list.csv --collection sites"],
  ["список мест.csv", {}, "burialmap import 'список мест.csv' --collection sites"],
  ["it's.csv", {}, `burialmap import 'it'\\''s.csv' --collection sites`],
  ["-rf.csv", {}, "burialmap import ./-rf.csv --collection sites"],
  ["a.csv", { collection: "plots", accuracy_m: 50 }, "burialmap import a.csv --collection plots --accuracy 50"],
  ["a.csv", { crs: "EPSG:28425", north_first: true }, "burialmap import a.csv --collection sites --crs EPSG:28425 --north-first"],
  [
    "a.csv",
    { map: { name_ru: "Название" }, set: { use: "civilian" } },
    "burialmap import a.csv --collection sites --map 'name_ru=Название' --set use=civilian",
  ],
  ["a.csv", { map: { name: "a;b" } }, `burialmap import a.csv --collection sites --map 'name=a\\;b'`],
  ["a.csv", { locate_words: true, encoding: "windows-1251" }, "burialmap import a.csv --collection sites --encoding windows-1251 --locate-words"],
])("the command for %s with %j", (file, said, command) => {
  expect(commandLine(file, "sites", { ...nothingSaid, ...said })).toBe(command);
});
