import { expect, test } from "vitest";
import { earliest, latest, limiting, readYears, standing, writeYears, type Years } from "./years.ts";

test.each<[string, Years]>([
  ["1945/1956", [1945, 1956]],
  ["../1945", [earliest, 1945]],
  ["1957/..", [1957, latest]],
  ["1946", [1946, 1946]],
])("%s is a range and is written back", (text, years) => {
  expect(readYears(text)).toEqual(years);
  expect(writeYears(years)).toBe(text);
});

test.each(["", "45/46", "1956/1945", "1945/", "1945/1946/1947", "../..", "0000/1945", "1945-01-01"])("%s is no range", (text) => {
  expect(readYears(text)).toBeUndefined();
});

test("a range that leaves out nothing is none", () => {
  expect(limiting([earliest, latest])).toBeUndefined();
  expect(limiting([earliest, 1945])).toEqual([earliest, 1945]);
});

test.each([
  ["1945/1948", { from: 1945, to: 1948, surely_from: 1945, surely_to: 1948 }, "surely"],
  ["1940/1945", { from: 1940, to: 1945, surely_from: 1940, surely_to: 1945 }, "surely"],
  ["194X", { from: 1940, to: 1949 }, "perhaps"],
  ["1945 or 1946", { from: 1945, to: 1946 }, "surely"],
  ["1946~", { from: 1946, to: 1946, unsure: true }, "perhaps"],
  ["1930/..", { from: 1930, to: latest, surely_from: 1930, surely_to: latest }, "surely"],
  ["1940/, its end unknown", { from: 1940, to: latest, surely_from: 1940, surely_to: 1940 }, "perhaps"],
  ["1957", { from: 1957, to: 1957, surely_from: 1957, surely_to: 1957 }, "outside"],
  ["no date", {}, "undated"],
])("%s, seen in 1945 to 1956, is so", (_, dated, expected) => {
  expect(standing(dated, [1945, 1956])).toBe(expected);
});
