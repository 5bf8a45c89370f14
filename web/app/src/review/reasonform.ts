import { h, render } from "../dom.ts";
import { type Language, translate } from "../i18n/index.ts";
import type { Decision } from "./queue.ts";

const longest = 2000;
const remembered = 6;
const store = "burialmap.review.reasons";

/** Asks why a pair is rejected or postponed, in a small window; what was said lately is one press away. */
export class ReasonForm {
  readonly element = h("dialog", { class: "reason", "aria-labelledby": "reason-title" });
  #recent = recall();

  constructor() {
    // Escape closes this window and nothing behind it.
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
  }

  /** The reason, or undefined if somebody thinks better of it. What was written is lost only by cancelling. */
  ask(language: Language, decision: Decision, pair: string, others: readonly string[]): Promise<string | undefined> {
    return new Promise((resolve) => {
      const field = h("textarea", { id: "reason-text", rows: 3, maxlength: longest, required: true, "aria-describedby": "reason-about" });
      let reason: string | undefined;
      const accept = (event: SubmitEvent) => {
        event.preventDefault();
        reason = field.value.trim() || undefined;
        if (reason === undefined) {
          field.setCustomValidity(translate(language, "review.reason.needed"));
          field.reportValidity();
          return;
        }
        this.#remember(reason);
        this.element.close();
      };
      field.addEventListener("input", () => field.setCustomValidity(""));
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) field.form?.requestSubmit();
      });
      render(this.element, this.#form(language, decision, pair, others, field, accept));
      this.element.addEventListener("close", () => resolve(reason), { once: true });
      this.element.showModal();
      field.focus();
    });
  }

  #form(
    language: Language,
    decision: Decision,
    pair: string,
    others: readonly string[],
    field: HTMLTextAreaElement,
    accept: (e: SubmitEvent) => void,
  ): HTMLElement {
    const verb = decision === "rejected" ? "review.reject" : "review.postpone";
    const used = [...new Set([...this.#recent, ...others])].slice(0, remembered);
    const use = (reason: string) =>
      h("li", {}, h("button", { type: "button", class: "small", onclick: () => take(field, reason) }, reason.length > 90 ? `${reason.slice(0, 89)}…` : reason));
    return h(
      "form",
      { method: "dialog", novalidate: true, onsubmit: accept },
      h("h2", { id: "reason-title" }, translate(language, verb)),
      h("p", {}, pair),
      h("label", { for: "reason-text" }, translate(language, "review.reason")),
      field,
      h("p", { class: "note", id: "reason-about" }, translate(language, "review.reason.about")),
      used.length > 0 && h("div", { class: "recent" }, h("h3", {}, translate(language, "review.reason.recent")), h("ul", { class: "plain" }, ...used.map(use))),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "submit", class: "primary", "data-key": "reason-give" }, translate(language, verb)),
        h("button", { type: "button", "data-key": "reason-cancel", onclick: () => this.element.close() }, translate(language, "review.cancel")),
      ),
    );
  }

  #remember(reason: string): void {
    this.#recent = [reason, ...this.#recent.filter((r) => r !== reason)].slice(0, remembered);
    try {
      localStorage.setItem(store, JSON.stringify(this.#recent));
    } catch {
      // A browser that keeps nothing remembers until the page is closed.
    }
  }
}

function take(field: HTMLTextAreaElement, reason: string): void {
  field.value = reason;
  field.setCustomValidity("");
  field.focus();
}

function recall(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(store) ?? "[]");
    return Array.isArray(kept) ? kept.filter((r) => typeof r === "string") : [];
  } catch {
    return [];
  }
}
