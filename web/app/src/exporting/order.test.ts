import { beforeAll, expect, test, vi } from "vitest";
import type { Criteria } from "../state/criteria.ts";
import { boxOf, countAddress, exportAddress } from "./order.ts";

beforeAll(() => void vi.stubGlobal("document", { baseURI: "http://graves.example/map/" }));

const of = (criteria: Criteria) => ({ criteria, years: undefined, undated: true });
const format = { name: "gpkg", title: "GeoPackage", extension: ".gpkg", layers: true };
const asked = (address: string) => {
  const { pathname, searchParams } = new URL(address);
  return [pathname, Object.fromEntries(searchParams)];
};

test("one record is asked for by its id, whatever else is chosen", () => {
  const address = exportAddress({ ref: { collection: "plots", id: "A 1/б" }, collections: ["sites"], bounds: [1, 2, 3, 4], format, packaged: false });
  expect(asked(address)).toEqual(["/map/api/collections/plots/items", { f: "gpkg", ids: "A 1/б" }]);
});

test("one collection is asked for with its filter", () => {
  const address = exportAddress({ collections: ["sites"], bounds: [130, 45, 140, 50], wanted: of({ source: "list" }), format, packaged: true });
  expect(asked(address)).toEqual(["/map/api/collections/sites/items", { f: "gpkg", package: "zip", bbox: "130,45,140,50", filter: "source = 'list'" }]);
});

test("several collections are asked for at once, each with its own condition", () => {
  const wanted = of({ words: "Горин", statuses: ["recovered"], who: ["pow"] });
  const address = exportAddress({ collections: ["sites", "plots"], wanted, filter: "S_INTERSECTS(geometry, POINT(1 2))", format, packaged: false });
  expect(asked(address)).toEqual([
    "/map/api/export",
    {
      f: "gpkg",
      collections: "sites,plots",
      filter: "S_INTERSECTS(geometry, POINT(1 2))",
      "q-sites": "Горин",
      "filter-sites": "status IN ('recovered')",
      "q-plots": "Горин",
      "filter-plots": "occupancy IN ('pow')",
    },
  ]);
});

test("what lies in an area is narrowed further by the criteria", () => {
  const address = exportAddress({
    collections: ["plots"],
    wanted: of({ who: ["pow"] }),
    filter: "S_INTERSECTS(geometry, POINT(1 2))",
    format,
    packaged: false,
  });
  expect(asked(address)[1]).toMatchObject({ filter: "S_INTERSECTS(geometry, POINT(1 2)) AND occupancy IN ('pow')" });
});

test("everything is asked for without a condition", () => {
  const address = exportAddress({ collections: ["sites", "plots"], format, packaged: false });
  expect(asked(address)).toEqual(["/map/api/export", { f: "gpkg", collections: "sites,plots" }]);
});

test("a count is one page of one record", () => {
  expect(asked(countAddress("sites", { wanted: of({ source: "a" }) }))).toEqual(["/map/api/collections/sites/items", { filter: "source = 'a'", limit: "1" }]);
});

test.each([
  [[130, 45, 140, 50], "130,45,140,50"],
  [[170, 60, 200, 70], "170,60,-160,70"],
  [[-200, 60, -170, 70], "160,60,-170,70"],
  [[-180, -95, 180, 95], undefined],
  [[100, -95, 190.12345678, 95], "100,-90,-169.876543,90"],
] as const)("bounds %j are %s", (bounds, box) => {
  expect(boxOf(bounds)).toBe(box);
});
