import type { App, Part } from "../app.ts";
import { h, render } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import { LayerList, type Shown } from "../legend/list.ts";
import { offerBasemaps } from "../map/own.ts";

/** Where to start, and the layers with their legend. */
export class LayersTab implements Part {
  readonly element = h("div");
  #app: App;
  #left: () => void;
  #list: LayerList;
  #basemaps = h("div");

  /** `left` is called when somebody goes elsewhere on the map, which the sheet may cover. */
  constructor(app: App, left: () => void) {
    this.#app = app;
    this.#left = left;
    this.#list = new LayerList(app.state);
    app.state.listen((now, before) => now.language !== before.language && this.draw());
    this.draw();
    void offerBasemaps(app.state, this.#basemaps);
  }

  /** How many records of each layer are on screen. */
  tell(shown: Shown): void {
    this.#list.tell(shown);
  }

  draw(): void {
    const { state } = this.#app;
    const { language } = state.view;
    const exporting = h("button", { type: "button", "data-key": "export", onclick: () => this.#app.export() }, translate(language, "export.view"));
    render(this.element, this.#start(), this.#list.element, this.#basemaps, h("div", { class: "layer sheet-foot" }, exporting));
  }

  #start(): HTMLElement {
    const { showDemonstration, state } = this.#app;
    const { language } = state.view;
    const go = (show: () => void) => () => {
      this.#left();
      show();
    };
    return h(
      "section",
      { class: "start", "aria-labelledby": "start-title" },
      h("h2", { id: "start-title" }, translate(language, "start.title")),
      showDemonstration &&
        h("button", { type: "button", class: "primary", "data-key": "demo", onclick: go(showDemonstration) }, translate(language, "start.demo")),
      h("button", { type: "button", "data-key": "region", onclick: go(() => this.#app.showRegion()) }, translate(language, "start.sites")),
      h("p", { class: "note" }, translate(language, "start.about")),
    );
  }
}
