import "./search.css";
import { h, render } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import { Latest } from "../latest.ts";
import type { State } from "../state/state.ts";
import { explain } from "../trouble.ts";
import { type Found, foundIn, type Group, groupName, type SearchAnswer, search } from "./found.ts";

export interface SearchHost {
  state: State;
  /** Goes to what was chosen. */
  go(found: Found): void;
}

/**
 * A line to search names in, with a list of what was found: the combobox pattern of the ARIA Authoring Practices.
 * The focus stays in the line; arrows move through the list, Enter goes there, Escape closes it.
 */
export class SearchBox {
  readonly element = h("div", { class: "search", role: "search" });
  #host: SearchHost;
  #input = h("input", {
    type: "text",
    id: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    "aria-autocomplete": "list",
    "aria-controls": "search-list",
    "aria-expanded": "false",
  });
  #list = h("div", { class: "found", id: "search-list", role: "listbox", hidden: true });
  #status = h("p", { class: "found-status", role: "status", hidden: true });
  #answer: SearchAnswer | undefined;
  #failed: unknown;
  #open = false;
  #active = -1;
  #latest = new Latest<string, SearchAnswer>({
    ask: (words, signal) => search(words, signal),
    onSeen: (answer) => this.#show(answer, undefined),
    onFailed: (error) => this.#show(undefined, error),
    onBusy: (busy) => this.element.classList.toggle("busy", busy),
  });

  constructor(host: SearchHost) {
    this.#host = host;
    this.element.append(this.#input, this.#list, this.#status);
    this.#input.addEventListener("input", () => this.#write());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("focus", () => this.#answer && this.#draw(true));
    this.#input.addEventListener("blur", () => this.#draw(false));
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    host.state.listen((now, before) => now.language !== before.language && this.#draw(this.#open));
    this.#draw(false);
  }

  #write(): void {
    const words = this.#input.value.trim();
    this.#active = -1;
    if (words !== "") {
      this.#latest.want(words, 180);
      return;
    }
    this.#latest.stop();
    this.#answer = undefined;
    this.#failed = undefined;
    this.#draw(false);
  }

  #show(answer: SearchAnswer | undefined, error: unknown): void {
    this.#answer = answer;
    this.#failed = error;
    this.#active = -1;
    this.#draw(document.activeElement === this.#input);
  }

  get #found(): Found[] {
    return this.#answer ? foundIn(this.#host.state.view.language, this.#answer) : [];
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return; // Enter and arrows still belong to the writing of Japanese
    const last = this.#found.length - 1;
    const step: Record<string, number> = { ArrowDown: this.#active >= last ? 0 : this.#active + 1, ArrowUp: this.#active <= 0 ? last : this.#active - 1 };
    const to = step[event.key];
    if (to !== undefined && last >= 0) {
      event.preventDefault();
      this.#active = this.#open ? to : Math.max(0, this.#active);
      this.#draw(true);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = this.#found[Math.max(0, this.#active)];
      if (chosen && this.#open) this.#choose(chosen);
    } else if (event.key === "Escape" && this.#input.value !== "") {
      event.stopPropagation();
      event.preventDefault();
      if (this.#open) this.#draw(false);
      else this.#clear();
    }
  }

  #clear(): void {
    this.#input.value = "";
    this.#write();
  }

  #choose(found: Found): void {
    this.#draw(false);
    this.#host.go(found);
  }

  #draw(open: boolean): void {
    const { language } = this.#host.state.view;
    const found = this.#found;
    this.#open = open && found.length > 0;
    this.#input.placeholder = translate(language, "search.label");
    this.#input.setAttribute("aria-label", translate(language, "search.about"));
    this.#list.setAttribute("aria-label", translate(language, "search.results"));
    this.#input.setAttribute("aria-expanded", String(this.#open));
    this.#list.hidden = !this.#open;
    render(this.#list, ...this.#groups(found));
    const active = this.#open && this.#active >= 0 ? optionId(this.#active) : undefined;
    if (active) this.#input.setAttribute("aria-activedescendant", active);
    else this.#input.removeAttribute("aria-activedescendant");
    if (active) document.getElementById(active)?.scrollIntoView({ block: "nearest" });
    this.#tell(open, found.length);
  }

  /** How many there are, or that there are none; told to a screen reader, and seen where there is no list. */
  #tell(open: boolean, n: number): void {
    const { language } = this.#host.state.view;
    const asked = this.#answer !== undefined || this.#failed !== undefined;
    const words = this.#failed !== undefined ? explain(language, this.#failed) : translate(language, n === 0 ? "search.none" : "search.count", { n });
    this.#status.hidden = !open || !asked;
    this.#status.classList.toggle("unseen", n > 0);
    this.#status.textContent = open && asked ? words : "";
  }

  /** What was found, headed by what it is. */
  #groups(found: readonly Found[]): HTMLElement[] {
    const { language } = this.#host.state.view;
    const group = (name: Group) =>
      h(
        "ul",
        { role: "group", "aria-labelledby": `search-group-${name}` },
        h("li", { class: "heading", id: `search-group-${name}`, role: "presentation" }, groupName(language, name)),
        ...found.flatMap((f, i) => (f.group === name ? [this.#option(f, i)] : [])),
      );
    return [...new Set(found.map((f) => f.group))].map(group);
  }

  #option(found: Found, index: number): HTMLElement {
    const current = index === this.#active;
    return h(
      "li",
      {
        role: "option",
        id: optionId(index),
        class: current ? "current" : undefined,
        "aria-selected": current ? "true" : "false",
        "data-found": found.key,
        onclick: () => this.#choose(found),
      },
      h("strong", {}, found.name),
      found.others.length > 0 && h("span", { class: "others" }, found.others.join(" · ")),
      h("small", {}, found.about),
    );
  }
}

const optionId = (index: number) => `search-option-${index}`;
