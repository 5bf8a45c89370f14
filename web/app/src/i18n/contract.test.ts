// The words of the server's vocabularies, read from the Go source that defines them.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
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
  expect(codes.filter((c) => !isKey(`reason.${c}`) && !isKey(`reason.${c}_point`))).toEqual([]);
});
