import type { Position } from "geojson";
import type { MapLibreMap } from "maplibre-gl";
import type { Part } from "../app.ts";
import { h } from "../dom.ts";
import { bent, beside, together } from "./geodesy.ts";

/** What is drawn by hand over the map. */
export interface Drawing {
  path: readonly Position[];
  /** The path ends where it began, and what it goes around is filled. */
  closed: boolean;
  /** Whether every corner is marked. */
  corners: boolean;
  /** Where the next corner would be. */
  next?: Position | undefined;
  labels?: readonly Label[];
  /** A place to look at, such as where an outline meets itself. */
  mark?: Position | undefined;
}

/** Words beside a place. `along` gives the ends of what they are about: where that is short on screen, they are left out. */
export interface Label {
  at: Position;
  words: string;
  along?: readonly [Position, Position];
  strong?: boolean;
}

const nothing: Drawing = { path: [], closed: false, corners: false };
/** How long a side has to be on screen to have words of its own, in pixels. */
const roomForWords = 64;

/** Lies over the canvas and is drawn anew whenever the map moves, in the colours of the page. */
export class Sketch implements Part {
  readonly element = h("div", { class: "sketch" });
  #map: MapLibreMap;
  #svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  #drawing = nothing;
  #redraw = () => this.#draw();

  constructor(map: MapLibreMap) {
    this.#map = map;
    this.#svg.setAttribute("aria-hidden", "true");
    this.element.append(this.#svg);
    map.on("move", this.#redraw);
    map.on("resize", this.#redraw);
  }

  show(drawing: Drawing): void {
    this.#drawing = drawing;
    this.#draw();
  }

  remove(): void {
    this.#map.off("move", this.#redraw);
    this.#map.off("resize", this.#redraw);
    this.element.remove();
  }

  #point(p: Position): { x: number; y: number } {
    const { lng, lat } = this.#map.getCenter();
    const [lon = 0, y = 0] = beside(p, [lng, lat]);
    return this.#map.project([lon, y]);
  }

  #draw(): void {
    const { path, closed, corners, next, labels = [], mark } = this.#drawing;
    const placed = together(path, [this.#map.getCenter().lng, 0]);
    const whole = next ? [...placed, beside(next, placed.at(-1) ?? next)] : placed;
    const ring = closed && whole.length > 2 ? [...whole, whole[0] as Position] : whole;
    const shapes: SVGElement[] = [];
    if (ring.length > 1) {
      const d = this.#line(ring);
      if (closed) shapes.push(shape("path", { d: `${d}Z`, class: "sketch-fill" }));
      shapes.push(shape("path", { d, class: "sketch-halo" }), shape("path", { d, class: "sketch-line" }));
    }
    if (corners) for (const p of placed) shapes.push(this.#dot(p, "sketch-corner", 5));
    if (mark) shapes.push(this.#dot(mark, "sketch-mark", 9));
    this.#svg.replaceChildren(...shapes);
    this.element.replaceChildren(this.#svg, ...labels.filter((l) => this.#hasRoom(l)).map((l) => this.#label(l)));
  }

  #line(ring: readonly Position[]): string {
    const points = ring.slice(1).flatMap((p, i) => bent(ring[i] ?? p, p).slice(i === 0 ? 0 : 1));
    return points
      .map(([lon = 0, lat = 0], i) => {
        const { x, y } = this.#map.project([lon, lat]);
        return `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join("");
  }

  #dot(p: Position, name: string, r: number): SVGElement {
    const { x, y } = this.#point(p);
    return shape("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: String(r), class: name });
  }

  #hasRoom({ along }: Label): boolean {
    if (!along) return true;
    const [a, b] = [this.#point(along[0]), this.#point(along[1])];
    return Math.hypot(a.x - b.x, a.y - b.y) >= roomForWords;
  }

  #label({ at, words, strong }: Label): HTMLElement {
    const { x, y } = this.#point(at);
    const label = h("span", { class: strong ? "sketch-label strong" : "sketch-label", "aria-hidden": "true" }, words);
    label.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
    return label;
  }
}

function shape(tag: "path" | "circle", attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
