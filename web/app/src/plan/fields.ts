import { h } from "../dom.ts";

/** A control under its label, which has to have an id. */
export function labelled(words: string, control: HTMLElement, about?: string): HTMLElement {
  if (about) control.setAttribute("aria-describedby", `${control.id}-about`);
  return h("div", { class: "field" }, h("label", { for: control.id }, words), control, about && h("p", { class: "note", id: `${control.id}-about` }, about));
}

export function tick(words: string, id: string, checked: boolean, disabled: boolean, change: (checked: boolean) => void): HTMLElement {
  const box = h("input", { type: "checkbox", id, "data-key": id, checked, disabled, onchange: () => change(box.checked) });
  return h("div", { class: "tick" }, box, h("label", { for: id }, words));
}

type Kind = "text" | "date" | "time" | "number";

/** A line to write in; what is written is told when the writer leaves it, if it can be. */
export function line(
  id: string,
  { type = "text", value, disabled = false, ...more }: { type?: Kind; value: string | number; disabled?: boolean } & Record<string, string | number | boolean>,
  told: (value: string) => void,
): HTMLInputElement {
  const field: HTMLInputElement = h("input", {
    ...more,
    id,
    type,
    value,
    disabled,
    "data-key": id,
    onchange: () => (field.checkValidity() ? told(field.value.trim()) : field.reportValidity()),
  });
  return field;
}
