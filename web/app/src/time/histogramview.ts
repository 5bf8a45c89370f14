import { h } from "../dom.ts";
import { type Language, translate } from "../i18n/index.ts";
import type { YearCount } from "./facets.ts";
import { barsOf } from "./histogram.ts";
import type { Years } from "./years.ts";

const space = "http://www.w3.org/2000/svg";

/** Plots and graves by year: solid what is surely of it, pale what may be; years that are not looked at are veiled. */
export class Histogram {
  readonly element = document.createElementNS(space, "svg");
  #surely = path("time-surely");
  #perhaps = path("time-perhaps");
  #before = veil();
  #after = veil();
  #range = { from: 0, to: 0 };

  constructor() {
    this.element.setAttribute("class", "time-histogram");
    this.element.setAttribute("preserveAspectRatio", "none");
    this.element.setAttribute("role", "img");
    this.element.append(this.#perhaps, this.#surely, this.#before, this.#after);
  }

  draw(language: Language, years: readonly YearCount[], from: number, to: number): void {
    this.#range = { from, to };
    const { surely, perhaps, most } = barsOf(years, from, to);
    this.element.setAttribute("viewBox", `0 0 ${to + 1 - from} 1`);
    this.#surely.setAttribute("d", surely);
    this.#perhaps.setAttribute("d", perhaps);
    const words = most
      ? translate(language, "years.histogram", { year: String(most.year), n: most.surely + most.perhaps })
      : translate(language, "years.histogram.none");
    this.element.setAttribute("aria-label", words);
  }

  /** Veils the years outside a range. */
  mark([first, last]: Years, from: number): void {
    const { to } = this.#range;
    const left = Math.max(0, first - from);
    const right = Math.min(to, last) + 1 - from;
    this.#before.setAttribute("width", String(left));
    this.#after.setAttribute("x", String(right));
    this.#after.setAttribute("width", String(Math.max(0, to + 1 - from - right)));
  }

  /** The decades beneath. */
  ticks(from: number, to: number): HTMLElement {
    const scale = h("div", { class: "time-ticks", "aria-hidden": "true" });
    for (let year = Math.ceil(from / 10) * 10; year <= to; year += 10) {
      const tick = h("span", { class: year % 20 === 0 ? "" : "odd" }, String(year));
      tick.style.left = `${((year - from) / (to + 1 - from)) * 100}%`;
      scale.append(tick);
    }
    return scale;
  }
}

function path(className: string): SVGPathElement {
  const element = document.createElementNS(space, "path");
  element.setAttribute("class", className);
  return element;
}

function veil(): SVGRectElement {
  const element = document.createElementNS(space, "rect");
  for (const [name, value] of Object.entries({ class: "time-veil", x: "0", y: "0", width: "0", height: "1" })) element.setAttribute(name, value);
  return element;
}
