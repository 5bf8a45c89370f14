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

/** Graves of local civilians from after the captivity: the ground of civilians with upright cuts. */
export function cutsSample(): SVGSVGElement {
  const cuts = [6, 11, 16, 21].map((x, i) => `M${x} ${i % 2 ? 9 : 4}v5`).join("");
  const ground = {
    x: "2",
    y: "2",
    width: "24",
    height: "14",
    fill: "var(--civilian-fill)",
    "fill-opacity": "0.3",
    stroke: "var(--civilian-line)",
    "stroke-width": "2",
  };
  return svg(
    {
      viewBox: "0 0 28 18",
      shapes: [
        ["rect", ground],
        ["path", { d: cuts, stroke: "var(--civilian-ink)", "stroke-width": "1.3" }],
      ],
    },
    "sample",
  );
}
