import type { Feature, FeatureCollection, Geometry, Point, Polygon, Position } from "geojson";
import type { Item } from "../api.ts";
import { circle, middle } from "../circle.ts";
import { positionsOf } from "../geometry.ts";
import { grown } from "../grown.ts";
import { accuracyShare, ringRadius, ringShares } from "../rings.ts";

export const emptyCollection: FeatureCollection = { type: "FeatureCollection", features: [] };

interface Drawn {
  geometry: Geometry;
  properties: Record<string, unknown>;
}

/**
 * The reach of point records by their accuracy, each once, with a key that changes when they do: a point whose `reach`
 * is the radius that Web Mercator gives it, for a soft disc, and a circle that is true to the metre. Both have the
 * properties of their record, copied: the map's own objects are not for its worker.
 */
export function circlesOf(shown: readonly Drawn[], least = 0): { key: string; data: FeatureCollection<Point | Polygon> } {
  const known = new Map(
    shown.filter((f) => f.geometry.type === "Point" && (accuracyOf(f.properties) ?? 0) > least).map((f) => [String(f.properties["id"]), f]),
  );
  const sites = [...known.keys()].sort().map((id) => known.get(id) as Drawn & { geometry: Point });
  const key = JSON.stringify(sites.map(({ geometry, properties }) => [properties["id"], properties["accuracy_m"], ...geometry.coordinates]));
  return { key, data: { type: "FeatureCollection", features: sites.flatMap(reachOfPoint) } };
}

function reachOfPoint({ geometry, properties }: Drawn & { geometry: Point }): [Feature<Point>, Feature<Polygon>] {
  const centre = geometry.coordinates as [number, number];
  const radius = accuracyOf(properties) ?? 0;
  const reach = radius / Math.cos((centre[1] * Math.PI) / 180);
  return [
    { type: "Feature", properties: { ...properties, reach }, geometry },
    { type: "Feature", properties: { ...properties }, geometry: { type: "Polygon", coordinates: [circle(centre, radius)] } },
  ];
}

/** The two records that an overlap compares. */
export interface Parties {
  pow: Item | undefined;
  civilian: Item | undefined;
}

/**
 * What is drawn of the chosen record: its shape, and the rings that hold its true position with 50, 80 and 95 %. Of an
 * overlap it is the two records it compares that are placed more or less surely, so around each is the ring of 95 %.
 */
export function selectionParts(item: Item | undefined, parties?: Parties, positions: readonly Item[] = []): FeatureCollection {
  const geometry = item?.geometry;
  const stated = positions.flatMap(statedParts);
  if (!geometry) return { type: "FeatureCollection", features: stated };
  const own = parties || positions.some(isPreferred) ? [] : ringsOf(item);
  const features = [...stated, ...reachOf(parties?.pow), ...reachOf(parties?.civilian), ...own];
  for (const side of ["pow", "civilian"] as const) {
    const shape = parties?.[side]?.geometry;
    if (shape) features.push({ type: "Feature", properties: { part: side }, geometry: shape });
  }
  const point = geometry.type === "Point" || geometry.type === "MultiPoint";
  features.push({ type: "Feature", properties: { part: point ? "point" : "shape" }, geometry });
  return { type: "FeatureCollection", features };
}

/** The nested rings of a record, the widest first; none if nobody stated how surely it is placed. */
function ringsOf(item: Item): Feature[] {
  return ringShares.toReversed().flatMap((share) => reachOf(item, "ring", share));
}

/** The ring that holds the true position with a probability, which is a share of all that could be. */
function reachOf(item: Item | undefined, part = "reach", share: number = accuracyShare): Feature[] {
  const accuracy = item && accuracyOf(item.properties);
  if (accuracy === undefined) return [];
  const metres = ringRadius(accuracy, share);
  const ring = grown(positionsOf(item?.geometry), metres);
  return ring ? [{ type: "Feature", properties: { part, share, metres }, geometry: { type: "Polygon", coordinates: [ring] } }] : [];
}

/** One of several stated positions: where it holds the true one with 95 %, and its letter. The preferred one has all its rings. */
function statedParts(position: Item, index: number): Feature[] {
  const preferred = isPreferred(position);
  const centre = middle(positionsOf(position.geometry));
  if (!centre) return [];
  const letter: Feature = {
    type: "Feature",
    properties: { part: "letter", letter: letterOf(index), preferred },
    geometry: { type: "Point", coordinates: centre },
  };
  return [...(preferred ? [...ringsOf(position), ...reachOf(position, "preferred")] : reachOf(position, "other")), letter];
}

type Box = readonly [west: number, south: number, east: number, north: number];

/**
 * Where the words of each ring stand: on the ring, as far to the north-west as it is on screen, within a box of degrees. The parts
 * that say the same at the same place, as of the preferred position, are one. Rings of less than `least` metres are too
 * small to have words.
 */
export function ringWordsAt(parts: readonly Feature[], box: Box, say: (share: number, metres: number) => string, least = 0): FeatureCollection<Point> {
  const features = parts.flatMap(({ geometry, properties }): Feature<Point>[] => {
    if (geometry.type !== "Polygon" || properties?.["part"] === "preferred" || typeof properties?.["share"] !== "number") return [];
    const { share, metres } = properties as { share: number; metres: number };
    if (metres < least) return [];
    const at = beside(geometry.coordinates[0] ?? [], box);
    return at ? [{ type: "Feature", properties: { share, words: say(share, metres) }, geometry: { type: "Point", coordinates: at } }] : [];
  });
  return { type: "FeatureCollection", features };
}

/** The corner on screen that lies farthest to the north-west: above a ring there may be a sign that counts, below it a name. */
function beside(ring: readonly Position[], [west, south, east, north]: Box): Position | undefined {
  const seen = ring.filter(([x = Number.NaN, y = Number.NaN]) => x >= west && x <= east && y >= south && y <= north);
  const narrowed = Math.cos((((south + north) / 2) * Math.PI) / 180); // a degree of longitude, in degrees of latitude
  const far = ([x = 0, y = 0]: Position) => y - x * narrowed;
  return seen.toSorted((a, b) => far(b) - far(a))[0];
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
