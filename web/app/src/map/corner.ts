import type { MapLibreMap, MapMouseEvent } from "maplibre-gl";
import type { App, Part } from "../app.ts";
import { metresPerDegree } from "../circle.ts";
import { isDegrees, notations, refusedWords, type Written, writeDegrees } from "../coordinates.ts";
import { h, render } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import { Latest } from "../latest.ts";
import { type NotationName, notationNames } from "../state/view.ts";
import { copyText } from "../tools/copy.ts";
import { explain } from "../trouble.ts";
import type { BurialMap } from "./map.ts";
import "./corner.css";

/** Which place is told: where the pointer is, else the point that was clicked last, else the middle of the map. */
type Which = "pointer" | "clicked" | "centre";

interface Place {
  lon: number;
  lat: number;
  /** What a pixel is on the ground, in metres: no finer can anything be pointed at. */
  pixel: number;
  notation: NotationName;
}

const copiedFor = 2500;

/** The coordinates of a place of the map, in the notation that the reader has chosen, to be read and copied. */
export class Corner implements Part {
  readonly element = h("div", { class: "corner" });
  #app: App;
  #map: MapLibreMap;
  #pointer: { lng: number; lat: number } | undefined;
  #clicked: { lng: number; lat: number } | undefined;
  #choice = h("select", { "data-key": "notation", onchange: () => this.#choose() });
  #which = h("span", { class: "which" });
  #text = h("span", { class: "text" });
  #button = h("button", { type: "button", "data-key": "copy-corner", onclick: () => void this.#copy() }, this.#which, this.#text);
  #said = h("span", { class: "unseen", role: "status" });
  #asked: Latest<Place, Written | undefined>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(app: App, drawn: BurialMap) {
    this.#app = app;
    this.#map = drawn.map;
    this.element.append(this.#choice, this.#button, this.#said);
    this.#asked = new Latest<Place, Written | undefined>({
      ask: async ({ lon, lat, pixel, notation }, signal) => (await notations(lon, lat, { accuracy: 10 * pixel, notation, signal }))[0],
      onSeen: (written) => this.#tell(written?.text ?? (written?.refusal ? refusedWords(this.#language, written.refusal) : ""), written?.text !== undefined),
      onFailed: (error) => this.#tell(explain(this.#language, error), false),
      onBusy: (busy) => this.#button.setAttribute("aria-busy", String(busy)),
    });
    this.#listen();
    this.#words();
  }

  get #language() {
    return this.#app.state.view.language;
  }

  #listen(): void {
    const map = this.#map;
    map.on("mousemove", (event: MapMouseEvent) => this.#point(event.lngLat));
    map.on("mouseout", () => this.#point(undefined));
    map.on("click", (event: MapMouseEvent) => {
      this.#clicked = event.lngLat;
      this.#show();
    });
    map.on("movestart", (event) => {
      if ("originalEvent" in event && event.originalEvent) this.#clicked = undefined;
    });
    map.on("move", () => this.#pointer === undefined && this.#show());
    this.#app.state.listen((now, before) => {
      if (now.language !== before.language || now.notation !== before.notation) this.#words();
    });
  }

  #point(at: { lng: number; lat: number } | undefined): void {
    this.#pointer = at;
    this.#show();
  }

  #words(): void {
    const { language, notation } = this.#app.state.view;
    render(this.#choice, ...notationNames.map((n) => h("option", { value: n }, translate(language, `notation.short.${n}`))));
    this.#choice.value = notation;
    this.#choice.setAttribute("aria-label", translate(language, "coordinates.notation"));
    this.#choice.title = translate(language, "coordinates.notation");
    this.#button.title = translate(language, "coordinates.copy");
    this.#show();
  }

  #choose(): void {
    const notation = notationNames.find((n) => n === this.#choice.value);
    if (notation) this.#app.state.set({ notation });
  }

  #show(): void {
    const { language, notation } = this.#app.state.view;
    const which: Which = this.#pointer ? "pointer" : this.#clicked ? "clicked" : "centre";
    const { lng, lat } = this.#pointer ?? this.#clicked ?? this.#map.getCenter();
    const pixel = (360 / (512 * 2 ** this.#map.getZoom())) * metresPerDegree(lat).east;
    this.#which.textContent = translate(language, `coordinates.${which}`);
    if (isDegrees(notation)) {
      this.#asked.stop();
      this.#tell(writeDegrees(notation, lng, lat, pixel), true);
    } else this.#asked.want({ lon: lng, lat, pixel, notation });
  }

  #tell(text: string, copied: boolean): void {
    this.#text.textContent = text;
    this.#button.setAttribute("aria-disabled", String(!copied));
  }

  async #copy(): Promise<void> {
    if (this.#button.getAttribute("aria-disabled") === "true") return;
    const text = this.#text.textContent ?? "";
    const done = await copyText(text);
    this.#said.textContent = translate(this.#language, done ? "coordinates.copied" : "coordinates.copy.failed", { text });
    this.#which.textContent = translate(this.#language, done ? "coordinates.copied.short" : "coordinates.copy.failed");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#said.textContent = "";
      this.#show();
    }, copiedFor);
  }
}
