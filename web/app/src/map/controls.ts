import type { MapLibreMap } from "maplibre-gl";
import { metresPerDegree } from "../circle.ts";
import { h } from "../dom.ts";
import { formatLength } from "../format.ts";
import { type Language, translate } from "../i18n/index.ts";
import type { Unshown } from "./map.ts";
import { ownSource } from "./own.ts";

const scaleWidth = 110;

/** Zoom buttons, scale and attribution in the page's language. */
export class MapControls {
  readonly element = h("div", { class: "controls" });
  #in = h("button", { type: "button", onclick: () => this.#map?.zoomIn() }, "+");
  #out = h("button", { type: "button", onclick: () => this.#map?.zoomOut() }, "−");
  #scale = h("div", { class: "scale" });
  #attribution = h("div", { class: "attribution" });
  #unshown = h("p", { class: "unshown", role: "status", hidden: true });
  #said: Unshown = { merged: 0, dropped: 0, unnamed: 0 };
  #map: MapLibreMap | undefined;
  #language: Language = "en";

  /** Scale and attribution lie at the foot of the map. */
  constructor(foot: HTMLElement) {
    this.element.append(h("div", { class: "zoom" }, this.#in, this.#out));
    foot.append(this.#unshown, h("div", { class: "foot-end" }, this.#scale, this.#attribution));
  }

  update(map: MapLibreMap, language: Language): void {
    if (this.#map !== map) map.on("styledata", () => this.#credit());
    this.#map = map;
    this.#language = language;
    for (const [button, key] of [
      [this.#in, "map.zoomin"],
      [this.#out, "map.zoomout"],
    ] as const) {
      button.title = translate(language, key);
      button.setAttribute("aria-label", button.title);
    }
    this.#credit();
    this.#drawScale(map, language);
    this.tell(this.#said, language);
  }

  /** Who made what is drawn: text, whatever is in it. */
  #credit(): void {
    if (!this.#map) return;
    const words = [translate(this.#language, "map.attribution"), ...attributions(this.#map)].join(" · ");
    if (this.#attribution.textContent !== words) this.#attribution.textContent = words;
  }

  /** Says that not every record is drawn by itself at this scale; what is left out matters more than what is drawn together. */
  tell(unshown: Unshown, language: Language): void {
    this.#said = unshown;
    const words = wordsOf(unshown, language);
    if (this.#unshown.textContent !== words) this.#unshown.textContent = words;
    this.#unshown.hidden = words === "";
  }

  /** The longest round length that fits, true at the middle of the map. */
  #drawScale(map: MapLibreMap, language: Language): void {
    const lat = map.getCenter().lat;
    const degreesPerPixel = 360 / (512 * 2 ** map.getZoom());
    const metresPerPixel = degreesPerPixel * metresPerDegree(lat).east;
    const most = metresPerPixel * scaleWidth;
    const power = 10 ** Math.floor(Math.log10(most));
    const round = [5, 3, 2, 1].map((n) => n * power).find((n) => n <= most) ?? power;
    this.#scale.style.width = `${(round / metresPerPixel).toFixed(1)}px`;
    this.#scale.textContent = formatLength(language, round);
  }
}

function wordsOf({ merged, dropped, unnamed }: Unshown, language: Language): string {
  if (dropped > 0) return translate(language, "map.dropped", { n: dropped });
  if (merged > 0) return translate(language, "map.merged", { n: merged });
  return unnamed > 0 ? translate(language, "map.unnamed", { n: unnamed }) : "";
}

/** What descriptions of tiles ask to be named: whoever made the basemap, and the sources of the records. */
function attributions(map: MapLibreMap): string[] {
  return [ownSource, "records"].flatMap((name) => {
    const source = map.getSource(name) as { attribution?: string } | undefined;
    return source?.attribution ? [source.attribution.replace(/<[^>]*>/g, "")] : [];
  });
}
