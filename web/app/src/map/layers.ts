import type { ExpressionSpecification, FilterSpecification, LayerSpecification, SymbolLayerSpecification } from "maplibre-gl";
import { labelFont } from "../fonts.ts";
import { classLimits } from "../format.ts";
import { classes, classNames, gapInk, palette, type Who, who, whoNames } from "../palette.ts";
import { type LayerName, layerNames } from "../state/view.ts";
import { betweenGraves, byClass, invented } from "./names.ts";

/** The source of the records: tiles whose layers are the collections. */
export const records = "records";
/** Below this zoom signs count what lies in a part of the map; from it on every overlap has its own. */
export const countsUntil = 13;
export const uncertainty = "uncertainty";
export const selection = "selection";
/** The source of a place of the gazetteer that was searched for. */
export const sought = "sought";

const areas: FilterSpecification = ["in", ["geometry-type"], ["literal", ["Polygon", "MultiPolygon"]]];
const lines: FilterSpecification = ["in", ["geometry-type"], ["literal", ["LineString", "MultiLineString"]]];
const points: FilterSpecification = ["in", ["geometry-type"], ["literal", ["Point", "MultiPoint"]]];

const growing = (small: number, large: number): ExpressionSpecification => ["interpolate", ["linear"], ["zoom"], 8, small, 17, large];
/** Lines round what is a few pixels wide on small scales, where there are many of them. */
const growingLate = (small: number, large: number): ExpressionSpecification => ["interpolate", ["exponential", 1.6], ["zoom"], 11, small, 17, large];

/** The ground as recorded, in drawing order: uncertainty, grounds, shared ground, outlines. */
export function recordLayers(): LayerSpecification[] {
  return [
    {
      id: "uncertainty-fill",
      type: "fill",
      source: uncertainty,
      paint: { "fill-color": palette.uncertainty, "fill-opacity": ["interpolate", ["linear"], ["zoom"], 12, 0.07, 16, 0.025] },
    },
    {
      id: "uncertainty-line",
      type: "line",
      source: uncertainty,
      paint: { "line-color": palette.uncertainty, "line-opacity": 0.75, "line-width": 1.2, "line-dasharray": [2, 2] },
    },
    ...fills("cemeteries", "use", 0.1),
    ...fills("plots", "occupancy", 0.3),
    ...overlaps(),
    ...outlines("cemeteries", "use"),
    ...outlines("plots", "occupancy"),
    ...pointsOf("cemeteries", "use"),
    ...pointsOf("plots", "occupancy"),
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
  const width = layer === "cemeteries" ? growing(1.2, 2.4) : growingLate(0.2, 1.8);
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

/** Shared ground by class; what cannot be assessed is hatched. Lines lead to what the chosen record was compared with. */
function overlaps(): LayerSpecification[] {
  const from = { source: records, "source-layer": "overlaps" };
  const assessed = classNames.filter((c) => classes[c] !== undefined);
  const colour = byClass("class", (c) => classes[c] ?? palette.shared);
  const known: FilterSpecification = ["in", ["get", "class"], ["literal", assessed]];
  return [
    {
      id: "overlaps-fill",
      type: "fill",
      ...from,
      filter: ["all", areas, known] as FilterSpecification,
      layout: { "fill-sort-key": ["case", betweenGraves(), 1, 0] },
      paint: { "fill-color": colour, "fill-opacity": ["case", betweenGraves(), 0.85, 0.45] },
    },
    { id: "overlaps-hatch", type: "fill", ...from, filter: ["all", areas, ["!", known]] as FilterSpecification, paint: { "fill-pattern": "hatch" } },
    {
      id: "overlaps-outline",
      type: "line",
      ...from,
      filter: areas,
      paint: { "line-color": palette.shared, "line-width": growingLate(0.3, 3.4), "line-opacity": 0.85 },
    },
    {
      id: "overlaps-gap",
      type: "line",
      ...from,
      minzoom: 15,
      filter: gapsOf(undefined),
      paint: { "line-color": byClass("class", (c) => classes[c] ?? gapInk), "line-width": 1.6, "line-dasharray": [0.6, 2], "line-opacity": 0.75 },
    },
    {
      id: "overlaps-touch",
      type: "circle",
      ...from,
      minzoom: 15,
      filter: points,
      paint: { "circle-radius": 4.5, "circle-color": colour, "circle-stroke-color": "#ffffff", "circle-stroke-width": 1 },
    },
  ];
}

/** The pairs without shared ground that a record is part of: all of them at once would hide the map. */
export function gapsOf(ref: string | undefined): FilterSpecification {
  const party: FilterSpecification = ["any", ["==", ["get", "pow"], ref ?? ""], ["==", ["get", "civilian"], ref ?? ""]];
  return ["all", lines, party] as FilterSpecification;
}

/** Marks that keep their size: sites, and shared ground where it is too small to be seen. Towns make way for them. */
export function recordMarks(): LayerSpecification[] {
  return [
    {
      id: "overlaps-mark",
      type: "symbol",
      source: records,
      "source-layer": "overlaps",
      minzoom: countsUntil,
      maxzoom: 16.5,
      filter: areas,
      layout: {
        "icon-image": ["concat", "shared-", byClass("class", (c) => c), ["case", invented(), "-invented", ""]],
        "icon-offset": [0, -24],
        "icon-size": iconSize,
        "icon-padding": 4,
        "symbol-sort-key": likeliestFirst,
      },
    },
    {
      id: "positions-icon",
      type: "symbol",
      source: records,
      "source-layer": "positions",
      minzoom: 5,
      filter: ["all", points, ["!=", ["get", "preferred"], true]] as FilterSpecification,
      layout: { "icon-image": "position", "icon-allow-overlap": true, "icon-size": iconSize },
    },
    {
      id: "sites-icon",
      type: "symbol",
      source: records,
      "source-layer": "sites",
      layout: { "icon-image": ["case", invented(), "site-invented", "site"], "icon-allow-overlap": true, "icon-size": iconSize },
    },
    {
      id: "cemeteries-class",
      type: "symbol",
      source: records,
      "source-layer": "cemeteries",
      minzoom: countsUntil,
      maxzoom: 16.5,
      filter: ["all", points, ["has", "overlap_class"]] as FilterSpecification,
      layout: { "icon-image": classImage("overlap_class"), ...besideAPlace },
    },
    {
      id: "sites-class",
      type: "symbol",
      source: records,
      "source-layer": "sites",
      maxzoom: 16.5,
      filter: ["has", "overlap_class"],
      layout: { "icon-image": classImage("overlap_class"), ...besideAPlace, "symbol-sort-key": classRank },
    },
  ];
}

const classImage = (field: string): ExpressionSpecification => ["concat", "class-", byClass(field, (c) => c)];
/** Where places fall together the highest class is shown, never a lower one in its stead. */
const classRank: ExpressionSpecification = ["index-of", ["get", "overlap_class"], ["literal", classNames]];
const likeliestFirst: ExpressionSpecification = ["-", ["coalesce", ["get", "probability"], classLimits[0]]];
const iconSize: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 3, 0.75, 9, 1];
const besideAPlace: Partial<SymbolLayerSpecification["layout"]> = { "icon-size": iconSize, "icon-offset": [19, -5], "icon-padding": 0 };

/** The chosen record on top of all: its outline, and the circle that holds its true position. */
export function selectionLayers(): LayerSpecification[] {
  const part = (...names: string[]) => ["in", ["get", "part"], ["literal", names]] as unknown as FilterSpecification;
  const from = { source: selection };
  const reach = { "line-color": palette.uncertainty, "line-width": 1.6, "line-dasharray": [2, 2] };
  return [
    { id: "selection-reach-fill", type: "fill", ...from, filter: part("reach"), paint: { "fill-color": palette.uncertainty, "fill-opacity": 0.08 } },
    { id: "selection-reach-line", type: "line", ...from, filter: part("reach", "other"), paint: reach },
    { id: "selection-preferred", type: "line", ...from, filter: part("preferred"), paint: { "line-color": palette.uncertainty, "line-width": 2 } },
    { id: "selection-halo", type: "line", ...from, filter: part("shape"), paint: { "line-color": palette.selectedHalo, "line-width": 6 } },
    { id: "selection-pow", type: "line", ...from, filter: part("pow"), paint: partyLine("pow") },
    { id: "selection-civilian", type: "line", ...from, filter: part("civilian"), paint: partyLine("civilian") },
    { id: "selection-line", type: "line", ...from, filter: part("shape"), paint: { "line-color": palette.selected, "line-width": 2 } },
    {
      id: "selection-point",
      type: "circle",
      ...from,
      filter: part("point"),
      paint: {
        "circle-radius": 12,
        "circle-color": "rgba(0,0,0,0)",
        "circle-stroke-color": palette.selectedHalo,
        "circle-stroke-width": 4,
      },
    },
    {
      id: "selection-point-line",
      type: "circle",
      ...from,
      filter: part("point"),
      paint: { "circle-radius": 13, "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": palette.selected, "circle-stroke-width": 1.8 },
    },
    {
      id: "selection-letter",
      type: "symbol",
      ...from,
      filter: part("letter"),
      layout: {
        "icon-image": ["case", ["get", "preferred"], "letter-preferred", "letter"],
        "icon-allow-overlap": true,
        "icon-offset": [0, -22],
        "text-field": ["get", "letter"],
        "text-font": [...labelFont],
        "text-size": 13,
        "text-allow-overlap": true,
        "text-offset": [0, -1.7],
      },
      paint: { "text-color": ["case", ["get", "preferred"], "#ffffff", palette.selected] },
    },
  ];
}

/** A place that was searched for and is no record: a small cross with its name. */
export function soughtLayers(): LayerSpecification[] {
  const halo = { "text-halo-color": palette.halo, "text-halo-width": 2 };
  return [
    {
      id: "sought-place",
      type: "symbol",
      source: sought,
      layout: {
        "icon-image": "sought",
        "icon-allow-overlap": true,
        "text-field": ["get", "name"],
        "text-font": [...labelFont],
        "text-size": 13,
        "text-anchor": "bottom",
        "text-offset": [0, -0.9],
        "text-allow-overlap": true,
      },
      paint: { "text-color": palette.ink, ...halo },
    },
  ];
}

function partyLine(name: Who) {
  const { line, dash } = who[name];
  return { "line-color": line, "line-width": 4, ...(dash && { "line-dasharray": dash.map((d) => d / 1.6) }) };
}

function answer(field: string, name: Who, geometry: FilterSpecification): FilterSpecification {
  const others = whoNames.filter((n) => n !== "unknown");
  const own = name === "unknown" ? ["!", ["in", ["get", field], ["literal", others]]] : ["==", ["get", field], name];
  return ["all", geometry, own] as unknown as FilterSpecification;
}

/** Which collection a layer of the style draws, to switch it on and off and to know what was clicked. */
export function collectionOf(layerId: string): LayerName | undefined {
  const [name] = layerId.split("-");
  return layerNames.find((l) => l === name);
}
