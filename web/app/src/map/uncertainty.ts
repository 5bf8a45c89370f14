import type { Feature, FeatureCollection, Geometry, Polygon } from "geojson";
import type { Item } from "../api.ts";
import { circle } from "../circle.ts";
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
export function selectionParts(item: Item | undefined, parties?: Parties): FeatureCollection {
  const geometry = item?.geometry;
  if (!geometry) return emptyCollection;
  const features = [...reachOf(parties?.pow), ...reachOf(parties?.civilian), ...(parties ? [] : reachOf(item))];
  for (const side of ["pow", "civilian"] as const) {
    const shape = parties?.[side]?.geometry;
    if (shape) features.push({ type: "Feature", properties: { part: side }, geometry: shape });
  }
  const point = geometry.type === "Point" || geometry.type === "MultiPoint";
  features.push({ type: "Feature", properties: { part: point ? "point" : "shape" }, geometry });
  return { type: "FeatureCollection", features };
}

function reachOf(item: Item | undefined): Feature[] {
  const radius = item && accuracyOf(item.properties);
  const ring = radius === undefined ? undefined : grown(positionsOf(item?.geometry), radius);
  return ring ? [{ type: "Feature", properties: { part: "reach" }, geometry: { type: "Polygon", coordinates: [ring] } }] : [];
}

/** A record's accuracy in metres; nobody having stated it is not 0. */
export function accuracyOf(properties: Record<string, unknown>): number | undefined {
  const value = properties["accuracy_m"];
  return typeof value === "number" && value > 0 ? value : undefined;
}

function circleAround(centre: readonly [number, number], radius: number): Feature<Polygon> {
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [circle(centre, radius)] } };
}
