import { h } from "../dom.ts";

interface Control {
  /** Also the key by which the focus finds it again. */
  id: string;
  label: string;
  value: string;
  hint?: string | undefined;
}

/** A choice with its label; the first option is often that nobody says anything. */
export function choice(
  { id, label, value, hint }: Control,
  options: readonly (readonly [value: string, words: string])[],
  onChoose: (value: string) => void,
): HTMLElement {
  const select = h(
    "select",
    { id, "data-key": id, onchange: () => onChoose(select.value), "aria-describedby": hint && `${id}-hint` },
    ...options.map(([v, words]) => h("option", { value: v }, words)),
  );
  select.value = value;
  return labelled(id, label, select, hint);
}

/** A line to write in with its label. */
export function entry(
  { id, label, value, hint }: Control,
  { type = "text", list, suffix }: { type?: "text" | "number"; list?: string; suffix?: string },
  onInput: (value: string) => void,
): HTMLElement {
  const input = h("input", { id, "data-key": id, type, list, value, autocomplete: "off", spellcheck: "false", "aria-describedby": hint && `${id}-hint` });
  if (type === "number") Object.assign(input, { min: "0", step: "any", inputMode: "decimal" });
  input.addEventListener("input", () => onInput(input.value));
  return labelled(id, label, suffix === undefined ? input : h("span", { class: "with-unit" }, input, h("span", {}, suffix)), hint);
}

function labelled(id: string, label: string, control: HTMLElement, hint: string | undefined): HTMLElement {
  return h("div", { class: "field" }, h("label", { for: id }, label), control, hint !== undefined && h("p", { class: "note", id: `${id}-hint` }, hint));
}

/** Something to switch on, with what it means. */
export function tick({ id, label, hint }: Omit<Control, "value">, on: boolean, onTick: (on: boolean) => void): HTMLElement {
  const box = h("input", { type: "checkbox", id, "data-key": id, onchange: () => onTick(box.checked), "aria-describedby": hint && `${id}-hint` });
  box.checked = on;
  return h("div", { class: "tick" }, box, h("label", { for: id }, label), hint !== undefined && h("p", { class: "note", id: `${id}-hint` }, hint));
}

/** A part of the page with a heading of its own. */
export function part(id: string, title: string, ...children: (Node | string | undefined | false)[]): HTMLElement {
  return h("section", { class: "part", "aria-labelledby": id }, h("h3", { id }, title), ...children);
}
