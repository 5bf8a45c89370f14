import type { ExpressionSpecification, FilterSpecification, LayerSpecification, MapLibreMap } from "maplibre-gl";
import { type Asked, datedCollections } from "../time/condition.ts";
import { earliest, latest, sameYears } from "../time/years.ts";
import { collectionOf } from "./layers.ts";

/** How strongly is drawn what is only perhaps of the years that are looked at, and what has no date. */
const perhaps = 0.4;
const withoutDate = 0.3;

type Expression = ExpressionSpecification;
const get = (field: string): Expression => ["get", field];

/** What of a view the map needs to know to draw its years: the first, the last, and 1 if what has no date is shown. */
export function timeState({ years, undated }: Asked): Record<string, number> {
  const [first, last] = years ?? [earliest, latest];
  return { firstYear: first, lastYear: last, undated: undated ? 1 : 0 };
}

/** Keeps a map at the years of the view. */
export function followTime(map: MapLibreMap, now: Asked, before: Asked): void {
  if (now.undated === before.undated && sameYears(now.years, before.years)) return;
  for (const [name, value] of Object.entries(timeState(now))) map.setGlobalStateProperty(name, value);
}

const first: Expression = ["number", ["global-state", "firstYear"]];
const last: Expression = ["number", ["global-state", "lastYear"]];

/** Whether a feature is shown at all: it may be of these years, or has no date and those are wanted. */
export function shownInTime(): Expression {
  return ["case", ["has", "from"], ["all", ["<=", get("from"), last], [">=", get("to"), first]], ["==", ["global-state", "undated"], 1]];
}

/** How strongly a feature that is shown is drawn: wholly if it surely is of these years, or if all years are looked at. See standing() in time/years.ts. */
export function strengthInTime(): Expression {
  const all: Expression = ["all", ["<=", first, earliest], [">=", last, latest]];
  const covers: Expression = ["all", ["has", "surely_from"], ["<=", get("surely_from"), last], [">=", get("surely_to"), first]];
  const within: Expression = ["all", ["!", ["has", "unsure"]], [">=", get("from"), first], ["<=", get("to"), last]];
  return ["case", all, 1, ["!", ["has", "from"]], withoutDate, ["any", covers, within], 1, perhaps];
}

const opacities: Partial<Record<LayerSpecification["type"], readonly string[]>> = {
  fill: ["fill-opacity"],
  line: ["line-opacity"],
  circle: ["circle-opacity", "circle-stroke-opacity"],
  symbol: ["icon-opacity", "text-opacity"],
};

/** The same layer, its features drawn by how surely they are of the years that are looked at. Layers of what has no years stay as they are. */
export function inTime<T extends LayerSpecification>(layer: T): T {
  const collection = collectionOf(layer.id);
  const names = opacities[layer.type];
  if (!names || !collection || !datedCollections.includes(collection) || layer.id.endsWith("-count") || !("source-layer" in layer)) return layer;
  const given = (layer.paint ?? {}) as Record<string, unknown>;
  const paint = Object.fromEntries(names.map((name) => [name, faded(given[name])]));
  const filter = layer.filter === undefined ? shownInTime() : (["all", layer.filter, shownInTime()] as unknown as FilterSpecification);
  return { ...layer, filter, paint: { ...given, ...paint } };
}

/** An opacity, and how strongly a feature is drawn in these years. Steps of zoom stay outermost, as they have to be. */
export function faded(opacity: unknown): unknown {
  const strength = strengthInTime();
  if (opacity === undefined || opacity === 1) return strength;
  if (!byZoom(opacity)) return ["*", opacity, strength];
  const stops = opacity[0] === "step" ? 2 : 3;
  const isOutput = (i: number) => (opacity[0] === "step" ? i >= stops && i % 2 === 0 : i > stops && i % 2 === 0);
  return opacity.map((part, i) => (isOutput(i) ? faded(part) : part));
}

function byZoom(opacity: unknown): opacity is unknown[] {
  if (!Array.isArray(opacity)) return false;
  const input = opacity[0] === "step" ? opacity[1] : opacity[0] === "interpolate" ? opacity[2] : undefined;
  return Array.isArray(input) && input[0] === "zoom";
}
