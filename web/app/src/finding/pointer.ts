import type { GeoJSONSource, MapLibreMap } from "maplibre-gl";
import type { Item } from "../api.ts";
import { boundsOf } from "../circle.ts";
import { positionsOf } from "../geometry.ts";

const source = "pointed";

/** Shows on the map which record of a list is pointed at, without choosing it; nothing if none is. False while the map cannot show it yet. */
export function point(map: MapLibreMap, item: Item | undefined, colour: string): boolean {
  if (!map.getStyle()) return false;
  if (!map.getSource(source)) {
    if (!item) return true;
    if (!map.isStyleLoaded()) return false;
    map.addSource(source, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
    map.addLayer({ id: `${source}-line`, type: "line", source, paint: { "line-color": colour, "line-width": 4 } });
    map.addLayer({
      id: `${source}-ring`,
      type: "circle",
      source,
      filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-radius": 15, "circle-opacity": 0, "circle-stroke-color": colour, "circle-stroke-width": 4 },
    });
  }
  const features = item?.geometry ? [{ type: "Feature" as const, properties: {}, geometry: item.geometry }] : [];
  const middles = item?.geometry && item.geometry.type !== "Point" ? middleOf(item) : [];
  map.getSource<GeoJSONSource>(source)?.setData({ type: "FeatureCollection", features: [...features, ...middles] });
  return true;
}

/** A ring in the middle too: from far off an outline is nothing. */
function middleOf(item: Item) {
  const bounds = boundsOf(positionsOf(item.geometry));
  if (!bounds) return [];
  const [west, south, east, north] = bounds;
  return [{ type: "Feature" as const, properties: {}, geometry: { type: "Point" as const, coordinates: [(west + east) / 2, (south + north) / 2] } }];
}
