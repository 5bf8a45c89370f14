import type { ExpressionSpecification, FilterSpecification } from "maplibre-gl";
import { type LayerName, layerNames, type SwitchName } from "../state/view.ts";

/** The source of the records: tiles whose layers are the collections. */
export const records = "records";
/** The same tiles, of the years that are looked at alone: what is counted cannot be faded. */
export const counted = "counted";
/** Below this zoom signs count what lies in a part of the map; from it on every overlap has its own. */
export const countsUntil = 13;
export const uncertainty = "uncertainty";
export const selection = "selection";
/** The source of a place of the gazetteer that was searched for. */
export const sought = "sought";

export const areas: FilterSpecification = ["in", ["geometry-type"], ["literal", ["Polygon", "MultiPolygon"]]];
export const lines: FilterSpecification = ["in", ["geometry-type"], ["literal", ["LineString", "MultiLineString"]]];
export const points: FilterSpecification = ["in", ["geometry-type"], ["literal", ["Point", "MultiPoint"]]];

export const growing = (small: number, large: number): ExpressionSpecification => ["interpolate", ["linear"], ["zoom"], 8, small, 17, large];
/** Lines round what is a few pixels wide on small scales, where there are many of them. */
export const growingLate = (small: number, large: number): ExpressionSpecification => ["interpolate", ["exponential", 1.6], ["zoom"], 11, small, 17, large];

/** Which collection a layer of the style draws, to switch it on and off and to know what was clicked. */
export function collectionOf(layerId: string): LayerName | undefined {
  const [name] = layerId.split("-");
  return layerNames.find((l) => l === name);
}

/** What switches a layer of the style on and off: its collection, or all that says where things truly lie. */
export function switchOf(layerId: string): SwitchName | undefined {
  return /^(uncertainty|selection-(ring|reach|preferred))/.test(layerId) ? "uncertainty" : collectionOf(layerId);
}
