import { h, render } from "../dom.ts";
import { formatLength } from "../format.ts";
import { type Language, translate } from "../i18n/index.ts";
import type { PreviewMap } from "../map/previewmap.ts";
import { type PreviewState, previewSign, previewStates } from "../map/previewsigns.ts";
import type { State } from "../state/state.ts";
import { type Look, type PreviewProperties, previewed } from "./contract.ts";

/** Where the records of a file lie, as it is read now, on a small map. */
export class Preview {
  readonly element = h("section", { class: "preview part", "aria-labelledby": "import-preview", hidden: true });
  #head = h("div");
  #canvas = h("div", { class: "preview-map", id: "preview-map" });
  #chosen = h("p", { class: "preview-chosen", role: "status" });
  #foot = h("div");
  #state: State;
  #hasMap: boolean;
  #map: PreviewMap | undefined;
  #drawing: Promise<PreviewMap> | undefined;
  #look: Look | undefined;
  #record: PreviewProperties | undefined;

  constructor(state: State, hasMap: boolean) {
    this.#state = state;
    this.#hasMap = hasMap;
    this.#canvas.hidden = !hasMap;
    this.element.append(this.#head, this.#canvas, this.#chosen, this.#foot);
  }

  show(look: Look | undefined, language: Language): void {
    const another = look?.id !== this.#look?.id || JSON.stringify(look?.bbox) !== JSON.stringify(this.#look?.bbox);
    const drawn = previewed(look).length;
    if (look !== this.#look) this.#record = undefined;
    this.#look = look;
    this.element.hidden = look === undefined;
    if (!look) return;
    const all = look.preview_of ?? drawn;
    const words = drawn === 0 ? "import.preview.none" : drawn < all ? "import.preview.some" : "import.preview.all";
    render(
      this.#head,
      h("h3", { id: "import-preview" }, translate(language, "import.preview")),
      h("p", { class: "note" }, translate(language, words, { n: drawn, total: all })),
    );
    render(this.#foot, drawn > 0 && this.#hasMap ? legend(language) : undefined);
    this.#canvas.hidden = !this.#hasMap || drawn === 0;
    this.#tell();
    if (this.#hasMap && drawn > 0) void this.#draw(another);
  }

  resize(): void {
    this.#map?.map.resize();
  }

  /** Goes to a record and marks it; nothing happens if it has no place. */
  showRecord(record: number): void {
    const feature = previewed(this.#look).find((f) => f.properties.record === record);
    if (!feature) return;
    this.#choose(feature.properties);
    this.#map?.goTo(feature);
    this.element.scrollIntoView({ block: "nearest" });
  }

  async #draw(fit: boolean): Promise<void> {
    this.#drawing ??= import("../map/previewmap.ts").then(({ PreviewMap }) => new PreviewMap(this.#canvas, this.#state, (p) => this.#choose(p)));
    this.#map = await this.#drawing;
    await this.#map.show(previewed(this.#look), fit ? this.#look?.bbox : undefined);
  }

  #choose(record: PreviewProperties | undefined): void {
    this.#record = record;
    this.#map?.mark(record?.record);
    this.#tell();
  }

  #tell(): void {
    const { language } = this.#state.view;
    const r = this.#record;
    if (!r) {
      render(this.#chosen);
      return;
    }
    const name = translate(language, "import.record.named", { n: r.record, name: r.name ?? "" }).replace(/[:：]?\s*$/, "");
    const radius =
      typeof r.accuracy_m === "number" && r.accuracy_m > 0
        ? translate(language, "accuracy.known", { radius: formatLength(language, r.accuracy_m) })
        : translate(language, "map.unstated");
    render(this.#chosen, previewSign(r.state), ` ${name} · ${radius} · ${translate(language, `preview.${r.state}`)}`);
  }
}

function legend(language: Language): HTMLElement {
  const line = (state: PreviewState) => h("li", {}, previewSign(state), ` ${translate(language, `preview.${state}`)}`);
  return h("ul", { class: "preview-legend" }, ...previewStates.map(line), h("li", { class: "note" }, translate(language, "preview.circle")));
}
