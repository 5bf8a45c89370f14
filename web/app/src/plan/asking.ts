import { h, render } from "../dom.ts";

export interface Choice {
  key: string;
  words: string;
  primary?: boolean;
}

/** A small window with a question. Escape, or closing it, answers nothing. */
export class Asking {
  readonly #title: string;
  readonly element: HTMLDialogElement;

  /** `name` tells this window from others of the page. */
  constructor(name: string) {
    this.#title = `ask-${name}`;
    this.element = h("dialog", { class: "plan-dialog", "aria-labelledby": this.#title });
    // Escape closes this window and nothing behind it.
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
  }

  ask(title: string, about: readonly (HTMLElement | string)[], choices: readonly Choice[]): Promise<string | undefined> {
    return new Promise((resolve) => {
      let chosen: string | undefined;
      const button = ({ key, words, primary }: Choice) => {
        const choose = () => {
          chosen = key;
          this.element.close();
        };
        return h("button", { type: "button", class: primary ? "primary" : undefined, "data-key": `ask-${key}`, onclick: choose }, words);
      };
      render(
        this.element,
        h("h2", { id: this.#title }, title),
        ...about.map((a) => (typeof a === "string" ? h("p", {}, a) : a)),
        h("div", { class: "actions" }, ...choices.map(button)),
      );
      this.element.addEventListener("close", () => resolve(chosen), { once: true });
      this.element.showModal();
    });
  }
}
