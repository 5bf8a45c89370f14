import { h, svg } from "./dom.ts";
import { type LayerName, layerNames, type View } from "./hash.ts";
import { type Key, translate } from "./i18n/index.ts";
import { classes, classNames, hatchInk, palette, type Who, who, whoNames } from "./palette.ts";
import type { State } from "./state.ts";

/** The layers from the topmost down, each with its legend, to switch on and off. */
export function layerList(state: State): HTMLElement {
  const { view } = state;
  const { language } = view;
  return h(
    "section",
    { class: "layers", "aria-label": translate(language, "layers.title") },
    ...layerNames.toReversed().map((name) => layer(state, view, name)),
    h(
      "div",
      { class: "layer" },
      h("h3", {}, translate(language, "layers.uncertainty")),
      entry(circleSample(), translate(language, "layers.uncertainty.about")),
      entry(inventedSample(), translate(language, "layers.invented")),
    ),
  );
}

function layer(state: State, view: View, name: LayerName): HTMLElement {
  const title = translate(view.language, `collection.${name}`);
  const id = `layer-${name}`;
  const box = h("input", { type: "checkbox", id, "data-key": id, onchange: () => toggle(state, name) });
  box.checked = !view.hidden.includes(name);
  return h("div", { class: "layer" }, h("h3", {}, h("label", { for: id }, box, title)), ...legend(view, name));
}

function toggle(state: State, name: LayerName): void {
  const { hidden } = state.view;
  state.set({ hidden: hidden.includes(name) ? hidden.filter((n) => n !== name) : layerNames.filter((n) => n === name || hidden.includes(n)) });
}

function legend(view: View, name: LayerName): HTMLElement[] {
  const t = (key: Key) => translate(view.language, key);
  if (name === "sites") return [entry(siteSample(), t("legend.site"))];
  if (name === "overlaps") return [...classNames.map((c) => entry(classSample(classes[c]), t(`class.${c}`))), entry(gapSample(), t("legend.distance"))];
  if (name === "plots") return [];
  return whoNames.map((w) => entry(groundSample(w), t(`who.${w}`)));
}

function entry(sample: SVGSVGElement, words: string): HTMLElement {
  return h("p", { class: "entry" }, sample, h("span", {}, words));
}

type Shape = [string, Record<string, string>];

function sample(...shapes: Shape[]): SVGSVGElement {
  return svg({ viewBox: "0 0 28 18", shapes }, "sample");
}

const box = { x: "2", y: "2", width: "24", height: "14" };

function groundSample(name: Who): SVGSVGElement {
  const { line, fill, dash } = who[name];
  const dashes = dash ? { "stroke-dasharray": dash.map((d) => d * 1.6).join(" ") } : {};
  return sample(["rect", { ...box, fill, "fill-opacity": "0.2", stroke: line, "stroke-width": "2", ...dashes }]);
}

function classSample(colour: string | undefined): SVGSVGElement {
  if (colour) return sample(["rect", { ...box, fill: colour, "fill-opacity": "0.8", stroke: colour, "stroke-width": "1.5" }]);
  const strokes = [-6, 0, 6, 12, 18].map(
    (x): Shape => [
      "line",
      {
        x1: String(Math.max(2, x)),
        y1: String(x < 2 ? 16 + x - 2 : 16),
        x2: String(Math.min(26, x + 14)),
        y2: String(x + 14 > 26 ? 16 - (26 - x) : 2),
        stroke: hatchInk,
        "stroke-width": "1.4",
      },
    ],
  );
  return sample(["rect", { ...box, fill: "#fff", stroke: hatchInk, "stroke-width": "1.2" }], ...strokes);
}

function gapSample(): SVGSVGElement {
  return sample(["line", { x1: "2", y1: "9", x2: "26", y2: "9", stroke: hatchInk, "stroke-width": "1.6", "stroke-dasharray": "1.5 3" }]);
}

function siteSample(): SVGSVGElement {
  return sample(
    ["circle", { cx: "14", cy: "9", r: "6.6", fill: "#fff", stroke: palette.site, "stroke-width": "2.2" }],
    ["circle", { cx: "14", cy: "9", r: "2.2", fill: palette.site }],
  );
}

function circleSample(): SVGSVGElement {
  return sample([
    "circle",
    {
      cx: "14",
      cy: "9",
      r: "7.5",
      fill: palette.uncertainty,
      "fill-opacity": "0.12",
      stroke: palette.uncertainty,
      "stroke-width": "1.4",
      "stroke-dasharray": "2.4 1.8",
    },
  ]);
}

function inventedSample(): SVGSVGElement {
  const crosses = [
    [7, 6],
    [14, 12],
    [21, 6],
  ] as const;
  const arms = crosses.flatMap(([x, y]): Shape[] => [
    ["line", { x1: String(x - 2), y1: String(y - 2), x2: String(x + 2), y2: String(y + 2), stroke: palette.invented, "stroke-width": "1.3" }],
    ["line", { x1: String(x + 2), y1: String(y - 2), x2: String(x - 2), y2: String(y + 2), stroke: palette.invented, "stroke-width": "1.3" }],
  ]);
  return sample(...arms);
}
