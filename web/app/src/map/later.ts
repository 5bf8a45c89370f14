import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import { lastOfCaptivity } from "../time/years.ts";
import { areas, records } from "./layers.ts";
import type { Draw, Pen } from "./patterns.ts";

/**
 * Civilian burials later than the prisoners': where the two share ground, the earlier graves may have been dug through.
 * Pairs have a mark, and graves that are surely from after the years of captivity a pattern of cuts.
 */
export function laterLayers(): LayerSpecification[] {
  return [
    {
      id: "plots-later",
      type: "fill",
      source: records,
      "source-layer": "plots",
      minzoom: 15.5,
      filter: ["all", areas, ["==", ["get", "occupancy"], "civilian"], [">", ["coalesce", ["get", "from"], 0], lastOfCaptivity]] as FilterSpecification,
      paint: { "fill-pattern": "cuts" },
    },
  ];
}

export function laterMarks(): LayerSpecification[] {
  const likeliest: ExpressionSpecification = ["-", ["coalesce", ["get", "probability"], 0]];
  return [
    {
      id: "overlaps-later",
      type: "symbol",
      source: records,
      "source-layer": "overlaps",
      minzoom: 15,
      filter: ["all", areas, ["==", ["get", "time_relation"], "civilian_later"]] as FilterSpecification,
      layout: { "icon-image": "later", "icon-offset": [13, 11], "icon-padding": 1, "symbol-sort-key": likeliest },
    },
  ];
}

/** The pictures of these layers, by name. */
export const laterIcons: Record<string, { size: number; draw: Draw }> = {
  later: { size: 18, draw: drawLater },
  cuts: { size: 8, draw: drawCuts },
};

/** An arrow into the ground, as a spade goes. */
function drawLater({ context, colours }: Pen): void {
  context.beginPath();
  context.arc(9, 9, 8.2, 0, 2 * Math.PI);
  context.fillStyle = colours.disc;
  context.fill();
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.4;
  context.stroke();
  context.lineWidth = 1.6;
  stroke(context, [
    [9, 2.8],
    [9, 9.6],
  ]);
  stroke(context, [
    [5.7, 6.5],
    [9, 9.8],
    [12.3, 6.5],
  ]);
  stroke(context, [
    [4, 13.2],
    [14, 13.2],
  ]);
}

/** Short upright strokes. */
function drawCuts({ context, colours }: Pen): void {
  context.strokeStyle = colours.who.civilian.ink;
  context.lineWidth = 1;
  for (const [x, y] of [
    [2, 1],
    [6, 5],
  ] as const) {
    stroke(context, [
      [x, y],
      [x, y + 3],
    ]);
  }
}

function stroke(context: CanvasRenderingContext2D, [start, ...rest]: readonly (readonly [number, number])[]): void {
  if (!start) return;
  context.beginPath();
  context.moveTo(...start);
  for (const point of rest) context.lineTo(...point);
  context.stroke();
}
