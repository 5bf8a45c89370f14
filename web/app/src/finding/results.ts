import type { Item } from "../api.ts";
import type { App } from "../app.ts";
import { boundsOf } from "../circle.ts";
import { h, render } from "../dom.ts";
import { positionsOf } from "../geometry.ts";
import { translate } from "../i18n/index.ts";
import { palette } from "../palette/index.ts";
import { text, traitsOf } from "../panel/naming.ts";
import { badge, chance } from "../panel/overlap.ts";
import { explain } from "../trouble.ts";
import { rowName, whereabouts } from "./cells.ts";
import { atOnce, fetchMore, type Listing } from "./listing.ts";
import { point } from "./pointer.ts";

/** The records that were found, one under the other. The map follows: what is pointed at is marked there, what is chosen is shown. */
export class Results {
  readonly element = h("div", { class: "results" });
  #app: App;
  #listing: Listing | undefined;
  #failed: unknown;
  #more: AbortController | undefined;
  #pointed: Item | undefined;

  constructor(app: App) {
    this.#app = app;
    this.element.addEventListener("pointerleave", () => this.#point(undefined));
    this.element.addEventListener("focusout", () => this.#point(undefined));
    this.element.addEventListener("keydown", (event) => this.#step(event));
  }

  get listing(): Listing | undefined {
    return this.#listing;
  }

  show(listing: Listing | undefined, failed?: unknown): void {
    this.#more?.abort();
    this.#more = undefined;
    this.#listing = listing;
    this.#failed = failed;
    this.#point(undefined);
    this.draw();
  }

  draw(): void {
    const { language } = this.#app.state.view;
    if (this.#failed !== undefined) {
      render(this.element, h("div", { class: "trouble", role: "alert" }, h("p", {}, explain(language, this.#failed))));
      return;
    }
    const items = this.#listing?.items ?? [];
    const none = this.#listing && items.length === 0 && h("p", { class: "note" }, translate(language, "finding.none"));
    render(this.element, none, h("ul", { class: "rows" }, ...items.map((item) => this.#row(item))), this.#moreButton());
  }

  #row(item: Item): HTMLElement {
    const { language, table, selected } = this.#app.state.view;
    const id = String(item.id);
    const p = item.properties;
    const current = selected?.collection === table && selected.id === id;
    const traits = table === "overlaps" ? undefined : traitsOf(language, table, p);
    const worst = text(p, "overlap_class");
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: current ? "row current" : "row",
          "data-key": `found-${id}`,
          "aria-current": current ? "true" : undefined,
          onclick: () => this.#choose(item),
          onpointerenter: () => this.#point(item),
          onfocus: () => this.#point(item),
        },
        h(
          "strong",
          {},
          rowName(language, table, item, this.#listing?.parties ?? new Map()),
          p["fictional"] === true && h("span", { class: "tag" }, translate(language, "map.invented")),
        ),
        table === "overlaps" && h("span", { class: "line" }, chance(language, p)),
        traits && h("span", { class: "line" }, traits),
        table !== "sources" && table !== "overlaps" && h("span", { class: "line soft" }, whereabouts(language, item)),
        worst && h("span", { class: "line" }, badge(language, worst)),
      ),
    );
  }

  #moreButton(): HTMLElement | undefined {
    const { language } = this.#app.state.view;
    const { next, matched, items } = this.#listing ?? {};
    if (!next) return undefined;
    const n = Math.min(atOnce, (matched ?? Number.POSITIVE_INFINITY) - (items?.length ?? 0));
    return h("button", { type: "button", class: "more", "data-key": "more", onclick: () => void this.#load() }, translate(language, "finding.more", { n }));
  }

  async #load(): Promise<void> {
    const listing = this.#listing;
    if (!listing || this.#more) return;
    const asking = new AbortController();
    this.#more = asking;
    try {
      const longer = await fetchMore(listing, asking.signal);
      if (this.#more !== asking) return;
      this.#listing = longer;
    } catch (error) {
      if (this.#more !== asking) return;
      this.#failed = error;
    }
    this.#more = undefined;
    this.draw();
    this.element.querySelectorAll<HTMLElement>(".row")[listing.items.length]?.focus();
  }

  #choose(item: Item): void {
    const { state, drawn } = this.#app;
    state.set({ selected: { collection: state.view.table, id: String(item.id) } });
    if (item.geometry && drawn && !inView(item, drawn.bounds)) void this.#app.showOnMap([item]);
  }

  /** Arrows go from row to row. */
  #step(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...this.element.querySelectorAll<HTMLElement>(".row, .more")];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const to = step === undefined || at < 0 ? undefined : rows[at + step];
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  #point(item: Item | undefined): void {
    this.#pointed = item;
    const map = this.#app.drawn?.map;
    if (map && !point(map, item, palette(this.#app.state.view).focus)) void map.once("idle", () => this.#pointed === item && this.#point(item));
  }
}

/** Whether the middle of a record is on screen, whichever way round the globe the screen counts. */
export function inView(item: Item, [west, south, east, north]: readonly [number, number, number, number]): boolean {
  const bounds = boundsOf(positionsOf(item.geometry));
  if (!bounds) return false;
  const [lon, lat] = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
  return lat >= south && lat <= north && [lon - 360, lon, lon + 360].some((l) => l >= west && l <= east);
}
