import { h, render, svg } from "../dom.ts";
import { type Language, translate } from "../i18n/index.ts";
import { laterSample } from "./later.ts";

type Shape = [string, Record<string, string>];

const sample = (className: string, ...shapes: Shape[]) => svg({ viewBox: "0 0 28 18", shapes }, `sample ${className}`);
const box = { x: "2", y: "2", width: "24", height: "14" };

/** Drawn as strongly as the map draws it. */
const surely = () => sample("time-sample", ["rect", box]);
const perhaps = () => sample("time-sample perhaps", ["rect", box]);
const undated = () => sample("time-sample undated", ["rect", box], ["path", { d: "M11.6 7.2q0-2.4 2.4-2.4t2.4 2.2q0 1.5-1.5 2.1-.9.4-.9 1.7M14 12.8v.6" }]);

const entry = (picture: SVGSVGElement, words: string | HTMLElement) =>
  h("p", { class: "entry" }, picture, typeof words === "string" ? h("span", {}, words) : words);

/** The switch for what has no date, with the sign of it. */
export const undatedEntry = (undatedSwitch: HTMLElement): HTMLElement => entry(undated(), undatedSwitch);

/** What fading means, and the one sign of it that is never faded. On a phone it is folded, to leave room for the map. */
export class TimeLegend {
  readonly element = h("details", { class: "time-meaning" });

  constructor() {
    this.element.open = matchMedia("(min-width: 800px)").matches;
  }

  draw(language: Language): void {
    render(
      this.element,
      h("summary", { "data-key": "time-meaning" }, translate(language, "years.legend")),
      h(
        "div",
        { class: "time-legend" },
        entry(surely(), translate(language, "years.surely")),
        entry(perhaps(), translate(language, "years.perhaps")),
        entry(laterSample(), translate(language, "years.later")),
        h("p", { class: "note" }, translate(language, "years.about")),
      ),
    );
  }
}
