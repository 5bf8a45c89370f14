import type { MapLibreMap, StyleSpecification } from "maplibre-gl";
import type { Colours } from "../palette/index.ts";
import type { LayerName } from "../state/view.ts";

/** What a person chose of how the map is drawn; the same layers are made anew from another look. */
export interface Look {
  colours: Colours;
  /** How strongly the ground of a collection is drawn, from 0 to 1. */
  strength(layer: LayerName): number;
}

type Layer = StyleSpecification["layers"][number];

/** Gives a drawn map the look of layers made anew: only what differs is set, and nothing is loaded again. */
export function relook(map: MapLibreMap, layers: readonly Layer[]): void {
  for (const layer of layers) {
    if (!map.getLayer(layer.id)) continue;
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      if (differ(map.getPaintProperty(layer.id, name as PaintName), value)) map.setPaintProperty(layer.id, name as PaintName, value);
    }
    for (const [name, value] of Object.entries(layer.layout ?? {})) {
      if (name === "visibility" || !differ(map.getLayoutProperty(layer.id, name as LayoutName), value)) continue;
      map.setLayoutProperty(layer.id, name as LayoutName, value);
    }
  }
}

type PaintName = Parameters<MapLibreMap["getPaintProperty"]>[1];
type LayoutName = Parameters<MapLibreMap["getLayoutProperty"]>[1];

function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}
