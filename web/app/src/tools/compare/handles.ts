import type { Position } from "geojson";
import type { MapLibreMap } from "maplibre-gl";
import { h } from "../../dom.ts";
import { beside } from "../geodesy.ts";

/** Something to take hold of on the map: dragged, or moved by arrow keys, a pixel at a time or ten with Shift. */
export interface Handle {
  name: string;
  label: string;
  at: Position;
  onMoved?: (to: Position) => void;
  /** Looks other than a corner. */
  look?: string;
  text?: string;
}

const arrows: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Handles {
  readonly element = h("div", { class: "handles" });
  #map: MapLibreMap;
  #handles: readonly Handle[] = [];
  #buttons = new Map<string, HTMLElement>();
  #follow = () => this.#place();

  constructor(map: MapLibreMap) {
    this.#map = map;
    map.getContainer().append(this.element);
    map.on("move", this.#follow);
    map.on("resize", this.#follow);
  }

  remove(): void {
    this.#map.off("move", this.#follow);
    this.#map.off("resize", this.#follow);
    this.element.remove();
  }

  /** Handles of the same name stay the same buttons, so that a drag or the focus is not lost. */
  show(handles: readonly Handle[]): void {
    this.#handles = handles;
    for (const [name, button] of this.#buttons) {
      if (handles.some((x) => x.name === name)) continue;
      button.remove();
      this.#buttons.delete(name);
    }
    for (const { name, look, text } of handles) {
      if (this.#buttons.has(name)) continue;
      const button = h("button", { type: "button", class: `handle ${look ?? ""}`, "data-key": `handle-${name}` }, text);
      button.addEventListener("pointerdown", (event) => this.#drag(name, button, event));
      button.addEventListener("keydown", (event) => this.#key(name, event));
      this.#buttons.set(name, button);
      this.element.append(button);
    }
    this.#place();
  }

  #find = (name: string) => this.#handles.find((x) => x.name === name);

  #point(at: Position): { x: number; y: number } {
    const { lng, lat } = this.#map.getCenter();
    const [lon = 0, y = 0] = beside(at, [lng, lat]);
    return this.#map.project([lon, y]);
  }

  #place(): void {
    for (const { name, at, label } of this.#handles) {
      const button = this.#buttons.get(name);
      const { x, y } = this.#point(at);
      if (!button) continue;
      button.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
      button.setAttribute("aria-label", label);
      button.title = label;
    }
  }

  #moveBy(name: string, dx: number, dy: number): void {
    const handle = this.#find(name);
    if (!handle?.onMoved) return;
    const { x, y } = this.#point(handle.at);
    const { lng, lat } = this.#map.unproject([x + dx, y + dy]);
    handle.onMoved([lng, Math.max(-85, Math.min(85, lat))]);
  }

  #drag(name: string, button: HTMLElement, event: PointerEvent): void {
    event.stopPropagation();
    button.setPointerCapture(event.pointerId);
    let [x, y] = [event.clientX, event.clientY];
    const move = (e: PointerEvent) => {
      this.#moveBy(name, e.clientX - x, e.clientY - y);
      [x, y] = [e.clientX, e.clientY];
    };
    const done = () => {
      button.removeEventListener("pointermove", move);
      button.removeEventListener("pointerup", done);
      button.removeEventListener("pointercancel", done);
    };
    button.addEventListener("pointermove", move);
    button.addEventListener("pointerup", done);
    button.addEventListener("pointercancel", done);
  }

  #key(name: string, event: KeyboardEvent): void {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? 10 : 1;
    this.#moveBy(name, arrow[0] * step, arrow[1] * step);
  }
}
