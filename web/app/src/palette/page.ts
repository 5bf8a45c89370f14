import { customProperties } from "./colours.ts";
import { onOtherWish, type Theme, type ThemeChoice, themeNames, themeOf, themes } from "./index.ts";

/**
 * Style sheets get the colours as custom properties, from the same place that the map gets them. What is within an
 * element with `data-theme` is in that theme, whatever the page is in; paper is light.
 */
export function themeSheet(): string {
  const scheme = (theme: Theme) => `color-scheme:${theme === "dark" ? "dark" : "light"}`;
  const block = (theme: Theme) => [scheme(theme), ...customProperties(themes[theme]).map(([name, value]) => `${name}:${value}`)].join(";");
  const chosen = themeNames.map((theme) => `[data-theme=${theme}]{${block(theme)}}`);
  return [`:root{${block("light")}}`, ...chosen, `@media print{:root,[data-theme]{${block("light")}}}`].join("\n");
}

/** The part of the state that a theme depends on. */
interface Themed {
  readonly view: { readonly theme: ThemeChoice };
  listen(listener: () => void): void;
}

/** Puts the page into the theme of its view, for as long as there is a page. */
export function addThemes(state: Themed): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(themeSheet());
  document.adoptedStyleSheets.push(sheet);
  const show = (theme: Theme) => {
    document.documentElement.dataset["theme"] = theme;
  };
  show(themeOf(state.view));
  watchTheme(state, show);
}

/** Calls whenever the theme is another one: because it was chosen, or because the browser asks for it. */
export function watchTheme(state: Themed, changed: (theme: Theme) => void): void {
  let shown = themeOf(state.view);
  const look = () => {
    const now = themeOf(state.view);
    if (now === shown) return;
    shown = now;
    changed(now);
  };
  state.listen(look);
  onOtherWish(look);
}
