import type { App, Part } from "./app.ts";
import { h, render } from "./dom.ts";
import { translate } from "./i18n/index.ts";
import type { Page } from "./state/view.ts";
import { explain } from "./trouble.ts";

/** The pages beside the map, each fetched when it is first looked at. */
const loaders: Record<Exclude<Page, "map">, (app: App) => Promise<Part>> = {
  table: async (app) => new (await import("./table.ts")).Table(app),
  review: async (app) => new (await import("./review/page.ts")).ReviewPage(app),
  plan: async (app) => new (await import("./plan/page.ts")).PlanPage(app),
  statistics: async (app) => new (await import("./statistics/page.ts")).StatisticsPage(app),
  import: async (app) => new (await import("./importing/page.ts")).ImportPage(app),
  print: async (app) => new (await import("./printing/page.ts")).PrintPage(app),
};

/** Pages beside which the map stays in sight. */
const besideTheMap: readonly Page[] = ["map", "review", "plan"];

export const showsMap = (page: Page) => besideTheMap.includes(page);

/** Shows the page that the state names; one that was opened keeps what it holds. */
export class Pages implements Part {
  readonly element = h("div", { class: "pages" });
  #app: App;
  #opened = new Map<Page, HTMLElement>();
  #waiting = h("div", { class: "page waiting" });

  constructor(app: App) {
    this.#app = app;
    app.state.listen((now, before) => now.page !== before.page && this.#show(now.page));
    this.#show(app.state.view.page);
  }

  #show(page: Page): void {
    document.body.dataset["page"] = page;
    this.element.hidden = page === "map";
    for (const [name, element] of this.#opened) element.hidden = name !== page;
    const missing = page !== "map" && !this.#opened.has(page);
    this.#waiting.hidden = !missing;
    if (missing) void this.#open(page);
  }

  async #open(page: Exclude<Page, "map">): Promise<void> {
    const { language } = this.#app.state.view;
    this.element.append(this.#waiting);
    render(this.#waiting, h("p", { role: "status" }, translate(language, "app.loading")));
    try {
      const { element } = await loaders[page](this.#app);
      if (!this.#opened.has(page)) this.element.append(element);
      this.#opened.set(page, element);
      this.#show(this.#app.state.view.page);
    } catch (error) {
      const retry = h("button", { type: "button", "data-key": "page-retry", onclick: () => void this.#open(page) }, translate(language, "app.retry"));
      render(this.#waiting, h("div", { class: "trouble", role: "alert" }, h("p", {}, explain(language, error)), retry));
    }
  }
}
