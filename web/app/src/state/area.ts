import type { Position } from "geojson";
import { circle } from "../circle.ts";

/** A piece of ground that somebody has drawn: its corners in order, or all that lies within metres of a place. */
export type Area = { readonly corners: readonly Position[] } | { readonly centre: Position; readonly radius: number };

/** More corners do not go into an address and a filter. */
export const mostCorners = 200;
/** From here on a circle by metres is no circle on the ground any more. */
const greatestRadius = 50_000;

/** The corners of an area, without the first again at the end; a circle has 72. Longitudes may run past ±180. */
export function outlineOf(area: Area): Position[] {
  if ("corners" in area) return [...area.corners];
  const [lon = 0, lat = 0] = area.centre;
  return circle([lon, lat], area.radius).slice(0, -1);
}

/** As it stands in an address: `135.01,48.47:135.02,48.47:…`, or `135.01,48.47~500` for a circle. */
export function writeArea(area: Area | undefined): string {
  if (!area) return "";
  return "corners" in area ? area.corners.map(place).join(":") : `${place(area.centre)}~${Number(area.radius.toFixed(2))}`;
}

/** Reads what writeArea wrote; undefined if it makes no area. */
export function readArea(text: string): Area | undefined {
  const [centre = "", radius] = text.split("~");
  if (radius !== undefined) {
    const [at, metres] = [position(centre), Number(radius)];
    return at && metres > 0 && metres <= greatestRadius ? { centre: at, radius: metres } : undefined;
  }
  const corners = text.split(":").map(position);
  const good = corners.length >= 3 && corners.length <= mostCorners && corners.every((c) => c !== undefined);
  return good ? { corners: corners as Position[] } : undefined;
}

/** The condition that a record lies in an area, or reaches into it, in CQL2; a polygon across 180° runs on past it. */
export function withinArea(area: Area): string {
  const outline = outlineOf(area);
  const turn = Math.min(...outline.map(([lon = 0]) => lon)) < -180 ? 360 : 0;
  const ring = [...outline, outline[0] ?? []].map(([lon = 0, lat = 0]) => `${degrees(lon + turn)} ${degrees(lat)}`);
  return `S_INTERSECTS(geometry, POLYGON((${ring.join(", ")})))`;
}

/** Seven decimals of a degree are about a centimetre. */
const degrees = (n: number) => String(Number(n.toFixed(7)));
const place = ([lon = 0, lat = 0]: Position) => `${degrees(lon)},${degrees(lat)}`;

function position(text: string): Position | undefined {
  const numbers = text.split(",").map((n) => (n.trim() === "" ? Number.NaN : Number(n)));
  const [lon = Number.NaN, lat = Number.NaN] = numbers;
  return numbers.length === 2 && Math.abs(lon) <= 540 && Math.abs(lat) <= 90 ? [lon, lat] : undefined;
}
