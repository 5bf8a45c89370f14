import type { LineString, Polygon, Position } from "geojson";
import { apiAddress, Refusal, send } from "../api.ts";
import { selfCrossing, wrapped } from "./geodesy.ts";

export type Measure = "distance" | "surface";

/** What the server measured, on the ellipsoid: POST /api/measure. */
export interface Measured {
  length_m?: number;
  perimeter_m?: number;
  area_m2?: number;
  paths: { segments: { length_m: number; azimuth: number; arrival: number }[] }[];
}

/** What a person has drawn as GeoJSON; undefined as long as it is too little to be measured. */
export function geometryOf(measure: Measure, corners: readonly Position[]): LineString | Polygon | undefined {
  const path = corners.map(wrapped);
  const [first] = path;
  if (measure === "distance") return path.length < 2 ? undefined : { type: "LineString", coordinates: path };
  return first && path.length > 2 ? { type: "Polygon", coordinates: [[...path, first]] } : undefined;
}

export async function measure(geometry: LineString | Polygon, signal: AbortSignal): Promise<Measured> {
  return (await (await send("POST", apiAddress("measure"), geometry, signal)).json()) as Measured;
}

/** An outline that meets itself: nobody could say which ground is meant, so the server is not asked. */
export class Crossing extends Error {
  readonly place: Position;

  constructor(place: Position) {
    super("the outline meets itself");
    this.place = place;
  }
}

export function crossingOf(measure: Measure, corners: readonly Position[]): Crossing | undefined {
  const place = measure === "surface" ? selfCrossing(corners) : undefined;
  return place && new Crossing(place);
}

/** Where an outline meets itself, if that is why it was not measured: as seen here, or as the server says. */
export function crossing(error: unknown): Position | undefined {
  if (error instanceof Crossing) return error.place;
  if (!(error instanceof Refusal)) return undefined;
  const place = error.findings
    .find((f) => f.rule === "self_intersection")
    ?.place?.split(",")
    .map(Number);
  return place?.length === 2 && place.every(Number.isFinite) ? place : undefined;
}
