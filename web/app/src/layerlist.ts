import { h, svg } from "./dom.ts";
import { type Key, translate } from "./i18n/index.ts";
import { classes, classNames, gapInk, type OverlapClass, palette, type Who, who, whoNames } from "./palette.ts";
import { classSign } from "./sign.ts";
import type { State } from "./state/state.ts";
import { type LayerName, layerNames, type View } from "./state/view.ts";

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
      entry(ringSample(), t("legend.counts")),
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
  state.set({ hidden: hidden.includes(name) ? hidden.filter((n) => n !== name) : layerNames.filter((n) => n === name || hidden.includes(n)) });
}

function entry(sample: SVGSVGElement, words: string): HTMLElement {
  return h("p", { class: "entry" }, sample, h("span", {}, words));
}

type Shape = [string, Record<string, string>];

function sample(...shapes: Shape[]): SVGSVGElement {
  return svg({ viewBox: "0 0 28 18", shapes }, "sample");
}

const box = { x: "2", y: "2", width: "24", height: "14" };

/** How the ground is drawn in which these people lie. */
export function groundSample(name: Who): SVGSVGElement {
  const { line, fill, dash } = who[name];
  const dashes = dash ? { "stroke-dasharray": dash.map((d) => d * 1.6).join(" ") } : {};
  return sample(["rect", { ...box, fill, "fill-opacity": "0.3", stroke: line, "stroke-width": "2", ...dashes }]);
}

/** A colour for each step of the probability; what cannot be assessed is hatched. */
function classSample(name: OverlapClass): SVGSVGElement {
  const colour = classes[name];
  const edge = { stroke: palette.shared, "stroke-width": "1.6" };
  if (colour) return sample(["rect", { ...box, fill: colour, "fill-opacity": "0.85", ...edge }]);
  const strokes = [3, 10, 17].map(
    (x): Shape => ["line", { x1: String(x), y1: "16", x2: String(Math.min(26, x + 14)), y2: String(16 - Math.min(14, 26 - x)), ...edge }],
  );
  return sample(["rect", { ...box, fill: palette.shared, "fill-opacity": "0.24" }], ["rect", { ...box, fill: "none", ...edge }], ...strokes);
}

/** A number in a ring, half of it dashed and half of it solid, as far out. */
function ringSample(): SVGSVGElement {
  const half = (name: Who, path: string): Shape => {
    const { line, dash } = who[name];
    return ["path", { d: path, fill: "none", stroke: line, "stroke-width": "2.2", ...(dash && { "stroke-dasharray": dash.join(" ") }) }];
  };
  return sample(
    ["circle", { cx: "14", cy: "9", r: "7.5", fill: "#fff" }],
    half("pow", "M14 1.5A7.5 7.5 0 0 1 14 16.5"),
    half("civilian", "M14 16.5A7.5 7.5 0 0 1 14 1.5"),
    ["path", { d: "M11 7.4l1.4-.9v5.6M14.6 7.6q.2-1.2 1.4-1.2 1.3 0 1.3 1.2 0 1-2.8 4.4h3", fill: "none", stroke: palette.ink, "stroke-width": "1" }],
  );
}

/** The classes side by side, each as wide as its share. */
function stripSample(): SVGSVGElement {
  const widths = { certain: 6, probable: 5, possible: 8, unlikely: 2, not_assessed: 3 } as const;
  let x = 2;
  return sample(
    ...classNames.map((name): Shape => {
      const from = x;
      x += widths[name];
      return [
        "rect",
        {
          x: String(from),
          y: "6",
          width: String(widths[name]),
          height: "6",
          fill: classes[name] ?? "#f2c9d6",
          stroke: classes[name] ? "#fff" : palette.shared,
          "stroke-width": "0.6",
        },
      ];
    }),
  );
}

function gapSample(): SVGSVGElement {
  return sample(["line", { x1: "2", y1: "9", x2: "26", y2: "9", stroke: gapInk, "stroke-width": "1.6", "stroke-dasharray": "1.5 3" }]);
}

function siteSample(): SVGSVGElement {
  return sample(
    ["circle", { cx: "14", cy: "9", r: "6.6", fill: "#fff", stroke: palette.site, "stroke-width": "2.2" }],
    ["circle", { cx: "14", cy: "9", r: "2.2", fill: palette.site }],
  );
}

function positionSample(): SVGSVGElement {
  return sample(["circle", { cx: "14", cy: "9", r: "5.5", fill: "#fff", stroke: palette.uncertainty, "stroke-width": "1.8", "stroke-dasharray": "2.6 1.9" }]);
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
