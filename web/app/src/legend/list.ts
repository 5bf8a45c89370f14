import "./legend.css";
import { h, render } from "../dom.ts";
import { formatNumber, formatShare } from "../format.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";
import type { State } from "../state/state.ts";
import { type GroundName, groundNames, type LayerName, type SwitchName, switchNames } from "../state/view.ts";
import { entriesOf, signOf } from "./entries.ts";
import { meaningLink } from "./link.ts";

/** How many records of each layer are on screen; nothing of a layer that nobody counts. */
export type Shown = Readonly<Partial<Record<LayerName, number>>>;

/** The rows in the order of what the program is about. */
const rows: readonly SwitchName[] = ["overlaps", "plots", "cemeteries", "sites", "uncertainty", "restrictions", "observations", "positions"];

/** The layers: each row a switch, with its legend folded inside, and for ground how strongly it is drawn. */
export class LayerList {
  readonly element = h("section", { class: "layers" });
  #state: State;
  #open = new Set<SwitchName>(["overlaps", "plots"]);
  #shown: Shown = {};
  #counts = new Map<SwitchName, HTMLElement>();

  constructor(state: State) {
    this.#state = state;
    state.listen((now, before) => (now.language !== before.language || now.hidden !== before.hidden) && this.#draw());
    this.#draw();
  }

  tell(shown: Shown): void {
    this.#shown = shown;
    for (const name of rows) this.#count(name);
  }

  #draw(): void {
    this.element.setAttribute("aria-label", translate(this.#state.view.language, "layers.title"));
    render(this.element, ...rows.map((name) => this.#row(name)));
    this.tell(this.#shown);
  }

  #row(name: SwitchName): HTMLElement {
    const open = this.#open.has(name);
    return h(
      "div",
      { class: "layer" },
      h("div", { class: "layer-head" }, this.#switch(name), signOf(name), this.#counter(name), this.#fold(name, open)),
      h("div", { class: "layer-legend", id: `legend-${name}`, hidden: !open }, ...(open ? this.#legend(name) : [])),
    );
  }

  #switch(name: SwitchName): HTMLElement {
    const { language, hidden } = this.#state.view;
    const id = `layer-${name}`;
    const box = h("input", { type: "checkbox", id, "data-key": id, onchange: () => this.#toggle(name) });
    box.checked = !hidden.includes(name);
    return h("h3", {}, h("label", { for: id }, box, h("span", {}, layerTitle(language, name))));
  }

  #toggle(name: SwitchName): void {
    const { hidden } = this.#state.view;
    this.#state.set({ hidden: hidden.includes(name) ? hidden.filter((n) => n !== name) : switchNames.filter((n) => n === name || hidden.includes(n)) });
  }

  #counter(name: SwitchName): HTMLElement {
    const counter = h("span", { class: "layer-count number" });
    this.#counts.set(name, counter);
    return counter;
  }

  /** The number is for the eyes; who listens hears what it counts. */
  #count(name: SwitchName): void {
    const { language, hidden } = this.#state.view;
    const n = name === "uncertainty" || hidden.includes(name) ? undefined : this.#shown[name];
    const words = n === undefined ? "" : translate(language, "layers.shown", { n });
    const counter = this.#counts.get(name);
    if (!counter || counter.title === words) return;
    counter.title = words;
    counter.replaceChildren(
      ...(n === undefined ? [] : [h("span", { "aria-hidden": "true" }, formatNumber(language, n)), h("span", { class: "unseen" }, words)]),
    );
  }

  #fold(name: SwitchName, open: boolean): HTMLElement {
    const { language } = this.#state.view;
    const fold = () => {
      if (open) this.#open.delete(name);
      else this.#open.add(name);
      this.#draw();
    };
    return h("button", {
      type: "button",
      class: "fold",
      "data-key": `fold-${name}`,
      "aria-expanded": open ? "true" : "false",
      "aria-controls": `legend-${name}`,
      "aria-label": translate(language, "layers.legend", { layer: layerTitle(language, name) }),
      onclick: fold,
    });
  }

  #legend(name: SwitchName): HTMLElement[] {
    const { language } = this.#state.view;
    const ground = groundNames.find((g) => g === name);
    const link = name === "uncertainty" || name === "overlaps" ? [meaningLink(language)] : [];
    return [...entriesOf(language, name), ...link, ...(ground ? [this.#strength(ground)] : [])];
  }

  /** How strongly ground is drawn; the map follows while it is dragged, the address when it is let go. */
  #strength(name: GroundName): HTMLElement {
    const { language, strength } = this.#state.view;
    const id = `strength-${name}`;
    const said = h("output", { for: id, class: "number" });
    const range = h("input", { type: "range", id, "data-key": id, min: 10, max: 100, step: 10, oninput: () => change() });
    const say = () => {
      said.textContent = formatShare(language, Number(range.value) / 100);
      range.setAttribute("aria-valuetext", said.textContent);
    };
    const change = () => {
      const { [name]: _, ...others } = this.#state.view.strength;
      const n = Number(range.value);
      this.#state.set({ strength: n === 100 ? others : { ...others, [name]: n } });
      say();
    };
    range.value = String(strength[name] ?? 100);
    say();
    return h("div", { class: "strength" }, h("label", { for: id }, translate(language, "layers.strength")), range, said);
  }
}

function layerTitle(language: Language, name: SwitchName): string {
  const key: Key = name === "uncertainty" ? "layers.uncertainty" : `collection.${name}`;
  return translate(language, key);
}
