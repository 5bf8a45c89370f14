import "./finding.css";
import { fetchPage, itemsAddress } from "../api.ts";
import type { App, Part } from "../app.ts";
import { h, render } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import { Latest } from "../latest.ts";
import { type CollectionName, collectionsForPeople, type View } from "../state/view.ts";
import { columns } from "./cells.ts";
import { chips } from "./chips.ts";
import { without } from "./conditions.ts";
import { type Counts, fetchCounts } from "./counts.ts";
import { filters } from "./filters.ts";
import { fetchListing, firstSort, type Listed, type Listing, listAddress, sortable } from "./listing.ts";
import { Results } from "./results.ts";

/** Looking for records beside the map: what is asked for, what each choice would leave, and what was found. */
export class FindTab implements Part {
  readonly element = h("div", { class: "finding" });
  #app: App;
  #results: Results;
  #counts: Counts | undefined;
  #titles: ReadonlyMap<string, string> | undefined;
  #totals = new Map<CollectionName, number>();
  #unfolded = new Set<string>();
  #filtersOpen = false;
  #listed = "";
  #asked = h("div", { class: "asked" });
  #matching = h("div", { class: "found-head" });
  #choices = h("div");
  #status = h("p", { class: "matched", role: "status" });
  #heading = h("div", { class: "found-head" });
  #latest = new Latest<Listed, Listing>({
    ask: (listed, signal) => fetchListing(listAddress(listed), signal),
    onSeen: (listing) => this.#found(listing, undefined),
    onFailed: (error) => this.#found(undefined, error),
    onBusy: (busy) => this.element.classList.toggle("busy", busy),
  });
  #latestCounts = new Latest<Listed, Counts>({
    ask: (listed, signal) => fetchCounts(listed, signal),
    onSeen: (counts) => {
      this.#counts = counts;
      this.#drawAsked();
    },
    onFailed: () => undefined, // the choices stay without counts; the list says what is wrong
    onBusy: () => undefined,
  });

  constructor(app: App) {
    this.#app = app;
    this.#results = new Results(app);
    this.element.append(this.#asked, this.#matching, this.#choices, this.#heading, this.#results.element);
    app.state.listen((now, before) => this.#follow(now, before));
    this.#draw();
    this.#want(0);
  }

  #follow(now: View, before: View): void {
    if (now.sheet !== "find" || now.page !== "map") return;
    const back = before.sheet !== "find" || before.page !== "map";
    if (now.table !== before.table) this.#counts = undefined;
    const asked = now.criteria !== before.criteria || now.table !== before.table || now.years !== before.years || now.undated !== before.undated;
    if (asked || back || now.language !== before.language || now.sort !== before.sort || now.everywhere !== before.everywhere) this.#draw();
    else if (now.selected !== before.selected) this.#results.draw();
    this.#want(now.table !== before.table || now.sort !== before.sort ? 0 : undefined);
  }

  /** What the list is to hold now. */
  get #wanted(): Listed {
    const { drawn, state } = this.#app;
    const { table, everywhere } = state.view;
    return { collection: table, bounds: everywhere ? undefined : drawn?.bounds, view: state.view };
  }

  /** Asks the server if something else is wanted than before. */
  #want(wait?: number): void {
    const { hasMap, drawn, state } = this.#app;
    if (hasMap && !drawn && !state.view.everywhere) return; // what is in view is not known yet
    const listed = this.#wanted;
    const address = listAddress(listed);
    if (address === this.#listed) return;
    this.#listed = address;
    this.#latest.want(listed, wait);
    if (this.#filtersOpen) this.#latestCounts.want(listed, wait);
    if (!this.#totals.has(listed.collection)) void this.#countAll(listed.collection);
  }

  async #countAll(collection: CollectionName): Promise<void> {
    try {
      const { total } = await fetchPage(itemsAddress(collection, { limit: 1 }));
      if (total !== undefined) this.#totals.set(collection, total);
      this.#drawHeading();
    } catch {
      // without it the list says how many were found, not of how many
    }
  }

  #found(listing: Listing | undefined, failed: unknown): void {
    if (failed !== undefined) this.#listed = "";
    this.#results.show(listing, failed);
    this.#drawHeading();
  }

  #draw(): void {
    this.#drawAsked();
    this.#drawHeading();
    this.#results.draw();
  }

  #drawAsked(): void {
    const { state } = this.#app;
    render(this.#asked, this.#collection(), this.#words(), chips(state));
    render(this.#choices, this.#filters());
  }

  #collection(): HTMLElement {
    const { state } = this.#app;
    const { language, table } = state.view;
    const select = h(
      "select",
      {
        id: "find-collection",
        "data-key": "find-collection",
        onchange: () => state.set({ table: select.value as CollectionName, sort: firstSort(select.value as CollectionName) }),
      },
      ...collectionsForPeople.map((c) => h("option", { value: c }, translate(language, `collection.${c}`))),
    );
    select.value = table;
    return h("p", { class: "pair" }, h("label", { for: "find-collection" }, translate(language, "finding.list")), select);
  }

  #words(): HTMLElement {
    const { state } = this.#app;
    const { language, criteria } = state.view;
    const input = h("input", {
      type: "search",
      id: "find-words",
      "data-key": "find-words",
      value: criteria.words ?? "",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: translate(language, "finding.words.hint"),
    });
    input.addEventListener("input", () => this.#write(input.value.trim()));
    return h("p", { class: "pair" }, h("label", { for: "find-words" }, translate(language, "finding.words")), input);
  }

  #writing: ReturnType<typeof setTimeout> | undefined;

  #write(words: string): void {
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => {
      const { state } = this.#app;
      const rest = without(state.view.criteria, "words");
      state.set({ criteria: words === "" ? rest : { ...rest, words } });
    }, 300);
  }

  #filters(): HTMLElement {
    const { state } = this.#app;
    const open = this.#filtersOpen;
    const details = h(
      "details",
      { class: "filters", open },
      h("summary", { "data-key": "filters" }, translate(state.view.language, "finding.filters")),
      ...(open ? filters({ state, counts: this.#counts, titles: this.#titles ?? new Map(), unfolded: this.#unfolded }) : []),
    );
    details.addEventListener("toggle", () => details.open !== this.#filtersOpen && this.#unfold(details.open));
    return details;
  }

  #unfold(open: boolean): void {
    this.#filtersOpen = open;
    if (open) {
      if (this.#unfolded.size === 0) this.#unfolded.add("classes").add("statuses").add("who");
      this.#latestCounts.want(this.#wanted, 0);
      if (!this.#titles) void this.#nameSources();
    }
    this.#drawAsked();
  }

  async #nameSources(): Promise<void> {
    this.#titles = new Map();
    try {
      const { items } = await fetchPage(itemsAddress("sources", { limit: 1000, properties: "title" }));
      this.#titles = new Map(items.map((i) => [String(i.id), String(i.properties["title"] ?? i.id)]));
      this.#drawAsked();
    } catch {
      // sources go by their ids
    }
  }

  #drawHeading(): void {
    const { state, hasMap } = this.#app;
    const { language, table, everywhere } = state.view;
    const box = h("input", {
      type: "checkbox",
      id: "find-inview",
      "data-key": "find-inview",
      onchange: () => state.set({ everywhere: box.checked === false }),
    });
    box.checked = !everywhere && hasMap && table !== "sources";
    box.disabled = !hasMap || table === "sources";
    const matched = this.#matched() ?? "";
    if (this.#status.textContent !== matched) this.#status.textContent = matched;
    render(this.#matching, this.#status, h("label", { class: "line", for: "find-inview" }, box, h("span", {}, translate(language, "finding.inview"))));
    render(
      this.#heading,
      this.#sort(),
      h(
        "p",
        { class: "actions" },
        h(
          "button",
          { type: "button", class: "small", "data-key": "find-table", onclick: () => state.set({ page: "table" }) },
          translate(language, "finding.table"),
        ),
        h("button", { type: "button", class: "small", "data-key": "find-export", onclick: () => this.#app.export() }, translate(language, "export.view")),
      ),
    );
  }

  #matched(): string | undefined {
    const { language, table } = this.#app.state.view;
    const n = this.#results.listing?.matched;
    const total = this.#totals.get(table);
    if (n === undefined) return undefined;
    return total === undefined ? translate(language, "finding.matched", { n }) : translate(language, "finding.matched.of", { n, total });
  }

  #sort(): HTMLElement {
    const { state } = this.#app;
    const { language, table, sort } = state.view;
    const options = columns[table].flatMap((c) => (c.sort ? sortings(c.sort).map((value): [string, string] => [value, translate(language, c.key)]) : []));
    const select = h(
      "select",
      { id: "find-sort", "data-key": "find-sort", onchange: () => state.set({ sort: select.value }) },
      h("option", { value: "" }, translate(language, "finding.sort.none")),
      ...options.map(([value, words]) => h("option", { value }, `${words} ${value.startsWith("-") ? "↓" : "↑"}`)),
    );
    select.value = sortable(table, sort) ? sort : "";
    return h("p", { class: "pair" }, h("label", { for: "find-sort" }, translate(language, "finding.sort")), select);
  }
}

const sortings = (field: string) => [field, `-${field}`];
