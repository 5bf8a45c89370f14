import type { ExpressionSpecification, FilterSpecification, LayerSpecification, SymbolLayerSpecification } from "maplibre-gl";
import { labelFont } from "../fonts.ts";
import { classLimits } from "../format.ts";
import { classNames } from "../palette/index.ts";
import { areas, countsUntil, points, records, sought } from "./layers.ts";
import type { Look } from "./look.ts";
import { byClass, invented } from "./names.ts";
import { meanLatitude, pixelsOfMetre } from "./reach.ts";

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
      layout: { "icon-image": siteImage(), "icon-allow-overlap": true, "icon-size": iconSize },
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

/** Where a circle is at least as large as the icon in it, in pixels, the icon gives way to the circle. */
export const aboutFrom = 13;
/**
 * A site that is known to better than its icon is wide has the icon of a place; one that is known less well has a
 * small open ring in the middle of its circle; one whose accuracy nobody stated has a question mark.
 */
export function siteImage(): ExpressionSpecification {
  const accuracy: ExpressionSpecification = ["coalesce", ["get", "accuracy_m"], 0];
  const image = (zoom: number): ExpressionSpecification => [
    "concat",
    ["case", ["<=", accuracy, 0], "site-unstated", [">=", accuracy, Math.round(aboutFrom / pixelsOfMetre(zoom, meanLatitude))], "site-about", "site"],
    ["case", invented(), "-invented", ""],
  ];
  const steps = Array.from({ length: 20 }, (_, i) => i + 1).flatMap((zoom) => [zoom, image(zoom)]);
  return ["step", ["zoom"], image(0), ...steps] as unknown as ExpressionSpecification;
}

const classImage = (field: string): ExpressionSpecification => ["concat", "class-", byClass(field, (c) => c)];
/** Where places fall together the highest class is shown, never a lower one in its stead. */
const classRank: ExpressionSpecification = ["index-of", ["get", "overlap_class"], ["literal", [...classNames]]];
const likeliestFirst: ExpressionSpecification = ["-", ["coalesce", ["get", "probability"], classLimits[0]]];
const iconSize: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 3, 0.75, 9, 1];
const besideAPlace: Partial<SymbolLayerSpecification["layout"]> = { "icon-size": iconSize, "icon-offset": [19, -5], "icon-padding": 0 };

/** A place that was searched for and is no record: a small cross with its name. */
export function soughtLayers({ colours }: Look): LayerSpecification[] {
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
      paint: { "text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 2 },
    },
  ];
}
