import { h, svg } from "../dom.ts";
import { formatNumber } from "../format.ts";
import type { Language } from "../i18n/index.ts";
import { isClass } from "../palette/index.ts";
import { classSign } from "../sign.ts";
import type { Row } from "./figures.ts";

/** Bars that compare kinds, the longest as wide as there is room. To those who do not see them it is one picture; the table has the numbers. */
export function barChart(language: Language, rows: readonly Row[], label: string): HTMLElement {
  const most = Math.max(1, ...rows.map((r) => r.count));
  return h("div", { class: "bars", role: "img", "aria-label": label }, ...rows.map((row) => bar(language, row, most)));
}

function bar(language: Language, { name, label, count, whole }: Row, most: number): HTMLElement {
  const width = count === 0 ? 0 : Math.max(0.6, (count / (whole ?? most)) * 100);
  const drawn = svg({ viewBox: "0 0 100 10", shapes: [["rect", { x: "0", y: "0", width: String(width), height: "10" }]] }, `bar-drawn of-${name}`);
  drawn.setAttribute("preserveAspectRatio", "none");
  return h(
    "div",
    { class: "bar-row" },
    h("span", { class: "bar-label" }, isClass(name) && classSign(name), label),
    drawn,
    h("span", { class: "bar-count" }, formatNumber(language, count)),
  );
}
