import "./statistics.css";
import type { App, Part } from "../app.ts";
import { h, render } from "../dom.ts";
import { formatNumber, formatShare } from "../format.ts";
import { type Language, translate } from "../i18n/index.ts";
import type { State } from "../state/state.ts";
import type { View } from "../state/view.ts";
import { explain } from "../trouble.ts";
import { barChart } from "./bars.ts";
import { type AskedOf, asked, poorest, type Question, questionKeys, questions, saidOf } from "./complete.ts";
import { type Figure, figuresOf, listOf, type Row } from "./figures.ts";
import { counted, loadNumbers, type Numbers } from "./load.ts";
import type { Plot } from "./plot.ts";

/** What all records come to, in figures: each with a sentence that says what it shows, and its table. */
export class StatisticsPage implements Part {
  readonly element = h("section", { class: "statistics", "aria-labelledby": "statistics-title" });
  #state: State;
  #numbers: Numbers | undefined;
  #failed: unknown;
  #asking: AbortController | undefined;
  #open = new Set<string>();
  /** Where figures along a scale are drawn, by name: kept, since what draws them listens to their size. */
  #places = new Map<string, { element: HTMLElement; plot?: Plot }>();

  constructor({ state }: App) {
    this.#state = state;
    state.listen((now, before) => this.#follow(now, before));
    addEventListener("beforeprint", () => this.#unfold());
    void this.#load();
  }

  #follow(now: View, before: View): void {
    if (now.page !== "statistics") return;
    if (now.page !== before.page || now.invented !== before.invented) void this.#load();
    else if (now.language !== before.language) this.#draw();
  }

  async #load(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.#failed = undefined;
    this.#draw();
    try {
      this.#numbers = await loadNumbers(this.#state.view.invented, asking.signal);
    } catch (error) {
      if (asking.signal.aborted) return;
      this.#failed = error;
    }
    if (!asking.signal.aborted) this.#draw();
  }

  /** Paper has all tables. */
  #unfold(): void {
    for (const table of this.element.querySelectorAll("details")) table.open = true;
  }

  #draw(): void {
    const { view } = this.#state;
    const { language } = view;
    const numbers = this.#numbers;
    const title = h("h2", { id: "statistics-title" }, translate(language, "statistics.title"));
    if (this.#failed !== undefined) {
      render(this.element, title, this.#trouble(language));
      return;
    }
    if (!numbers) {
      render(this.element, title, h("p", { role: "status" }, translate(language, "app.loading")));
      return;
    }
    const reader = { view, withInvented: view.invented };
    const figures = figuresOf(numbers, reader).map((figure) => this.#figure(language, figure));
    render(this.element, title, this.#about(language, numbers), h("div", { class: "figures" }, ...figures, this.#complete(language, numbers)));
    void this.#drawPlots(figuresOf(numbers, reader));
  }

  #trouble(language: Language): HTMLElement {
    const retry = h("button", { type: "button", "data-key": "statistics-retry", onclick: () => void this.#load() }, translate(language, "app.retry"));
    return h("div", { class: "trouble", role: "alert" }, h("p", {}, explain(language, this.#failed)), retry);
  }

  /** Of which state the numbers are, and whether invented records are among them. */
  #about(language: Language, { revision, invented }: Numbers): HTMLElement {
    const box = h("input", {
      type: "checkbox",
      id: "statistics-invented",
      "data-key": "statistics-invented",
      onchange: () => this.#state.set({ invented: box.checked }),
    });
    box.checked = this.#state.view.invented;
    const n = counted.reduce((sum, c) => sum + invented[c], 0);
    return h(
      "div",
      { class: "statistics-about" },
      h("p", { class: "note" }, translate(language, "statistics.revision", { n: revision })),
      n > 0 && h("label", { for: "statistics-invented" }, box, h("span", {}, translate(language, "statistics.invented", { n }))),
    );
  }

  #figure(language: Language, figure: Figure): HTMLElement {
    const id = `figure-${figure.name}`;
    const plain = figure.drawn === "bars";
    const about = figure.note !== undefined && h("p", { class: "note" }, figure.note);
    const links = figure.lists?.to.flatMap(({ label, href }) => [" ", h("a", { href }, label)]) ?? [];
    return h(
      "section",
      { class: `figure drawn-${figure.drawn}`, "aria-labelledby": id },
      h("h3", { id }, figure.title),
      h("p", { class: "says" }, figure.says),
      ...(figure.rows.length === 0
        ? []
        : [
            plain ? barChart(language, figure.rows, figure.title) : this.#place(figure),
            about,
            figure.lists && h("p", { class: "lists" }, figure.lists.says, ...links),
            this.#table(language, figure),
          ]),
    );
  }

  #table(language: Language, { name, title, heads, rows }: Figure): HTMLElement {
    const [kind, ...numbers] = heads;
    const head = h("tr", {}, h("th", { scope: "col" }, kind), ...numbers.map((x) => h("th", { scope: "col", class: "number" }, x)));
    const line = (row: Row) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, row.href && row.count + (row.perhaps ?? 0) > 0 ? h("a", { href: row.href }, row.label) : row.label),
        h("td", { class: "number" }, formatNumber(language, row.count)),
        row.perhaps !== undefined && h("td", { class: "number" }, formatNumber(language, row.perhaps)),
      );
    const table = h("table", { "data-figure": name }, h("caption", { class: "unseen" }, title), h("thead", {}, head), h("tbody", {}, ...rows.map(line)));
    const folded = h(
      "details",
      {
        ontoggle: () => {
          if (folded.open) this.#open.add(name);
          else this.#open.delete(name);
        },
      },
      h("summary", { "data-key": `table-${name}` }, translate(language, "statistics.table")),
      h("div", { class: "across", role: "group", tabindex: "0", "aria-label": title }, table),
    );
    folded.open = this.#open.has(name);
    return folded;
  }

  /** How many records say something in answer to what is asked of them; the figure is the table. */
  #complete(language: Language, numbers: Numbers): HTMLElement {
    const t = (key: Parameters<typeof translate>[1]) => translate(language, key);
    const heads = [t("statistics.field"), ...asked.map((c) => t(`collection.${c}`))];
    const head = h("tr", {}, ...heads.map((x, i) => h("th", { scope: "col", class: i > 0 ? "number" : "" }, x)));
    const line = (question: Question) =>
      h("tr", {}, h("th", { scope: "row" }, t(questionKeys[question])), ...asked.map((c) => this.#said(language, numbers, c, question)));
    const weak = poorest(numbers, "sites");
    const says = weak
      ? translate(language, "statistics.complete.says", { field: t(questionKeys[weak.question]), share: formatShare(language, weak.share) })
      : t("statistics.none");
    return h(
      "section",
      { class: "figure complete", "aria-labelledby": "figure-complete" },
      h("h3", { id: "figure-complete" }, t("statistics.complete")),
      h("p", { class: "says" }, says),
      h("p", { class: "note" }, t("statistics.complete.about")),
      h(
        "div",
        { class: "across", role: "group", tabindex: "0", "aria-label": t("statistics.complete") },
        h("table", { "data-figure": "complete" }, h("thead", {}, head), h("tbody", {}, ...questions.map(line))),
      ),
    );
  }

  #said(language: Language, numbers: Numbers, collection: AskedOf, question: Question): HTMLElement {
    const said = saidOf(numbers, collection, question);
    const n = numbers.facets[collection].numberMatched;
    if (said === undefined || n === 0) return h("td", { class: "number none" }, h("span", { "aria-label": translate(language, "statistics.notasked") }, "–"));
    const bar = h("span", { class: "share", "aria-hidden": "true" });
    bar.style.inlineSize = `${(said / n) * 100}%`;
    const words = translate(language, "statistics.of", { said: formatNumber(language, said), n: formatNumber(language, n) });
    const counts =
      question === "located"
        ? h("a", { href: listOf({ view: this.#state.view, withInvented: this.#state.view.invented }, collection, { located: true }) }, words)
        : words;
    return h("td", { class: "number" }, bar, h("strong", {}, formatShare(language, said / n)), " ", h("small", {}, counts));
  }

  #place({ name, title, rows }: Figure): HTMLElement {
    const place = this.#places.get(name) ?? { element: h("div", { class: "plot", role: "img" }) };
    this.#places.set(name, place);
    place.element.setAttribute("aria-label", title);
    place.element.hidden = rows.length === 0;
    return place.element;
  }

  /** What draws along a scale is fetched when there is something to draw. */
  async #drawPlots(figures: readonly Figure[]): Promise<void> {
    const along = figures.filter((f) => f.drawn !== "bars" && f.rows.length > 0);
    if (along.length === 0) return;
    try {
      const { Plot } = await import("./plot.ts");
      for (const figure of along) {
        const place = this.#places.get(figure.name);
        if (!place) continue;
        place.plot ??= new Plot(place.element, this.#state);
        place.plot.show(figure);
      }
    } catch {
      for (const { element } of this.#places.values()) element.hidden = true; // the table says the same
    }
  }
}
