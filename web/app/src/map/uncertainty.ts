import type { Feature, FeatureCollection, Geometry, Polygon } from "geojson";
import type { Item } from "../api.ts";
import { circle, middle } from "../circle.ts";
import { positionsOf } from "../geometry.ts";

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

/** The chosen record's shape and the circle around its middle that holds its true position. */
export function selectionParts(item: Item | undefined): FeatureCollection {
  if (!item?.geometry) return emptyCollection;
  const point = item.geometry.type === "Point" || item.geometry.type === "MultiPoint";
  const features: Feature[] = [{ type: "Feature", properties: { part: point ? "point" : "shape" }, geometry: item.geometry }];
  const radius = accuracyOf(item.properties);
  const centre = middle(positionsOf(item.geometry));
  if (radius !== undefined && centre) features.push({ ...circleAround(centre, radius), properties: { part: "circle" } });
  return { type: "FeatureCollection", features };
}

/** A record's accuracy in metres; nobody having stated it is not 0. */
export function accuracyOf(properties: Record<string, unknown>): number | undefined {
  const value = properties["accuracy_m"];
  return typeof value === "number" && value > 0 ? value : undefined;
}

function circleAround(centre: readonly [number, number], radius: number): Feature<Polygon> {
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [circle(centre, radius)] } };
}
