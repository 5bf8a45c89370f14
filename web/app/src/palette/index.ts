import type { Colours } from "./colours.ts";
import { contrast } from "./contrast.ts";
import { dark } from "./dark.ts";
import { light } from "./light.ts";

export type { Colours } from "./colours.ts";
export * from "./names.ts";

export const themes = { light, dark, contrast } as const;
export type Theme = keyof typeof themes;
export const themeNames = Object.keys(themes) as Theme[];
/** What a person chose; auto is what the browser asks for. */
export const themeChoices = ["auto", ...themeNames] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const wishes: readonly (readonly [query: string, theme: Theme])[] = [
  ["(prefers-contrast: more)", "contrast"],
  ["(prefers-color-scheme: dark)", "dark"],
];

/** The palette that a view is drawn in. Who draws outside of style sheets also wants watchTheme. */
export function palette(view: { readonly theme: ThemeChoice }): Colours {
  return themes[themeOf(view)];
}

export function themeOf({ theme }: { readonly theme: ThemeChoice }): Theme {
  if (theme !== "auto") return theme;
  return wishes.find(([query]) => matchMedia(query).matches)?.[1] ?? "light";
}

/** Calls whenever the browser asks for something else. */
export function onOtherWish(changed: () => void): void {
  for (const [query] of wishes) matchMedia(query).addEventListener("change", changed);
}
