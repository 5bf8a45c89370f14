import { beforeAll, expect, test, vi } from "vitest";
import type { Criteria } from "../state/criteria.ts";
import { listAddress, sortable } from "./listing.ts";
import { inView } from "./results.ts";

beforeAll(() => void vi.stubGlobal("document", { baseURI: "http://graves.example/map/" }));

const view = (criteria: Criteria, sort = "") => ({ criteria, years: undefined, undated: true, sort });
const asked = (address: string) => Object.fromEntries(new URL(address).searchParams);

test("a list asks for what is wanted, in view, in its order", () => {
  const address = listAddress({ collection: "overlaps", bounds: [170, 60, 190, 70], view: view({ classes: ["certain"] }, "-probability") });
  expect(asked(address)).toEqual({ limit: "50", bbox: "170,60,-170,70", filter: "class IN ('certain')", sortby: "-probability" });
});

test("the order of another list is no order of this one, and sources lie nowhere", () => {
  expect(asked(listAddress({ collection: "sources", bounds: [1, 2, 3, 4], view: view({}, "-probability") }))).toEqual({ limit: "50" });
  expect([sortable("sites", "-burials"), sortable("sites", "probability"), sortable("sites", "")]).toEqual([true, false, false]);
});

test("what lies beyond 180° is in view whichever way the screen counts", () => {
  const item = (lon: number) => ({ type: "Feature" as const, id: "x", properties: {}, geometry: { type: "Point" as const, coordinates: [lon, 65] } });
  expect(inView(item(-175), [170, 60, 190, 70])).toBe(true);
  expect(inView(item(175), [-190, 60, -170, 70])).toBe(true);
  expect(inView(item(160), [170, 60, 190, 70])).toBe(false);
  expect(inView({ ...item(1), geometry: null }, [-180, -90, 180, 90])).toBe(false);
});
