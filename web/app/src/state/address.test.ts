import { expect, test } from "vitest";
import { readHash, writeHash } from "./address.ts";
import { readRef, start, type View } from "./view.ts";

const view: View = { ...start("ja"), zoom: 17.25, lat: 55.08745, lon: 132.21445 };

test("a view comes back from its hash", () => {
  const full: View = {
    ...view,
    selected: { collection: "plots", id: "A 1/ä&b=c#d" },
    hidden: ["plots", "sites", "uncertainty"],
    strength: { plots: 40 },
    theme: "dark",
    basemap: "plain",
    notation: "mgrs",
    page: "table",
    table: "overlaps",
    criteria: {
      words: "Хурмули & 1",
      classes: ["certain", "not_assessed"],
      probability: [0.05, 0.5],
      statuses: ["recovered"],
      regions: ["Хабаровский край", "a, 50% b"],
      who: ["pow"],
      review: ["open", "rejected"],
      source: "s/1",
      accuracy: 100,
      fictional: false,
      located: true,
    },
    sheet: "find",
    sort: "-probability",
    everywhere: true,
    years: [1945, 1956],
    undated: false,
    invented: true,
    area: { centre: [135.01, 48.47], radius: 500 },
    reviewed: "all",
    reviewSort: "-reviewed",
    plan: "a b/1",
    planRevision: 3,
    planTab: "revisions",
    day: "2027-07-03",
    compare: "other@2",
  };
  expect(readHash(writeHash(full))).toEqual({ ...full });
  expect(readHash(writeHash({ ...full, page: "plan", table: "sites" }))).toMatchObject({ page: "plan", plan: "a b/1", day: "2027-07-03" });
});

test("the page of the review and what was judged are told apart in an address", () => {
  const judged = { ...view, page: "review" as const, criteria: { review: ["accepted"] } };
  expect(readHash(writeHash(judged))).toMatchObject({ page: "review", criteria: { review: ["accepted"] } });
  expect(readHash(writeHash({ ...judged, page: "map" })).page).toBeUndefined();
});

test("the table of one source and the import page have addresses", () => {
  expect(readHash(writeHash({ ...view, page: "table", criteria: { source: "лист 1" } }))).toMatchObject({
    page: "table",
    table: "sites",
    criteria: { source: "лист 1" },
  });
  expect(readHash(writeHash({ ...view, page: "import" }))).toMatchObject({ page: "import" });
});

test("what is not in the hash is left to the reader", () => {
  expect(readHash("")).toEqual({});
  expect(readHash(writeHash(view))).toEqual({ language: "ja", zoom: 17.25, lat: 55.08745, lon: 132.21445 });
});

test.each(["#map=1/2", "#map=a/b/c", "#map=//", "#map=5/95/10", "#map=99/1/1", "#lang=xx", "#show=graves/1x", "#%", "#show=%E0%A4%A"])(
  "%s is ignored",
  (hash) => {
    const { selected, ...rest } = readHash(hash);
    expect(selected).toBeUndefined();
    expect(rest).toEqual({});
  },
);

test("the position has about a pixel's digits", () => {
  expect(writeHash({ ...view, zoom: 3, lat: 54.123456, lon: 125.98765 })).toContain("map=3/54.12/125.99&");
});

test("a reference may hold slashes in its id", () => {
  expect(readRef("cemeteries/way/42")).toEqual({ collection: "cemeteries", id: "way/42" });
  expect(readRef("cemeteries/")).toBeUndefined();
  expect(readRef("nothing/1")).toBeUndefined();
});
