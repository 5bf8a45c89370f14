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
