import "../legend/legend.css";
import "./print.css";
import type { App, Part } from "../app.ts";
import { h, render } from "../dom.ts";
import { formatNumber } from "../format.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";
import { explain } from "../trouble.ts";
import { frameAround, gridOf } from "./grid.ts";
import { dotsPerInch, layoutOf, type Orientation, orientations, type Size, sizes } from "./paper.ts";
import { draw, type Picture } from "./render.ts";
import { fitting, pixel, scales, zoomOf } from "./scale.ts";
import { fitBeside, sheetOf } from "./sheet.ts";
import { type Lineage, lineageOf } from "./sources.ts";

/** The largest picture that every machine with WebGL 2 draws, in dots. */
const mostDots = 4096;
/** The share of the screen, from its middle, that has to be on the sheet. */
const mattering = 0.85;
const finenesses = [150, 200, 300] as const;

interface Wishes {
  title: string | undefined;
  size: Size;
  orientation: Orientation;
  /** 1 : this, or what fits. */
  scale: number | "fit";
  dots: number;
  grid: boolean;
}

/** The map as a sheet of paper: chosen on the left, seen on the right, and printed by the browser. */
export class PrintPage implements Part {
  readonly element = h("div", { class: "page print-page" });
  #app: App;
  #form = h("form", { class: "print-form", onsubmit: (event: Event) => event.preventDefault() });
  #desk = h("div", { class: "desk" });
  #wishes: Wishes = { title: undefined, size: "A4", orientation: "landscape", scale: "fit", dots: 200, grid: true };
  #drawn: { key: string; picture: Picture; url: string; lineage: Lineage | undefined } | undefined;
  #drawing: { key: string; stop: AbortController } | undefined;
  #failed: unknown;
  #pageRule = new CSSStyleSheet();

  constructor(app: App) {
    this.#app = app;
    this.element.append(this.#form, this.#desk);
    document.adoptedStyleSheets.push(this.#pageRule);
    app.state.listen((now) => {
      if (now.page === "print") this.#update();
    });
    new ResizeObserver(() => this.#zoom()).observe(this.#desk);
    this.#update();
  }

  get #language(): Language {
    return this.#app.state.view.language;
  }

  #wish(change: Partial<Wishes>): void {
    Object.assign(this.#wishes, change);
    this.#update();
  }

  #update(): void {
    const { size, orientation } = this.#wishes;
    this.#pageRule.replaceSync(`@page { size: ${size} ${orientation}; margin: 0; }`);
    this.#drawForm();
    void this.#redraw();
  }

  /** In which scale the sheet is; what fits is what the map showed, but for its margins, which other things lie over. */
  get #scale(): number {
    const { scale, size, orientation } = this.#wishes;
    if (scale !== "fit") return scale;
    const { zoom, lat } = this.#app.state.view;
    const box = this.#app.drawn?.map.getContainer().getBoundingClientRect();
    const screen = box && box.width > 0 ? ([box.width, box.height] as const) : ([innerWidth, innerHeight] as const);
    return fitting(zoom, lat, [screen[0] * mattering, screen[1] * mattering], layoutOf(size, orientation).map);
  }

  async #redraw(): Promise<void> {
    const { view } = this.#app.state;
    const { size, orientation, dots } = this.#wishes;
    const scale = this.#scale;
    const layout = layoutOf(size, orientation);
    const [width, height] = layout.map;
    const zoom = zoomOf(scale, view.lat);
    const ratio = dotsPerInch(dots, layout.map, mostDots) / 96;
    const { page: _, theme: __, sheet: ___, selected: ____, ...seen } = view;
    const key = JSON.stringify([seen, scale, size, orientation, ratio]);
    if (this.#drawing?.key === key) return;
    this.#drawing?.stop.abort();
    this.#drawing = undefined;
    if (this.#drawn?.key !== key) {
      const drawing = { key, stop: new AbortController() };
      this.#drawing = drawing;
      this.#failed = undefined;
      this.#show();
      try {
        const frame = frameAround(view.lon, view.lat, zoom, layout.map, pixel);
        const [[west, north], [east, south]] = [frame.toDegrees(0, 0), frame.toDegrees(width, height)];
        const asked = lineageOf([west, south, east, north], view.hidden).catch(() => undefined);
        const piece = { lon: view.lon, lat: view.lat, zoom, width: width / pixel, height: height / pixel, ratio };
        const picture = await draw(view, piece, drawing.stop.signal);
        const lineage = await asked;
        if (this.#drawing !== drawing) return;
        if (this.#drawn) URL.revokeObjectURL(this.#drawn.url);
        this.#drawn = { key, picture, url: URL.createObjectURL(picture.blob), lineage };
      } catch (error) {
        if (this.#drawing !== drawing) return;
        this.#failed = error;
      }
      this.#drawing = undefined;
    }
    this.#show();
  }

  #show(): void {
    const { view } = this.#app.state;
    const { language } = view;
    if (this.#failed !== undefined) {
      const retry = h("button", { type: "button", "data-key": "print-retry", onclick: () => void this.#redraw() }, translate(language, "app.retry"));
      render(this.#desk, h("div", { class: "trouble", role: "alert" }, h("p", {}, explain(language, this.#failed)), retry));
      return;
    }
    if (!this.#drawn || this.#drawing) {
      render(this.#desk, h("p", { role: "status", class: "print-wait" }, translate(language, "print.drawing")));
      return;
    }
    const { picture, url, lineage } = this.#drawn;
    const { size, orientation, grid } = this.#wishes;
    const layout = layoutOf(size, orientation);
    const scale = this.#scale;
    const paper = sheetOf({
      view,
      size,
      orientation,
      layout,
      title: this.#title,
      scale,
      frame: frameAround(view.lon, view.lat, zoomOf(scale, view.lat), layout.map, pixel),
      grid: grid ? gridOf(scale, view.lon, view.lat) : undefined,
      picture: url,
      shown: picture.shown,
      invented: picture.invented,
      attribution: picture.attribution,
      lineage,
      date: new Date(),
    });
    const poor = picture.whole ? undefined : h("p", { class: "trouble", role: "alert" }, translate(language, "map.unreachable"));
    render(this.#desk, poor, h("div", { class: "paper-place" }, paper));
    this.#fit(paper);
    void document.fonts.ready.then(() => paper.isConnected && this.#fit(paper)); // until then it was measured in another font
    this.#zoom();
  }

  #fit(paper: HTMLElement): void {
    this.#note.textContent = fitBeside(paper) ? "" : translate(this.#language, "print.full");
  }

  /** The sheet as large as there is room for; on paper it is as large as it is. */
  #zoom(): void {
    const paper = this.#desk.querySelector<HTMLElement>(".paper-sheet");
    if (!paper) return;
    const { width } = layoutOf(this.#wishes.size, this.#wishes.orientation);
    const room = this.#desk.clientWidth - 32;
    if (room > 0) paper.style.setProperty("--shrink", String(Math.min(1, (room * pixel) / width)));
  }

  get #title(): string {
    return this.#wishes.title ?? translate(this.#language, "app.subtitle");
  }

  #note = h("p", { class: "note", role: "status" });

  #drawForm(): void {
    const t = (key: Key) => translate(this.#language, key);
    const { size, orientation, dots, grid } = this.#wishes;
    const title = h("input", { type: "text", id: "print-title", "data-key": "print-title", value: this.#title });
    title.addEventListener("change", () => {
      this.#wishes.title = title.value;
      this.#show();
    });
    const box = h("input", { type: "checkbox", id: "print-grid", "data-key": "print-grid" });
    box.checked = grid;
    box.addEventListener("change", () => this.#wish({ grid: box.checked }));
    const back = () => this.#app.state.set({ page: "map" });
    render(
      this.#form,
      h("h2", {}, t("print.heading")),
      field("print-title", t("print.title"), title),
      this.#choice("size", sizes, size, (s) => s),
      this.#choice("orientation", orientations, orientation, (o) => t(`print.${o}`)),
      this.#scales(),
      this.#choice("dots", finenesses.map(String), String(dots), (d) => translate(this.#language, "print.dpi", { n: d })),
      h("div", { class: "tick" }, box, h("label", { for: "print-grid" }, t("print.grid"))),
      h("button", { type: "button", class: "primary", "data-key": "print-now", onclick: () => print() }, t("print.now")),
      h("button", { type: "button", "data-key": "print-back", onclick: back }, t("print.back")),
      h("p", { class: "note" }, t("print.about")),
      this.#note,
    );
  }

  #choice<T extends string>(name: "size" | "orientation" | "dots", all: readonly T[], chosen: T, words: (value: T) => string): HTMLElement {
    const id = `print-${name}`;
    const select = h("select", { id, "data-key": id }, ...all.map((value) => h("option", { value }, words(value))));
    select.value = chosen;
    select.addEventListener("change", () => this.#wish({ [name]: name === "dots" ? Number(select.value) : select.value }));
    return field(id, translate(this.#language, `print.${name}`), select);
  }

  #scales(): HTMLElement {
    const language = this.#language;
    const { scale } = this.#wishes;
    const ratio = (n: number) => translate(language, "print.ratio", { n: formatNumber(language, n) });
    const fit = translate(language, "print.fit", { ratio: ratio(this.#scale) });
    const select = h(
      "select",
      { id: "print-scale", "data-key": "print-scale" },
      h("option", { value: "fit" }, scale === "fit" ? fit : translate(language, "print.fit.plain")),
      ...scales.map((n) => h("option", { value: n }, ratio(n))),
    );
    select.value = String(scale);
    select.addEventListener("change", () => this.#wish({ scale: select.value === "fit" ? "fit" : Number(select.value) }));
    return field("print-scale", translate(language, "print.scale.choice"), select);
  }
}

function field(id: string, label: string, control: HTMLElement): HTMLElement {
  return h("div", { class: "field" }, h("label", { for: id }, label), control);
}
