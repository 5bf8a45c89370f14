import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { uncertainty } from "./layers.ts";
import type { Look } from "./look.ts";

/** Metres around the equator of the sphere that Web Mercator takes the Earth for. */
const equator = 2 * Math.PI * 6_378_137;

/** How many pixels of the map a metre on the ground has, at a zoom and a latitude. */
export function pixelsOfMetre(zoom: number, lat: number): number {
  return (512 * 2 ** zoom) / (equator * Math.cos((lat * Math.PI) / 180));
}

/** The latitude that changes of signs are reckoned for, of which a zoom level earlier or later does no harm. */
export const meanLatitude = 52;

/** A radius in pixels that stays the same on the ground at all zooms, from the field `reach`: metres as the equator would have them. */
const radius: ExpressionSpecification = [
  "interpolate",
  ["exponential", 2],
  ["zoom"],
  0,
  ["*", ["get", "reach"], pixelsOfMetre(0, 0)],
  24,
  ["*", ["get", "reach"], pixelsOfMetre(24, 0)],
];

/**
 * Where sites truly lie, at every scale: far out a soft disc, close up a circle with a line, in between both. A circle
 * of a few pixels is hidden by the icon of its site and is not drawn.
 */
export function reachLayers({ colours }: Look): LayerSpecification[] {
  const from = { source: uncertainty };
  return [
    {
      id: "uncertainty-soft",
      type: "circle",
      ...from,
      maxzoom: 13,
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": radius,
        "circle-color": colours.uncertainty,
        "circle-blur": 0.7,
        "circle-opacity": ["interpolate", ["linear"], ["zoom"], 9, 0.26, 13, 0],
      },
    },
    {
      id: "uncertainty-fill",
      type: "fill",
      ...from,
      minzoom: 10,
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": colours.uncertainty, "fill-opacity": ["interpolate", ["linear"], ["zoom"], 10, 0, 13, 0.07, 16, 0.025] },
    },
    {
      id: "uncertainty-line",
      type: "line",
      ...from,
      minzoom: 7,
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: {
        "line-color": colours.uncertainty,
        "line-opacity": ["interpolate", ["linear"], ["zoom"], 7, 0, 9, 0.75],
        "line-width": 1.2,
        "line-dasharray": [2, 2],
      },
    },
  ];
}
