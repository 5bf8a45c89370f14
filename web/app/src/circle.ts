import type { Position } from "geojson";

/** WGS 84: half the long axis in metres and the square of the first eccentricity. */
const semiMajor = 6_378_137;
const eccentricitySquared = 0.00669437999014;
const corners = 72;

/**
 * A ring of points `radius` metres from a centre given in degrees, counterclockwise and closed.
 * It uses the two radii of curvature of WGS 84 at the centre's latitude: up to 50 km and 80°
 * of latitude a corner is off by less than 2 % of the radius, below 10 km by less than 0.3 %.
 * Longitudes run on past ±180 so that the ring stays in one piece.
 */
export function circle([lon, lat]: readonly [number, number], radius: number): Position[] {
  const { east, north } = metresPerDegree(lat);
  const ring = Array.from({ length: corners }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / corners;
    return [lon + (radius * Math.cos(angle)) / east, lat + (radius * Math.sin(angle)) / north];
  });
  return [...ring, ring[0] as Position];
}

/** Metres of one degree of longitude and of latitude, at a latitude on WGS 84. */
export function metresPerDegree(lat: number): { east: number; north: number } {
  const phi = (lat * Math.PI) / 180;
  const w = 1 - eccentricitySquared * Math.sin(phi) ** 2;
  const perRadian = Math.PI / 180;
  const east = (semiMajor / Math.sqrt(w)) * Math.max(Math.cos(phi), 1e-6) * perRadian;
  const north = ((semiMajor * (1 - eccentricitySquared)) / w ** 1.5) * perRadian;
  return { east, north };
}

/** The middle of a geometry's bounds, good enough to hang a circle or a label on. */
export function middle(positions: readonly Position[]): [number, number] | undefined {
  const bounds = boundsOf(positions);
  return bounds && [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
}

/** West, south, east, north of positions; undefined of none. */
export function boundsOf(positions: readonly Position[]): [number, number, number, number] | undefined {
  if (positions.length === 0) return undefined;
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = Number.NaN, y = Number.NaN] of positions) {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  }
  return bounds;
}
