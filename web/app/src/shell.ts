import { h, render } from "./dom.ts";
import { type Page, pages } from "./hash.ts";
import { type Language, languageNames, languages, translate } from "./i18n/index.ts";
import { layerList } from "./layerlist.ts";
import type { State } from "./state.ts";

export interface ShellHost {
  state: State;
  /** False where the browser cannot draw the map. */
  hasMap: boolean;
  /** Absent until the server has been asked for invented cemeteries, and if it has none. */
  showDemonstration: (() => void) | undefined;
  showRegion(): void;
  /** The line to search names in, between title and switches. */
  search: HTMLElement;
  export(): void;
}

/** The bar at the top and the sheet with layers and legend. */
export class Shell {
  readonly header = h("header", { class: "bar" });
  readonly sheet = h("div", { class: "sheet", id: "sheet" });
  #host: ShellHost;
  #open = matchMedia("(min-width: 800px)").matches;

  constructor(host: ShellHost) {
    this.#host = host;
    host.state.listen((now, before) => {
      if (now.language !== before.language || now.page !== before.page || now.hidden !== before.hidden) this.draw();
    });
    this.draw();
  }

  draw(): void {
    const { view } = this.#host.state;
    document.documentElement.lang = view.language;
    document.title = `${translate(view.language, "app.title")} – ${translate(view.language, "app.subtitle")}`;
    render(
      this.header,
      this.#title(view.language),
      this.#host.search,
      h("div", { class: "switches" }, this.#pages(view.language), this.#languages(view.language)),
    );
    this.sheet.hidden = view.page !== "map";
    this.sheet.classList.toggle("open", this.#open);
    render(this.sheet, this.#sheetToggle(view.language), this.#open && this.#sheetBody(view.language));
  }

  #title(language: Language): HTMLElement {
    return h("div", { class: "title" }, h("h1", {}, translate(language, "app.title")), h("p", {}, translate(language, "app.subtitle")));
  }

  #pages(language: Language): HTMLElement {
    const { state, hasMap } = this.#host;
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
    return h("div", { class: "tabs", role: "group", "aria-label": translate(language, "app.view") }, ...pages.map(page));
  }

  #languages(language: Language): HTMLElement {
    const { state } = this.#host;
    const choice = h(
      "select",
      { "data-key": "language", "aria-label": translate(language, "app.language"), onchange: () => state.set({ language: choice.value as Language }) },
      ...languages.map((l) => h("option", { value: l, lang: l }, languageNames[l])),
    );
    choice.value = language;
    return choice;
  }

  #sheetToggle(language: Language): HTMLElement {
    const toggle = () => {
      this.#open = !this.#open;
      this.draw();
    };
    return h(
      "button",
      { type: "button", class: "sheet-toggle", "data-key": "sheet", "aria-expanded": this.#open ? "true" : "false", "aria-controls": "sheet", onclick: toggle },
      translate(language, "layers.title"),
    );
  }

  #sheetBody(language: Language): HTMLElement {
    const { showDemonstration, showRegion, state } = this.#host;
    return h(
      "div",
      { class: "sheet-body" },
      h(
        "section",
        { class: "start", "aria-labelledby": "start-title" },
        h("h2", { id: "start-title" }, translate(language, "start.title")),
        showDemonstration &&
          h("button", { type: "button", class: "primary", "data-key": "demo", onclick: () => this.#go(showDemonstration) }, translate(language, "start.demo")),
        h("button", { type: "button", "data-key": "region", onclick: () => this.#go(showRegion) }, translate(language, "start.sites")),
        h("p", { class: "note" }, translate(language, "start.about")),
      ),
      layerList(state),
      h(
        "div",
        { class: "layer sheet-foot" },
        h("button", { type: "button", "data-key": "export", onclick: () => this.#host.export() }, translate(language, "export.view")),
      ),
    );
  }

  /** On a phone the sheet covers the map, so it makes way. */
  #go(show: () => void): void {
    if (!matchMedia("(min-width: 800px)").matches) {
      this.#open = false;
      this.draw();
    }
    show();
  }
}
