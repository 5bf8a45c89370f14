import type { Position } from "geojson";
import type { App } from "../app.ts";
import { h, render } from "../dom.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";
import { Latest } from "../latest.ts";
import type { BurialMap } from "../map/map.ts";
import { explain } from "../trouble.ts";
import { copyText } from "./copy.ts";
import { measuredAngle, measuredArea, measuredLength } from "./figures.ts";
import { beside, roughArea, roughDistance, roughLength } from "./geodesy.ts";
import { crossing, crossingOf, geometryOf, type Measure, type Measured, measure } from "./measured.ts";
import { Pointing } from "./pointing.ts";
import { type Label, Sketch } from "./sketch.ts";
import type { Tool } from "./tool.ts";

/** Measures what is clicked: at once about, and when the hand rests as the server finds it on the ellipsoid. */
export class Measuring implements Tool {
  readonly element = h("div", { class: "measuring" });
  #app: App;
  #measure: Measure;
  #sketch: Sketch;
  #pointing: Pointing | undefined;
  #map: BurialMap["map"];
  #corners: Position[] = [];
  #next: Position | undefined;
  #measured: Measured | undefined;
  #failed: unknown;
  #copied = "";
  #latest = new Latest<NonNullable<ReturnType<typeof geometryOf>>, Measured>({
    ask: (geometry, signal) => measure(geometry, signal),
    onSeen: (measured) => this.#know(measured, undefined),
    onFailed: (error) => this.#know(undefined, error),
    onBusy: () => undefined,
  });

  constructor(app: App, { map }: BurialMap, kind: Measure) {
    this.#app = app;
    this.#map = map;
    this.#measure = kind;
    this.#sketch = new Sketch(map);
    map.getContainer().append(this.#sketch.element);
    this.#begin();
  }

  get busy(): boolean {
    return this.#pointing !== undefined;
  }

  close(): void {
    this.#latest.stop();
    this.#pointing?.remove();
    this.#sketch.remove();
  }

  #begin(): void {
    this.#corners = [];
    this.#pointing = new Pointing(this.#map, {
      place: (at) => this.#change([...this.#corners, beside(at, this.#corners.at(-1) ?? at)]),
      hover: (at) => this.#hover(at),
      undo: () => this.#change(this.#corners.slice(0, -1)),
      end: () => this.#end(),
    });
    this.#change([]);
  }

  #end(): void {
    this.#pointing?.remove();
    this.#pointing = undefined;
    if (this.#next) this.#hover(undefined);
    this.draw();
  }

  #hover(at: Position | undefined): void {
    const told = this.#measured !== undefined || this.#failed !== undefined;
    this.#next = at;
    this.#ask();
    if (told || this.#failed !== undefined) this.draw();
    else this.#showFigure();
  }

  #change(corners: Position[]): void {
    this.#corners = corners;
    this.#copied = "";
    this.#ask();
    this.draw();
  }

  /** What was measured is no longer what is drawn; the server is asked when the hand rests. */
  #ask(): void {
    this.#measured = undefined;
    this.#failed = crossingOf(this.#measure, this.#path);
    const geometry = geometryOf(this.#measure, this.#path);
    if (geometry && !this.#failed) this.#latest.want(geometry);
    else this.#latest.stop();
  }

  #know(measured: Measured | undefined, error: unknown): void {
    this.#measured = measured;
    this.#failed = error;
    this.draw();
  }

  get #language(): Language {
    return this.#app.state.view.language;
  }

  /** The corners there are, and the one that would be next. */
  get #path(): Position[] {
    const last = this.#corners.at(-1);
    const next = this.#next && beside(this.#next, last ?? this.#next);
    return next && (!last || roughDistance(last, next) > 0.001) ? [...this.#corners, next] : this.#corners;
  }

  #figure = h("output", { class: "figure", "aria-live": "polite" });

  draw(): void {
    const t = (key: Key, values = {}) => translate(this.#language, key, values);
    this.#figure.textContent = this.#headline();
    const button = (key: Key, name: string, disabled: boolean, act: () => void) =>
      h("button", { type: "button", "data-key": `measure-${name}`, disabled, onclick: act }, t(key));
    render(
      this.element,
      this.#figure,
      h("p", { class: "note" }, this.#measured ? t("tool.measured") : t("tool.measuring")),
      this.#trouble(),
      this.#segments(),
      h(
        "div",
        { class: "tool-buttons" },
        button("tool.undo", "undo", this.#corners.length === 0, () => this.#change(this.#corners.slice(0, -1))),
        this.busy ? button("tool.finish", "end", this.#corners.length < 2, () => this.#end()) : button("tool.again", "again", false, () => this.#begin()),
        button("tool.copy", "copy", !this.#measured, () => void this.#copy()),
      ),
      h("p", { class: "note", role: "status" }, this.#copied),
      this.busy && h("p", { class: "note keys" }, t("tool.keys")),
    );
    this.#show();
  }

  #headline(): string {
    const language = this.#language;
    const path = this.#path;
    const known = this.#measured;
    if (this.#measure === "distance") {
      if (path.length < 2) return translate(language, "tool.start.distance");
      return known?.length_m === undefined ? about(measuredLength(language, roughLength(path))) : measuredLength(language, known.length_m);
    }
    if (path.length < 3) return translate(language, "tool.start.surface");
    return known?.area_m2 === undefined ? about(measuredArea(language, roughArea(path))) : measuredArea(language, known.area_m2);
  }

  #trouble(): HTMLElement | undefined {
    if (this.#failed === undefined) return undefined;
    const words = crossing(this.#failed) ? translate(this.#language, "tool.crossing") : explain(this.#language, this.#failed);
    return h("p", { class: "trouble", role: "alert" }, words);
  }

  #segments(): HTMLElement | undefined {
    const segments = this.#measured?.paths[0]?.segments;
    if (!segments) return undefined;
    const language = this.#language;
    const around = this.#measured?.perimeter_m;
    return h(
      "div",
      { class: "segments" },
      around !== undefined && h("p", {}, translate(language, "tool.perimeter", { length: measuredLength(language, around) })),
      h(
        "ol",
        {},
        ...segments.map((s) =>
          h(
            "li",
            {},
            h("span", {}, measuredLength(language, s.length_m)),
            " ",
            h("small", {}, translate(language, "tool.azimuth", { angle: measuredAngle(language, s.azimuth) })),
          ),
        ),
      ),
    );
  }

  #showFigure(): void {
    this.#figure.textContent = this.#headline();
    this.#show();
  }

  #show(): void {
    const closed = this.#measure === "surface";
    const mark = crossing(this.#failed);
    this.#sketch.show({ path: this.#corners, closed, corners: true, next: this.#next, labels: this.#labels(), mark });
  }

  #labels(): Label[] {
    const language = this.#language;
    const path = this.#path;
    const ring = this.#measure === "surface" && path.length > 2 ? [...path, path[0] as Position] : path;
    const known = this.#measured?.paths[0]?.segments;
    return ring.slice(1).map((to, i): Label => {
      const from = ring[i] ?? to;
      const exact = known?.[i]?.length_m;
      const words = exact === undefined ? about(measuredLength(language, roughDistance(from, to))) : measuredLength(language, exact);
      return { at: [((from[0] ?? 0) + (to[0] ?? 0)) / 2, ((from[1] ?? 0) + (to[1] ?? 0)) / 2], words, along: [from, to] };
    });
  }

  async #copy(): Promise<void> {
    const done = await copyText(this.#text());
    this.#copied = translate(this.#language, done ? "tool.copied" : "tool.notcopied");
    this.draw();
  }

  /** The figures and where they were taken, one a line, as they go into a report. */
  #text(): string {
    const language = this.#language;
    const segments = this.#measured?.paths[0]?.segments ?? [];
    const around = this.#measured?.perimeter_m;
    return [
      `${translate(language, `tool.${this.#measure}`)}: ${this.#headline()} (${translate(language, "tool.ellipsoid")})`,
      ...(around === undefined ? [] : [translate(language, "tool.perimeter", { length: measuredLength(language, around) })]),
      ...segments.map(
        (s, i) => `${i + 1}. ${measuredLength(language, s.length_m)}, ${translate(language, "tool.azimuth", { angle: measuredAngle(language, s.azimuth) })}`,
      ),
      ...this.#corners.map(([lon = 0, lat = 0]) => `${lat.toFixed(7)}, ${lon.toFixed(7)}`),
    ].join("\n");
  }
}

const about = (figure: string) => `~ ${figure}`;
