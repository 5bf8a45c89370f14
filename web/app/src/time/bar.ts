import "./time.css";
import type { App, Part } from "../app.ts";
import { h, render } from "../dom.ts";
import { queryOf } from "../finding/conditions.ts";
import { translate } from "../i18n/index.ts";
import type { View } from "../state/view.ts";
import { type Facet, facetOf, fetchFacets } from "./facets.ts";
import { Histogram } from "./histogramview.ts";
import { TimeLegend, undatedEntry } from "./legend.ts";
import { Slider } from "./slider.ts";
import { sayEnd, sayYears } from "./words.ts";
import { earliest, latest, limiting, sameYears, sliderFrom, type Years } from "./years.ts";

/** How long after the last move of a handle the view follows, in ms: browsers limit how often an address may change. */
const patience = 160;

/** The years that are looked at, over the foot of the map. Folded it says which; opened it lets them be chosen. */
export class TimeBar implements Part {
  readonly element = h("section", { class: "timebar", "aria-labelledby": "timebar-title" });
  #app: App;
  #open: boolean;
  #thisYear = new Date().getFullYear();
  #slider: Slider;
  #histogram = new Histogram();
  #asked: Facet | undefined;
  #loading: AbortController | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #head = h("div", { class: "timebar-head" });
  #undated = h("div");
  #legend = new TimeLegend();
  #body: HTMLElement;

  constructor(app: App) {
    this.#app = app;
    const { view } = app.state;
    this.#open = view.years !== undefined || !view.undated;
    this.#slider = new Slider({ from: sliderFrom, to: this.#thisYear, onMove: (first, second) => this.#moved(this.#meant(first, second)) });
    this.#body = h(
      "div",
      { class: "timebar-body", id: "timebar-body" },
      h("div", { class: "time-chart" }, this.#histogram.element, this.#slider.element),
      this.#histogram.ticks(sliderFrom, this.#thisYear),
      this.#undated,
      this.#legend.element,
    );
    this.element.append(this.#head, this.#body);
    app.state.listen((now, before) => this.#follow(now, before));
    this.#draw();
  }

  #follow(now: View, before: View): void {
    if (now.criteria !== before.criteria) {
      this.#loading?.abort();
      this.#loading = undefined;
    } else if (now.language === before.language && now.undated === before.undated && sameYears(now.years, before.years)) return;
    this.#draw();
  }

  /** The outer ends of the slider stand for all that was before, and for all that comes. */
  #meant(first: number, second: number): Years {
    return [first <= sliderFrom ? earliest : first, second >= this.#thisYear ? latest : second];
  }

  /** The words follow at once, the view when the handle rests. */
  #moved(years: Years): void {
    this.#say(limiting(years));
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      this.#waiting = undefined;
      this.#app.state.set({ years: limiting(years) });
    }, patience);
  }

  #draw(): void {
    const { view } = this.#app.state;
    this.element.classList.toggle("open", this.#open);
    this.#body.hidden = !this.#open;
    this.#drawHead(view);
    if (!this.#open) return;
    if (!this.#loading) void this.#load();
    const [from, to] = view.years ?? [earliest, latest];
    if (this.#waiting === undefined)
      this.#slider.show(Math.max(sliderFrom, Math.min(from, this.#thisYear)), Math.max(sliderFrom, Math.min(to, this.#thisYear)));
    this.#say(view.years);
    this.#drawFacet(view);
    render(this.#undated, undatedEntry(this.#undatedSwitch(view)));
    this.#legend.draw(view.language);
  }

  #drawHead({ language, years }: View): void {
    const toggle = h(
      "button",
      {
        type: "button",
        class: "timebar-toggle",
        "data-key": "timebar",
        "aria-expanded": this.#open ? "true" : "false",
        "aria-controls": "timebar-body",
        onclick: () => {
          this.#open = !this.#open;
          this.#draw();
        },
      },
      h("strong", { id: "timebar-title" }, translate(language, "years.title")),
      " ",
      h("span", { class: "time-said" }, sayYears(language, years)),
    );
    const all = h("button", { type: "button", class: "small", "data-key": "time-all", onclick: () => this.#showAll() }, translate(language, "years.all.show"));
    render(this.#head, toggle, this.#open && years !== undefined && all);
  }

  /** The button goes, so that the focus has to go elsewhere. */
  #showAll(): void {
    this.#app.state.set({ years: undefined });
    this.#head.querySelector<HTMLElement>(".timebar-toggle")?.focus();
  }

  /** The range in words, in the bar and on its handles. */
  #say(years: Years | undefined): void {
    const { language } = this.#app.state.view;
    const range = years ?? [earliest, latest];
    const said = this.#head.querySelector(".time-said");
    if (said) said.textContent = sayYears(language, years);
    for (const end of ["first", "second"] as const) this.#slider.name(end, translate(language, `years.${end}`), sayEnd(language, end, range));
    this.#histogram.mark(range, sliderFrom);
  }

  #drawFacet({ language }: View): void {
    this.#histogram.draw(language, this.#asked?.years ?? [], sliderFrom, this.#thisYear);
  }

  /** Counts what the criteria leave, of all years. */
  async #load(): Promise<void> {
    const asking = new AbortController();
    this.#loading = asking;
    const { criteria } = this.#app.state.view;
    const wanted = queryOf("plots", { criteria, years: undefined, undated: true });
    try {
      this.#asked = facetOf(await fetchFacets("plots", ["period"], wanted, asking.signal), "period");
    } catch {
      if (asking.signal.aborted) return;
      this.#asked = undefined; // the slider works without bars
    }
    this.#draw();
  }

  #undatedSwitch({ language, undated }: View): HTMLElement {
    const box = h("input", { type: "checkbox", id: "time-undated", "data-key": "time-undated", onchange: () => this.#app.state.set({ undated: box.checked }) });
    box.checked = undated;
    const n = this.#asked?.missing;
    return h("label", { for: "time-undated" }, box, n === undefined ? translate(language, "years.undated") : translate(language, "years.undated.count", { n }));
  }
}
