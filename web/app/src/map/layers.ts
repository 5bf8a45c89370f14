import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import { labelFont } from "../fonts.ts";
import type { LayerName } from "../hash.ts";
import { classes, classNames, hatchInk, palette, type Who, who, whoNames } from "../palette.ts";
import { invented, nameAndTruth } from "./names.ts";

/** The source of the records: tiles whose layers are the collections. */
export const records = "records";
export const uncertainty = "uncertainty";
export const selection = "selection";

const areas: FilterSpecification = ["in", ["geometry-type"], ["literal", ["Polygon", "MultiPolygon"]]];
const lines: FilterSpecification = ["in", ["geometry-type"], ["literal", ["LineString", "MultiLineString"]]];
const points: FilterSpecification = ["in", ["geometry-type"], ["literal", ["Point", "MultiPoint"]]];

const growing = (small: number, large: number): ExpressionSpecification => ["interpolate", ["linear"], ["zoom"], 8, small, 17, large];

/** Everything recorded, in drawing order: uncertainty, grounds, shared ground, outlines, sites. */
export function recordLayers(): LayerSpecification[] {
  return [
    { id: "uncertainty-fill", type: "fill", source: uncertainty, paint: { "fill-color": palette.uncertainty, "fill-opacity": 0.07 } },
    {
      id: "uncertainty-line",
      type: "line",
      source: uncertainty,
      paint: { "line-color": palette.uncertainty, "line-opacity": 0.45, "line-width": 1, "line-dasharray": [1, 2] },
    },
    ...fills("cemeteries", "use", 0.1),
    ...fills("plots", "occupancy", 0.3),
    ...overlaps(),
    ...outlines("cemeteries", "use"),
    ...outlines("plots", "occupancy"),
    ...pointsOf("cemeteries", "use"),
    ...pointsOf("plots", "occupancy"),
    sites(),
  ];
}

/** Grounds filled lightly by who lies there; invented ones are strewn with crosses. */
function fills(layer: "cemeteries" | "plots", field: string, opacity: number): LayerSpecification[] {
  const from = { source: records, "source-layer": layer };
  const drawn = whoNames.map((name): LayerSpecification => {
    const filter = answer(field, name, areas);
    return { id: `${layer}-${name}-fill`, type: "fill", ...from, filter, paint: { "fill-color": who[name].fill, "fill-opacity": opacity } };
  });
  const crosses: FilterSpecification = ["all", areas, invented()] as FilterSpecification;
  const stipple: LayerSpecification = { id: `${layer}-invented`, type: "fill", ...from, filter: crosses, paint: { "fill-pattern": "stipple" } };
  return layer === "cemeteries" ? [...drawn, stipple] : drawn;
}

/** Outlines above everything that fills, one line style for each answer to "who lies here". */
function outlines(layer: "cemeteries" | "plots", field: string): LayerSpecification[] {
  const width = layer === "cemeteries" ? growing(1.2, 2.4) : growing(0.6, 1.8);
  return whoNames.map((name): LayerSpecification => {
    const { line, dash } = who[name];
    return {
      id: `${layer}-${name}-line`,
      type: "line",
      source: records,
      "source-layer": layer,
      filter: answer(field, name, ["any", areas, lines] as FilterSpecification),
      paint: { "line-color": line, "line-width": width, ...(dash && { "line-dasharray": [...dash] }) },
    };
  });
}

function pointsOf(layer: "cemeteries" | "plots", field: string): LayerSpecification[] {
  const colour = ["match", ["get", field], ...whoNames.filter((n) => n !== "unknown").flatMap((n) => [n, who[n].line]), who.unknown.line];
  return [
    {
      id: `${layer}-points`,
      type: "circle",
      source: records,
      "source-layer": layer,
      filter: points,
      paint: {
        "circle-radius": growing(2.5, 5),
        "circle-color": "#ffffff",
        "circle-stroke-width": 2,
        "circle-stroke-color": colour as ExpressionSpecification,
      },
    },
  ];
}

/** Shared ground by class; what was not assessed is hatched. Lines lead to what the chosen record was compared with. */
function overlaps(): LayerSpecification[] {
  const from = { source: records, "source-layer": "overlaps" };
  const assessed = classNames.filter((c) => classes[c] !== undefined);
  const colour = ["match", ["get", "class"], ...assessed.flatMap((c) => [c, classes[c]]), hatchInk] as unknown as ExpressionSpecification;
  const known: FilterSpecification = ["in", ["get", "class"], ["literal", assessed]];
  return [
    { id: "overlaps-fill", type: "fill", ...from, filter: ["all", areas, known] as FilterSpecification, paint: { "fill-color": colour, "fill-opacity": 0.75 } },
    { id: "overlaps-hatch", type: "fill", ...from, filter: ["all", areas, ["!", known]] as FilterSpecification, paint: { "fill-pattern": "hatch" } },
    { id: "overlaps-outline", type: "line", ...from, filter: areas, paint: { "line-color": colour, "line-width": growing(0.5, 1.2) } },
    {
      id: "overlaps-gap",
      type: "line",
      ...from,
      minzoom: 15,
      filter: gapsOf(undefined),
      paint: { "line-color": colour, "line-width": 1.3, "line-dasharray": [0.6, 2], "line-opacity": 0.75 },
    },
    { id: "overlaps-touch", type: "circle", ...from, minzoom: 15, filter: points, paint: { "circle-radius": 3, "circle-color": colour } },
  ];
}

/** The pairs without shared ground that a record is part of: all of them at once would hide the map. */
export function gapsOf(ref: string | undefined): FilterSpecification {
  const party: FilterSpecification = ["any", ["==", ["get", "pow"], ref ?? ""], ["==", ["get", "civilian"], ref ?? ""]];
  return ["all", lines, party] as FilterSpecification;
}

function sites(): LayerSpecification {
  return {
    id: "sites-icon",
    type: "symbol",
    source: records,
    "source-layer": "sites",
    layout: {
      "icon-image": ["case", invented(), "site-invented", "site"],
      "icon-allow-overlap": true,
      "icon-size": ["interpolate", ["linear"], ["zoom"], 3, 0.7, 9, 1],
    },
  };
}

/** Names of records, drawn after the basemap's own so that they win the space. */
export function recordLabels(): LayerSpecification[] {
  const paint = { "text-color": palette.ink, "text-halo-color": palette.halo, "text-halo-width": 1.6 };
  const text = { "text-field": nameAndTruth(), "text-font": [...labelFont], "text-max-width": 12, "text-padding": 3 };
  return [
    label("plots", 19.6, { ...text, "text-size": 11 }, paint),
    label("cemeteries", 12, { ...text, "text-size": 13 }, paint),
    label("sites", 6, { ...text, "text-size": 12, "text-anchor": "top", "text-offset": [0, 0.9] }, { ...paint, "text-color": palette.site }),
  ];
}

type Symbols = Extract<LayerSpecification, { type: "symbol" }>;

function label(layer: LayerName, minzoom: number, layout: Symbols["layout"], paint: Symbols["paint"]): LayerSpecification {
  return { id: `${layer}-label`, type: "symbol", source: records, "source-layer": layer, minzoom, layout: layout ?? {}, paint: paint ?? {} };
}

/** The chosen record on top of all: its outline, and the circle that holds its true position. */
export function selectionLayers(): LayerSpecification[] {
  const part = (name: string): FilterSpecification => ["==", ["get", "part"], name];
  return [
    { id: "selection-circle-fill", type: "fill", source: selection, filter: part("circle"), paint: { "fill-color": palette.uncertainty, "fill-opacity": 0.1 } },
    {
      id: "selection-circle",
      type: "line",
      source: selection,
      filter: part("circle"),
      paint: { "line-color": palette.uncertainty, "line-width": 2, "line-dasharray": [2, 1.5] },
    },
    {
      id: "selection-casing",
      type: "line",
      source: selection,
      filter: part("shape"),
      paint: { "line-color": "#ffffff", "line-width": 6, "line-opacity": 0.85 },
    },
    { id: "selection-line", type: "line", source: selection, filter: part("shape"), paint: { "line-color": palette.selected, "line-width": 3 } },
    {
      id: "selection-point",
      type: "circle",
      source: selection,
      filter: part("point"),
      paint: { "circle-radius": 11, "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": palette.selected, "circle-stroke-width": 3 },
    },
  ];
}

function answer(field: string, name: Who, geometry: FilterSpecification): FilterSpecification {
  const others = whoNames.filter((n) => n !== "unknown");
  const own = name === "unknown" ? ["!", ["in", ["get", field], ["literal", others]]] : ["==", ["get", field], name];
  return ["all", geometry, own] as unknown as FilterSpecification;
}

/** Which collection a layer of the style draws, to switch it on and off and to know what was clicked. */
export function collectionOf(layerId: string): LayerName | undefined {
  const [name] = layerId.split("-");
  return (["cemeteries", "plots", "overlaps", "sites"] as const).find((l) => l === name);
}
