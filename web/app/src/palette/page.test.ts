import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { customProperties } from "./colours.ts";
import { themeNames, themes } from "./index.ts";
import { themeSheet } from "./page.ts";

test("every theme gives the page the same properties, and paper is light", () => {
  const names = themeNames.map((theme) => customProperties(themes[theme]).map(([name]) => name));
  for (const own of names) expect(own).toEqual(names[0]);
  for (const name of ["--ink", "--on-accent", "--certain", "--class-edge", "--pow-line"]) expect(names[0]).toContain(name);
  expect(themeSheet().split("@media print")[1]).toContain(`--paper:${themes.light.paper}`);
});

/** Paper is black on white whatever the theme, and the library that people draw with takes hexadecimal colours alone. */
const exceptions = /^(palette|printing)\/|^drawing\/canvas\.ts$|\.test\.ts$/;
/** The sources of the page, but for this room, exceptions and tests. */
const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(css|ts)$/.test(file) && !exceptions.test(file))
  .map((file) => ({ file, text: readFileSync(`src/${file}`, "utf8") }));
const sheets = sources.filter(({ file }) => file.endsWith(".css")).map(({ text }) => text);

test("no colour is written anywhere but here", () => {
  const colour = /["'`:\s](#[0-9a-f]{3,4}|#[0-9a-f]{6}|#[0-9a-f]{8})\b|\b(rgb|hsl)\(/i;
  const written = sources.flatMap(({ file, text }) => text.split("\n").flatMap((line) => (colour.test(line) ? [`${file}: ${line.trim()}`] : [])));
  expect(sources.length).toBeGreaterThan(100);
  expect(written).toEqual([]);
});

test("every custom property that a style sheet counts on exists", () => {
  const all = (pattern: RegExp) => sheets.flatMap((text) => [...text.matchAll(pattern)].map((m) => m[1] ?? ""));
  const known = new Set([...customProperties(themes.light).map(([name]) => name), ...all(/(--[a-z-]+):/g)]);
  const asked = all(/var\((--[a-z-]+)\)/g);
  expect(asked.length).toBeGreaterThan(100);
  expect([...new Set(asked)].filter((name) => !known.has(name))).toEqual([]);
});
