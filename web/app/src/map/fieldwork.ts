import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import { labelFont } from "../fonts.ts";
import { areas, growing, lines, points, records } from "./layers.ts";
import type { Look } from "./look.ts";
import { invented, plainName } from "./names.ts";

/** What a restriction does, the gravest first. One that does not say is told like a warning. */
export const effects = ["forbids", "needs_paper", "warns"] as const;
export type Effect = (typeof effects)[number];

/** The line around each kind: whole, in long and in short pieces, so that they can be told apart without colour. */
export const effectDashes: Readonly<Record<Effect, readonly number[] | undefined>> = { forbids: undefined, needs_paper: [5, 3], warns: [1.2, 2.4] };

const from = { source: records, "source-layer": "restrictions" };

/** Only a large outline says something far out. */
const restrictionsFrom = 4;

/** The ground of restrictions, beneath that of burials: a sparse hatch and a thin line, for graves are never to be hidden. */
export function restrictionGround({ colours }: Look): LayerSpecification[] {
  return effects.flatMap((effect): LayerSpecification[] => {
    const dash = effectDashes[effect];
    return [
      {
        id: `restrictions-${effect}-fill`,
        type: "fill",
        ...from,
        minzoom: restrictionsFrom,
        filter: having(effect, areas),
        paint: { "fill-pattern": `restricted-${effect}`, "fill-opacity": ["interpolate", ["linear"], ["zoom"], 13, 0.8, 17, 0.45] },
      },
      {
        id: `restrictions-${effect}-line`,
        type: "line",
        ...from,
        minzoom: restrictionsFrom,
        filter: having(effect, ["any", areas, lines] as FilterSpecification),
        paint: { "line-color": colours.restriction, "line-width": growing(0.9, 1.6), ...(dash && { "line-dasharray": [...dash] }) },
      },
    ];
  });
}

function having(effect: Effect, geometry: FilterSpecification): FilterSpecification {
  const others = effects.filter((e) => e !== "warns");
  const own = effect === "warns" ? ["!", ["in", ["get", "effect"], ["literal", others]]] : ["==", ["get", "effect"], effect];
  return ["all", geometry, own] as unknown as FilterSpecification;
}

const restrictionSign: ExpressionSpecification = [
  "match",
  ["get", "effect"],
  "forbids",
  "restriction-forbids",
  "needs_paper",
  "restriction-needs_paper",
  "restriction-warns",
];
const observationSign: ExpressionSpecification = [
  "concat",
  "observation-",
  ["match", ["get", "outcome"], "nothing_seen", "nothing_seen", "not_reached", "not_reached", "seen"],
  ["case", invented(), "-invented", ""],
];

/** The signs of restrictions, which stand along their outlines, and the crosses of observations. */
export function fieldworkMarks(): LayerSpecification[] {
  const layout = { "icon-image": restrictionSign, "icon-rotation-alignment": "viewport", "icon-padding": 2 } as const;
  return [
    {
      id: "restrictions-sign",
      type: "symbol",
      ...from,
      minzoom: restrictionsFrom,
      filter: ["any", areas, lines] as FilterSpecification,
      layout: { ...layout, "symbol-placement": "line", "symbol-spacing": 240 },
    },
    { id: "restrictions-icon", type: "symbol", ...from, minzoom: restrictionsFrom, filter: points, layout },
    {
      id: "observations-icon",
      type: "symbol",
      source: records,
      "source-layer": "observations",
      minzoom: 9,
      filter: points,
      layout: { "icon-image": observationSign, "icon-allow-overlap": true, "icon-size": ["interpolate", ["linear"], ["zoom"], 9, 0.7, 15, 1] },
    },
  ];
}

/** The names of restrictions, which make way for those of burials. */
export function restrictionLabels({ colours }: Look): LayerSpecification[] {
  return [
    {
      id: "restrictions-label",
      type: "symbol",
      source: records,
      "source-layer": "labels",
      minzoom: 8,
      filter: ["==", ["get", "collection"], "restrictions"],
      layout: { "text-font": [...labelFont], "text-field": plainName(), "text-size": 11, "text-max-width": 11, "text-padding": 6 },
      paint: { "text-color": colours.restriction, "text-halo-color": colours.halo, "text-halo-width": 2 },
    },
  ];
}
