import { apiAddress, fetchJSON, fetchPage } from "../api.ts";
import { h, render } from "../dom.ts";
import { activeIn } from "../finding/conditions.ts";
import { translate } from "../i18n/index.ts";
import { inEnglish } from "../importing/rules.ts";
import { withinArea } from "../state/area.ts";
import type { State } from "../state/state.ts";
import { type CollectionName, collectionsForPeople, layerNames, type Ref } from "../state/view.ts";
import { explain } from "../trouble.ts";
import { type Bounds, countAddress, type ExportFormat, exportAddress, type Filter, type Order } from "./order.ts";
import "./exporting.css";

export interface ExportHost {
  state: State;
  /** What the map shows now; undefined without a map. */
  bounds(): Bounds | undefined;
}

/** What may be exported: one record, what lies in the area that was drawn, what the map shows, what is wanted wherever it is, or everything. */
type Subject = "record" | "area" | "view" | "found" | "table" | "all";

/** A window in which one chooses what to take along, in which format, and is told what that format loses. */
export class ExportDialog {
  readonly element = h("dialog", { class: "export", "aria-labelledby": "export-title" });
  #host: ExportHost;
  #formats: readonly ExportFormat[] | undefined;
  #failed: unknown;
  #record: { ref: Ref; name: string } | undefined;
  #bounds: Bounds | undefined;
  #subject: Subject = "view";
  #collections = new Set<CollectionName>();
  #format: string | undefined;
  #packaged = false;
  #counts = new Map<string, number>();

  constructor(host: ExportHost) {
    this.#host = host;
    host.state.listen((now, before) => now.language !== before.language && this.element.open && this.#draw());
    this.element.addEventListener("click", (event) => event.target === this.element && this.element.close());
  }

  /** Opens for one record, or for what the page shows. */
  open(record?: { ref: Ref; name: string }): void {
    const { page, table, area, sheet, everywhere } = this.#host.state.view;
    this.#record = record;
    this.#bounds = this.#host.bounds();
    const beside = sheet === "find" && everywhere ? "found" : area ? "area" : this.#bounds ? "view" : "all";
    this.#subject = record ? "record" : page === "table" ? "table" : beside;
    this.#collections = new Set(this.#subject !== "table" && sheet !== "find" ? this.#shown : [table]);
    this.#counts.clear();
    this.#draw();
    this.element.showModal();
    this.element.querySelector<HTMLElement>("h2")?.focus();
    if (!this.#formats) void this.#load();
    this.#count();
  }

  async #load(): Promise<void> {
    this.#failed = undefined;
    try {
      this.#formats = (await fetchJSON<{ formats: ExportFormat[] }>(apiAddress("exports"))).formats;
      this.#format ??= this.#formats[0]?.name;
    } catch (error) {
      this.#failed = error;
    }
    this.#draw();
  }

  get #filter(): Filter {
    const { view } = this.#host.state;
    const { area } = view;
    return {
      bounds: this.#subject === "view" ? this.#bounds : undefined,
      wanted: this.#subject === "all" || this.#subject === "record" ? undefined : view,
      filter: this.#subject === "area" && area ? withinArea(area) : undefined,
    };
  }

  /** The layers that are on the map. */
  get #shown(): CollectionName[] {
    const { hidden } = this.#host.state.view;
    return layerNames.filter((l) => !hidden.includes(l));
  }

  /** Only some records are wanted. */
  get #narrowed(): boolean {
    const { criteria, years, undated } = this.#host.state.view;
    return activeIn(criteria).length > 0 || years !== undefined || !undated;
  }

  /** Only what is on the map lies in an area. */
  get #offered(): readonly CollectionName[] {
    return this.#subject === "area" ? collectionsForPeople.filter((c) => layerNames.some((l) => l === c)) : collectionsForPeople;
  }

  /** Asks how many records there are of each collection, as it would be exported. */
  #count(): void {
    if (this.#subject === "record") return;
    for (const collection of this.#offered) {
      const address = countAddress(collection, this.#filter);
      if (this.#counts.has(address)) continue;
      fetchPage(address).then(
        ({ total }) => {
          if (total !== undefined) this.#counts.set(address, total);
          this.#draw();
        },
        () => undefined, // a collection that cannot be counted is offered without a number
      );
    }
  }

  #set(change: () => void): void {
    change();
    this.#draw();
    this.#count();
  }

  #draw(): void {
    const { language } = this.#host.state.view;
    const close = h(
      "button",
      {
        type: "button",
        class: "close",
        "data-key": "export-close",
        "aria-label": translate(language, "app.close"),
        title: translate(language, "app.close"),
        onclick: () => this.element.close(),
      },
      "×",
    );
    render(this.element, h("div", {}, close, h("h2", { id: "export-title", tabindex: "-1" }, translate(language, "export.title")), this.#body()));
  }

  #body(): HTMLElement {
    const { language } = this.#host.state.view;
    if (this.#failed !== undefined) {
      const retry = h("button", { type: "button", "data-key": "export-retry", onclick: () => void this.#load() }, translate(language, "app.retry"));
      return h("div", { class: "trouble", role: "alert" }, h("p", {}, explain(language, this.#failed)), retry);
    }
    const format = this.#formats?.find((f) => f.name === this.#format);
    if (!this.#formats || !format) return h("p", { role: "status" }, translate(language, "app.loading"));
    return h(
      "div",
      { class: "export-body" },
      this.#subjects(),
      this.#narrowed && this.#filter.wanted && h("p", { class: "note" }, translate(language, "export.filtered")),
      this.#subject !== "record" && this.#subject !== "table" && this.#choice(),
      this.#formatChoice(this.#formats, format),
      this.#last(format),
    );
  }

  #subjects(): HTMLElement {
    const { language, page, table, area } = this.#host.state.view;
    const offered: [Subject, string][] = [];
    if (this.#record) offered.push(["record", translate(language, "export.record", { name: this.#record.name })]);
    if (area && page === "map") offered.push(["area", translate(language, "export.inarea")]);
    if (this.#bounds && page === "map") offered.push(["view", translate(language, "export.inview")]);
    if (page === "map" && (this.#narrowed || this.#subject === "found")) offered.push(["found", translate(language, "export.found")]);
    if (page === "table") offered.push(["table", translate(language, "export.table", { name: translate(language, `collection.${table}`) })]);
    offered.push(["all", translate(language, "export.all")]);
    const line = ([subject, words]: [Subject, string]) => {
      const id = `export-${subject}`;
      const radio = h("input", { type: "radio", name: "export-subject", id, "data-key": id, onchange: () => this.#choose(subject) });
      radio.checked = subject === this.#subject;
      return h("div", { class: "tick" }, radio, h("label", { for: id }, words));
    };
    return h("fieldset", {}, h("legend", {}, translate(language, "export.what")), ...offered.map(line));
  }

  #choose(subject: Subject): void {
    this.#set(() => {
      this.#subject = subject;
      if (subject === "table") this.#collections = new Set([this.#host.state.view.table]);
      else if (this.#collections.size === 0 || subject === "all") this.#collections = new Set(this.#shown);
    });
  }

  #choice(): HTMLElement {
    const { language } = this.#host.state.view;
    const line = (name: CollectionName) => {
      const id = `export-${name}`;
      const box = h("input", { type: "checkbox", id, "data-key": id });
      box.checked = this.#collections.has(name);
      box.addEventListener("change", () => this.#set(() => (box.checked ? this.#collections.add(name) : this.#collections.delete(name))));
      const n = this.#counts.get(countAddress(name, this.#filter));
      const words = translate(language, `collection.${name}`);
      return h(
        "div",
        { class: "tick" },
        box,
        h("label", { for: id }, words, n === undefined ? undefined : h("small", {}, ` ${translate(language, "export.count", { n })}`)),
      );
    };
    return h("fieldset", {}, h("legend", {}, translate(language, "export.collections")), ...this.#offered.map(line));
  }

  #formatChoice(formats: readonly ExportFormat[], format: ExportFormat): HTMLElement {
    const { language } = this.#host.state.view;
    const select = h(
      "select",
      { id: "export-format", "data-key": "export-format", onchange: () => this.#set(() => (this.#format = select.value)) },
      ...formats.map((f) => h("option", { value: f.name }, `${f.title} (${f.extension})`)),
    );
    select.value = format.name;
    const loses = format.loses ?? [];
    return h(
      "div",
      { class: "field" },
      h("label", { for: "export-format" }, translate(language, "export.format")),
      select,
      loses.length > 0
        ? h("div", { class: "loses" }, h("p", {}, translate(language, "export.loses")), h("ul", {}, ...loses.map((l) => h("li", {}, inEnglish(language, l)))))
        : h("p", { class: "note" }, translate(language, "export.loses.nothing")),
    );
  }

  /** A package if one is wanted, or if several collections go into a format that holds but one. */
  #last(format: ExportFormat): HTMLElement {
    const { language } = this.#host.state.view;
    const collections = this.#offered.filter((c) => this.#collections.has(c));
    const must = this.#subject !== "record" && collections.length > 1 && !format.layers;
    const zip = h("input", { type: "checkbox", id: "export-zip", "data-key": "export-zip", disabled: must });
    zip.checked = this.#packaged || must;
    zip.addEventListener("change", () => this.#set(() => (this.#packaged = zip.checked)));
    const about = translate(language, must ? "export.zip.must" : "export.zip.about");
    return h(
      "div",
      { class: "export-last" },
      h("div", { class: "tick" }, zip, h("label", { for: "export-zip" }, translate(language, "export.zip")), h("p", { class: "note" }, about)),
      this.#link({ ref: this.#subject === "record" ? this.#record?.ref : undefined, collections, ...this.#filter, format, packaged: this.#packaged || must }),
    );
  }

  #link(order: Order): HTMLElement {
    const { language } = this.#host.state.view;
    if (!order.ref && order.collections.length === 0) return h("p", { role: "status" }, translate(language, "export.choose"));
    const counts = order.collections.map((c) => this.#counts.get(countAddress(c, this.#filter)));
    const known = counts.filter((n) => n !== undefined);
    const n = order.ref ? 1 : known.length === counts.length ? known.reduce((a, b) => a + b, 0) : undefined;
    const words = n === undefined ? translate(language, "export.download") : translate(language, "export.download.n", { n });
    return h("a", { class: "button primary", href: exportAddress(order), download: "", "data-key": "export-download" }, words);
  }
}
