import type { App } from "../app.ts";
import { h, render } from "../dom.ts";
import { formatLength, formatNumber } from "../format.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";
import type { BurialMap } from "../map/map.ts";
import { themes } from "../palette/index.ts";
import { draw, type Picture } from "../printing/render.ts";
import { barOf, pixel, scaleOf } from "../printing/scale.ts";
import { lineageOf } from "../printing/sources.ts";
import { outlineOf } from "../state/area.ts";
import type { View } from "../state/view.ts";
import { explain } from "../trouble.ts";
import { beside } from "./geodesy.ts";
import { legendLines } from "./strip.ts";
import type { Tool } from "./tool.ts";

const ratios = [1, 2, 3] as const;

/** The map as a picture to take along, with what it must not be parted from burned into it. */
export class Picturing implements Tool {
  readonly element = h("div", { class: "tool-body" });
  readonly busy = false;
  #app: App;
  #map: BurialMap["map"];
  #ratio: (typeof ratios)[number] = 2;
  #title: string | undefined;
  #said = "";
  #failed: unknown;
  #stop = new AbortController();

  constructor(app: App, { map }: BurialMap) {
    this.#app = app;
    this.#map = map;
    this.draw();
  }

  close(): void {
    this.#stop.abort();
  }

  get #language(): Language {
    return this.#app.state.view.language;
  }

  draw(): void {
    const t = (key: Key, values = {}) => translate(this.#language, key, values);
    const title = h("input", { type: "text", id: "picture-title", "data-key": "picture-title", value: this.#title ?? t("app.subtitle") });
    title.addEventListener("change", () => (this.#title = title.value));
    const size = this.#map.getContainer().getBoundingClientRect();
    const dots = (r: number) => `${formatNumber(this.#language, Math.round(size.width * r))} × ${formatNumber(this.#language, Math.round(size.height * r))}`;
    const select = h(
      "select",
      { id: "picture-ratio", "data-key": "picture-ratio" },
      ...ratios.map((r) => h("option", { value: r }, t("picture.size", { n: r, size: dots(r) }))),
    );
    select.value = String(this.#ratio);
    select.addEventListener("change", () => (this.#ratio = ratios.find((r) => String(r) === select.value) ?? 2));
    render(
      this.element,
      h("div", { class: "field" }, h("label", { for: "picture-title" }, t("print.title")), title),
      h("div", { class: "field" }, h("label", { for: "picture-ratio" }, t("print.dots")), select),
      h("p", { class: "note" }, t("picture.about")),
      h(
        "div",
        { class: "tool-buttons" },
        h("button", { type: "button", class: "primary", "data-key": "picture-save", onclick: () => void this.#save() }, t("picture.save")),
      ),
      this.#failed !== undefined && h("p", { class: "trouble", role: "alert" }, explain(this.#language, this.#failed)),
      h("p", { class: "note", role: "status" }, this.#said),
    );
  }

  async #save(): Promise<void> {
    this.#failed = undefined;
    this.#said = translate(this.#language, "picture.drawing");
    this.draw();
    try {
      const url = URL.createObjectURL(await this.#picture());
      h("a", { href: url, download: "burialmap.png" }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      this.#said = translate(this.#language, "picture.saved");
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#failed = error;
      this.#said = "";
    }
    this.draw();
  }

  /** Draws the map as it is on screen, at its place to the last digit, and writes around it. */
  async #picture(): Promise<Blob> {
    const { view } = this.#app.state;
    const { width, height } = this.#map.getContainer().getBoundingClientRect();
    const { lng, lat } = this.#map.getCenter();
    const zoom = this.#map.getZoom();
    const [[west, south], [east, north]] = this.#map.getBounds().toArray();
    const asked = lineageOf([west, south, east, north], view.hidden).catch(() => undefined);
    const picture = await draw(view, { lon: lng, lat, zoom, width, height, ratio: this.#ratio }, this.#stop.signal);
    const lineage = await asked;
    const invented = picture.invented === "none" && lineage?.invented ? "some" : picture.invented;
    const title = this.#title ?? translate(view.language, "app.subtitle");
    const area = view.area && outlineOf(view.area).map((p) => this.#map.project(beside(p, [lng, lat]) as [number, number]));
    return written(picture, { view, title, width, ratio: this.#ratio, scale: scaleOf(zoom, lat), revision: lineage?.revision, invented, area });
  }
}

interface Around {
  view: View;
  title: string;
  width: number;
  ratio: number;
  scale: number;
  revision: number | undefined;
  invented: Picture["invented"];
  area: { x: number; y: number }[] | undefined;
}

const colours = themes.light;
/** How wide an entry of the legend is, in pixels. */
const column = 330;

/** The picture of the map with a title above and below it scale, legend, note of invention, attribution, date and revision. */
async function written(picture: Picture, around: Around): Promise<Blob> {
  const { view, title, width, ratio, invented } = around;
  const { language } = view;
  const image = await createImageBitmap(picture.blob);
  const height = (image.height / image.width) * width;
  const note = invented === "none" ? undefined : translate(language, `banner.invented.${invented}`);
  const entries = legendLines(view, picture.shown);
  const columns = Math.max(1, Math.floor((width - 32) / column));
  const top = 46;
  const foot = 68 + Math.ceil(entries.length / columns) * 22 + (note ? 24 : 0);
  const canvas = h("canvas", { width: Math.round(width * ratio), height: Math.round((height + top + foot) * ratio) });
  const c = canvas.getContext("2d");
  if (!c) throw new Error("no picture could be made");
  c.scale(ratio, ratio);
  c.fillStyle = colours.paper;
  c.fillRect(0, 0, width, height + top + foot);
  c.drawImage(image, 0, top, width, height);
  if (around.area) outline(c, around.area, top);
  const write = (text: string, x: number, y: number, size: number, weight = 400, colour: string = colours.ink, most = width - x - 12) => {
    c.font = `${weight} ${size}px "Noto Sans", "Noto Sans Regular", sans-serif`;
    c.fillStyle = colour;
    c.fillText(text, x, y, most);
  };
  write(title, 16, 31, 20, 600);
  bar(c, around, 16, top + height + 10, write);
  for (const [i, { sample, words }] of entries.entries()) {
    const [x, y] = [16 + (i % columns) * column, top + height + 44 + Math.floor(i / columns) * 22];
    c.drawImage(await drawn(sample, ratio), x, y - 1, 26, 18);
    write(words, x + 34, y + 13, 12, 400, colours.ink, column - 46);
  }
  if (note) write(note, 16, top + height + foot - 32, 13, 600, colours.inventedInk);
  write(imprint(picture, around), 16, top + height + foot - 10, 11, 400, colours.soft);
  image.close();
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture could be made"))), "image/png"));
}

function outline(c: CanvasRenderingContext2D, area: readonly { x: number; y: number }[], top: number): void {
  c.beginPath();
  for (const { x, y } of area) c.lineTo(x, y + top);
  c.closePath();
  c.strokeStyle = colours.accent;
  c.lineWidth = 2.4;
  c.stroke();
}

type Write = (text: string, x: number, y: number, size: number) => void;

function bar(c: CanvasRenderingContext2D, { view, scale }: Around, x: number, y: number, write: Write): void {
  const { metres, millimetres } = barOf(scale, 45);
  const length = millimetres / pixel;
  c.fillStyle = colours.ink;
  c.fillRect(x, y + 12, length, 2);
  c.fillRect(x, y + 5, 2, 9);
  c.fillRect(x + length - 2, y + 5, 2, 9);
  write(formatLength(view.language, metres), x + length + 8, y + 15, 12);
}

function imprint({ attribution }: Picture, { view, revision }: Around): string {
  const { language } = view;
  const date = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date());
  const when = revision === undefined ? date : translate(language, "picture.revision", { date, revision: String(revision) });
  return [when, translate(language, "map.attribution"), attribution].filter(Boolean).join(" · ");
}

/** A sample of the legend as a picture, in the colours of paper. */
async function drawn(sample: SVGSVGElement, ratio: number): Promise<HTMLImageElement> {
  const copy = sample.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(26 * ratio));
  copy.setAttribute("height", String(18 * ratio));
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}
