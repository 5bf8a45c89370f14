// The words of the server's vocabularies, read from the Go source that defines them.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { classLimits } from "../format.ts";
import { effects } from "../map/fieldwork.ts";
import { countableM2 } from "../panel/overlap.ts";

import { isKey, wordsOf } from "./index.ts";
import { rules, ruleWords } from "./rules.ts";

const go = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), "utf8");

/** The strings of a Go slice of strings declared as `name = []string{…}`. */
function vocabulary(path: string, name: string): string[] {
  const body = new RegExp(`\\b${name}\\s*=\\s*\\[\\]string\\{([^}]*)\\}`).exec(go(path))?.[1] ?? "";
  return [...body.matchAll(/"([a-z_]+)"/g)].map((m) => m[1] ?? "");
}

test.each([
  ["data/site.go", "SiteStatuses", "status"],
  ["data/cemetery.go", "CemeteryUses", "who"],
  ["data/plot.go", "PlotOccupancies", "who"],
  ["data/plot.go", "PlotKinds", "kind"],
  ["data/location.go", "Methods", "method"],
  ["data/source.go", "SourceKinds", "sourcekind"],
  ["data/overlap.go", "Relations", "relation"],
  ["data/overlap.go", "TimeRelations", "time"],
  ["data/overlap.go", "Classes", "class"],
  ["data/restriction.go", "RestrictionKinds", "plan.kind"],
  ["data/restriction.go", "RestrictionConcerns", "concerns"],
  ["data/restriction.go", "Tasks", "plan.task"],
  ["data/observation.go", "Markers", "marker"],
  ["data/observation.go", "Outcomes", "outcome"],
])("%s: every value of %s has its words", (path, name, words) => {
  const values = vocabulary(path, name).filter((v) => v !== "MethodUnknown");
  expect(values.length).toBeGreaterThan(1);
  expect(values.filter((v) => !isKey(`${words}.${v}`))).toEqual([]);
});

test("every effect of a restriction has its words and its sign", () => {
  const named = [...go("data/restriction.go").matchAll(/\bEffect\w+\s+=\s+"([a-z_]+)"/g)].map((m) => m[1] ?? "");
  expect(named).toEqual([...effects]);
  expect(named.filter((e) => !isKey(`effect.${e}`))).toEqual([]);
});

test("every reason of an overlap has its sentence", () => {
  const codes = [...go("data/detect/reasons.go").matchAll(/\bCode\w+\s+=\s+"([a-z_]+)"/g)].map((m) => m[1] ?? "");
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((c) => !isKey(`reason.${c}`))).toEqual([]);
});

test("no sentence is left of a reason that is no more", () => {
  const codes = [...go("data/detect/reasons.go").matchAll(/\bCode\w+\s+=\s+"([a-z_]+)"/g)].map((m) => `reason.${m[1]}`);
  expect(Object.keys(wordsOf("en")).filter((key) => key.startsWith("reason.") && !codes.includes(key))).toEqual([]);
});

test("the classes begin where the server has them begin", () => {
  const limit = (name: string) => Number(new RegExp(`\\b${name}\\s*=\\s*([\\d.]+)`).exec(go("data/detect/class.go"))?.[1]);
  expect(["possible", "probable", "certain"].map(limit)).toEqual([...classLimits]);
});

test("the least area worth counting is the server's", () => {
  expect(/at least ([\d.]+) m²/.exec(go("data/overlap.go"))?.[1]).toBe(String(countableM2));
});

test("what the overlaps of a place come to is shown by its fields", () => {
  const fields = [...go("data/summary.go").matchAll(/Name: "(\w+)"/g)].map((m) => m[1] ?? "");
  const panel = readFileSync(new URL("../panel/place.ts", import.meta.url), "utf8");
  expect(fields.length).toBeGreaterThan(5);
  expect(fields.filter((f) => f !== "shared_area_p50_m2" && !panel.includes(`"${f}"`))).toEqual([]);
});

/** The names of rules in the Go source of the importing side: constants, members and arguments that name one. */
function ruleNames(): string[] {
  const root = new URL("../../../../", import.meta.url);
  const files = ["data", "geo"].flatMap((dir) => readdirSync(new URL(dir, root), { recursive: true, encoding: "utf8" }).map((name) => `${dir}/${name}`));
  const source = files
    .filter((f) => f.endsWith(".go") && !f.endsWith("_test.go") && !f.includes("storetest") && !f.includes("gazetteer") && !f.includes("formattest"))
    // Refusals of a judgement and of pasted coordinates are no findings of an import.
    .filter((f) => !f.includes("geo/notation") && f !== "data/review.go")
    // What stands against a plan of visits has its words there: plan/words.test.ts.
    .filter((f) => !f.startsWith("data/fieldplan/"))
    .map(go);
  const patterns = [
    /\bRule\w*\s*=\s*"([a-z][a-z_0-9]+)"/g,
    /\b[Rr]ule:?\s*(?::?=)?\s*"([a-z][a-z_0-9]+)"/g,
    /\b(?:refused?|warn|warning|once|doubt|fatal)\((?:"[a-z_]*"|[\w.]+|strings\.\w+\([^()]*\))?,?\s*"([a-z][a-z_0-9]+)",/g,
    /\bfault\{"([a-z][a-z_0-9]+)"/g,
  ];
  const names = source.flatMap((text) => patterns.flatMap((p) => [...text.matchAll(p)].map((m) => m[1] ?? "")));
  return [...new Set(names)].sort();
}

/** Rules that are told in the server's English alone. */
const inEnglishAlone: string[] = [];

test("every rule of a finding has its words, or is known to have none", () => {
  const names = ruleNames();
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((n) => !ruleWords(n) && !inEnglishAlone.includes(n))).toEqual([]);
});

test("a rule is told with a title in each language and with advice in all but English", () => {
  for (const [name, words] of Object.entries(rules)) {
    for (const language of ["en", "ru", "ja"] as const) expect(words[language].title, name).not.toBe("");
    for (const language of ["ru", "ja"] as const) expect(words[language].advice, name).toBeTruthy();
  }
});

test("every field that a column can fill has a name", () => {
  const files = ["site", "cemetery", "plot", "position", "restriction", "observation", "source", "location", "collection"]
    .map((f) => go(`data/${f}.go`))
    .join("\n");
  const fields = [...files.matchAll(/\{Name: "(\w+)",(?! Title)[^}]*\}/g)].filter((m) => !m[0].includes("Derived")).map((m) => m[1] ?? "");
  expect(fields.length).toBeGreaterThan(25);
  expect(fields.filter((f) => !isKey(`fill.${f}`) && !isKey(`field.${f}`))).toEqual([]);
});

test("every reason why words lead nowhere has its sentence", () => {
  const codes = /WhyCode\s+string\s+\/\/ why it was not found: ([\w, ]+)/.exec(go("data/locator.go"))?.[1]?.split(", ") ?? [];
  expect(codes.length).toBeGreaterThan(3);
  expect(codes.filter((c) => !isKey(`unplaced.${c}`))).toEqual([]);
});
