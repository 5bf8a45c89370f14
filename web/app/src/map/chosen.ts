import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import { labelFont } from "../fonts.ts";
import { dashes, type Who } from "../palette/index.ts";
import { selection } from "./layers.ts";
import type { Look } from "./look.ts";
import { meanLatitude, pixelsOfMetre } from "./reach.ts";

const from = { source: selection };
const part = (...names: string[]) => ["in", ["get", "part"], ["literal", names]] as unknown as FilterSpecification;
const clear = "rgba(0,0,0,0)";

/** The chosen record on top of all: its outline, and the rings that hold its true position with 50, 80 and 95 %. */
export function selectionLayers(look: Look): LayerSpecification[] {
  const { colours } = look;
  return [
    ...rings(look),
    { id: "selection-halo", type: "line", ...from, filter: part("shape"), paint: { "line-color": colours.selectedHalo, "line-width": 6 } },
    { id: "selection-pow", type: "line", ...from, filter: part("pow"), paint: partyLine("pow", look) },
    { id: "selection-civilian", type: "line", ...from, filter: part("civilian"), paint: partyLine("civilian", look) },
    { id: "selection-line", type: "line", ...from, filter: part("shape"), paint: { "line-color": colours.selected, "line-width": 2 } },
    {
      id: "selection-point",
      type: "circle",
      ...from,
      filter: part("point"),
      paint: { "circle-radius": 12, "circle-color": clear, "circle-stroke-color": colours.selectedHalo, "circle-stroke-width": 4 },
    },
    {
      id: "selection-point-line",
      type: "circle",
      ...from,
      filter: part("point"),
      paint: { "circle-radius": 13, "circle-color": clear, "circle-stroke-color": colours.selected, "circle-stroke-width": 1.8 },
    },
  ];
}

/** Rings nested in each other, the innermost the darkest; beside them the reach of other stated positions and of the parties of a pair. */
function rings({ colours }: Look): LayerSpecification[] {
  const line = (width: number) => ({ "line-color": colours.uncertainty, "line-width": width });
  return [
    { id: "selection-reach-fill", type: "fill", ...from, filter: part("ring", "reach"), paint: { "fill-color": colours.uncertainty, "fill-opacity": shade() } },
    { id: "selection-reach-line", type: "line", ...from, filter: part("reach", "other"), paint: { ...line(1.6), "line-dasharray": [2, 2] } },
    { id: "selection-ring-50", type: "line", ...from, filter: ring(0.5), paint: line(2.2) },
    { id: "selection-ring-80", type: "line", ...from, filter: ring(0.8), paint: { ...line(1.6), "line-dasharray": [5, 2] } },
    { id: "selection-ring-95", type: "line", ...from, filter: ring(0.95), paint: { ...line(1.6), "line-dasharray": [2, 2] } },
    { id: "selection-preferred", type: "line", ...from, filter: part("preferred"), paint: line(2) },
  ];
}

/** The shade of a ring, which goes where the ring is wider than the screen and would only dim the ground. */
function shade(): ExpressionSpecification {
  const at = (zoom: number): ExpressionSpecification => ["case", [">", ["get", "metres"], 700 / pixelsOfMetre(zoom, meanLatitude)], 0.015, 0.07];
  const stops = Array.from({ length: 22 }, (_, zoom) => [zoom, at(zoom)]).flat();
  return ["interpolate", ["linear"], ["zoom"], ...stops] as unknown as ExpressionSpecification;
}

const ring = (share: number) => ["all", part("ring"), ["==", ["get", "share"], share]] as FilterSpecification;

/** Words at what is chosen: how far each ring reaches, and the letters of stated positions. */
export function selectionLabels({ colours }: Look): LayerSpecification[] {
  return [
    {
      id: "selection-ring-words",
      type: "symbol",
      source: ringWords,
      layout: {
        "text-field": ["get", "words"],
        "text-font": [...labelFont],
        "text-size": 12,
        "text-padding": 0,
        "text-max-width": 40,
        "text-anchor": "right",
        "text-offset": [-0.2, -0.3],
        "symbol-sort-key": ["-", ["get", "share"]],
      },
      paint: { "text-color": colours.uncertainty, "text-halo-color": colours.halo, "text-halo-width": 2.4 },
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
      paint: { "text-color": ["case", ["get", "preferred"], colours.disc, colours.ink] },
    },
  ];
}

/** The source of the words on rings, each where its ring is on screen. */
export const ringWords = "ring-words";

function partyLine(name: Who, { colours }: Look) {
  const dash = dashes[name];
  return { "line-color": colours.who[name].line, "line-width": 4, ...(dash && { "line-dasharray": dash.map((d) => d / 1.6) }) };
}
