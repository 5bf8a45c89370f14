import type { Feature, FeatureCollection, Geometry, Polygon } from "geojson";
import type { Item } from "../api.ts";
import { circle, middle } from "../circle.ts";
import { positionsOf } from "../geometry.ts";
import { grown } from "../grown.ts";

export const emptyCollection: FeatureCollection = { type: "FeatureCollection", features: [] };

interface Drawn {
  geometry: Geometry;
  properties: Record<string, unknown>;
}

/** Circles of point records by their accuracy, each once, with a key that changes when they do. */
export function siteCircles(shown: readonly Drawn[]): { key: string; data: FeatureCollection<Polygon> } {
  const circles = new Map<string, Feature<Polygon>>();
  for (const { geometry, properties } of shown) {
    const radius = accuracyOf(properties);
    if (geometry.type !== "Point" || radius === undefined) continue;
    circles.set(String(properties["id"]), circleAround(geometry.coordinates as [number, number], radius));
  }
  const features = [...circles.keys()].sort().map((id) => circles.get(id) as Feature<Polygon>);
  return { key: JSON.stringify(features.map((f) => f.geometry.coordinates[0]?.[0])), data: { type: "FeatureCollection", features } };
}

/** The two records that an overlap compares. */
export interface Parties {
  pow: Item | undefined;
  civilian: Item | undefined;
}

/**
 * What is drawn of the chosen record: its shape, and where its true position lies with 95 %. Of an overlap it is the
 * two records it compares that are placed more or less surely, so it is around them.
 */
export function selectionParts(item: Item | undefined, parties?: Parties, positions: readonly Item[] = []): FeatureCollection {
  const geometry = item?.geometry;
  const stated = positions.flatMap(statedParts);
  if (!geometry) return { type: "FeatureCollection", features: stated };
  const own = parties || positions.some(isPreferred) ? [] : reachOf(item);
  const features = [...stated, ...reachOf(parties?.pow), ...reachOf(parties?.civilian), ...own];
  for (const side of ["pow", "civilian"] as const) {
    const shape = parties?.[side]?.geometry;
    if (shape) features.push({ type: "Feature", properties: { part: side }, geometry: shape });
  }
  const point = geometry.type === "Point" || geometry.type === "MultiPoint";
  features.push({ type: "Feature", properties: { part: point ? "point" : "shape" }, geometry });
  return { type: "FeatureCollection", features };
}

function reachOf(item: Item | undefined, part = "reach"): Feature[] {
  const radius = item && accuracyOf(item.properties);
  const ring = radius === undefined ? undefined : grown(positionsOf(item?.geometry), radius);
  return ring ? [{ type: "Feature", properties: { part }, geometry: { type: "Polygon", coordinates: [ring] } }] : [];
}

/** One of several stated positions: where it holds the true one with 95 %, and its letter. */
function statedParts(position: Item, index: number): Feature[] {
  const preferred = isPreferred(position);
  const centre = middle(positionsOf(position.geometry));
  if (!centre) return [];
  const letter: Feature = {
    type: "Feature",
    properties: { part: "letter", letter: letterOf(index), preferred },
    geometry: { type: "Point", coordinates: centre },
  };
  return [...reachOf(position, preferred ? "preferred" : "other"), letter];
}

export function isPreferred(position: Item): boolean {
  return position.properties["preferred"] === true;
}

/** A, B, … Z, then 27, 28, …: by which a position in the list is found on the map. */
export function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : String(index + 1);
}

/** A record's accuracy in metres; nobody having stated it is not 0. */
export function accuracyOf(properties: Record<string, unknown>): number | undefined {
  const value = properties["accuracy_m"];
  return typeof value === "number" && value > 0 ? value : undefined;
}

function circleAround(centre: readonly [number, number], radius: number): Feature<Polygon> {
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [circle(centre, radius)] } };
}
