import type { Geometry } from "geojson";
import type { Shown } from "../legend/list.ts";
import { type LayerName, layerNames } from "../state/view.ts";
import { collectionOf } from "./layers.ts";

interface Cell {
  geometry: Geometry;
  properties: Record<string, unknown>;
}

type Box = readonly [west: number, south: number, east: number, north: number];

/** What the cells come to whose points lie within a box of degrees; east may be beyond 180°, where the map is drawn again. */
export function countedIn(cells: readonly Cell[], [west, south, east, north]: Box): Shown {
  const sums: Partial<Record<LayerName, number>> = { cemeteries: 0, plots: 0, overlaps: 0, sites: 0 };
  for (const { geometry, properties } of cells) {
    if (geometry.type !== "Point") continue;
    const [lon = Number.NaN, lat = Number.NaN] = geometry.coordinates;
    const seen = lat >= south && lat <= north && [lon - 360, lon, lon + 360].some((x) => x >= west && x <= east);
    if (seen) for (const name of layerNames) sums[name] = sum(sums[name], properties[name]);
  }
  const { positions: _, restrictions: __, observations: ___, ...counted } = sums; // which the tiles do not count
  return counted;
}

const sum = (a: number | undefined, b: unknown) => (a ?? 0) + (typeof b === "number" ? b : 0);

interface Drawn {
  layer: { id: string };
  properties: Record<string, unknown>;
}

/** How many records are drawn, each once however many layers and tiles it is in, with those that one stands for. */
export function drawnOf(drawn: readonly Drawn[]): Shown {
  const found = new Map<LayerName, Map<unknown, number>>(layerNames.map((name) => [name, new Map()]));
  for (const { layer, properties } of drawn) {
    const name = collectionOf(layer.id);
    if (name && properties["id"] !== undefined) found.get(name)?.set(properties["id"], 1 + sum(0, properties["merged"]));
  }
  return Object.fromEntries([...found].map(([name, records]) => [name, [...records.values()].reduce((a, b) => a + b, 0)]));
}
