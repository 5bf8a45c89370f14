import "./tools.css";
import type { App, Part } from "../app.ts";
import { h, render } from "../dom.ts";
import { mayEdit } from "../editing.ts";
import { translate } from "../i18n/index.ts";
import type { BurialMap } from "../map/map.ts";
import { explain } from "../trouble.ts";
import { type IconName, icon } from "./icons.ts";
import type { Tool } from "./tool.ts";

/** Each tool is fetched when it is first used. */
const loaders: Record<string, (app: App, drawn: BurialMap) => Promise<Tool>> = {
  distance: async (app, drawn) => new (await import("./measuring.ts")).Measuring(app, drawn, "distance"),
  surface: async (app, drawn) => new (await import("./measuring.ts")).Measuring(app, drawn, "surface"),
  picture: async (app, drawn) => new (await import("./picturing.ts")).Picturing(app, drawn),
  plan: async (app, drawn) => new (await import("./compare/comparing.ts")).Comparing(app, drawn),
  extent: async (app, drawn) => new (await import("./extent.ts")).Extent(app, drawn),
  draw: async (app, drawn) => new (await import("../drawing/drawing.ts")).Drawing(app, drawn),
};
const names = ["distance", "surface", "extent", "plan", "draw", "picture", "print"] as const satisfies readonly IconName[];
type Name = (typeof names)[number];

/** The tools on the map, one in use at a time, with its card beside them. */
export class ToolBar implements Part {
  readonly element = h("div", { class: "tools" });
  #bar = h("div", { class: "tool-bar", role: "toolbar", "aria-orientation": "vertical" });
  #card = h("section", { class: "tool-card", hidden: true });
  #app: App;
  #drawn: BurialMap;
  #name: Name | undefined;
  #tool: Tool | undefined;
  #failed: unknown;
  #edit = false;

  constructor(app: App, drawn: BurialMap) {
    this.#app = app;
    this.#drawn = drawn;
    this.element.append(this.#bar, this.#card);
    this.element.addEventListener("keydown", (event) => this.#key(event));
    drawn.map.getContainer().addEventListener("keydown", (event) => this.#key(event));
    app.state.listen((now, before) => {
      if (now.page !== before.page && now.page !== "map") this.#close();
      if (now.language !== before.language) this.#draw();
      const drawn = now.area && now.page === "map" && (!before.area || before.page !== "map");
      if (drawn && this.#name !== "extent") this.#choose("extent");
    });
    this.#draw();
    if (app.state.view.area) this.#choose("extent");
    void mayEdit().then((edit) => {
      this.#edit = edit;
      if (edit) this.#draw();
    });
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.#name || this.#tool?.busy) return;
    event.stopPropagation();
    this.#choose(undefined);
  }

  /** Printing is a page of its own; the others stay on the map. */
  #use(name: Name): void {
    if (name === "print") this.#app.state.set({ page: "print" });
    else this.#choose(this.#name === name ? undefined : name);
  }

  #choose(name: Name | undefined): void {
    const before = this.#name;
    this.#close();
    this.#name = name;
    if (name) void this.#open(name);
    this.#draw();
    if (!name && before) this.#bar.querySelector<HTMLElement>(`[data-key=tool-${before}]`)?.focus();
  }

  async #open(name: Name): Promise<void> {
    try {
      const tool = await loaders[name]?.(this.#app, this.#drawn);
      if (this.#name === name) this.#tool = tool;
      else tool?.close();
    } catch (error) {
      this.#failed = error;
    }
    this.#draw();
  }

  #close(): void {
    this.#tool?.close();
    this.#tool = undefined;
    this.#name = undefined;
    this.#failed = undefined;
    this.#draw();
  }

  #draw(): void {
    const { language } = this.#app.state.view;
    this.#bar.setAttribute("aria-label", translate(language, "tool.bar"));
    const offered = names.filter((name) => name !== "draw" || this.#edit);
    render(this.#bar, ...offered.map((name) => this.#button(name)));
    this.#card.hidden = this.#name === undefined;
    if (this.#name === undefined) {
      this.#card.replaceChildren();
      return;
    }
    const title = translate(language, `tool.${this.#name}`);
    const words = translate(language, "tool.close");
    this.#card.setAttribute("aria-label", title);
    const close = h(
      "button",
      { type: "button", class: "close", "data-key": "tool-close", "aria-label": words, title: words, onclick: () => this.#choose(undefined) },
      "×",
    );
    const trouble = this.#failed !== undefined && h("p", { class: "trouble", role: "alert" }, explain(language, this.#failed));
    render(this.#card, close, h("h2", {}, title), trouble, this.#tool?.element);
    this.#tool?.draw();
  }

  #button(name: Name): HTMLElement {
    const words = translate(this.#app.state.view.language, `tool.${name}`);
    const button = h("button", {
      type: "button",
      "data-key": `tool-${name}`,
      title: words,
      "aria-label": words,
      "aria-pressed": this.#name === name ? "true" : "false",
      onclick: () => this.#use(name),
    });
    button.append(icon(name));
    return button;
  }
}
