import type { LayerSpecification, SourceSpecification } from "maplibre-gl";
import basemapUrl from "../assets/basemap.pmtiles?url";
import { labelFont } from "../fonts.ts";
import type { Colours } from "../palette/index.ts";
import { nameInLanguage } from "./names.ts";

/** The archive holds the world to zoom 4 and this region to zoom 6 (basemap/build.mjs). */
const worldMaxZoom = 4;
const region = {
  minZoom: 5,
  maxZoom: 6,
  rows: [5, 14],
  columns: [
    [24, 32],
    [0, 1],
  ],
} as const;

export const basemapAddress = () => new URL(basemapUrl, document.baseURI).href;

export function basemapSources(): Record<string, SourceSpecification> {
  const tiles = [`pmtiles://${basemapAddress()}/{z}/{x}/{y}`];
  return {
    world: { type: "vector", tiles, maxzoom: worldMaxZoom },
    region: { type: "vector", tiles, minzoom: region.minZoom, maxzoom: region.maxZoom },
    "region-ground": { type: "geojson", data: { type: "MultiPolygon", coordinates: region.columns.map((c) => [frame(c)]) } },
  };
}

/** The rectangle of a range of tile columns, counterclockwise in degrees. */
function frame([first, end]: readonly [number, number]): [number, number][] {
  const lon = (column: number) => (column / 32) * 360 - 180;
  const lat = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - row / 16))) * 180) / Math.PI;
  const [west, east, north, south] = [lon(first), lon(end), lat(region.rows[0]), lat(region.rows[1])];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** Ground, water and borders of the world; from zoom 5 the region is drawn anew on top, in more detail. */
export function basemapGround(colours: Colours): LayerSpecification[] {
  return [
    { id: "sea", type: "background", paint: { "background-color": colours.sea } },
    ...ground("world", 0, colours),
    { id: "region-sea", type: "fill", source: "region-ground", minzoom: region.minZoom, paint: { "fill-color": colours.sea, "fill-antialias": false } },
    ...ground("region", region.minZoom, colours),
  ];
}

function ground(source: string, minzoom: number, colours: Colours): LayerSpecification[] {
  const from = { source, minzoom };
  const fading = (most: number) => ["interpolate", ["linear"], ["zoom"], 9, most, 12, 0] as unknown as number;
  return [
    { id: `${source}-land`, type: "fill", ...from, "source-layer": "land", paint: { "fill-color": colours.land, "fill-antialias": false } },
    { id: `${source}-water`, type: "fill", ...from, "source-layer": "water", paint: { "fill-color": colours.sea } },
    {
      id: `${source}-rivers`,
      type: "line",
      ...from,
      "source-layer": "rivers",
      paint: { "line-color": colours.river, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.5, 8, 1.6], "line-opacity": fading(1) },
    },
    border(from, source, "admin1", { "line-color": colours.region, "line-width": 0.9, "line-dasharray": [3, 2], "line-opacity": fading(1) }),
    border(from, source, "disputed", { "line-color": colours.country, "line-width": 1, "line-dasharray": [2, 2], "line-opacity": fading(1) }),
    border(from, source, "country", { "line-color": colours.country, "line-width": 1.1, "line-opacity": fading(1) }),
  ];
}

type LinePaint = Extract<LayerSpecification, { type: "line" }>["paint"];

function border(from: { source: string; minzoom: number }, source: string, kind: string, paint: LinePaint): LayerSpecification {
  const minzoom = Math.max(from.minzoom, kind === "admin1" ? 3 : 0);
  return { id: `${source}-${kind}`, type: "line", ...from, minzoom, "source-layer": "boundaries", filter: ["==", ["get", "kind"], kind], paint: paint ?? {} };
}

/** Names of countries, regions and towns, in the reader's language. */
export function basemapLabels(colours: Colours): LayerSpecification[] {
  return [...labels("world", 0, region.minZoom, colours), ...labels("region", region.minZoom, 24, colours)];
}

function labels(source: string, minzoom: number, maxzoom: number, colours: Colours): LayerSpecification[] {
  const from = { source, "source-layer": "places", minzoom };
  const named = { "text-field": nameInLanguage(), "text-font": [...labelFont], "text-padding": 4 };
  const halo = { "text-halo-color": colours.halo, "text-halo-width": 1.4 };
  const kinds = (...names: string[]) => ["in", ["get", "kind"], ["literal", names]] as unknown as boolean;
  return [
    {
      id: `${source}-towns`,
      type: "symbol",
      ...from,
      filter: ["all", kinds("town", "capital"), [">=", ["zoom"], ["-", ["get", "rank"], 1]]],
      layout: {
        ...named,
        "text-size": ["interpolate", ["linear"], ["zoom"], 3, ["-", 14, ["*", 0.5, ["get", "rank"]]], 10, ["-", 18, ["*", 0.6, ["get", "rank"]]]],
        "symbol-sort-key": ["get", "rank"],
        "text-variable-anchor": ["center", "bottom", "top", "left", "right"],
        "text-radial-offset": 0.8,
      },
      paint: { "text-color": colours.placeText, ...halo },
    },
    {
      id: `${source}-regions`,
      type: "symbol",
      ...from,
      minzoom: Math.max(minzoom, 4),
      maxzoom: Math.min(maxzoom, 8),
      filter: kinds("region"),
      layout: { ...named, "text-size": 12, "text-letter-spacing": 0.08, "text-max-width": 8 },
      paint: { "text-color": colours.regionText, ...halo },
    },
    {
      id: `${source}-countries`,
      type: "symbol",
      ...from,
      maxzoom: Math.min(maxzoom, 7),
      filter: ["all", kinds("country"), [">=", ["zoom"], ["get", "rank"]]],
      layout: {
        ...named,
        "text-size": ["interpolate", ["linear"], ["zoom"], 2, 12, 6, 16],
        "text-letter-spacing": 0.12,
        "text-max-width": 7,
        "symbol-sort-key": ["get", "rank"],
      },
      paint: { "text-color": colours.regionText, ...halo },
    },
  ];
}
