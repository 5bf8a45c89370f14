import type { App, Part } from "../app.ts";
import { h, render, svg } from "../dom.ts";
import { type Language, languageNames, languages, translate } from "../i18n/index.ts";
import { type ThemeChoice, themeChoices } from "../palette/index.ts";
import { mainPages, type Page } from "../state/view.ts";

/** The bar at the top: title, search, pages, colours, language. */
export class Header implements Part {
  readonly element = h("header", { class: "bar" });
  #app: App;
  #search: HTMLElement;

  constructor(app: App, search: HTMLElement) {
    this.#app = app;
    this.#search = search;
    app.state.listen((now, before) => (now.language !== before.language || now.page !== before.page || now.theme !== before.theme) && this.#draw());
    this.#draw();
  }

  #draw(): void {
    const { language } = this.#app.state.view;
    document.documentElement.lang = language;
    document.title = `${translate(language, "app.title")} – ${translate(language, "app.subtitle")}`;
    const title = h("div", { class: "title" }, h("h1", {}, translate(language, "app.title")), h("p", {}, translate(language, "app.subtitle")));
    render(this.element, title, this.#search, h("div", { class: "switches" }, this.#pages(language), this.#themes(language), this.#languages(language)));
  }

  #pages(language: Language): HTMLElement {
    const { state, hasMap } = this.#app;
    const page = (name: Page) =>
      h(
        "button",
        {
          type: "button",
          class: "tab",
          "data-key": `page-${name}`,
          "aria-pressed": state.view.page === name ? "true" : "false",
          disabled: name === "map" && !hasMap,
          onclick: () => state.set({ page: name }),
        },
        translate(language, `app.view.${name}`),
      );
    return h("div", { class: "tabs", role: "group", "aria-label": translate(language, "app.view") }, ...mainPages.map(page));
  }

  /** A half-dark disc to choose the colours with; the names are in the list. */
  #themes(language: Language): HTMLElement {
    const { state } = this.#app;
    const choice = h(
      "select",
      {
        "data-key": "theme",
        "aria-label": translate(language, "theme"),
        title: translate(language, "theme"),
        onchange: () => state.set({ theme: choice.value as ThemeChoice }),
      },
      ...themeChoices.map((name) => h("option", { value: name }, translate(language, `theme.${name}`))),
    );
    choice.value = state.view.theme;
    const half = svg(
      {
        viewBox: "0 0 16 16",
        shapes: [
          ["circle", { cx: "8", cy: "8", r: "6.6", fill: "none", stroke: "currentColor", "stroke-width": "1.6" }],
          ["path", { d: "M8 1.4A6.6 6.6 0 0 1 8 14.6Z", fill: "currentColor" }],
        ],
      },
      "theme-sign",
    );
    return h("div", { class: "theme" }, half, choice);
  }

  #languages(language: Language): HTMLElement {
    const { state } = this.#app;
    const choice = h(
      "select",
      { "data-key": "language", "aria-label": translate(language, "app.language"), onchange: () => state.set({ language: choice.value as Language }) },
      ...languages.map((l) => h("option", { value: l, lang: l }, languageNames[l])),
    );
    choice.value = language;
    return choice;
  }
}
