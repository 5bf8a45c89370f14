import { svg } from "../dom.ts";

export type IconName = "distance" | "surface" | "extent" | "plan" | "picture" | "print" | "draw";

const stroke = { fill: "none", stroke: "currentColor", "stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round" };
const line = (d: string): [string, Record<string, string>] => ["path", { ...stroke, d }];
const faint = (d: string): [string, Record<string, string>] => ["path", { d, fill: "currentColor", opacity: "0.25" }];
const dot = (cx: number, cy: number): [string, Record<string, string>] => ["circle", { cx: String(cx), cy: String(cy), r: "2", fill: "currentColor" }];

const shapes: Record<IconName, [string, Record<string, string>][]> = {
  distance: [line("M4 19 19 4"), line("M3 13.5 10.5 21 M13.5 3 21 10.5")],
  surface: [faint("M5 7 17 4 20 16 8 20z"), line("M5 7 17 4 20 16 8 20z"), dot(5, 7), dot(17, 4), dot(20, 16), dot(8, 20)],
  extent: [line("M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4"), dot(9, 13), dot(14, 9), dot(15, 15)],
  plan: [faint("M12 4h8v16h-8z"), line("M4 4h16v16H4z"), line("M12 2v20"), line("M15 9h3M15 13h3")],
  picture: [line("M3 6h4l2-2h6l2 2h4v13H3z"), ["circle", { ...stroke, cx: "12", cy: "12.5", r: "3.6" }]],
  draw: [line("M4 20l1-4L16 5l3 3L8 19z"), line("M13.5 7.5l3 3"), faint("M4 20l1-4L16 5l3 3L8 19z")],
  print: [line("M7 8V3h10v5M7 17H4V8h16v9h-3"), line("M7 13h10v8H7z")],
};

export const icon = (name: IconName) => svg({ viewBox: "0 0 24 24", shapes: shapes[name] }, "icon");
