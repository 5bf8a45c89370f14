import type { Position } from "geojson";
import type { App } from "../app.ts";
import { h, render } from "../dom.ts";
import { activeIn, type Wanted } from "../finding/conditions.ts";
import { formatNumber } from "../format.ts";
import { type Key, type Language, term, translate } from "../i18n/index.ts";
import { Latest } from "../latest.ts";
import type { BurialMap } from "../map/map.ts";
import { type Area, mostCorners, outlineOf } from "../state/area.ts";
import { explain } from "../trouble.ts";
import { copyText } from "./copy.ts";
import { type Count, countIn, divisions } from "./counted.ts";
import { measuredArea, measuredLength } from "./figures.ts";
import { beside, roughArea, roughDistance } from "./geodesy.ts";
import { crossing, crossingOf, geometryOf, measure } from "./measured.ts";
import { Pointing } from "./pointing.ts";
import { type Label, Sketch } from "./sketch.ts";
import type { Tool } from "./tool.ts";

const shapes = ["outline", "box", "circle"] as const;
type Shape = (typeof shapes)[number];

interface Known {
  squareMetres: number | undefined;
  counts: Count[];
}

/** An area drawn on the map: what lies in it, counted by the server, to be exported or sent on as a link. */
export class Extent implements Tool {
  readonly element = h("div", { class: "tool-body" });
  #app: App;
  #map: BurialMap["map"];
  #sketch: Sketch;
  #pointing: Pointing | undefined;
  #shape: Shape = "outline";
  #corners: Position[] = [];
  #next: Position | undefined;
  #area: Area | undefined;
  #known: Known | undefined;
  #failed: unknown;
  #said = "";
  #closed = false;
  #figure = h("output", { class: "figure", "aria-live": "polite" });
  #latest = new Latest<Area, Known>({
    ask: (area, signal) => know(area, this.#app.state.view, signal),
    onSeen: (known) => this.#tell(known, undefined),
    onFailed: (error) => this.#tell(undefined, error),
    onBusy: () => undefined,
  });

  constructor(app: App, { map }: BurialMap) {
    this.#app = app;
    this.#map = map;
    this.#sketch = new Sketch(map);
    map.getContainer().append(this.#sketch.element);
    const { area } = app.state.view;
    if (area) this.#take(area);
    else this.#begin(this.#shape);
    app.state.listen((now, before) => {
      const given = now.area !== before.area && now.area !== this.#area ? now.area : undefined;
      const others = now.criteria !== before.criteria || now.years !== before.years || now.undated !== before.undated;
      const again = given ?? (others && !this.busy ? this.#area : undefined);
      if (again && !this.#closed) this.#take(again);
    });
  }

  get busy(): boolean {
    return this.#pointing !== undefined;
  }

  close(): void {
    this.#closed = true;
    this.#latest.stop();
    this.#pointing?.remove();
    this.#pointing = undefined;
    this.#sketch.remove();
    const { page, area } = this.#app.state.view;
    if (area && page === "map") this.#app.state.set({ area: undefined }); // a sheet that is printed still shows it
  }

  #begin(shape: Shape): void {
    this.#pointing?.remove();
    this.#shape = shape;
    this.#corners = [];
    this.#next = undefined;
    this.#area = undefined;
    this.#latest.stop();
    this.#known = undefined;
    this.#failed = undefined;
    this.#pointing = new Pointing(this.#map, {
      place: (at) => this.#place(at),
      hover: (at) => this.#hover(at),
      undo: () => this.#undo(),
      end: () => this.#end(),
    });
    this.#app.state.set({ area: undefined });
    this.draw();
  }

  #place(at: Position): void {
    const last = this.#corners.at(-1);
    if (last && roughDistance(last, beside(at, last)) < 0.01) return;
    this.#corners.push(beside(at, last ?? at));
    const whole = this.#shape === "outline" ? this.#corners.length === mostCorners : this.#corners.length === 2;
    if (whole) this.#end();
    else this.draw();
  }

  #hover(at: Position | undefined): void {
    this.#next = at && beside(at, this.#corners.at(-1) ?? at);
    this.#show();
  }

  #undo(): void {
    this.#corners.pop();
    this.draw();
  }

  /** What was drawn becomes the area, if it is one. */
  #end(): void {
    const area = areaOf(this.#shape, this.#corners);
    if (!area) {
      this.#pointing?.remove();
      this.#pointing = undefined;
      this.#corners = [];
      this.draw();
      return;
    }
    this.#take(area);
    if (this.#failed === undefined) this.#app.state.set({ area });
  }

  #take(area: Area): void {
    this.#pointing?.remove();
    this.#pointing = undefined;
    this.#next = undefined;
    this.#shape = "corners" in area ? "outline" : "circle";
    this.#corners = "corners" in area ? [...area.corners] : [];
    this.#known = undefined;
    this.#failed = crossingOf("surface", this.#corners);
    this.#said = "";
    this.#area = area;
    if (this.#failed === undefined) this.#latest.want(area, 0);
    this.draw();
  }

  #tell(known: Known | undefined, error: unknown): void {
    this.#known = known;
    this.#failed = error;
    this.draw();
  }

  /** Not every record is wanted. */
  get #narrowed(): boolean {
    const { criteria, years } = this.#app.state.view;
    return activeIn(criteria).length > 0 || years !== undefined;
  }

  get #language(): Language {
    return this.#app.state.view.language;
  }

  /** What is being drawn, or was. */
  get #shown(): Area | undefined {
    if (!this.busy) return this.#area;
    return areaOf(this.#shape, this.#next ? [...this.#corners, this.#next] : this.#corners);
  }

  draw(): void {
    const t = (key: Key) => translate(this.#language, key);
    const choice = (shape: Shape) =>
      h(
        "button",
        { type: "button", "data-key": `extent-${shape}`, "aria-pressed": String(this.busy && this.#shape === shape), onclick: () => this.#begin(shape) },
        t(`extent.${shape}`),
      );
    render(
      this.element,
      h("div", { class: "tool-buttons", role: "group", "aria-label": t("extent.shape") }, ...shapes.map(choice)),
      this.#figure,
      this.busy && h("p", { class: "note" }, t(`extent.how.${this.#shape}`)),
      this.busy && this.#shape === "circle" && this.#radius(),
      this.busy && this.#steps(),
      this.busy && h("p", { class: "note keys" }, t("tool.keys")),
      this.#trouble(),
      !this.busy && this.#counts(),
    );
    this.#show();
  }

  #steps(): HTMLElement {
    const button = (key: Key, name: string, disabled: boolean, act: () => void) =>
      h("button", { type: "button", "data-key": `extent-${name}`, disabled, onclick: act }, translate(this.#language, key));
    const few = areaOf(this.#shape, this.#corners) === undefined;
    return h(
      "div",
      { class: "tool-buttons" },
      button("tool.undo", "undo", this.#corners.length === 0, () => this.#undo()),
      this.#shape === "outline" && button("tool.finish", "end", few, () => this.#end()),
    );
  }

  #show(): void {
    const area = this.#shown;
    const path = area ? outlineOf(area) : this.#next ? [...this.#corners, this.#next] : this.#corners;
    this.#sketch.show({ path, closed: true, corners: this.#shape !== "circle" && this.busy, labels: this.#labels(area), mark: crossing(this.#failed) });
    this.#figure.textContent = this.#headline(area);
  }

  #headline(area: Area | undefined): string {
    const measured = this.#known?.squareMetres;
    if (measured !== undefined) return measuredArea(this.#language, measured);
    return area ? `~ ${measuredArea(this.#language, roughArea(outlineOf(area)))}` : "";
  }

  #labels(area: Area | undefined): Label[] {
    if (!area || "corners" in area) return [];
    const [north = area.centre] = [...outlineOf(area)].sort((a, b) => (b[1] ?? 0) - (a[1] ?? 0));
    return [{ at: north, words: translate(this.#language, "extent.within", { length: measuredLength(this.#language, area.radius) }) }];
  }

  /** A circle by its radius in metres, around the place that was set or the middle of the map. */
  #radius(): HTMLElement {
    const field = h("input", { type: "number", id: "extent-radius", "data-key": "extent-radius", min: 1, max: 50000, step: "any", value: "500" });
    const draw = (event: Event) => {
      event.preventDefault();
      const radius = Number(field.value);
      if (!(radius > 0 && radius <= 50_000)) return;
      const { lng, lat } = this.#map.getCenter();
      const area = { centre: this.#corners[0] ?? [lng, lat], radius };
      this.#take(area);
      this.#app.state.set({ area });
    };
    return h(
      "form",
      { class: "field", onsubmit: draw },
      h("label", { for: "extent-radius" }, translate(this.#language, "extent.radius")),
      h("span", { class: "with-unit" }, field, "m", h("button", { type: "submit", "data-key": "extent-draw" }, translate(this.#language, "extent.draw"))),
    );
  }

  #trouble(): HTMLElement | undefined {
    if (this.#failed === undefined) return undefined;
    const words = crossing(this.#failed) ? translate(this.#language, "tool.crossing") : explain(this.#language, this.#failed);
    return h("p", { class: "trouble", role: "alert" }, words);
  }

  #counts(): HTMLElement | undefined {
    if (!this.#known) return this.#failed === undefined && this.#area ? h("p", { role: "status" }, translate(this.#language, "app.loading")) : undefined;
    const t = (key: Key) => translate(this.#language, key);
    const { area } = this.#app.state.view;
    return h(
      "div",
      { class: "tool-body" },
      h("div", { class: "in-area", role: "group", "aria-label": t("extent.counts") }, ...this.#known.counts.map((c) => this.#rows(c))),
      this.#narrowed && h("p", { class: "note" }, h("strong", {}, t("extent.filtered"))),
      h("p", { class: "note" }, t("extent.about")),
      area && "radius" in area && h("p", { class: "note" }, t("extent.circle.about")),
      h(
        "div",
        { class: "tool-buttons" },
        h("button", { type: "button", class: "primary", "data-key": "extent-export", onclick: () => this.#app.export() }, t("extent.export")),
        h("button", { type: "button", "data-key": "extent-link", onclick: () => void this.#link() }, t("extent.link")),
      ),
      h("p", { class: "note", role: "status" }, this.#said),
    );
  }

  #rows({ collection, total, parts, missing }: Count): HTMLElement {
    const language = this.#language;
    const words = divisions.find((d) => d.collection === collection)?.words ?? "";
    const row = (name: string, count: number, part: boolean) =>
      h("li", { class: part ? "part-of" : undefined }, h("span", {}, name), h("span", { class: "number" }, formatNumber(language, count)));
    return h(
      "ul",
      { "data-collection": collection },
      row(translate(language, `collection.${collection}`), total, false),
      ...parts.map(({ value, count }) => row(term(language, words, value), count, true)),
      missing > 0 ? row(translate(language, "extent.missing"), missing, true) : undefined,
    );
  }

  async #link(): Promise<void> {
    const done = await copyText(location.href);
    this.#said = translate(this.#language, done ? "extent.linked" : "tool.notcopied");
    this.draw();
  }
}

/** The area that corners make in each shape; undefined as long as they are too few. */
function areaOf(shape: Shape, corners: readonly Position[]): Area | undefined {
  const [first, second] = corners;
  if (shape === "outline") return corners.length > 2 ? { corners } : undefined;
  if (!first || !second) return undefined;
  const [[west = 0, south = 0], [east = 0, north = 0]] = [first, second];
  if (shape === "circle") {
    const radius = roughDistance(first, second);
    return radius > 0 && radius <= 50_000 ? { centre: first, radius } : undefined;
  }
  const corner = (lon: number, lat: number): Position => [lon, lat];
  const box = [corner(west, south), corner(east, south), corner(east, north), corner(west, north)];
  return west === east || south === north ? undefined : { corners: box };
}

/** Its size, and what lies in it. An outline that meets itself is not counted: nobody could say what is within. */
async function know(area: Area, wanted: Wanted, signal: AbortSignal): Promise<Known> {
  const geometry = geometryOf("surface", outlineOf(area));
  const squareMetres = geometry && (await measure(geometry, signal)).area_m2;
  return { squareMetres, counts: await countIn(area, wanted, signal) };
}
