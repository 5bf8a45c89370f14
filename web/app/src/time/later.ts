import { svg } from "../dom.ts";

/** The mark of civilian burials later than the prisoners', as the map draws it: an arrow into the ground, as a spade goes. */
export function laterSample(): SVGSVGElement {
  const line = { fill: "none", stroke: "var(--ink)", "stroke-width": "1.6" };
  return svg(
    {
      viewBox: "0 0 28 18",
      shapes: [
        ["circle", { cx: "14", cy: "9", r: "8.2", fill: "var(--disc)", stroke: "var(--ink)", "stroke-width": "1.3" }],
        ["path", { ...line, d: "M14 2.8v6.8M10.7 6.5 14 9.8l3.3-3.3M9 13.2h10" }],
      ],
    },
    "sample",
  );
}
