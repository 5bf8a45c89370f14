import { readHash, type View, writeHash } from "./hash.ts";
import { preferred } from "./i18n/index.ts";

type Listener = (view: View, before: View) => void;

/** The view is the only state; whoever shows something listens to it, whoever changes something sets it. */
export class State {
  #view: View;
  #listeners: Listener[] = [];

  constructor(hash: string, browserLanguages: readonly string[]) {
    this.#view = { ...start(browserLanguages), ...readHash(hash) };
  }

  get view(): View {
    return this.#view;
  }

  set(change: Partial<View>): void {
    const before = this.#view;
    this.#view = { ...before, ...change };
    for (const listener of this.#listeners) listener(this.#view, before);
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Keeps the address bar and the view the same; only choosing another record or page is a step back can undo. */
  bindAddress(): void {
    const replace = () => history.replaceState(null, "", writeHash(this.#view));
    replace();
    this.listen((view, before) => {
      const step = view.selected !== before.selected || view.page !== before.page || view.table !== before.table || view.source !== before.source;
      if (writeHash(view) === location.hash) return;
      if (step) history.pushState(null, "", writeHash(view));
      else replace();
    });
    window.addEventListener("popstate", () => this.#adopt());
    window.addEventListener("hashchange", () => this.#adopt());
  }

  #adopt(): void {
    if (writeHash(this.#view) === location.hash) return;
    this.set({ selected: undefined, page: "map", hidden: [], source: undefined, ...readHash(location.hash) });
  }
}

/** The whole region: from Lake Baikal to Kamchatka. */
export const region = { zoom: 3.4, lat: 52, lon: 124 } as const;

function start(browserLanguages: readonly string[]): View {
  return { language: preferred(browserLanguages), page: "map", ...region, selected: undefined, hidden: [], table: "sites", source: undefined };
}
