import type { App, Part } from "../app.ts";
import { h, render } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import type { Shown } from "../legend/list.ts";
import type { Sheet as Tab } from "../state/view.ts";
import { explain } from "../trouble.ts";
import { LayersTab } from "./layerstab.ts";

const wide = () => matchMedia("(min-width: 800px)").matches;

/** The sheet beside the map, with tabs: each draws itself and keeps what it holds. On a phone it lies over the map. */
export class Sheet implements Part {
  readonly element = h("div", { class: "sheet", id: "sheet" });
  #app: App;
  #open = wide();
  #layers: LayersTab;
  #tabs: ReadonlyMap<Tab, HTMLElement>;
  #find = h("div");
  #finding: Promise<void> | undefined;

  constructor(app: App) {
    this.#app = app;
    this.#layers = new LayersTab(app, () => this.#makeWay());
    this.#tabs = new Map([
      ["layers", this.#layers.element],
      ["find", this.#find],
    ]);
    app.state.listen((now, before) => {
      if (now.language !== before.language || now.page !== before.page || now.sheet !== before.sheet) this.#draw();
    });
    this.#draw();
  }

  /** A demonstration was found, or is no more. */
  draw(): void {
    this.#layers.draw();
  }

  /** How many records of each layer are on screen. */
  tell(shown: Shown): void {
    this.#layers.tell(shown);
  }

  #draw(): void {
    const { page, language, sheet } = this.#app.state.view;
    if (sheet === "find" && page === "map") void this.#openFind();
    this.element.hidden = page !== "map";
    this.element.classList.toggle("open", this.#open);
    const toggle = h(
      "button",
      {
        type: "button",
        class: "sheet-toggle",
        "data-key": "sheet",
        "aria-expanded": this.#open ? "true" : "false",
        "aria-controls": "sheet",
        onclick: () => this.#toggle(!this.#open),
      },
      translate(language, `sheet.${sheet}`),
    );
    render(
      this.element,
      toggle,
      this.#open && this.#choice(sheet),
      this.#open && h("div", { class: "sheet-body" }, this.#tabs.get(sheet) ?? this.#layers.element),
    );
  }

  /** Fetched when somebody first looks for something. */
  #openFind(): Promise<void> {
    this.#finding ??= import("../finding/tab.ts").then(
      ({ FindTab }) => this.#find.append(new FindTab(this.#app).element),
      (error: unknown) => {
        this.#finding = undefined; // the next look asks again
        render(this.#find, h("p", { role: "alert" }, explain(this.#app.state.view.language, error)));
      },
    );
    return this.#finding;
  }

  #toggle(open: boolean): void {
    this.#open = open;
    this.#draw();
  }

  #makeWay(): void {
    if (!wide()) this.#toggle(false);
  }

  /** Without a second tab there is nothing to choose. */
  #choice(current: Tab): HTMLElement | undefined {
    if (this.#tabs.size < 2) return undefined;
    const { state } = this.#app;
    const tab = (name: Tab) =>
      h(
        "button",
        {
          type: "button",
          class: "tab",
          "data-key": `sheet-${name}`,
          "aria-pressed": name === current ? "true" : "false",
          onclick: () => state.set({ sheet: name }),
        },
        translate(state.view.language, `sheet.${name}`),
      );
    return h("div", { class: "tabs sheet-tabs", role: "group", "aria-label": translate(state.view.language, "sheet") }, ...[...this.#tabs.keys()].map(tab));
  }
}
