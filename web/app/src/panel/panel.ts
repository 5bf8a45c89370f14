import type { Item } from "../api.ts";
import { h, render } from "../dom.ts";
import { prefer } from "../editing.ts";
import { translate } from "../i18n/index.ts";
import type { Counted, Hit } from "../map/map.ts";
import type { State } from "../state/state.ts";
import { type Ref, sameRef, type View } from "../state/view.ts";
import { explain } from "../trouble.ts";
import { countsOf } from "./counts.ts";
import { type Dossier, details } from "./details.ts";
import { loadDossier } from "./dossier.ts";
import { kindOf, nameOf } from "./naming.ts";
import "./panel.css";

type Content = { hits: readonly Hit[] } | { counted: Counted } | { dossier: Dossier } | { failed: unknown; ref: Ref } | "loading";

export interface PanelHost {
  state: State;
  onLoaded(dossier: Dossier | undefined): void;
  showOnMap(item: Item): void;
  /** A record was changed, so that tiles may be out of date. */
  onChanged(): void;
  export(record: { ref: Ref; name: string }): void;
  /** Has a site become a stop of a plan of visits. */
  addToPlan(site: string, name: string): void;
  zoomTo(counted: Counted): void;
}

/** By key, whether each part that opens and closes is open. */
function openedIn(place: HTMLElement): Map<string, boolean> {
  const summaries = [...place.querySelectorAll<HTMLElement>("details > summary[data-key]")];
  return new Map(summaries.map((s) => [s.dataset["key"] ?? "", (s.parentElement as HTMLDetailsElement).open]));
}

/** What is drawn anew is as open as it was. */
function reopen(place: HTMLElement, opened: ReadonlyMap<string, boolean>): void {
  for (const summary of place.querySelectorAll<HTMLElement>("details > summary[data-key]")) {
    const open = opened.get(summary.dataset["key"] ?? "");
    if (open !== undefined) (summary.parentElement as HTMLDetailsElement).open = open;
  }
}

/** The panel beside the map: a choice among records, what was counted in a part of the map, or the details of one record. */
export class Panel {
  readonly element: HTMLElement;
  #host: PanelHost;
  #content: Content | undefined;
  #abort = new AbortController();
  #opener: HTMLElement | undefined;
  /** What the map said of a record that was chosen there: enough to name it until the server answers. */
  #hit: Hit | undefined;
  #limit = 20;

  constructor(host: PanelHost) {
    this.#host = host;
    this.element = h("aside", { class: "panel", id: "panel", "aria-labelledby": "panel-title", hidden: true });
    host.state.listen((now, before) => this.#follow(now, before));
    if (host.state.view.selected) void this.#load(host.state.view.selected);
  }

  get open(): boolean {
    return this.#content !== undefined;
  }

  /** What a click found: nothing closes, one opens, several are offered. */
  offer(hits: readonly Hit[]): void {
    const [first, second] = hits;
    if (!first) {
      this.close();
    } else if (!second) {
      this.#choose(first);
    } else {
      this.#host.state.set({ selected: undefined });
      this.#show({ hits });
    }
  }

  #choose(hit: Hit): void {
    this.#hit = hit;
    this.#host.state.set({ selected: hit.ref });
  }

  /** What a sign of the map counts. */
  count(counted: Counted): void {
    this.#host.state.set({ selected: undefined });
    this.#show({ counted });
  }

  /** Tells a map that came later which record is open. */
  reselect(): void {
    if (typeof this.#content === "object" && "dossier" in this.#content) this.#host.onLoaded(this.#content.dossier);
  }

  close(): void {
    this.#abort.abort();
    this.#show(undefined);
    this.#host.state.set({ selected: undefined });
    this.#opener?.focus();
    this.#opener = undefined;
  }

  #follow(now: View, before: View): void {
    if (!sameRef(now.selected, before.selected)) {
      if (now.selected) void this.#load(now.selected);
      else {
        this.#abort.abort();
        this.#host.onLoaded(undefined);
        if (this.#content !== undefined && !(typeof this.#content === "object" && ("hits" in this.#content || "counted" in this.#content)))
          this.#show(undefined);
      }
    } else if (now.language !== before.language || now.notation !== before.notation) this.#draw();
  }

  async #load(ref: Ref, limit = 20): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#limit = limit;
    const { signal } = this.#abort;
    if (!this.element.contains(document.activeElement) && document.activeElement instanceof HTMLElement) this.#opener = document.activeElement;
    const again = typeof this.#content === "object" && "dossier" in this.#content && sameRef(this.#content.dossier.ref, ref);
    if (!again) this.#show("loading");
    try {
      const show = (dossier: Dossier) => {
        if (signal.aborted) return;
        this.#show({ dossier });
        this.#host.onLoaded(dossier);
      };
      show(await loadDossier(ref, signal, (record) => again || show(record), limit));
    } catch (error) {
      if (signal.aborted) return;
      this.#show({ failed: error, ref });
    }
  }

  /** Has the record stand where another source says, and shows it anew. */
  async #prefer(position: Item): Promise<void> {
    const { selected } = this.#host.state.view;
    if (!selected) return;
    try {
      await prefer({ collection: "positions", id: String(position.id) });
      this.#host.onChanged();
      await this.#load(selected, this.#limit);
    } catch (error) {
      this.#show({ failed: error, ref: selected });
    }
  }

  #show(content: Content | undefined): void {
    const before = this.#content;
    this.#content = content;
    this.element.hidden = content === undefined;
    document.body.classList.toggle("with-panel", content !== undefined);
    this.#draw();
    if (
      content !== undefined &&
      !(
        before &&
        typeof before === "object" &&
        content !== "loading" &&
        "dossier" in before &&
        "dossier" in content &&
        before.dossier.ref === content.dossier.ref
      )
    ) {
      this.element.scrollTop = 0;
      this.element.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    }
  }

  #draw(): void {
    const { language } = this.#host.state.view;
    const content = this.#content;
    if (content === undefined) {
      render(this.element);
      return;
    }
    const close = h(
      "button",
      {
        type: "button",
        class: "close",
        "data-key": "close",
        "aria-label": translate(language, "app.close"),
        title: translate(language, "app.close"),
        onclick: () => this.close(),
      },
      "×",
    );
    const opened = openedIn(this.element);
    render(this.element, close, this.#body(content));
    reopen(this.element, opened);
  }

  #body(content: Content): HTMLElement {
    const { language } = this.#host.state.view;
    if (content === "loading") return this.#waiting();
    if ("hits" in content) return this.#choice(content.hits);
    if ("counted" in content) return countsOf(language, content.counted, () => this.#host.zoomTo(content.counted));
    if ("failed" in content) return this.#failure(content.failed, content.ref);
    return details(language, content.dossier, {
      open: (ref) => this.#host.state.set({ selected: ref }),
      showOnMap: (item) => this.#host.showOnMap(item),
      notation: this.#host.state.view.notation,
      choose: (notation) => this.#host.state.set({ notation }),
      prefer: (position) => void this.#prefer(position),
      listOf: (collection, source) => this.#host.state.set({ page: "table", table: collection, criteria: { source }, selected: undefined }),
      export: (record) => this.#host.export(record),
      addToPlan: (site, name) => this.#host.addToPlan(site, name),
      openPlan: (plan) => this.#host.state.set({ page: "plan", plan, planRevision: 0 }),
      loadMoreOverlaps: () => void this.#load(content.dossier.ref, this.#limit + 100),
    });
  }

  /** What is known of the record already, which is its name if it was chosen on the map. */
  #waiting(): HTMLElement {
    const { language, selected } = this.#host.state.view;
    const hit = this.#hit && sameRef(this.#hit.ref, selected) ? this.#hit : undefined;
    // An overlap is called by its two parties, which the map does not name.
    if (!hit || hit.ref.collection === "overlaps") return h("p", { role: "status", id: "panel-title" }, translate(language, "app.loading"));
    const { ref, properties } = hit;
    return h(
      "article",
      { class: "details" },
      h("p", { class: "kind" }, kindOf(language, ref.collection, properties)),
      h("h2", { tabindex: "-1", id: "panel-title", "data-key": "title" }, nameOf(language, ref.collection, ref.id, properties)),
      h("p", { class: "rest", role: "status" }, translate(language, "app.loading")),
    );
  }

  #choice(hits: readonly Hit[]): HTMLElement {
    const { language } = this.#host.state.view;
    const choose = (hit: Hit) =>
      h(
        "button",
        { type: "button", class: "card", "data-key": `choose-${hit.ref.collection}/${hit.ref.id}`, onclick: () => this.#choose(hit) },
        h("strong", {}, nameOf(language, hit.ref.collection, hit.ref.id, hit.properties)),
        h("span", {}, kindOf(language, hit.ref.collection, hit.properties)),
        hit.properties["fictional"] === true && h("span", { class: "tag" }, translate(language, "map.invented")),
      );
    return h(
      "div",
      {},
      h("h2", { tabindex: "-1", id: "panel-title" }, translate(language, "choose.title", { n: hits.length })),
      h("p", { class: "note" }, translate(language, "choose.about")),
      h("ul", { class: "cards" }, ...hits.map((hit) => h("li", {}, choose(hit)))),
    );
  }

  #failure(error: unknown, ref: Ref): HTMLElement {
    const { language } = this.#host.state.view;
    return h(
      "div",
      { role: "alert" },
      h("h2", { tabindex: "-1", id: "panel-title" }, translate(language, `one.${ref.collection}`)),
      h("p", {}, explain(language, error)),
      h("button", { type: "button", "data-key": "retry", onclick: () => void this.#load(ref) }, translate(language, "app.retry")),
    );
  }
}
