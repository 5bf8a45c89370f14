import { svg } from "../dom.ts";

/** What is thought of a record in the preview of a file. */
export const previewStates = ["ok", "warning", "words"] as const;
export type PreviewState = (typeof previewStates)[number];

interface Look {
  fill: string;
  line: string;
  dash: readonly number[] | undefined;
  /** A shape in a square of 16, so that the colour does not have to speak alone: a disc, a triangle, a diamond. */
  path: string;
}

export const previewLooks: Record<PreviewState, Look> = {
  ok: { fill: "#1f5fa8", line: "#123c69", dash: undefined, path: "M8 2.6A5.4 5.4 0 1 1 8 13.4A5.4 5.4 0 1 1 8 2.6Z" },
  warning: { fill: "#f2b33d", line: "#7a5200", dash: [3, 1.5], path: "M8 1.6L14.8 13.8H1.2Z" },
  words: { fill: "#ffffff", line: "#6b2f80", dash: [1, 1.5], path: "M8 1L15 8L8 15L1 8Z" },
};

export function previewSign(state: PreviewState): SVGSVGElement {
  const { fill, line, path } = previewLooks[state] ?? previewLooks.ok;
  return svg({ viewBox: "0 0 16 16", shapes: [["path", { d: path, fill, stroke: line, "stroke-width": "1.6", "stroke-linejoin": "round" }]] }, "sign");
}
