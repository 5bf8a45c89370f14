import { svg } from "../dom.ts";

type Shape = [string, Record<string, string>];
const stroke = { fill: "none", stroke: "currentColor", "stroke-width": "1.6", "stroke-linecap": "round", "stroke-linejoin": "round" };

const shapes = {
  grip: [4, 8, 12].flatMap((y): Shape[] => [5.5, 10.5].map((x): Shape => ["circle", { cx: String(x), cy: String(y), r: "1.3", fill: "currentColor" }])),
  locked: [
    ["rect", { x: "3.5", y: "7", width: "9", height: "6.5", rx: "1", fill: "currentColor" }],
    ["path", { d: "M5.5 7V5a2.5 2.5 0 0 1 5 0v2", ...stroke }],
  ],
  unlocked: [
    ["rect", { x: "3.5", y: "7", width: "9", height: "6.5", rx: "1", ...stroke }],
    ["path", { d: "M5.5 7V4.5a2.5 2.5 0 0 1 4.8-1", ...stroke }],
  ],
  more: [["path", { d: "M4 6l4 4 4-4", ...stroke }]],
  less: [["path", { d: "M4 10l4-4 4 4", ...stroke }]],
  base: [["path", { d: "M2 8.5L8 2.5l6 6M4 7.5v6h8v-6", ...stroke }]],
  night: [["path", { d: "M10.5 2.5A6 6 0 1 0 14 10.5A5 5 0 0 1 10.5 2.5Z", ...stroke }]],
  grave: [
    ["path", { d: "M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2L1.5 10.8V5.2Z", fill: "currentColor" }],
    ["path", { d: "M5.5 5.5l5 5M10.5 5.5l-5 5", stroke: "var(--paper)", "stroke-width": "1.8", "stroke-linecap": "round" }],
  ],
  known: [
    ["path", { d: "M8 1.8L15 14H1Z", ...stroke }],
    ["path", { d: "M8 6v4", ...stroke }],
    ["circle", { cx: "8", cy: "12", r: "0.9", fill: "currentColor" }],
  ],
} as const satisfies Record<string, readonly Shape[]>;

export function icon(name: keyof typeof shapes): SVGSVGElement {
  return svg({ viewBox: "0 0 16 16", shapes: [...shapes[name]] as Shape[] }, `icon icon-${name}`);
}

/** How the way of each vehicle is drawn, so that its colour does not have to speak alone; after the last they come again. */
export const ways = [
  { dash: "", shape: "disc" },
  { dash: "9 5", shape: "square" },
  { dash: "2 4", shape: "diamond" },
  { dash: "12 4 2 4", shape: "disc" },
] as const;
export type Way = (typeof ways)[number];

export function wayOf(index: number): Way {
  return ways[Math.max(0, index) % ways.length] ?? ways[0];
}

/** A short piece of a vehicle's way, as the map draws it. */
export function waySample(index: number): SVGSVGElement {
  const line = { d: "M2 8H34", class: `way way-${Math.max(0, index) % ways.length}`, "stroke-dasharray": wayOf(index).dash };
  return svg({ viewBox: "0 0 36 16", shapes: [["path", line]] }, "way-sample");
}
