import "./finding/finding.css";
import { fetchPage, type Item, type Page } from "./api.ts";
import type { App, Part } from "./app.ts";
import { h, render } from "./dom.ts";
import { type Column, cell, columns } from "./finding/cells.ts";
import { chips } from "./finding/chips.ts";
import { atOnce, firstSort, listAddress } from "./finding/listing.ts";
import { type Language, translate } from "./i18n/index.ts";
import { text } from "./panel/naming.ts";
import { fetchParties, type Parties } from "./parties.ts";
import type { State } from "./state/state.ts";
import { type CollectionName, collectionsForPeople, type View } from "./state/view.ts";
import { explain } from "./trouble.ts";

/** The records of a collection that are wanted, page by page: also those that no map can show. */
export class Table implements Part {
  readonly element = h("section", { class: "table", "aria-labelledby": "table-title", hidden: true });
  #state: State;
  #export: () => void;
  #trail: string[] = [];
  /** What is shown, and the way to it: while the next page is on its way, the one before still is. */
  #shown: { page: Page; parties: Parties; trail: readonly string[] } | undefined;
  #failed: unknown;
  /** What is loaded: the address of its first page, and the collection. */
  #loaded: { collection: CollectionName; address: string } | undefined;

  constructor(app: App) {
    const { state } = app;
    this.#state = state;
    this.#export = () => app.export();
    state.listen((now, before) => this.#follow(now, before));
    this.#follow(state.view, undefined);
  }

  #follow(now: View, before: View | undefined): void {
    this.element.hidden = now.page !== "table";
    if (now.page !== "table") return;
    const address = listAddress({ collection: now.table, bounds: undefined, view: now });
    if (address !== this.#loaded?.address) void this.#start(now.table, address);
    else if (!before || now.language !== before.language || now.selected !== before.selected || before.page !== "table") this.#draw();
  }

  get #collection(): CollectionName {
    return this.#loaded?.collection ?? this.#state.view.table;
  }

  async #start(collection: CollectionName, address: string): Promise<void> {
    if (this.#loaded?.collection !== collection) this.#shown = undefined;
    this.#loaded = { collection, address };
    await this.#go([address]);
  }

  /** Shows the last address of a trail; the ones before are the way back. */
  async #go(trail: string[]): Promise<void> {
    this.#trail = trail;
    this.#failed = undefined;
    this.#draw();
    try {
      const page = await fetchPage(trail.at(-1) ?? "");
      const parties = await fetchParties(page.items);
      if (this.#trail !== trail) return;
      this.#shown = { page, parties, trail };
    } catch (error) {
      if (this.#trail !== trail) return;
      this.#failed = error;
    }
    this.#draw();
  }

  #draw(): void {
    const { language } = this.#state.view;
    const about = h("p", { class: "note" }, translate(language, "table.about"));
    render(this.element, this.#head(language), chips(this.#state) ?? about, this.#body(language));
  }

  #head(language: Language): HTMLElement {
    const tab = (name: CollectionName) => {
      const current = name === this.#loaded?.collection;
      return h(
        "button",
        {
          type: "button",
          class: "tab",
          "aria-pressed": current ? "true" : "false",
          "data-key": `tab-${name}`,
          onclick: () => this.#state.set({ table: name, sort: firstSort(name) }),
        },
        translate(language, `collection.${name}`),
      );
    };
    return h(
      "header",
      {},
      h("h2", { id: "table-title" }, translate(language, `collection.${this.#collection}`)),
      h("div", { class: "tabs", role: "group", "aria-label": translate(language, "table.collection") }, ...collectionsForPeople.map(tab)),
      h("button", { type: "button", "data-key": "export-table", onclick: () => this.#export() }, translate(language, "export.view")),
    );
  }

  #body(language: Language): HTMLElement {
    if (this.#failed !== undefined) return this.#trouble(language, this.#failed);
    const { page, trail } = this.#shown ?? {};
    if (!page || !trail) return h("p", { role: "status" }, translate(language, "app.loading"));
    if (page.items.length === 0 && trail.length === 1) return h("p", {}, translate(language, chips(this.#state) ? "finding.none" : "table.empty"));
    return h("div", {}, this.#rows(language, page.items), this.#pager(language, page, trail));
  }

  #trouble(language: Language, error: unknown): HTMLElement {
    return h(
      "div",
      { class: "trouble", role: "alert" },
      h("p", {}, explain(language, error)),
      h("button", { type: "button", "data-key": "retry", onclick: () => void this.#go(this.#trail) }, translate(language, "app.retry")),
    );
  }

  #rows(language: Language, items: readonly Item[]): HTMLElement {
    const collection = this.#collection;
    return h(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "table-title" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...columns[collection].map((c) => this.#heading(language, c)))),
        h("tbody", {}, ...items.map((i) => this.#row(language, collection, i))),
      ),
    );
  }

  /** A press sorts upwards, the next downwards, the third as the records came. */
  #heading(language: Language, { key, sort }: Column): HTMLElement {
    const words = translate(language, key);
    if (!sort) return h("th", { scope: "col" }, words);
    const now = this.#state.view.sort;
    const order = now === sort ? "ascending" : now === `-${sort}` ? "descending" : "none";
    const next = { none: sort, ascending: `-${sort}`, descending: "" }[order];
    const sign = { none: " ↑↓", ascending: " ↑", descending: " ↓" }[order];
    return h(
      "th",
      { scope: "col", "aria-sort": order },
      h(
        "button",
        {
          type: "button",
          class: "sorter",
          "data-key": `sort-${sort}`,
          title: translate(language, "table.sort", { name: words }),
          onclick: () => this.#state.set({ sort: next }),
        },
        words + sign,
      ),
    );
  }

  #row(language: Language, collection: CollectionName, item: Item): HTMLElement {
    const p = item.properties;
    const id = String(item.id);
    const chosen = this.#state.view.selected?.collection === collection && this.#state.view.selected.id === id;
    const parties = this.#shown?.parties ?? new Map();
    const [first, ...others] = columns[collection];
    const open = h(
      "button",
      { type: "button", class: "link", "data-key": `row-${id}`, onclick: () => this.#state.set({ selected: { collection, id } }) },
      first && cell(language, collection, item, first, parties),
    );
    return h(
      "tr",
      { class: chosen ? "chosen" : undefined },
      h(
        "th",
        { scope: "row" },
        open,
        p["fictional"] === true && h("span", { class: "tag" }, translate(language, "map.invented")),
        h("small", {}, text(p, "camp")),
      ),
      ...others.map((column) => h("td", {}, cell(language, collection, item, column, parties) ?? "–")),
    );
  }

  #pager(language: Language, page: Page, trail: readonly string[]): HTMLElement {
    const first = (trail.length - 1) * atOnce + 1;
    const range =
      page.total === undefined ? undefined : translate(language, "table.range", { from: first, to: first + page.items.length - 1, total: page.total });
    const { next } = page;
    return h(
      "nav",
      { class: "pager", "aria-label": translate(language, "table.collection") },
      h(
        "button",
        { type: "button", "data-key": "previous", disabled: trail.length < 2, onclick: () => void this.#go(trail.slice(0, -1)) },
        translate(language, "table.previous"),
      ),
      h("span", { role: "status" }, range),
      h(
        "button",
        { type: "button", "data-key": "next", disabled: !next, onclick: () => next && void this.#go([...trail, next]) },
        translate(language, "table.next"),
      ),
    );
  }
}
