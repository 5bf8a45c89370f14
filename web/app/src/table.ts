import { fetchPage, type Item, itemsAddress, type Page, type Properties } from "./api.ts";
import type { App, Part } from "./app.ts";
import { h, render } from "./dom.ts";
import { formatArea, formatNumber, formatPeriod } from "./format.ts";
import { type Key, type Language, term, translate } from "./i18n/index.ts";
import { nameOf, number, text, traitsOf } from "./panel/naming.ts";
import { badge, chance } from "./panel/overlap.ts";
import { everything } from "./state/criteria.ts";
import type { State } from "./state/state.ts";
import { type CollectionName, collectionsForPeople, type View } from "./state/view.ts";
import { explain } from "./trouble.ts";

const rowsAtOnce = 50;

/** Every record of a collection, page by page: also those that no map can show. */
export class Table implements Part {
  readonly element = h("section", { class: "table", "aria-labelledby": "table-title", hidden: true });
  #state: State;
  #export: () => void;
  #trail: string[] = [];
  /** What is shown, and the way to it: while the next page is on its way, the one before still is. */
  #shown: { page: Page; trail: readonly string[] } | undefined;
  #failed: unknown;
  /** The collection that is loaded, and of which source alone. */
  #loaded: { collection: CollectionName; source: string | undefined } | undefined;

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
    const { source } = now.criteria;
    if (now.table !== this.#loaded?.collection || source !== this.#loaded.source) void this.#start(now.table, source);
    else if (!before || now.language !== before.language || now.selected !== before.selected || before.page !== "table") this.#draw();
  }

  get #collection(): CollectionName {
    return this.#loaded?.collection ?? this.#state.view.table;
  }

  async #start(collection: CollectionName, source: string | undefined): Promise<void> {
    this.#loaded = { collection, source };
    this.#shown = undefined;
    await this.#go([itemsAddress(collection, { limit: rowsAtOnce, ...(source !== undefined && { source }) })]);
  }

  /** Shows the last address of a trail; the ones before are the way back. */
  async #go(trail: string[]): Promise<void> {
    this.#trail = trail;
    this.#failed = undefined;
    this.#draw();
    try {
      const page = await fetchPage(trail.at(-1) ?? "");
      if (this.#trail !== trail) return;
      this.#shown = { page, trail };
    } catch (error) {
      if (this.#trail !== trail) return;
      this.#failed = error;
    }
    this.#draw();
  }

  #draw(): void {
    const { language } = this.#state.view;
    const about = h("p", { class: "note" }, translate(language, "table.about"));
    render(this.element, this.#head(language), this.#loaded?.source === undefined ? about : this.#filter(language, this.#loaded.source), this.#body(language));
  }

  /** That only one source is listed, and the way back to all. */
  #filter(language: Language, source: string): HTMLElement {
    return h(
      "p",
      { class: "filter" },
      translate(language, "source.filter", { name: source }),
      " ",
      h(
        "button",
        { type: "button", class: "small", "data-key": "filter-off", onclick: () => this.#state.set({ criteria: everything }) },
        translate(language, "source.filter.off"),
      ),
    );
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
          onclick: () => this.#state.set({ table: name }),
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
    if (page.items.length === 0 && trail.length === 1) return h("p", {}, translate(language, "table.empty"));
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
    const head = columns[collection].map((k) => translate(language, k));
    return h(
      "div",
      { class: "scroll" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...head.map((x) => h("th", { scope: "col" }, x)))),
        h("tbody", {}, ...items.map((i) => this.#row(language, collection, i))),
      ),
    );
  }

  #row(language: Language, collection: CollectionName, item: Item): HTMLElement {
    const p = item.properties;
    const id = String(item.id);
    const chosen = this.#state.view.selected?.collection === collection && this.#state.view.selected.id === id;
    const open = h(
      "button",
      { type: "button", class: "link", "data-key": `row-${id}`, onclick: () => this.#state.set({ selected: { collection, id } }) },
      collection === "overlaps" ? pairOf(language, p) : nameOf(language, collection, id, p),
    );
    const [, ...others] = columns[collection];
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
      ...others.map((column) => h("td", {}, cell(language, collection, item, column) ?? "–")),
    );
  }

  #pager(language: Language, page: Page, trail: readonly string[]): HTMLElement {
    const first = (trail.length - 1) * rowsAtOnce + 1;
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

type Column = Extract<Key, `table.${string}` | "source.date">;

/** The columns of each collection; the last ones say what people look for first. */
const columns: Record<CollectionName, readonly Column[]> = {
  sites: ["table.name", "table.what", "table.place", "table.burials", "table.overlaps"],
  cemeteries: ["table.name", "table.what", "table.place", "table.period", "table.overlaps"],
  plots: ["table.name", "table.what", "table.place", "table.burials"],
  overlaps: ["table.name", "table.what", "table.probability", "table.area"],
  positions: ["table.name", "table.what", "table.place", "source.date"],
  sources: ["table.name", "table.what", "source.date"],
};

function cell(language: Language, collection: CollectionName, item: Item, column: Column): HTMLElement | string | undefined {
  const p = item.properties;
  switch (column) {
    case "table.what":
      return collection === "overlaps" ? term(language, "relation", text(p, "relation") ?? "unknown") : traitsOf(language, collection, p);
    case "table.place":
      return whereabouts(language, item);
    case "table.probability":
      return chance(language, p);
    case "table.overlaps":
      return placeClass(language, p);
    case "table.area":
      return figure(p, "area_m2", (n) => formatArea(language, n));
    case "table.burials":
      return figure(p, "burials", (n) => formatNumber(language, n));
    default: {
      const period = text(p, column !== "source.date" ? "period" : collection === "positions" ? "recorded" : "date");
      return period && formatPeriod(language, period);
    }
  }
}

function figure(p: Properties, field: string, format: (n: number) => string): string | undefined {
  const n = number(p, field);
  return n === undefined ? undefined : format(n);
}

function placeClass(language: Language, p: Properties): HTMLElement | undefined {
  const name = text(p, "overlap_class");
  return name === undefined ? undefined : badge(language, name, term(language, "class.short", name));
}

/** A pair by the ids of its two: their names would be a request for each. */
function pairOf(language: Language, p: Properties): string {
  const id = (field: string) => (text(p, field) ?? "").replace(/^\w+\//, "");
  return translate(language, "overlap.between", { pow: id("pow"), civilian: id("civilian") });
}

function whereabouts(language: Language, item: Item): HTMLElement | string {
  if (item.geometry) return text(item.properties, "region") ?? text(item.properties, "location_text") ?? translate(language, "table.located");
  const words = text(item.properties, "location_text");
  return h("span", {}, h("span", { class: "tag plain" }, translate(language, "place.none")), words ? ` ${words}` : "");
}
