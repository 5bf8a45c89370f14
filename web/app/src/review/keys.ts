import { h } from "../dom.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";

export type Command = "down" | "up" | "first" | "last" | "nextpage" | "previouspage" | "open" | "nextopen" | "undo" | "accepted" | "rejected" | "postponed";

/** Letters are keys in their place, not characters: they work while somebody writes Russian or Japanese. */
const byCode: Record<string, Command> = {
  KeyJ: "down",
  KeyK: "up",
  KeyN: "nextopen",
  KeyU: "undo",
  KeyA: "accepted",
  KeyR: "rejected",
  KeyP: "postponed",
};

const byKey: Record<string, Command> = {
  ArrowDown: "down",
  ArrowUp: "up",
  Home: "first",
  End: "last",
  PageDown: "nextpage",
  PageUp: "previouspage",
  Enter: "open",
};

type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey">;

/** What a key in the list asks for, if anything. */
export function commandOf({ key, code, ctrlKey, metaKey, altKey }: Press): Command | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return byKey[key] ?? byCode[code];
}

/** Which keys there are, to be opened by whoever wants to know. */
export function keyHelp(language: Language, edit: boolean): HTMLElement {
  const entries: [string[], Key][] = [
    [["↓", "↑", "J", "K"], "review.keys.step"],
    [["Page ↓", "Page ↑"], "review.keys.page"],
    [["N"], "review.keys.next"],
    [["Enter"], "review.keys.open"],
  ];
  if (edit) entries.push([["A"], "review.accept"], [["R"], "review.reject"], [["P"], "review.postpone"], [["U"], "review.keys.undo"]);
  const rows = entries.flatMap(([keys, words]) => [h("dt", {}, ...keys.map((k) => h("kbd", {}, k))), h("dd", {}, translate(language, words))]);
  return h(
    "details",
    { class: "keys" },
    h("summary", { "data-key": "review-keys" }, translate(language, "review.keys")),
    h("p", { class: "note" }, translate(language, "review.keys.about")),
    h("dl", {}, ...rows),
  );
}
