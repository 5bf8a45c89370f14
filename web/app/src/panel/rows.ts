import { h } from "../dom.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";

type Value = Node | string | undefined;

/** A list of terms and what is recorded for them; what is not recorded is left out. */
export function rows(language: Language, entries: readonly (readonly [Key | { words: string }, Value])[]): HTMLElement | undefined {
  const shown = entries.filter(([, value]) => value !== undefined && value !== "");
  if (shown.length === 0) return undefined;
  return h("dl", {}, ...shown.flatMap(([key, value]) => [h("dt", {}, typeof key === "string" ? translate(language, key) : key.words), h("dd", {}, value)]));
}

export function section(title: string, ...children: (Node | string | undefined)[]): HTMLElement | undefined {
  const shown = children.filter((c) => c !== undefined);
  return shown.length === 0 ? undefined : h("section", {}, h("h3", {}, title), ...shown);
}

/** Several pieces, each on its own line. */
export function lines(...pieces: (Node | string | undefined)[]): HTMLElement {
  return h("div", { class: "lines" }, ...pieces.filter((p) => p !== undefined && p !== "").map((p) => h("div", {}, p)));
}

/** Addresses that a source gives, separated by spaces; only web addresses become links. */
export function addresses(text: string): HTMLElement {
  const parts = text.split(/\s+/).filter((p) => p !== "");
  return lines(...parts.map((p) => (/^https?:\/\//.test(p) ? h("a", { href: p, rel: "noopener noreferrer", target: "_blank" }, p) : p)));
}
