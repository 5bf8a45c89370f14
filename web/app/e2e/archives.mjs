// PMTiles archives for tests, made here: pictures of one colour, and a country as Protomaps would draw it.
import { crc32, deflateSync } from "node:zlib";
import GeoJSONVT from "geojson-vt";
import vtpbf from "vt-pbf";

const kinds = { mvt: 1, png: 2 };

/** An archive in which every tile of the zooms up to `most` is the same one. */
export function archiveOf(kind, tile, { most = 0, metadata = {} }) {
  const about = Buffer.from(JSON.stringify(metadata));
  const tiles = (4 ** (most + 1) - 1) / 3;
  const root = Buffer.from([1, 0, ...varint(tiles), ...varint(tile.length), 1]);
  const header = Buffer.alloc(127);
  header.write("PMTiles\x03");
  let at = 127;
  for (const [i, length] of [root.length, about.length, 0, tile.length].entries()) {
    header.writeBigUInt64LE(BigInt(at), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(length), 16 + 16 * i);
    at += length;
  }
  header.set([1, 1, 1, kinds[kind], 0, most], 96);
  for (const [i, degrees] of [-180, -85, 180, 85].entries()) header.writeInt32LE(degrees * 1e7, 102 + 4 * i);
  return Buffer.concat([header, root, about, tile]);
}

function varint(n) {
  const bytes = [];
  for (; n > 127; n = Math.floor(n / 128)) bytes.push((n % 128) + 128);
  return [...bytes, n];
}

/** A PNG of 256 × 256 pixels of one colour. */
export function flatPicture(red, green, blue) {
  const chunk = (name, body) => {
    const named = Buffer.concat([Buffer.from(name), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.from([0, 0, 1, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0]);
  const row = Buffer.from([0, ...Array.from({ length: 256 }, () => [red, green, blue]).flat()]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: 256 }, () => row)));
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

const square = (west, south, east, north) => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
];

/** One tile of the world in the layers of Protomaps 4: land, a lake, a road and a town. */
export function protomapsTile() {
  const layers = {
    earth: [{ type: "Polygon", coordinates: square(100, 30, 170, 75) }, { kind: "earth" }],
    water: [{ type: "Polygon", coordinates: square(120, 50, 128, 56) }, { kind: "lake" }],
    roads: [
      {
        type: "LineString",
        coordinates: [
          [102, 45],
          [165, 60],
        ],
      },
      { kind: "highway" },
    ],
    places: [
      { type: "Point", coordinates: [140, 62] },
      { kind: "locality", name: "Testville", "name:ru": "Тестоград", population_rank: 9 },
    ],
  };
  const tiles = Object.fromEntries(
    Object.entries(layers).map(([name, [geometry, properties]]) => [
      name,
      new GeoJSONVT({ type: "Feature", geometry, properties }, { maxZoom: 0 }).getTile(0, 0, 0),
    ]),
  );
  return Buffer.from(vtpbf.fromGeojsonVt(tiles, { version: 2 }));
}

export const protomapsLayers = { vector_layers: ["earth", "water", "roads", "places"].map((id) => ({ id, fields: {} })) };
