import type { Feature, FeatureCollection, Geometry, Point, Position } from "geojson";
import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from "maplibre-gl";
import { boundsOf } from "../circle.ts";
import { labelFont } from "../fonts.ts";
import { positionsOf } from "../geometry.ts";
import type { LayerName } from "../state/view.ts";
import { plotsFrom } from "./ground.ts";
import { records } from "./layers.ts";
import type { Look } from "./look.ts";
import { betweenGraves, invented, plainName, probabilityText } from "./names.ts";

/** The source of the cemeteries' labels close up: one point each, beside what is on screen of its outline. */
export const labels = "labels";
/** From this zoom on an outline is large enough for its name to stand beside it and not on it. */
export const outlinesFrom = 15;

const font = { "text-font": [...labelFont], "text-padding": 3 };

/** Where a label goes from the corner it belongs to, in ems, in order of choice. */
const above = ["bottom", [0, -0.5], "left", [1, -0.5], "right", [-1, -0.5]];
const below = ["top", [0, 0.5], "left", [1, 0.5], "right", [-1, 0.5]];

/** Names of records, drawn after the basemap's own so that they win the space. */
export function recordLabels({ colours }: Look): LayerSpecification[] {
  const { who } = colours;
  const ink = ["match", ["get", "use"], "pow", who.pow.ink, "civilian", who.civilian.ink, "mixed", who.mixed.ink, colours.ink] as unknown as string;
  const halo = { "text-halo-color": colours.halo, "text-halo-width": 2 };
  const small: Styled = { "font-scale": 0.85, "text-color": colours.soft };
  const inventedLine = invention({ ...small, "text-color": colours.inventedInk });
  return [
    {
      id: "plots-label",
      type: "symbol",
      ...named("plots"),
      minzoom: 19.6,
      layout: { ...font, "text-field": plainName(), "text-size": 11, "text-max-width": 12 },
      paint: { "text-color": colours.ink, ...halo },
    },
    {
      id: "overlaps-label",
      type: "symbol",
      source: records,
      "source-layer": "overlaps",
      minzoom: plotsFrom + 2.5,
      filter: ["!=", ["geometry-type"], "LineString"],
      layout: {
        ...font,
        "text-field": probabilityText(),
        "text-size": 11,
        "text-padding": 1,
        "symbol-sort-key": ["-", ["case", betweenGraves(), 0, 2], ["coalesce", ["get", "probability"], 0]],
      },
      paint: { "text-color": colours.ink, ...halo },
    },
    {
      id: "cemeteries-small-label",
      type: "symbol",
      ...named("cemeteries"),
      minzoom: 12,
      maxzoom: outlinesFrom,
      layout: {
        ...font,
        "text-field": ["format", plainName(), {}, ...inventedLine],
        "text-size": 13,
        "text-max-width": 14,
        "text-variable-anchor": ["bottom", "top", "left", "right"],
        "text-radial-offset": 0.8,
      },
      paint: { "text-color": ink, ...halo },
    },
    {
      id: "cemeteries-label",
      type: "symbol",
      source: labels,
      minzoom: outlinesFrom,
      layout: {
        ...font,
        "text-field": ["format", plainName(), {}, ...inventedLine],
        "text-size": 13,
        "text-max-width": 14,
        "text-variable-anchor-offset": ["match", ["get", "anchor"], "bottom", ["literal", above], "top", ["literal", below], ["literal", ["center", [0, 0]]]],
      },
      paint: { "text-color": ink, ...halo },
    },
    {
      id: "sites-label",
      type: "symbol",
      source: records,
      "source-layer": "sites",
      minzoom: 6,
      layout: {
        ...font,
        "text-field": ["format", plainName(), {}, "\n", {}, reach(), small, ...inventedLine],
        "text-size": 12,
        "text-max-width": 13,
        "text-anchor": "top",
        "text-offset": [0, 1.3],
      },
      paint: { "text-color": colours.site, ...halo },
    },
  ];
}

/** The names of a collection: in the tiles they are points, each in one tile alone. */
function named(collection: LayerName): Pick<SymbolLayerSpecification, "source" | "source-layer" | "filter"> {
  return { source: records, "source-layer": "labels", filter: ["==", ["get", "collection"], collection] };
}

type Styled = { "font-scale": number; "text-color": string } | Record<string, never>;

/** "(invented)" below a name, smaller, or nothing. */
function invention(styled: Styled): [ExpressionSpecification, Styled] {
  return [["case", invented(), ["concat", "\n(", ["global-state", "invented"], ")"], ""], styled];
}

/** How surely a site is known, beside its name: "± 2.1 km", or that nobody has stated it. */
function reach(): ExpressionSpecification {
  const metres: ExpressionSpecification = ["coalesce", ["get", "accuracy_m"], 0];
  const number = (n: ExpressionSpecification, digits: number): ExpressionSpecification => [
    "number-format",
    n,
    { locale: ["global-state", "language"], "max-fraction-digits": digits },
  ];
  return [
    "case",
    ["<=", metres, 0],
    ["global-state", "unstated"],
    [">=", metres, 1000],
    ["concat", "± ", number(["/", metres, 1000], 1), "\u00a0", ["global-state", "km"]],
    ["concat", "± ", number(metres, 0), "\u00a0", ["global-state", "m"]],
  ];
}

interface Drawn {
  geometry: Geometry;
  properties: Record<string, unknown>;
}

type Box = readonly [number, number, number, number];

/**
 * A label for each cemetery drawn within a box of degrees: above its highest corner or below its lowest, whichever is
 * on screen and not inside another one, so that no name lies on graves; else in the middle of what is on screen.
 */
export function cemeteryLabels(shown: readonly Drawn[], box: Box): FeatureCollection<Point> {
  const pieces = Map.groupBy(shown, (f) => String(f.properties["id"]));
  const features: Feature<Point>[] = [];
  for (const [id, own] of pieces) {
    const others = shown.filter((f) => f.properties["id"] !== id);
    const [at, anchor] = place(
      own.flatMap((f) => positionsOf(f.geometry)),
      others,
      box,
    );
    const properties = { ...own[0]?.properties, anchor };
    if (at) features.push({ type: "Feature", properties, geometry: { type: "Point", coordinates: at } });
  }
  return { type: "FeatureCollection", features };
}

function place(corners: readonly Position[], others: readonly Drawn[], box: Box): [Position | undefined, "top" | "bottom" | "center"] {
  const byLatitude = corners.toSorted((a, b) => (b[1] ?? 0) - (a[1] ?? 0));
  const free = (p: Position | undefined) => p !== undefined && inBox(p, box) && !others.some((o) => holds(o.geometry, p));
  const [highest, lowest] = [byLatitude[0], byLatitude.at(-1)];
  if (highest !== lowest && free(highest)) return [highest, "bottom"];
  if (free(lowest)) return [lowest, "top"];
  const bounds = boundsOf(corners);
  if (!bounds) return [undefined, "center"];
  const [west, south, east, north] = bounds;
  return [[(Math.max(west, box[0]) + Math.min(east, box[2])) / 2, (Math.max(south, box[1]) + Math.min(north, box[3])) / 2], "center"];
}

function inBox([x = Number.NaN, y = Number.NaN]: Position, [west, south, east, north]: Box): boolean {
  return x >= west && x <= east && y >= south && y <= north;
}

/** Whether a point lies inside a geometry's outline by the even-odd rule; on the edge it may be either. */
function holds(geometry: Geometry, [x = Number.NaN, y = Number.NaN]: Position): boolean {
  const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
  let inside = false;
  for (const ring of rings) {
    for (const [i, [x2 = 0, y2 = 0]] of ring.entries()) {
      const [x1 = 0, y1 = 0] = ring.at(i - 1) ?? [];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
    }
  }
  return inside;
}
