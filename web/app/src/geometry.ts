import type { Geometry, Position } from "geojson";

/** All positions of a geometry, in any nesting; none for a record that is not located. */
export function positionsOf(geometry: Geometry | null | undefined): Position[] {
  if (!geometry) return [];
  if (geometry.type === "GeometryCollection") return geometry.geometries.flatMap(positionsOf);
  return flatten(geometry.coordinates);
}

function flatten(nested: unknown): Position[] {
  if (!Array.isArray(nested)) return [];
  return typeof nested[0] === "number" ? [nested as Position] : nested.flatMap(flatten);
}
