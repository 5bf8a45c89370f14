import { h } from "../dom.ts";

/** What a slider of two handles is about. */
export interface SliderHost {
  readonly from: number;
  readonly to: number;
  /** The handles were moved; both are within from and to, and the first is not after the second. */
  onMove(first: number, second: number): void;
}

type End = "first" | "second";

/** Two handles on a line of whole years, each a slider of its own for the keyboard and for screen readers. */
export class Slider {
  readonly element: HTMLElement;
  #host: SliderHost;
  #handles: Record<End, HTMLElement>;
  #band = h("div", { class: "time-band" });
  #at: Record<End, number>;

  constructor(host: SliderHost) {
    this.#host = host;
    this.#at = { first: host.from, second: host.to };
    this.#handles = { first: this.#handle("first"), second: this.#handle("second") };
    this.element = h("div", { class: "time-track" }, this.#band, this.#handles.first, this.#handles.second);
    this.element.addEventListener("pointerdown", (event) => this.#grab(event));
    this.#draw();
  }

  /** Where the handles are, and what they say of it. */
  show(first: number, second: number): void {
    this.#at = { first, second };
    this.#draw();
  }

  name(end: End, label: string, value: string): void {
    this.#handles[end].setAttribute("aria-label", label);
    this.#handles[end].setAttribute("aria-valuetext", value);
  }

  #handle(end: End): HTMLElement {
    return h("div", {
      class: `time-handle ${end}`,
      role: "slider",
      tabindex: "0",
      "data-key": `time-${end}`,
      "aria-orientation": "horizontal",
      onkeydown: (event: KeyboardEvent) => this.#press(end, event),
    });
  }

  #press(end: End, event: KeyboardEvent): void {
    const { from, to } = this.#host;
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5, Home: from - to, End: to - from };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.#move(end, this.#at[end] + step);
  }

  /** A handle does not pass the other one. */
  #move(end: End, year: number): void {
    const { from, to } = this.#host;
    const { first, second } = this.#at;
    const within = end === "first" ? Math.max(from, Math.min(year, second)) : Math.min(to, Math.max(year, first));
    if (within === this.#at[end]) return;
    this.#at = { ...this.#at, [end]: within };
    this.#draw();
    this.#host.onMove(this.#at.first, this.#at.second);
  }

  #slide(first: number, width: number): void {
    const { from, to } = this.#host;
    const within = Math.max(from, Math.min(first, to - width));
    if (within === this.#at.first) return;
    this.#at = { first: within, second: within + width };
    this.#draw();
    this.#host.onMove(this.#at.first, this.#at.second);
  }

  /** The nearer handle comes to the finger; between the two both go along. */
  #grab(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const { first, second } = this.#at;
    const begun = this.#edgeAt(event.clientX);
    const onHandle = (["first", "second"] as const).find((end) => this.#handles[end] === event.target);
    const whole = event.target === this.#band && (first > this.#host.from || second < this.#host.to) && second > first;
    const end = onHandle ?? (Math.abs(begun - first) <= Math.abs(begun - second - 1) ? "first" : "second");
    const follow = (e: PointerEvent) => {
      const edge = this.#edgeAt(e.clientX);
      if (whole) this.#slide(Math.round(first + edge - begun), second - first);
      else this.#move(end, end === "first" ? Math.round(edge) : Math.round(edge) - 1);
    };
    if (!whole) {
      this.#handles[end].focus({ preventScroll: true });
      follow(event);
    }
    this.#followPointer(event, follow);
  }

  #followPointer(event: PointerEvent, follow: (e: PointerEvent) => void): void {
    const { element } = this;
    element.setPointerCapture(event.pointerId);
    const stop = () => {
      element.removeEventListener("pointermove", follow);
      element.removeEventListener("pointerup", stop);
      element.removeEventListener("pointercancel", stop);
    };
    element.addEventListener("pointermove", follow);
    element.addEventListener("pointerup", stop);
    element.addEventListener("pointercancel", stop);
  }

  /** Where between two years a place on screen is: 1945 is where that year begins. */
  #edgeAt(x: number): number {
    const { left, width } = this.element.getBoundingClientRect();
    const { from, to } = this.#host;
    return from + Math.max(0, Math.min(1, (x - left) / Math.max(1, width))) * (to + 1 - from);
  }

  /** A year is as wide as its bar in the histogram; a handle stands at its outer edge, so that the bars between are those meant. */
  #draw(): void {
    const { from, to } = this.#host;
    const { first, second } = this.#at;
    const share = (year: number) => `${((year - from) / (to + 1 - from)) * 100}%`;
    this.#handles.first.style.left = share(first);
    this.#handles.second.style.left = share(second + 1);
    this.#band.style.left = share(first);
    this.#band.style.width = `${((second + 1 - first) / (to + 1 - from)) * 100}%`;
    for (const [end, min, max] of [
      ["first", from, second],
      ["second", first, to],
    ] as const) {
      const handle = this.#handles[end];
      handle.setAttribute("aria-valuemin", String(min));
      handle.setAttribute("aria-valuemax", String(max));
      handle.setAttribute("aria-valuenow", String(this.#at[end]));
    }
  }
}
