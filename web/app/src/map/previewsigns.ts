import { svg } from "../dom.ts";
import type { Colours } from "../palette/index.ts";

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

type Used = Pick<Colours, "site" | "warning" | "warningTint" | "disc" | "uncertainty"> & { readonly who: { readonly pow: { readonly fill: string } } };

export function previewLooks(c: Used): Record<PreviewState, Look> {
  return {
    ok: { fill: c.who.pow.fill, line: c.site, dash: undefined, path: "M8 2.6A5.4 5.4 0 1 1 8 13.4A5.4 5.4 0 1 1 8 2.6Z" },
    warning: { fill: c.warningTint, line: c.warning, dash: [3, 1.5], path: "M8 1.6L14.8 13.8H1.2Z" },
    words: { fill: c.disc, line: c.uncertainty, dash: [1, 1.5], path: "M8 1L15 8L8 15L1 8Z" },
  };
}

/** The colours of whatever theme the page is in. */
const ofThePage: Used = {
  site: "var(--site)",
  warning: "var(--warning)",
  warningTint: "var(--warning-tint)",
  disc: "var(--disc)",
  uncertainty: "var(--uncertainty)",
  who: { pow: { fill: "var(--pow-fill)" } },
};

export function previewSign(state: PreviewState): SVGSVGElement {
  const { fill, line, path } = previewLooks(ofThePage)[state];
  return svg({ viewBox: "0 0 16 16", shapes: [["path", { d: path, fill, stroke: line, "stroke-width": "1.6", "stroke-linejoin": "round" }]] }, "sign");
}
