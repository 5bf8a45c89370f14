import { h } from "../../dom.ts";

/** A line across the map to be drawn aside, like a curtain: by mouse, finger or arrow keys. */
export class Swipe {
  readonly element = h("div", {
    class: "swipe",
    role: "slider",
    tabindex: 0,
    "aria-orientation": "horizontal",
    "aria-valuemin": 0,
    "aria-valuemax": 100,
    "data-key": "swipe",
  });
  #share = 0.5;
  #changed: (share: number) => void;

  constructor(changed: (share: number) => void) {
    this.#changed = changed;
    this.element.append(h("span", { class: "swipe-knob", "aria-hidden": "true" }, "⇔"));
    this.element.addEventListener("pointerdown", (event) => this.#drag(event));
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.set(this.#share);
  }

  name(label: string, words: (share: number) => string): void {
    this.element.setAttribute("aria-label", label);
    this.#words = words;
    this.set(this.#share);
  }
  #words: (share: number) => string = String;

  get share(): number {
    return this.#share;
  }

  set(share: number): void {
    this.#share = Math.max(0, Math.min(1, share));
    this.element.style.left = `${(this.#share * 100).toFixed(2)}%`;
    this.element.setAttribute("aria-valuenow", String(Math.round(this.#share * 100)));
    this.element.setAttribute("aria-valuetext", this.#words(this.#share));
    this.#changed(this.#share);
  }

  #drag(event: PointerEvent): void {
    event.stopPropagation();
    this.element.setPointerCapture(event.pointerId);
    const move = (e: PointerEvent) => {
      const box = this.element.parentElement?.getBoundingClientRect();
      if (box) this.set((e.clientX - box.left) / box.width);
    };
    this.element.addEventListener("pointermove", move);
    const done = () => this.element.removeEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"] as const) this.element.addEventListener(end, done, { once: true });
  }

  #key(event: KeyboardEvent): void {
    const step = event.shiftKey ? 0.1 : 0.02;
    const to: Record<string, number> = { ArrowLeft: this.#share - step, ArrowRight: this.#share + step, Home: 0, End: 1 };
    const share = to[event.key];
    if (share === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.set(share);
  }
}
