import { expect, test } from "vitest";
import { Ledger } from "./ledger.ts";
import { type Asked, rangeOf, ruleOf, worthKeeping } from "./rules.ts";

const scope = "http://localhost/graves/";
const asked = (path: string, more: Partial<Asked> = {}): Asked => ({ method: "GET", url: `${scope}${path}`, headers: new Headers(), ...more });

test.each([
  ["", "page"],
  ["index.html#map=4/1/2", "page"],
  ["assets/index-1.js", "asset"],
  ["tiles/4/13/5.mvt", "fresh"],
  ["tiles.json", "fresh"],
  ["basemap.json", "fresh"],
  ["api/collections/plots/items/1", "fresh"],
  ["basemap/own.pmtiles", "range"],
  ["api/import", "none"],
  ["api/import/x/problems.csv", "none"],
  ["api/export?collections=plots", "none"],
  ["api/collections/overlaps/items/1/review", "none"],
  ["icon-192.png", "asset"],
  ["metrics", "none"],
] as const)("%s is answered by the rule %s", (path, rule) => {
  expect(ruleOf(asked(path), scope)).toBe(rule);
});

test("what is sent, asked with a token or asked of another place is not ours", () => {
  expect(ruleOf(asked("api/collections/plots/items", { method: "POST" }), scope)).toBe("none");
  expect(ruleOf(asked("api/collections/plots/items", { headers: new Headers({ Authorization: "Bearer x" }) }), scope)).toBe("none");
  expect(ruleOf({ ...asked(""), url: "http://localhost/other/api/x" }, scope)).toBe("none");
  expect(ruleOf(asked("api/collections", { mode: "navigate" }), scope)).toBe("none");
});

test("answers are kept that the page draws, and that are not too large, private or files to save", () => {
  const json = new Headers({ "Content-Type": "application/geo+json" });
  expect(worthKeeping(200, json, 1000)).toBe(true);
  expect(worthKeeping(204, new Headers(), 0)).toBe(true);
  expect(worthKeeping(404, json, 10)).toBe(false);
  expect(worthKeeping(200, json, 9 << 20)).toBe(false);
  expect(worthKeeping(200, new Headers({ "Content-Type": "text/csv" }), 10)).toBe(false);
  expect(worthKeeping(200, new Headers({ "Content-Type": "application/json", "Cache-Control": "no-store" }), 10)).toBe(false);
  expect(worthKeeping(200, new Headers({ "Content-Type": "application/json", "Content-Disposition": "attachment; filename=x" }), 10)).toBe(false);
});

test("a range is cut at the end of the file", () => {
  expect(rangeOf("bytes=0-99", 1000)).toEqual([0, 100]);
  expect(rangeOf("bytes=900-16383", 1000)).toEqual([900, 1000]);
  expect(rangeOf("bytes=10-", 1000)).toEqual([10, 1000]);
  expect(rangeOf("bytes=1000-1001", 1000)).toBeUndefined();
  expect(rangeOf("lines=1-2", 1000)).toBeUndefined();
});

test("the ledger lets go of what was longest unused, by number and by bytes", () => {
  const ledger = new Ledger({ entries: 3, bytes: 100 });
  expect(["a", "b", "c"].flatMap((name) => ledger.use(name, 10))).toEqual([]);
  expect(ledger.use("a")).toEqual([]);
  expect(ledger.use("d", 10)).toEqual(["b"]);
  expect(ledger.use("e", 95)).toEqual(["c", "a", "d"]);
});
