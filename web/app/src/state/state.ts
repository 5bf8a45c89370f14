import { preferred, speaks } from "../i18n/index.ts";
import { load } from "../i18n/load.ts";
import { readHash, writeHash } from "./address.ts";
import { sameCriteria } from "./criteria.ts";
import { remember, remembered } from "./remembered.ts";
import { sameRef, start, type View } from "./view.ts";

type Listener = (view: View, before: View) => void;

/** The view is the only state; whoever shows something listens to it, whoever changes something sets it. */
export class State {
  #view: View;
  #listeners: Listener[] = [];

  constructor(hash: string, browserLanguages: readonly string[]) {
    this.#view = { ...start(preferred(browserLanguages)), ...remembered(), ...readHash(hash) };
  }

  get view(): View {
    return this.#view;
  }

  /** Another language is set when its words have come; until then, or if they do not, the view stays in this one. */
  set(change: Partial<View>): void {
    const { language, ...rest } = change;
    if (language === undefined || speaks(language)) {
      this.#apply(change);
      return;
    }
    load(language).then(
      () => this.#apply({ language }),
      () => this.#apply({ language: this.#view.language }),
    );
    this.#apply(rest);
  }

  #apply(change: Partial<View>): void {
    const before = this.#view;
    this.#view = { ...before, ...change };
    if (this.#view.notation !== before.notation) remember(this.#view);
    for (const listener of this.#listeners) listener(this.#view, before);
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Keeps the address bar and the view the same; only some changes are steps that "back" undoes. */
  bindAddress(): void {
    const replace = () => history.replaceState(null, "", writeHash(this.#view));
    replace();
    this.listen((view, before) => {
      if (writeHash(view) === location.hash) return;
      if (isStep(view, before)) history.pushState(null, "", writeHash(view));
      else replace();
    });
    window.addEventListener("popstate", () => this.#adopt());
    window.addEventListener("hashchange", () => this.#adopt());
  }

  #adopt(): void {
    if (writeHash(this.#view) === location.hash) return;
    const { language, zoom, lat, lon } = this.#view;
    // What the address does not say is as at the start, so that going back also takes away; but nobody is moved for it.
    this.set({ ...start(language), zoom, lat, lon, ...readHash(location.hash) });
  }
}

/** Choosing another record, page, list or other criteria; moving the map is none. */
function isStep(view: View, before: View): boolean {
  return (
    !sameRef(view.selected, before.selected) ||
    view.page !== before.page ||
    view.table !== before.table ||
    view.plan !== before.plan ||
    view.planTab !== before.planTab ||
    view.planRevision !== before.planRevision ||
    view.sort !== before.sort ||
    !sameCriteria(view.criteria, before.criteria)
  );
}
