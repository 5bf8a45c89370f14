// The words of the server's vocabularies, read from the Go source that defines them.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { classLimits } from "../format.ts";
import { countableM2 } from "../panel/overlap.ts";
import { en } from "./en.ts";
import { isKey } from "./index.ts";

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
])("%s: every value of %s has its words", (path, name, words) => {
  const values = vocabulary(path, name).filter((v) => v !== "MethodUnknown");
  expect(values.length).toBeGreaterThan(1);
  expect(values.filter((v) => !isKey(`${words}.${v}`))).toEqual([]);
});

test("every reason of an overlap has its sentence", () => {
  const codes = [...go("data/detect/reasons.go").matchAll(/\bCode\w+\s+=\s+"([a-z_]+)"/g)].map((m) => m[1] ?? "");
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((c) => !isKey(`reason.${c}`))).toEqual([]);
});

test("no sentence is left of a reason that is no more", () => {
  const codes = [...go("data/detect/reasons.go").matchAll(/\bCode\w+\s+=\s+"([a-z_]+)"/g)].map((m) => `reason.${m[1]}`);
  expect(Object.keys(en).filter((key) => key.startsWith("reason.") && !codes.includes(key))).toEqual([]);
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
