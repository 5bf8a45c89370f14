import type { MapLibreMap } from "maplibre-gl";
import { TerraDraw, TerraDrawPointMode, TerraDrawPolygonMode, TerraDrawSelectMode } from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { palette } from "../palette/index.ts";
import type { View } from "../state/view.ts";
import { isWhole, type Outline, type Shape } from "./outline.ts";

type Colour = `#${string}`;

/** A hand on the map: draws an outline or a point, and moves its corners. One thing at a time. */
export class Canvas {
  #draw: TerraDraw;
  #shape: Shape = "polygon";
  #changed: (outline: Outline) => void;
  #gone = new AbortController();
  #silent = false;

  constructor(map: MapLibreMap, view: View, changed: (outline: Outline) => void) {
    this.#changed = changed;
    const { accent, field } = palette(view);
    this.#draw = new TerraDraw({ adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 9 }), modes: modes(accent as Colour, field as Colour) });
    this.#draw.start();
    this.#draw.on("finish", () => this.#report());
    // A click that sets a corner chooses no record.
    const canvas = map.getCanvasContainer();
    canvas.addEventListener("click", (event) => event.stopImmediatePropagation(), { capture: true, signal: this.#gone.signal });
  }

  /** Puts an outline on the map, to be drawn if it is not whole yet, else to be corrected. */
  show(outline: Outline): void {
    this.#silent = true;
    this.#shape = outline.shape;
    this.#draw.clear();
    if (isWhole(outline)) this.#put(outline);
    else this.#draw.setMode(outline.shape);
    this.#silent = false;
  }

  close(): void {
    this.#gone.abort();
    this.#draw.stop();
  }

  #put({ shape, corners }: Outline): void {
    const [first = []] = corners;
    const ring = [...corners, first].map((c) => [...c]);
    const geometry = shape === "point" ? { type: "Point" as const, coordinates: [...first] } : { type: "Polygon" as const, coordinates: [ring] };
    const [added] = this.#draw.addFeatures([{ type: "Feature", properties: { mode: shape }, geometry }]);
    this.#draw.setMode("select");
    if (added?.valid && added.id !== undefined) this.#draw.selectFeature(added.id);
  }

  /** What has been drawn or moved; what was just closed can be corrected at once. */
  #report(): void {
    if (this.#silent) return;
    const drawn = this.#draw.getSnapshot().find((f) => f.properties["mode"] === this.#shape && ["Point", "Polygon"].includes(f.geometry.type));
    if (!drawn) return;
    const { geometry } = drawn;
    const corners = geometry.type === "Point" ? [geometry.coordinates] : geometry.type === "Polygon" ? (geometry.coordinates[0] ?? []).slice(0, -1) : [];
    const outline = { shape: this.#shape, corners };
    // Not within the event: the library is still busy with what it tells.
    setTimeout(() => {
      if (this.#gone.signal.aborted) return;
      if (this.#draw.getMode() !== "select") this.show(outline);
      this.#changed(outline);
    });
  }
}

function modes(colour: Colour, ground: Colour) {
  const corners = { midpoints: true, draggable: true, deletable: true };
  const point = { pointColor: colour, pointOutlineColor: ground, pointWidth: 6, pointOutlineWidth: 2 };
  const corner = { selectionPointColor: colour, selectionPointOutlineColor: ground, selectionPointWidth: 6, selectionPointOutlineWidth: 2 };
  const middle = { midPointColor: ground, midPointOutlineColor: colour, midPointWidth: 4, midPointOutlineWidth: 2 };
  return [
    new TerraDrawPolygonMode({
      styles: { fillColor: colour, fillOpacity: 0.2, outlineColor: colour, outlineWidth: 3, closingPointColor: colour, closingPointWidth: 6 },
    }),
    new TerraDrawPointMode({ styles: point }),
    new TerraDrawSelectMode({
      allowManualDeselection: false,
      keyEvents: null,
      flags: { polygon: { feature: { draggable: false, coordinates: corners } }, point: { feature: { draggable: true } } },
      styles: {
        selectedPolygonColor: colour,
        selectedPolygonFillOpacity: 0.2,
        selectedPolygonOutlineColor: colour,
        selectedPolygonOutlineWidth: 3,
        selectedPointColor: colour,
        selectedPointWidth: 7,
        ...corner,
        ...middle,
      },
    }),
  ];
}
