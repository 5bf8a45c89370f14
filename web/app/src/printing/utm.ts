/**
 * Universal Transverse Mercator on WGS 84, by Krüger's series in the third flattening to the fourth order (Karney 2011,
 * J. Geodesy 85:475–485): to a tenth of a millimetre within a zone and well beyond.
 */
const a = 6_378_137;
const f = 1 / 298.257223563;
const n = f / (2 - f);
const e = Math.sqrt(f * (2 - f));
const k0 = 0.9996;
const radius = (a / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
const rad = Math.PI / 180;

const alpha = [
  n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4,
  (13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4,
  (61 / 240) * n ** 3 - (103 / 140) * n ** 4,
  (49561 / 161280) * n ** 4,
];
const beta = [
  n / 2 - (2 / 3) * n ** 2 + (37 / 96) * n ** 3 - (1 / 360) * n ** 4,
  (1 / 48) * n ** 2 + (1 / 15) * n ** 3 - (437 / 1440) * n ** 4,
  (17 / 480) * n ** 3 - (37 / 840) * n ** 4,
  (4397 / 161280) * n ** 4,
];

export interface Zone {
  number: number;
  north: boolean;
}

/** The zone of a place; the exceptions of Norway and Svalbard are far from here. */
export function zoneOf(lon: number, lat: number): Zone {
  const home = ((((lon + 180) % 360) + 360) % 360) - 180;
  return { number: Math.min(60, Math.floor((home + 180) / 6) + 1), north: lat >= 0 };
}

/** Easting and northing in metres of a longitude and latitude in degrees. */
export function toGrid({ number, north }: Zone, lon: number, lat: number): [number, number] {
  const l = wrap(lon - meridian(number)) * rad;
  const s = Math.sin(lat * rad);
  const t = Math.sinh(Math.atanh(s) - e * Math.atanh(e * s));
  const [xi, eta] = [Math.atan2(t, Math.cos(l)), Math.asinh(Math.sin(l) / Math.hypot(t, Math.cos(l)))];
  let [x, y] = [eta, xi];
  for (const [i, c] of alpha.entries()) {
    const j = 2 * (i + 1);
    x += c * Math.cos(j * xi) * Math.sinh(j * eta);
    y += c * Math.sin(j * xi) * Math.cosh(j * eta);
  }
  return [500_000 + k0 * radius * x, (north ? 0 : 10_000_000) + k0 * radius * y];
}

/** Longitude and latitude in degrees of an easting and northing; longitudes run on past ±180. */
export function fromGrid({ number, north }: Zone, easting: number, northing: number): [number, number] {
  const [eta, xi] = [(easting - 500_000) / (k0 * radius), (northing - (north ? 0 : 10_000_000)) / (k0 * radius)];
  let [x, y] = [eta, xi];
  for (const [i, c] of beta.entries()) {
    const j = 2 * (i + 1);
    x -= c * Math.cos(j * xi) * Math.sinh(j * eta);
    y -= c * Math.sin(j * xi) * Math.cosh(j * eta);
  }
  const conformal = Math.sin(y) / Math.hypot(Math.sinh(x), Math.cos(y)); // tan of the conformal latitude
  return [meridian(number) + Math.atan2(Math.sinh(x), Math.cos(y)) / rad, Math.asin(geographic(conformal)) / rad];
}

/** The sine of the latitude whose conformal latitude has this tangent (Newton's method). */
function geographic(t: number): number {
  let tan = t / Math.sqrt(1 - e * e);
  for (let i = 0; i < 5; i++) {
    const s = Math.sinh(e * Math.atanh((e * tan) / Math.hypot(1, tan)));
    const now = tan * Math.hypot(1, s) - s * Math.hypot(1, tan);
    tan += ((t - now) / Math.hypot(1, now)) * ((1 + (1 - e * e) * tan * tan) / ((1 - e * e) * Math.hypot(1, tan)));
  }
  return tan / Math.hypot(1, tan);
}

const meridian = (zone: number) => 6 * zone - 183;
const wrap = (degrees: number) => degrees - 360 * Math.round(degrees / 360);
