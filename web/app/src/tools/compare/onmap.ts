import type { CustomLayerInterface, ImageSource, MapLibreMap } from "maplibre-gl";
import { collectionOf } from "../../map/layers.ts";
import type { Corners } from "./fit.ts";

const source = "plan";
const layers = ["plan-cut", "plan-picture", "plan-whole"] as const;

/** The plan as a layer of the map, below the records, and only left of the place where it is swept to. */
export class PlanOnMap {
  #map: MapLibreMap;
  /** How much of the map's width shows the plan. */
  #swept = 1;

  constructor(map: MapLibreMap, image: ImageBitmap, corners: Corners) {
    this.#map = map;
    map.addSource(source, { type: "image", coordinates: coordinatesOf(corners) } as never);
    const plan = map.getSource<ImageSource>(source);
    plan?.updateImage({ image });
    plan?.setWarp("flat");
    const before = map.getLayersOrder().find((id) => collectionOf(id));
    map.addLayer(
      this.#cut(layers[0], (gl) => this.#begin(gl)),
      before,
    );
    map.addLayer({ id: layers[1], type: "raster", source, paint: { "raster-fade-duration": 0, "raster-opacity": 0.8 } }, before);
    map.addLayer(
      this.#cut(layers[2], (gl) => gl.disable(gl.SCISSOR_TEST)),
      before,
    );
  }

  remove(): void {
    for (const id of layers) if (this.#map.getLayer(id)) this.#map.removeLayer(id);
    if (this.#map.getSource(source)) this.#map.removeSource(source);
  }

  move(corners: Corners): void {
    this.#map.getSource<ImageSource>(source)?.setCoordinates(coordinatesOf(corners));
  }

  fade(opacity: number): void {
    this.#map.setPaintProperty(layers[1], "raster-opacity", opacity);
  }

  sweep(share: number): void {
    this.#swept = share;
    this.#map.triggerRepaint();
  }

  /** Whatever is drawn between the two layers is drawn within the swept part alone: MapLibre leaves the scissor test alone. */
  #begin(gl: WebGL2RenderingContext): void {
    const { width, height } = this.#map.getCanvas();
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(0, 0, Math.round(width * this.#swept), height);
  }

  #cut(id: string, render: (gl: WebGL2RenderingContext) => void): CustomLayerInterface {
    return { id, type: "custom", renderingMode: "2d", render: (gl) => render(gl as WebGL2RenderingContext) };
  }
}

type Pair = [number, number];
const coordinatesOf = (corners: Corners) => corners.map(([lon = 0, lat = 0]): Pair => [lon, lat]) as [Pair, Pair, Pair, Pair];
