import { expect, test } from "vitest";
import type { Colours } from "./colours.ts";
import { assessedClasses, type Theme, themeNames, themes, whoNames } from "./index.ts";

/** Relative luminance by WCAG 2.2. */
function luminance(colour: string): number {
  expect(colour).toMatch(/^#[0-9a-f]{6}$/);
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

type Pairs = (c: Colours) => [name: string, front: string, ground: string][];
const across = (c: Colours, fronts: (keyof Colours)[], grounds: (keyof Colours)[]) =>
  fronts.flatMap((f) => grounds.map((g): [string, string, string] => [`${f} on ${g}`, String(c[f]), String(c[g])]));

const pageGrounds: (keyof Colours)[] = ["paper", "field", "tint"];
const tints: (keyof Colours)[] = ["hover", "chosen", "dangerTint", "warningTint", "sharedTint", "inventedTint"];
const texts: Pairs = (c) => [
  ...across(c, ["ink", "soft"], [...pageGrounds, ...tints]),
  ...across(c, ["link", "disabled", "danger", "inventedInk"], pageGrounds),
  ...across(c, ["inventedInk"], ["inventedTint", "halo"]),
  ...across(c, ["onAccent"], ["accent"]),
  ...across(c, ["disc"], ["uncertainty"]),
  ...across(c, ["placeText", "regionText"], ["land", "sea"]),
  ...across(c, ["ink", "soft", "site", "uncertainty"], ["halo", "disc", "land", "sea"]),
  ...whoNames.flatMap((name) => [c.halo, c.land, c.paper].map((ground): [string, string, string] => [`ink of ${name}`, c.who[name].ink, ground])),
];

const mapGrounds: (keyof Colours)[] = ["land", "sea", "disc", "paper"];
const signs: Pairs = (c) => [
  ...across(c, ["edge", "focus", "accent", "warning", "danger", "shared"], pageGrounds),
  ...across(c, ["site", "uncertainty", "shared", "gap", "restriction", "observation", "invented", "classEdge"], mapGrounds),
  ...across(c, ["selected"], ["selectedHalo"]),
  ...whoNames.flatMap((name) => mapGrounds.map((ground): [string, string, string] => [`line of ${name} on ${ground}`, c.who[name].line, String(c[ground])])),
];

const least: Record<Theme, { text: number; sign: number }> = {
  light: { text: 4.5, sign: 3 },
  dark: { text: 4.5, sign: 3 },
  contrast: { text: 7, sign: 4.5 },
};

const poor = (pairs: Pairs, theme: Theme, limit: number) =>
  pairs(themes[theme])
    .map(([name, front, ground]) => ({ name, ratio: Number(ratio(front, ground).toFixed(2)) }))
    .filter((p) => p.ratio < limit);

for (const theme of themeNames) {
  test(`words can be read in ${theme}`, () => {
    expect(poor(texts, theme, least[theme].text)).toEqual([]);
  });

  test(`lines and signs stand out in ${theme}`, () => {
    expect(poor(signs, theme, least[theme].sign)).toEqual([]);
  });

  test(`the classes can be told apart in ${theme}, the surest farthest from the ground`, () => {
    const { classes, land } = themes[theme];
    const steps = assessedClasses.map((name) => ratio(classes[name], land));
    expect(steps).toEqual(steps.toSorted((a, b) => b - a));
    for (const [i, step] of steps.entries()) expect(step / (steps[i + 1] ?? 1)).toBeGreaterThan(1.3);
  });
}
