import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import { assessedClasses, dashes, isAssessed, type OverlapClass, type Who, whoNames } from "../palette/index.ts";
import { areas, growing, growingLate, lines, points, records } from "./layers.ts";
import type { Look } from "./look.ts";
import { betweenGraves, byClass, invented } from "./names.ts";

/** From here on outlines of cemeteries are drawn, and from here on those of plots: before, there is no room for a line. */
export const cemeteriesFrom = 10;
export const plotsFrom = 14;

/** Two layers of ground, and the field of each that says who lies there. */
const grounds = {
  cemeteries: { field: "use", fill: 0.1, width: growing(1.2, 2.4) },
  plots: { field: "occupancy", fill: 0.3, width: growingLate(0.6, 1.8) },
} as const;
type Ground = keyof typeof grounds;

type Number = ExpressionSpecification | number;

/** Comes in over the level of zoom before the one from which on it is there. */
const fadingIn = (from: number, before: number, then: number): ExpressionSpecification => [
  "interpolate",
  ["linear"],
  ["zoom"],
  from - 0.7,
  before,
  from + 0.3,
  then,
];

/** The ground as recorded, in drawing order: grounds, shared ground, outlines. */
export function groundLayers(look: Look): LayerSpecification[] {
  return [
    ...fills("cemeteries", look),
    ...fills("plots", look),
    ...overlaps(look),
    ...outlines("cemeteries", look),
    ...outlines("plots", look),
    ...pointsOf("cemeteries", look),
    ...pointsOf("plots", look),
  ];
}

/** Grounds filled lightly by who lies there; invented ones are strewn with crosses. Plots too small for an outline are a soft shade. */
function fills(layer: Ground, { colours, strength }: Look): LayerSpecification[] {
  const from = { source: records, "source-layer": layer, ...(layer === "cemeteries" && { minzoom: cemeteriesFrom - 0.7 }) };
  const { field, fill } = grounds[layer];
  const opacity = layer === "plots" ? fadingIn(plotsFrom, 0.16 * strength(layer), fill * strength(layer)) : fadingIn(cemeteriesFrom, 0, fill * strength(layer));
  const drawn = whoNames.map((name): LayerSpecification => {
    const filter = answer(field, name, areas);
    return { id: `${layer}-${name}-fill`, type: "fill", ...from, filter, paint: { "fill-color": colours.who[name].fill, "fill-opacity": opacity } };
  });
  const crosses: FilterSpecification = ["all", areas, invented()] as FilterSpecification;
  const stippled = layer === "plots" ? plotsFrom + 3 : cemeteriesFrom;
  const stipple: LayerSpecification = {
    id: `${layer}-invented`,
    type: "fill",
    ...from,
    minzoom: stippled - 0.7,
    filter: crosses,
    paint: { "fill-pattern": "stipple", "fill-opacity": fadingIn(stippled, 0, strength(layer)) },
  };
  return [...drawn, stipple];
}

/** Outlines above everything that fills, one line style for each answer to "who lies here". */
function outlines(layer: Ground, { colours, strength }: Look): LayerSpecification[] {
  const { field, width } = grounds[layer];
  const minzoom = layer === "cemeteries" ? cemeteriesFrom : plotsFrom;
  return whoNames.map((name): LayerSpecification => {
    const dash = dashes[name];
    return {
      id: `${layer}-${name}-line`,
      type: "line",
      source: records,
      "source-layer": layer,
      minzoom: minzoom - 0.7,
      filter: answer(field, name, ["any", areas, lines] as FilterSpecification),
      paint: {
        "line-color": colours.who[name].line,
        "line-width": width,
        "line-opacity": fadingIn(minzoom, 0, strength(layer)),
        ...(dash && { "line-dasharray": [...dash] }),
      },
    };
  });
}

function pointsOf(layer: Ground, { colours, strength }: Look): LayerSpecification[] {
  const others = whoNames.filter((n) => n !== "unknown");
  const colour = ["match", ["get", grounds[layer].field], ...others.flatMap((n) => [n, colours.who[n].line]), colours.who.unknown.line];
  return [
    {
      id: `${layer}-points`,
      type: "circle",
      source: records,
      "source-layer": layer,
      filter: points,
      paint: {
        "circle-radius": growing(2.5, 5),
        "circle-color": colours.disc,
        "circle-stroke-width": 2,
        "circle-stroke-color": colour as ExpressionSpecification,
        "circle-opacity": strength(layer),
        "circle-stroke-opacity": strength(layer),
      },
    },
  ];
}

/** Beyond this the positions of a pair say little about which graves are meant, in metres. */
export const poorFrom = 100;

/** Whether a pair was assessed from positions that rest on words alone, or are known to no better than a hundred metres. */
export function poorEvidence(): ExpressionSpecification {
  return [
    "any",
    ["in", ["coalesce", ["get", "location_method"], ""], ["literal", ["text", "settlement"]]],
    [">=", ["coalesce", ["get", "accuracy_m"], 0], poorFrom],
  ];
}

/** Shared ground by class; what cannot be assessed is hatched. Lines lead to what the chosen record was compared with. */
function overlaps({ colours, strength }: Look): LayerSpecification[] {
  const from = { source: records, "source-layer": "overlaps" };
  const whole = strength("overlaps");
  const of = (other: string) => (name: OverlapClass) => (isAssessed(name) ? colours.classes[name] : other);
  const colour = byClass("class", of(colours.shared));
  const known: FilterSpecification = ["in", ["get", "class"], ["literal", [...assessedClasses]]];
  const faint = (n: Number): Number => (whole === 1 ? n : ["*", whole, n]);
  const filtered = (...conditions: unknown[]) => ["all", areas, ...conditions] as FilterSpecification;
  return [
    {
      id: "overlaps-fill",
      type: "fill",
      ...from,
      filter: filtered(known),
      layout: { "fill-sort-key": ["case", betweenGraves(), 1, 0] },
      paint: { "fill-color": colour, "fill-opacity": faint(["case", betweenGraves(), 0.85, 0.45]) },
    },
    {
      id: "overlaps-poor",
      type: "fill",
      ...from,
      minzoom: plotsFrom,
      filter: filtered(known, poorEvidence()),
      paint: { "fill-pattern": "hatch-poor", "fill-opacity": whole },
    },
    { id: "overlaps-hatch", type: "fill", ...from, filter: filtered(["!", known]), paint: { "fill-pattern": "hatch", "fill-opacity": whole } },
    {
      id: "overlaps-outline",
      type: "line",
      ...from,
      filter: areas,
      paint: { "line-color": colours.shared, "line-width": growingLate(0.3, 3.4), "line-opacity": 0.85 * whole },
    },
    {
      id: "overlaps-gap",
      type: "line",
      ...from,
      minzoom: 15,
      filter: gapsOf(undefined),
      paint: { "line-color": byClass("class", of(colours.gap)), "line-width": 1.6, "line-dasharray": [0.6, 2], "line-opacity": 0.75 * whole },
    },
    {
      id: "overlaps-touch",
      type: "circle",
      ...from,
      minzoom: 15,
      filter: points,
      paint: {
        "circle-radius": 4.5,
        "circle-color": colour,
        "circle-stroke-color": colours.disc,
        "circle-stroke-width": 1,
        "circle-opacity": whole,
        "circle-stroke-opacity": whole,
      },
    },
  ];
}

/** The pairs without shared ground that a record is part of: all of them at once would hide the map. */
export function gapsOf(ref: string | undefined): FilterSpecification {
  const party: FilterSpecification = ["any", ["==", ["get", "pow"], ref ?? ""], ["==", ["get", "civilian"], ref ?? ""]];
  return ["all", lines, party] as FilterSpecification;
}

function answer(field: string, name: Who, geometry: FilterSpecification): FilterSpecification {
  const others = whoNames.filter((n) => n !== "unknown");
  const own = name === "unknown" ? ["!", ["in", ["get", field], ["literal", others]]] : ["==", ["get", field], name];
  return ["all", geometry, own] as unknown as FilterSpecification;
}
