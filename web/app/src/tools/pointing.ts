import type { Position } from "geojson";
import type { MapLibreMap } from "maplibre-gl";
import { h } from "../dom.ts";

/** Who takes what is pointed at on the map while a tool is used. */
export interface Pointer {
  /** A place was clicked, or set with Enter where the cross in the middle of the map is. */
  place(at: Position): void;
  /** Where the next place would be; undefined where nobody points at the map. */
  hover(at: Position | undefined): void;
  /** The last place is taken back. */
  undo(): void;
  /** No more places come: a double click, Escape or Ctrl and Enter. */
  end(): void;
}

const step = 60;
const fineStep = 4;
const arrows: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Has the map's clicks and keys for as long as a tool is used. They are taken before the map gets them, so that no record
 * is chosen by setting a corner; dragging and zooming stay the map's. By keyboard, arrows move the map under a cross in its
 * middle (finely with Shift), Enter sets a place there, Backspace takes the last one back, Escape ends.
 */
export class Pointing {
  #map: MapLibreMap;
  #pointer: Pointer;
  #cross = h("div", { class: "cross", "aria-hidden": "true", hidden: true });
  #gone = new AbortController();
  #pressed: { x: number; y: number } | undefined;

  constructor(map: MapLibreMap, pointer: Pointer) {
    this.#map = map;
    this.#pointer = pointer;
    const container = map.getContainer();
    container.classList.add("pointing");
    container.append(this.#cross);
    const options = { capture: true, signal: this.#gone.signal };
    container.addEventListener("pointerdown", (e) => this.#press(e), options);
    container.addEventListener("pointermove", (e) => this.#move(e), options);
    container.addEventListener("pointerleave", () => pointer.hover(undefined), { signal: this.#gone.signal });
    container.addEventListener("click", (e) => this.#click(e), options);
    container.addEventListener("dblclick", (e) => e.stopPropagation(), options);
    container.addEventListener("keydown", (e) => this.#key(e), options);
    map.on("move", this.#follow);
    map.getCanvas().focus({ preventScroll: true });
  }

  remove(): void {
    this.#gone.abort();
    this.#map.off("move", this.#follow);
    this.#map.getContainer().classList.remove("pointing");
    this.#cross.remove();
  }

  /** By keyboard the next place is where the cross is, and the cross moves with the map. */
  #follow = () => {
    if (!this.#cross.hidden) this.#pointer.hover(this.#middle());
  };

  #middle(): Position {
    const { lng, lat } = this.#map.getCenter();
    return [lng, lat];
  }

  #at(event: MouseEvent): Position {
    const box = this.#map.getContainer().getBoundingClientRect();
    const { lng, lat } = this.#map.unproject([event.clientX - box.left, event.clientY - box.top]);
    return [lng, lat];
  }

  #press(event: PointerEvent): void {
    this.#pressed = { x: event.clientX, y: event.clientY };
    this.#cross.hidden = true;
  }

  #move(event: PointerEvent): void {
    if (event.pointerType !== "touch" && event.buttons === 0) this.#pointer.hover(this.#at(event));
  }

  #click(event: MouseEvent): void {
    event.stopPropagation();
    const dragged = this.#pressed && Math.hypot(event.clientX - this.#pressed.x, event.clientY - this.#pressed.y) > 4;
    if (dragged) return;
    if (event.detail > 1) this.#pointer.end();
    else this.#pointer.place(this.#at(event));
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey) return;
    const arrow = arrows[event.key];
    if (arrow) {
      this.#cross.hidden = false;
      const far = event.shiftKey ? fineStep : step;
      this.#map.panBy([arrow[0] * far, arrow[1] * far], { duration: 0 });
    } else if (event.key === "Enter") this.#enter(event.ctrlKey || event.metaKey);
    else if (event.key === "Backspace" || (event.key === "z" && (event.ctrlKey || event.metaKey))) this.#pointer.undo();
    else if (event.key === "Escape") this.#pointer.end();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #enter(last: boolean): void {
    this.#cross.hidden = false;
    if (last) this.#pointer.end();
    else this.#pointer.place(this.#middle());
  }
}
