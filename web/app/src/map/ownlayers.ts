import type { ExpressionSpecification, FilterSpecification, LayerSpecification, SourceSpecification } from "maplibre-gl";
import { labelFont } from "../fonts.ts";
import type { Colours, Theme } from "../palette/index.ts";
import { type OwnBasemap, ownSource } from "./own.ts";

/** A layer of tiles and which features of it, by words of one of its fields. */
interface Part {
  readonly layer: string;
  readonly words?: readonly string[];
}

/** Where vector tiles of a schema have what the map draws of them; quiet, since records lie on it. */
interface Schema {
  /** The fields that say what a feature is; the first that it has counts. */
  readonly kind: readonly string[];
  readonly land?: Part;
  readonly green: readonly Part[];
  readonly cemeteries: Part;
  readonly water: Part;
  readonly rivers: readonly Part[];
  readonly buildings: Part;
  readonly highways: Part;
  readonly roads: Part;
  readonly paths: Part;
  readonly rails: readonly Part[];
  readonly boundaries: { readonly layer: string; readonly country: FilterSpecification; readonly region: FilterSpecification };
  readonly places: { readonly layer: string; readonly countries: readonly string[]; readonly regions: readonly string[]; readonly towns: readonly string[] };
  /** How little a place matters, for the space that words have: the least first. */
  readonly rank: ExpressionSpecification;
}

const woods = ["wood", "forest", "grass", "grassland", "park", "nature_reserve", "meadow", "scrub"];

/** Protomaps 4, and 3 where fields begin with pmap: (https://docs.protomaps.com/basemaps/layers). */
const protomaps: Schema = {
  kind: ["kind", "pmap:kind"],
  land: { layer: "earth" },
  green: [
    { layer: "landcover", words: ["forest", "grassland", "scrub"] },
    { layer: "landuse", words: woods },
  ],
  cemeteries: { layer: "landuse", words: ["cemetery"] },
  water: { layer: "water" },
  rivers: [
    { layer: "water", words: ["river", "stream", "canal"] },
    { layer: "physical_line", words: ["river", "stream", "canal"] },
  ],
  buildings: { layer: "buildings" },
  highways: { layer: "roads", words: ["highway", "major_road"] },
  roads: { layer: "roads", words: ["medium_road", "minor_road"] },
  paths: { layer: "roads", words: ["path", "other"] },
  rails: [
    { layer: "roads", words: ["rail"] },
    { layer: "transit", words: ["rail"] },
  ],
  boundaries: {
    layer: "boundaries",
    country: ["any", ["==", ["get", "kind"], "country"], ["<=", ["coalesce", ["get", "pmap:min_admin_level"], 99], 2]],
    region: ["any", ["==", ["get", "kind"], "region"], ["in", ["coalesce", ["get", "pmap:min_admin_level"], 99], ["literal", [3, 4]]]],
  },
  places: { layer: "places", countries: ["country"], regions: ["region"], towns: ["locality", "neighbourhood", "macrohood"] },
  rank: ["-", 20, ["coalesce", ["get", "population_rank"], ["get", "pmap:population_rank"], 0]],
};

/** OpenMapTiles 3 (https://openmaptiles.org/schema/). */
const openmaptiles: Schema = {
  kind: ["class"],
  green: [{ layer: "landcover", words: ["wood", "grass", "wetland"] }, { layer: "park" }],
  cemeteries: { layer: "landuse", words: ["cemetery"] },
  water: { layer: "water" },
  rivers: [{ layer: "waterway" }],
  buildings: { layer: "building" },
  highways: { layer: "transportation", words: ["motorway", "trunk", "primary"] },
  roads: { layer: "transportation", words: ["secondary", "tertiary", "minor"] },
  paths: { layer: "transportation", words: ["service", "track", "path"] },
  rails: [{ layer: "transportation", words: ["rail"] }],
  boundaries: {
    layer: "boundary",
    country: ["all", ["<=", ["get", "admin_level"], 2], ["!=", ["get", "maritime"], 1]],
    region: ["all", ["in", ["get", "admin_level"], ["literal", [3, 4]]], ["!=", ["get", "maritime"], 1]],
  },
  places: { layer: "place", countries: ["country"], regions: ["state", "province"], towns: ["city", "town", "village", "hamlet", "suburb"] },
  rank: ["coalesce", ["get", "rank"], 20],
};

const schemas = { protomaps, openmaptiles } as const;

const groundSource = `${ownSource}-ground`;
const address = () => `pmtiles://${new URL("basemap/own.pmtiles", document.baseURI).href}/{z}/{x}/{y}`;

export function ownSources({ kind, attribution, minzoom, maxzoom, bounds }: OwnBasemap): Record<string, SourceSpecification> {
  const tiles = { tiles: [address()], minzoom, maxzoom, bounds, ...(attribution && { attribution }) };
  if (kind === "raster") return { [ownSource]: { type: "raster", tileSize: 256, ...tiles } };
  const [west, south, east, north] = bounds;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { [ownSource]: { type: "vector", ...tiles }, [groundSource]: { type: "geojson", data: { type: "Polygon", coordinates: [ring] } } };
}

/** How a picture is toned so that records stand out from it. */
const tones: Record<Theme, Extract<LayerSpecification, { type: "raster" }>["paint"] & {}> = {
  light: { "raster-saturation": -0.2, "raster-brightness-max": 1, "raster-opacity": 1 },
  dark: { "raster-saturation": -0.4, "raster-brightness-max": 0.5, "raster-opacity": 1 },
  contrast: { "raster-saturation": -0.8, "raster-brightness-max": 1, "raster-opacity": 0.55 },
};

export function ownGround({ kind, schema, minzoom }: OwnBasemap, colours: Colours, theme: Theme): LayerSpecification[] {
  if (kind === "raster") return [{ id: "own-picture", type: "raster", source: ownSource, minzoom, paint: { ...tones[theme], "raster-fade-duration": 0 } }];
  const s = schemas[schema ?? "protomaps"];
  const wide = (narrow: number, broad: number): ExpressionSpecification => ["interpolate", ["exponential", 1.6], ["zoom"], 5, narrow, 18, broad];
  const fill = (id: string, part: Part, color: string, opacity = 1): LayerSpecification => ({
    ...drawn(id, part, s),
    type: "fill",
    filter: filterOf(part, s, "Polygon"),
    paint: { "fill-color": color, "fill-opacity": opacity, "fill-antialias": opacity === 1 && id !== "land" },
  });
  const line = (id: string, part: Part, color: string, width: ExpressionSpecification | number, dash?: number[]): LayerSpecification => ({
    ...drawn(id, part, s),
    type: "line",
    filter: filterOf(part, s, "LineString"),
    paint: { "line-color": color, "line-width": width, ...(dash && { "line-dasharray": dash }) },
  });
  const { layer, country, region } = s.boundaries;
  const border = (id: string, filter: FilterSpecification, color: string, width: number): LayerSpecification => ({
    ...drawn(id, { layer }, s),
    type: "line",
    filter,
    paint: { "line-color": color, "line-width": width, "line-dasharray": [3, 2] },
  });
  const ground: LayerSpecification = s.land
    ? fill("land", s.land, colours.land)
    : { id: "own-land", type: "fill", source: groundSource, minzoom, paint: { "fill-color": colours.land, "fill-antialias": false } };
  return [
    ground,
    ...s.green.map((part, i) => fill(`green-${i}`, part, colours.region, 0.14)),
    fill("cemeteries", s.cemeteries, colours.region, 0.3),
    fill("water", s.water, colours.sea),
    ...s.rivers.map((part, i) => line(`rivers-${i}`, part, colours.river, wide(0.6, 4))),
    fill("buildings", s.buildings, colours.region, 0.4),
    line("paths", s.paths, colours.region, wide(0.3, 1.6), [3, 1.5]),
    line("roads", s.roads, colours.region, wide(0.4, 7)),
    line("highways", s.highways, colours.country, wide(0.7, 9)),
    ...s.rails.map((part, i) => line(`rails-${i}`, part, colours.country, wide(0.5, 2), [4, 2])),
    border("regions", region, colours.region, 0.9),
    border("countries", country, colours.country, 1.2),
  ];
}

export function ownLabels({ kind, schema }: OwnBasemap, colours: Colours): LayerSpecification[] {
  if (kind === "raster") return [];
  const s = schemas[schema ?? "protomaps"];
  const { layer, countries, regions, towns } = s.places;
  const named = (id: string, words: readonly string[], color: string, size: ExpressionSpecification | number): LayerSpecification => ({
    ...drawn(`${id}-names`, { layer }, s),
    type: "symbol",
    filter: filterOf({ layer, words }, s, "Point"),
    layout: { "text-field": nameOf(), "text-font": [...labelFont], "text-size": size, "text-padding": 4, "text-max-width": 8, "symbol-sort-key": s.rank },
    paint: { "text-color": color, "text-halo-color": colours.halo, "text-halo-width": 1.4 },
  });
  return [
    named("towns", towns, colours.placeText, ["interpolate", ["linear"], ["zoom"], 4, 11, 14, 15]),
    { ...named("regions", regions, colours.regionText, 12), maxzoom: 8 },
    { ...named("countries", countries, colours.regionText, 13), maxzoom: 7 },
  ];
}

const drawn = (id: string, part: Part, _: Schema) => ({ id: `own-${id}`, source: ownSource, "source-layer": part.layer });

function filterOf({ words }: Part, { kind }: Schema, shape: "Polygon" | "LineString" | "Point"): FilterSpecification {
  const shaped: ExpressionSpecification = ["==", ["geometry-type"], shape];
  if (!words) return shaped;
  const said: ExpressionSpecification = ["coalesce", ...kind.map((field): ExpressionSpecification => ["get", field]), ""];
  return ["all", shaped, ["in", said, ["literal", [...words]]]] as FilterSpecification;
}

/** The name in the reader's language, as both schemas write it. */
function nameOf(): ExpressionSpecification {
  const language: ExpressionSpecification = ["global-state", "language"];
  return ["coalesce", ["get", ["concat", "name:", language]], ["get", ["concat", "name_", language]], ["get", "name"], ""];
}
