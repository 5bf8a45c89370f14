import { h } from "./dom.ts";
import { type Key, translate } from "./i18n/index.ts";
import { circleSample, classSample, countSample, gapSample, groundSample, inventedSample, positionSample, siteSample, stripSample } from "./legend/samples.ts";
import { whoNames } from "./palette/index.ts";
import { classSign } from "./sign.ts";
import type { State } from "./state/state.ts";
import { type LayerName, switchNames, type View } from "./state/view.ts";

/** The layers to switch on and off, what the program is about first, each with its legend. */
export function layerList(state: State): HTMLElement {
  const { view } = state;
  const t = (key: Key) => translate(view.language, key);
  const box = (name: LayerName, sign?: SVGSVGElement) => layerSwitch(state, view, name, sign);
  return h(
    "section",
    { class: "layers", "aria-label": t("layers.title") },
    h(
      "div",
      { class: "layer" },
      box("overlaps"),
      h("p", { class: "entry" }, t("legend.probability")),
      h("div", { class: "ramp" }, ...assessed.map((c) => h("span", { title: t(`class.short.${c}`) }, classSample(c), classSign(c), t(`class.range.${c}`)))),
      entry(classSample("not_assessed"), t("legend.shared")),
      entry(gapSample(), t("legend.distance")),
      entry(stripSample(), t("legend.classes")),
    ),
    h(
      "div",
      { class: "layer" },
      box("plots"),
      box("cemeteries"),
      h("div", { class: "entries" }, ...whoNames.map((w) => entry(groundSample(w), t(`who.short.${w}`)))),
      entry(countSample(), t("legend.counts")),
    ),
    h("div", { class: "layer" }, box("sites", siteSample()), entry(classSign("probable"), t("legend.place"))),
    h("div", { class: "layer" }, box("positions", positionSample())),
    h("div", { class: "layer" }, entry(circleSample(), t("layers.uncertainty.about")), entry(inventedSample(), t("layers.invented"))),
  );
}

const assessed = ["unlikely", "possible", "probable", "certain"] as const;

function layerSwitch(state: State, view: View, name: LayerName, sign?: SVGSVGElement): HTMLElement {
  const id = `layer-${name}`;
  const box = h("input", { type: "checkbox", id, "data-key": id, onchange: () => toggle(state, name) });
  box.checked = !view.hidden.includes(name);
  return h("h3", {}, h("label", { for: id }, box, translate(view.language, `collection.${name}`), sign));
}

function toggle(state: State, name: LayerName): void {
  const { hidden } = state.view;
  state.set({ hidden: hidden.includes(name) ? hidden.filter((n) => n !== name) : switchNames.filter((n) => n === name || hidden.includes(n)) });
}

function entry(sample: SVGSVGElement, words: string): HTMLElement {
  return h("p", { class: "entry" }, sample, h("span", {}, words));
}
