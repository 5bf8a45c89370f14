import "./drawing.css";
import type { Geometry, Position } from "geojson";
import { type Finding, type Item, Refusal } from "../api.ts";
import type { App } from "../app.ts";
import { h, render } from "../dom.ts";
import { formatArea } from "../format.ts";
import { type Key, translate } from "../i18n/index.ts";
import { ruleWords } from "../i18n/rules.ts";
import type { BurialMap } from "../map/map.ts";
import { nameOf } from "../panel/naming.ts";
import type { Ref } from "../state/view.ts";
import { measure } from "../tools/measured.ts";
import { Sketch } from "../tools/sketch.ts";
import type { Tool } from "../tools/tool.ts";
import { explain } from "../trouble.ts";
import { Canvas } from "./canvas.ts";
import { factsForm } from "./form.ts";
import { empty, geometryOf, isWhole, type Outline, outlineOf, readCorners, type Shape, Steps, writeCorners } from "./outline.ts";
import { correct, create, createSource, type Drawable, type Facts, factsOf, formField, lacking, noFacts, propertiesOf, read, sources } from "./record.ts";

/** A record whose geometry is being corrected, in the state that was read. */
interface Correcting {
  ref: Ref;
  item: Item;
  tag: string;
  holes: Position[][];
}

/** What somebody is at: it outlives the closing of the tool, so that a slip loses nothing. */
interface Draft {
  collection: Drawable;
  correcting: Correcting | undefined;
  facts: Facts;
  steps: Steps;
}

let kept: Draft | undefined;
const fresh = (collection: Drawable): Draft => ({ collection, correcting: undefined, facts: noFacts, steps: new Steps(empty("polygon")) });

/** Adds a boundary or a plot, or corrects where a record lies: drawn by hand or written as a list, with the facts that belong to it. */
export class Drawing implements Tool {
  readonly element = h("div", { class: "drawing tool-body" });
  readonly busy = false;
  #app: App;
  #map: BurialMap;
  #canvas: Canvas;
  #sketch: Sketch;
  #draft: Draft;
  #sources: { id: string; title: string }[] = [];
  #listing: Promise<void> | undefined;
  #wrong = new Map<keyof Facts, string>();
  #said: { words: string; alert: boolean; again?: boolean } | undefined;
  #listed: string | undefined;
  #area: string | undefined;
  #saving = false;
  #closed = new AbortController();

  constructor(app: App, drawn: BurialMap) {
    const { map } = drawn;
    this.#app = app;
    this.#map = drawn;
    this.#draft = kept ?? fresh("cemeteries");
    this.#sketch = new Sketch(map);
    map.getContainer().append(this.#sketch.element);
    this.#canvas = new Canvas(map, app.state.view, (outline) => this.#drawn(outline));
    this.#canvas.show(this.#outline);
    this.#fetchSources().then(
      () => this.draw(),
      () => undefined, // saving asks again
    );
    app.state.listen((now, before) => {
      if (now.selected !== before.selected && !this.#closed.signal.aborted) this.draw();
    });
    void this.#measure();
  }

  get #outline(): Outline {
    return this.#draft.steps.now;
  }

  close(): void {
    kept = this.#begun ? this.#draft : undefined;
    this.#closed.abort();
    this.#canvas.close();
    this.#sketch.remove();
  }

  get #begun(): boolean {
    const { correcting, facts, steps } = this.#draft;
    return correcting !== undefined || steps.now.corners.length > 0 || facts !== noFacts;
  }

  draw(): void {
    render(this.element, this.#what(), this.#shapes(), this.#hand(), this.#list(), this.#form(), this.#foot());
  }

  #t(key: Key, values: Record<string, string | number> = {}): string {
    return translate(this.#app.state.view.language, key, values);
  }

  /** A new boundary, a new plot, or the chosen record anew. */
  #what(): HTMLElement {
    const { correcting, collection } = this.#draft;
    const button = (name: Drawable) =>
      this.#button(`draw-${name}`, `draw.${name}`, () => this.#begin(fresh(name)), { pressed: !correcting && collection === name });
    return h("div", { class: "tool-buttons", role: "group", "aria-label": this.#t("draw.what") }, button("cemeteries"), button("plots"), this.#chosen());
  }

  #chosen(): HTMLElement {
    const { language, selected } = this.#app.state.view;
    const { correcting } = this.#draft;
    if (correcting) {
      const name = nameOf(language, correcting.ref.collection, correcting.ref.id, correcting.item.properties);
      return h("p", { class: "strong" }, this.#t("draw.correct", { name }));
    }
    if (!selected || (selected.collection !== "plots" && selected.collection !== "cemeteries")) return h("small", {}, this.#t("draw.correct.how"));
    const words = this.#t("draw.correct", { name: selected.id });
    return h("button", { type: "button", "data-key": "draw-correct", onclick: () => void this.#correct(selected) }, words);
  }

  #button(key: string, words: Key, onclick: () => void, { off = false, pressed }: { off?: boolean; pressed?: boolean } = {}): HTMLElement {
    return h(
      "button",
      { type: "button", "data-key": key, disabled: off, "aria-pressed": pressed === undefined ? undefined : String(pressed), onclick },
      this.#t(words),
    );
  }

  #begin(draft: Draft): void {
    this.#draft = draft;
    this.#wrong.clear();
    this.#said = undefined;
    this.#listed = undefined;
    this.#show();
  }

  #show(): void {
    this.#canvas.show(this.#outline);
    this.#sketch.show({ path: [], closed: false, corners: false });
    this.draw();
    void this.#measure();
  }

  async #correct(ref: Ref): Promise<void> {
    try {
      const { item, tag } = await read(ref);
      const known = outlineOf(item.geometry);
      if (!known && item.geometry) {
        const { language } = this.#app.state.view;
        this.#tell(this.#t("draw.correct.not", { name: nameOf(language, ref.collection, ref.id, item.properties) }), true);
        return;
      }
      const { outline = empty("polygon"), holes = [] } = known ?? {};
      this.#begin({ collection: ref.collection as Drawable, correcting: { ref, item, tag, holes }, facts: factsOf(item), steps: new Steps(outline) });
      this.#map.fit([item], clear());
    } catch (error) {
      this.#tell(explain(this.#app.state.view.language, error), true);
    }
  }

  /** A plot may be a point: it is where somebody knows no outline. */
  #shapes(): HTMLElement | undefined {
    const { collection, correcting } = this.#draft;
    if (collection !== "plots" || correcting) return undefined;
    const shape = (name: Shape) => this.#button(`draw-${name}`, `draw.shape.${name}`, () => this.#go(empty(name)), { pressed: this.#outline.shape === name });
    return h("div", { class: "tool-buttons", role: "group", "aria-label": this.#t("draw.shape") }, shape("polygon"), shape("point"));
  }

  #hand(): HTMLElement {
    const { steps } = this.#draft;
    const whole = isWhole(this.#outline);
    const { shape } = this.#outline;
    const hint: Key = !whole ? `draw.hint.${shape}` : shape === "point" ? "draw.hint.move" : "draw.hint.edit";
    return h(
      "div",
      { class: "draw-hand" },
      h("p", { class: "note" }, this.#t(hint)),
      this.#area !== undefined && h("p", { class: "strong", role: "status" }, this.#t("draw.area", { area: this.#area })),
      h(
        "div",
        { class: "tool-buttons" },
        this.#button("draw-undo", "draw.undo", () => this.#step(steps.undo()), { off: !steps.canUndo }),
        this.#button("draw-redo", "draw.redo", () => this.#step(steps.redo()), { off: !steps.canRedo }),
        this.#button("draw-again", "draw.again", () => this.#go(empty(this.#outline.shape)), { off: !whole }),
      ),
    );
  }

  /** The same by keyboard alone: every corner as a line of text. */
  #list(): HTMLElement {
    const field = h("textarea", {
      id: "draw-corners",
      "data-key": "draw-corners",
      rows: 5,
      spellcheck: "false",
      "aria-describedby": "draw-corners-about",
      oninput: () => {
        this.#listed = field.value;
      },
    });
    field.value = this.#listed ?? writeCorners(this.#outline);
    const details = h(
      "details",
      { open: this.#listed !== undefined },
      h("summary", { "data-key": "draw-list" }, this.#t("draw.corners")),
      h("label", { class: "voice", for: "draw-corners" }, this.#t("draw.corners")),
      field,
      h("small", { id: "draw-corners-about" }, this.#t("draw.corners.about")),
      h(
        "div",
        { class: "tool-buttons" },
        this.#button("draw-take", "draw.corners.take", () => this.#take(field.value)),
      ),
    );
    details.addEventListener("toggle", () => {
      this.#listed = details.open ? (this.#listed ?? field.value) : undefined;
    });
    return details;
  }

  #take(text: string): void {
    const list = readCorners(text);
    if ("wrong" in list) {
      this.#tell(this.#t("draw.corners.wrong", { n: list.wrong }), true);
      return;
    }
    const { shape } = this.#outline;
    const corners = shape === "point" ? list.corners.slice(0, 1) : list.corners;
    if (!isWhole({ shape, corners })) {
      this.#tell(this.#t("draw.corners.few"), true);
      return;
    }
    this.#said = undefined;
    this.#go({ shape, corners });
  }

  /** Another outline, from the hand, the list or a step back. */
  #go(outline: Outline): void {
    this.#draft.steps.go(outline);
    this.#step(outline);
  }

  #step(outline: Outline): void {
    if (this.#listed !== undefined) this.#listed = writeCorners(outline);
    this.#show();
  }

  #drawn(outline: Outline): void {
    if (!this.#draft.steps.go(outline)) return;
    if (this.#listed !== undefined) this.#listed = writeCorners(outline);
    this.draw();
    void this.#measure();
  }

  async #measure(): Promise<void> {
    const geometry = geometryOf(this.#outline, this.#draft.correcting?.holes);
    this.#area = undefined;
    if (geometry?.type === "Polygon") {
      const outline = this.#outline;
      const measured = await measure(geometry, this.#closed.signal).catch(() => undefined);
      if (outline !== this.#outline || this.#closed.signal.aborted) return;
      this.#area = measured?.area_m2 === undefined ? undefined : formatArea(this.#app.state.view.language, measured.area_m2);
    }
    this.draw();
  }

  #form(): HTMLElement {
    return factsForm({
      language: this.#app.state.view.language,
      collection: this.#draft.collection,
      correcting: this.#draft.correcting !== undefined,
      facts: this.#draft.facts,
      sources: this.#sources,
      wrong: this.#wrong,
      set: (change) => {
        this.#draft.facts = { ...this.#draft.facts, ...change };
      },
      redraw: () => this.draw(),
    });
  }

  #foot(): HTMLElement {
    const said = this.#said;
    const save = h(
      "button",
      { type: "button", class: "primary", "data-key": "draw-save", disabled: this.#saving, onclick: () => void this.#save() },
      this.#t(this.#saving ? "draw.saving" : "draw.save"),
    );
    return h(
      "div",
      { class: "draw-foot" },
      said && h("p", { class: said.alert ? "trouble" : "done", role: said.alert ? "alert" : "status" }, said.words),
      said?.again && this.#button("draw-reread", "draw.conflict.read", () => void this.#reread()),
      h(
        "div",
        { class: "tool-buttons" },
        save,
        this.#button("draw-discard", "draw.discard", () => this.#begin(fresh(this.#draft.collection)), { off: !this.#begun }),
      ),
    );
  }

  #tell(words: string, alert: boolean, again = false): void {
    this.#said = { words, alert, again };
    this.draw();
  }

  async #save(): Promise<void> {
    const { facts, collection, correcting } = this.#draft;
    const geometry = geometryOf(this.#outline, correcting?.holes);
    this.#wrong = new Map(
      lacking(facts, collection, correcting !== undefined).map((f) => [f, this.#t(f === "accuracy" ? "draw.needed.accuracy" : "draw.needed")]),
    );
    if (!geometry || this.#wrong.size > 0) {
      this.#tell(this.#t(geometry ? "draw.rule" : "draw.needed.geometry"), true);
      const [first] = this.#wrong.keys();
      if (first) this.element.querySelector<HTMLElement>(`#draw-${first}`)?.focus();
      return;
    }
    this.#saving = true;
    this.#said = undefined;
    this.draw();
    try {
      this.#stored(await this.#send(geometry));
    } catch (error) {
      this.#failed(error);
    }
    this.#saving = false;
    this.draw();
  }

  async #send(geometry: Geometry): Promise<Item> {
    const { collection, correcting } = this.#draft;
    const source = await this.#source();
    const properties = propertiesOf(this.#draft.facts, collection, source, correcting !== undefined);
    return correcting ? correct(correcting.ref, correcting.tag, geometry, properties) : create(collection, geometry, properties);
  }

  /** The source, which is recorded first if it is a new one. One of that title that is there, or was recorded before a refusal, is not made twice. */
  async #source(): Promise<string> {
    const { source, sourceTitle, fictional } = this.#draft.facts;
    if (source !== "new") return source;
    const title = sourceTitle.trim();
    await this.#fetchSources();
    const known = this.#sources.find((s) => s.title === title);
    const id = known?.id ?? (await createSource(title, fictional));
    if (!known) this.#sources = [...this.#sources, { id, title }];
    this.#draft.facts = { ...this.#draft.facts, source: id, sourceTitle: "" };
    return id;
  }

  /** The sources that there are, once. */
  #fetchSources(): Promise<void> {
    this.#listing ??= sources().then(
      (list) => {
        this.#sources = list;
      },
      (reason: unknown) => {
        this.#listing = undefined;
        throw reason;
      },
    );
    return this.#listing;
  }

  #stored(item: Item): void {
    const { collection } = this.#draft;
    const { language } = this.#app.state.view;
    const ref = { collection, id: String(item.id) };
    this.#begin(fresh(collection));
    this.#said = { words: this.#t("draw.saved", { name: nameOf(language, collection, ref.id, item.properties) }), alert: false };
    this.#app.reload();
    this.#app.state.set({ selected: undefined });
    this.#app.state.set({ selected: ref });
  }

  /** What the server found wrong stands at its field, and at its place on the map. */
  #failed(error: unknown): void {
    const { language } = this.#app.state.view;
    if (!(error instanceof Refusal)) {
      this.#said = { words: `${explain(language, error)} ${this.#t("draw.refused")}`, alert: true };
      return;
    }
    if (error.status === 412) {
      this.#said = { words: this.#t("draw.conflict"), alert: true, again: true };
      return;
    }
    const place = error.findings.map(placeOf).find((p) => p !== undefined);
    if (place) this.#sketch.show({ path: [], closed: false, corners: false, mark: place });
    const general: string[] = [];
    for (const finding of error.findings) {
      const field = formField[finding.field ?? ""];
      if (field) this.#wrong.set(field, this.#words(finding));
      else general.push(this.#words(finding));
    }
    const words = error.findings.length > 0 ? general : [explain(language, error)];
    this.#said = { words: [...words, place ? this.#t("draw.mark") : "", this.#t("draw.refused")].filter(Boolean).join(" "), alert: true };
  }

  /** A finding in the reader's language, as far as its rule has words there. */
  #words({ rule, message, advice }: Finding): string {
    const { language } = this.#app.state.view;
    const words = language === "en" ? undefined : ruleWords(rule)?.[language];
    return words ? `${words.title}. ${words.advice ?? ""}`.trim() : `${message}; ${advice}.`;
  }

  /** Reads the record as it is now; what was drawn and written stays, and may now replace it. */
  async #reread(): Promise<void> {
    const { correcting } = this.#draft;
    if (!correcting) return;
    try {
      const { item, tag } = await read(correcting.ref);
      this.#draft.correcting = { ...correcting, item, tag, holes: outlineOf(item.geometry)?.holes ?? correcting.holes };
      this.#app.reload();
      this.#app.state.set({ selected: undefined });
      this.#app.state.set({ selected: correcting.ref });
      this.#tell(this.#t("draw.conflict.now"), false);
    } catch (error) {
      this.#tell(explain(this.#app.state.view.language, error), true);
    }
  }
}

function placeOf({ place }: Finding): Position | undefined {
  const numbers = (place ?? "").split(",").map((n) => (n.trim() === "" ? Number.NaN : Number(n)));
  return numbers.length === 2 && numbers.every(Number.isFinite) ? numbers : undefined;
}

/** Room that the sheet, this card and open details take from the map. */
function clear(): { left?: number; right?: number; bottom?: number } {
  if (!matchMedia("(min-width: 1000px)").matches) return {};
  return { left: 352, right: document.body.classList.contains("with-panel") ? 780 : 370 };
}
