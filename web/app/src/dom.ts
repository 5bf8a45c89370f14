type Child = Node | string | undefined | null | false;
type Attributes = Record<string, string | number | boolean | undefined | ((event: never) => void)>;

/** One element with attributes, event listeners (`onclick: …`) and children. Never takes HTML as text. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((c): c is Node | string => c !== undefined && c !== null && c !== false));
  return element;
}

/** Replaces what a place shows and keeps the focus on the control that had it, found by its data-key, and what is being written there. */
export function render(place: HTMLElement, ...children: Child[]): void {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement && place.contains(focused) ? focused.dataset["key"] : undefined;
  place.replaceChildren(...children.filter((c): c is Node | string => c !== undefined && c !== null && c !== false));
  const again = key && place.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!again) return;
  again.focus({ preventScroll: true });
  if (focused instanceof HTMLInputElement && again instanceof HTMLInputElement) keepWriting(focused, again);
}

/** Text as it was left, with the cursor where it was. What nobody has touched since it was drawn is as it is drawn now. */
function keepWriting(before: HTMLInputElement, now: HTMLInputElement): void {
  if (before.type !== "text" && before.type !== "number" && before.type !== "search") return;
  if (before.value !== before.defaultValue) now.value = before.value;
  if (before.selectionStart !== null) now.setSelectionRange(before.selectionStart, before.selectionEnd);
}

export function svg(markup: { viewBox: string; shapes: [string, Record<string, string>][] }, className: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const root = document.createElementNS(space, "svg");
  root.setAttribute("viewBox", markup.viewBox);
  root.setAttribute("class", className);
  root.setAttribute("aria-hidden", "true");
  for (const [tag, attributes] of markup.shapes) {
    const shape = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    root.append(shape);
  }
  return root;
}
