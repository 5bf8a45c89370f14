import { svg } from "../dom.ts";
import { type Effect, effectDashes } from "../map/fieldwork.ts";
import { crossPaths, signPaths } from "../map/fieldworksigns.ts";
import { type AssessedClass, classNames, dashes, isAssessed, type OverlapClass, type Who } from "../palette/index.ts";

// Small pictures of what the map draws, in the colours of the page's theme.

type Shape = [string, Record<string, string>];

function sample(...shapes: Shape[]): SVGSVGElement {
  return svg({ viewBox: "0 0 28 18", shapes }, "sample");
}

const box = { x: "2", y: "2", width: "24", height: "14" };

/** How the ground is drawn in which these people lie. */
export function groundSample(name: Who): SVGSVGElement {
  const dash = dashes[name];
  const dashed = dash ? { "stroke-dasharray": dash.map((d) => d * 1.6).join(" ") } : {};
  return sample(["rect", { ...box, fill: `var(--${name}-fill)`, "fill-opacity": "0.3", stroke: `var(--${name}-line)`, "stroke-width": "2", ...dashed }]);
}

const sharedEdge = { stroke: "var(--shared)", "stroke-width": "1.6" };

/** A colour for each step of the probability; what cannot be assessed is hatched. */
export function classSample(name: OverlapClass): SVGSVGElement {
  if (isAssessed(name)) return sample(["rect", { ...box, fill: `var(--${name})`, "fill-opacity": "0.85", ...sharedEdge }]);
  const strokes = [3, 10, 17].map(
    (x): Shape => ["line", { x1: String(x), y1: "16", x2: String(Math.min(26, x + 14)), y2: String(16 - Math.min(14, 26 - x)), ...sharedEdge }],
  );
  return sample(["rect", { ...box, fill: "var(--shared)", "fill-opacity": "0.24" }], ["rect", { ...box, fill: "none", ...sharedEdge }], ...strokes);
}

/** The colour of a class under sparse lines that lean the other way: assessed from poor evidence. */
export function poorSample(name: AssessedClass = "possible"): SVGSVGElement {
  const line = (x: number, stroke: string, width: string): Shape => [
    "line",
    { x1: String(x), y1: "2", x2: String(x + 14), y2: "16", stroke, "stroke-width": width },
  ];
  const lines = [-3, 5, 13].flatMap((x) => [line(x, "var(--disc)", "2"), line(x, "var(--class-edge)", "1")]);
  return sample(["rect", { ...box, fill: `var(--${name})`, "fill-opacity": "0.85", ...sharedEdge }], ...lines);
}

/** A number in a ring, half of it dashed and half of it solid, as far out. */
export function countSample(): SVGSVGElement {
  const half = (name: Who, path: string): Shape => {
    const dash = dashes[name];
    return ["path", { d: path, fill: "none", stroke: `var(--${name}-line)`, "stroke-width": "2.2", ...(dash && { "stroke-dasharray": dash.join(" ") }) }];
  };
  return sample(
    ["circle", { cx: "14", cy: "9", r: "7.5", fill: "var(--disc)" }],
    half("pow", "M14 1.5A7.5 7.5 0 0 1 14 16.5"),
    half("civilian", "M14 16.5A7.5 7.5 0 0 1 14 1.5"),
    ["path", { d: "M11 7.4l1.4-.9v5.6M14.6 7.6q.2-1.2 1.4-1.2 1.3 0 1.3 1.2 0 1-2.8 4.4h3", fill: "none", stroke: "var(--ink)", "stroke-width": "1" }],
  );
}

/** A number in a box: cemeteries without plots. */
export function cemeteryCountSample(): SVGSVGElement {
  return sample(
    ["path", { d: "M11 13h6l-3 4z", fill: "var(--soft)" }],
    ["rect", { x: "6", y: "2", width: "16", height: "11", fill: "var(--disc)", stroke: "var(--soft)", "stroke-width": "1.4" }],
    ["path", { d: "M12.2 5.6q.2-1.2 1.6-1.2 1.6 0 1.6 1.4 0 1.2-3.2 4.4h3.4", fill: "none", stroke: "var(--ink)", "stroke-width": "1.1" }],
  );
}

/** The classes side by side, each as wide as its share. */
export function stripSample(): SVGSVGElement {
  const widths = { certain: 6, probable: 5, possible: 8, unlikely: 2, not_assessed: 3 } as const;
  let x = 2;
  return sample(
    ...classNames.map((name): Shape => {
      const from = x;
      x += widths[name];
      const [fill, stroke] = isAssessed(name) ? [`var(--${name})`, "var(--disc)"] : ["var(--shared-pale)", "var(--shared)"];
      return ["rect", { x: String(from), y: "6", width: String(widths[name]), height: "6", fill, stroke, "stroke-width": "0.6" }];
    }),
  );
}

export function gapSample(): SVGSVGElement {
  return sample(["line", { x1: "2", y1: "9", x2: "26", y2: "9", stroke: "var(--gap)", "stroke-width": "1.6", "stroke-dasharray": "1.5 3" }]);
}

const siteRing = { cx: "14", cy: "9", fill: "none", stroke: "var(--site)" };

export function siteSample(): SVGSVGElement {
  return sample(
    ["circle", { ...siteRing, r: "6.6", fill: "var(--disc)", "stroke-width": "2.2" }],
    ["circle", { cx: "14", cy: "9", r: "2.2", fill: "var(--site)" }],
  );
}

/** A site that lies somewhere in a soft disc. */
export function aboutSample(): SVGSVGElement {
  const disc = (r: string): Shape => ["circle", { cx: "14", cy: "9", r, fill: "var(--uncertainty)", "fill-opacity": "0.2" }];
  return sample(disc("8.6"), disc("6.5"), ["circle", { ...siteRing, r: "3", fill: "var(--disc)", "stroke-width": "1.5" }]);
}

/** A site of which nobody stated how surely it is placed. */
export function unstatedSample(): SVGSVGElement {
  const stroke = { fill: "none", stroke: "var(--site)", "stroke-linecap": "round" };
  return sample(
    ["circle", { ...siteRing, r: "6.8", fill: "var(--disc)", "stroke-width": "2" }],
    ["path", { ...stroke, d: "M12 7.2A2.1 2.1 0 1 1 15.3 8.9Q14 9.6 14 10.5", "stroke-width": "1.5" }],
    ["circle", { cx: "14", cy: "12.8", r: "0.9", fill: "var(--site)" }],
  );
}

export function positionSample(): SVGSVGElement {
  return sample([
    "circle",
    { cx: "14", cy: "9", r: "5.5", fill: "var(--disc)", stroke: "var(--uncertainty)", "stroke-width": "1.8", "stroke-dasharray": "2.6 1.9" },
  ]);
}

/** The ground of a restriction, with its hatch and its line, and its sign. */
export function restrictionSample(effect: Effect): SVGSVGElement {
  const line = { stroke: "var(--restriction)", fill: "none" };
  const dash = effectDashes[effect];
  const hatch: Record<Effect, string> = { forbids: "M2 2L26 16M2 16L26 2", needs_paper: "M2 2L14 16M14 2L26 16", warns: "" };
  const dots = effect === "warns" ? [5, 23].map((cx): Shape => ["circle", { cx: String(cx), cy: "5.5", r: "1", fill: "var(--restriction)" }]) : [];
  const sign = signPaths[effect];
  return sample(
    ["rect", { ...box, ...line, "stroke-width": "1.2", ...(dash && { "stroke-dasharray": dash.map((d) => d * 0.9).join(" ") }) }],
    ["path", { d: hatch[effect], ...line, "stroke-width": "0.8", "stroke-opacity": "0.5" }],
    ...dots,
    ["path", { d: sign.outline, transform: "translate(7 2) scale(0.78)", fill: "var(--disc)", stroke: "var(--restriction)", "stroke-width": "1.6" }],
    ["path", { d: sign.strokes, transform: "translate(7 2) scale(0.78)", ...line, "stroke-width": effect === "forbids" ? "2.6" : "1.7" }],
  );
}

/** The cross of an observation by what came of it. */
export function observationSample(outcome: keyof typeof crossPaths): SVGSVGElement {
  const stroke = { fill: "none", stroke: "var(--observation)", "stroke-width": "2.2" };
  return sample(["path", { d: crossPaths[outcome], transform: "translate(5 0)", ...stroke }]);
}

/** The dashed circle that holds a place with 95 %. */
export function circleSample(): SVGSVGElement {
  const line = { stroke: "var(--uncertainty)", "stroke-width": "1.4", "stroke-dasharray": "2.4 1.8" };
  return sample(["circle", { cx: "14", cy: "9", r: "7.5", fill: "var(--uncertainty)", "fill-opacity": "0.12", ...line }]);
}

/** The three rings of what is chosen. */
export function ringsSample(): SVGSVGElement {
  return sample(...nested([14, 9], 8.2));
}

/** Rings of 50, 80 and 95 % around a point, the widest with a radius. */
export function nested([x, y]: readonly [number, number], radius: number): Shape[] {
  const at = { cx: String(x), cy: String(y), fill: "var(--uncertainty)", "fill-opacity": "0.12", stroke: "var(--uncertainty)" };
  const wide = String(Math.max(1, radius / 30));
  return [
    ["circle", { ...at, r: String(radius), "stroke-width": wide, "stroke-dasharray": `${radius / 9} ${radius / 9}` }],
    ["circle", { ...at, r: (radius * 0.733).toFixed(2), "stroke-width": wide, "stroke-dasharray": `${radius / 3.5} ${radius / 9}` }],
    ["circle", { ...at, r: (radius * 0.481).toFixed(2), "stroke-width": String(Math.max(1.3, radius / 22)) }],
  ];
}

export function inventedSample(): SVGSVGElement {
  const crosses = [
    [7, 6],
    [14, 12],
    [21, 6],
  ] as const;
  const line = { stroke: "var(--invented)", "stroke-width": "1.3" };
  const arms = crosses.flatMap(([x, y]): Shape[] => [
    ["line", { x1: String(x - 2), y1: String(y - 2), x2: String(x + 2), y2: String(y + 2), ...line }],
    ["line", { x1: String(x + 2), y1: String(y - 2), x2: String(x - 2), y2: String(y + 2), ...line }],
  ]);
  return sample(...arms);
}
