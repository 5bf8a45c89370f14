import { readFileSync } from "node:fs";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { PMTiles, zxyToTileId } from "pmtiles";
import { expect, test } from "vitest";
import { tileId, writeArchive } from "./archive.mjs";

/** Reads with the PMTiles project's own package: the second method. */
function open(bytes) {
  const source = {
    getKey: () => "test",
    getBytes: async (from, length) => ({ data: bytes.buffer.slice(bytes.byteOffset + from, bytes.byteOffset + from + length) }),
  };
  return new PMTiles(source);
}

test("tiles are numbered as everybody numbers them", () => {
  for (let z = 0; z <= 5; z++) {
    for (let x = 0; x < 2 ** z; x++) for (let y = 0; y < 2 ** z; y++) expect(tileId(z, x, y)).toBe(zxyToTileId(z, x, y));
  }
});

test("what is written is read back, equal tiles are stored once, missing ones are missing", async () => {
  const bytes = (text) => new TextEncoder().encode(text);
  const tiles = [
    { z: 0, x: 0, y: 0, data: bytes("world") },
    { z: 2, x: 1, y: 1, data: bytes("same") },
    { z: 2, x: 2, y: 1, data: bytes("same") },
    { z: 2, x: 3, y: 3, data: bytes("same") },
    { z: 2, x: 0, y: 0, data: bytes("other") },
  ];
  const archive = open(writeArchive(tiles, { name: "test" }, { bounds: [-180, -85, 180, 85], center: [125, 54, 3], minZoom: 0, maxZoom: 2 }));
  const header = await archive.getHeader();
  expect([header.numAddressedTiles, header.numTileContents, header.centerLon]).toEqual([5, 3, 125]);
  for (const t of tiles) expect(new Uint8Array((await archive.getZxy(t.z, t.x, t.y)).data)).toEqual(t.data);
  expect(await archive.getZxy(1, 0, 0)).toBeUndefined();
  expect(await archive.getMetadata()).toEqual({ name: "test" });
});

const basemap = open(readFileSync(new URL("../src/assets/basemap.pmtiles", import.meta.url)));

async function layersOf(z, x, y) {
  const tile = await basemap.getZxy(z, x, y);
  return tile ? new VectorTile(new PbfReader(new Uint8Array(tile.data))).layers : {};
}

/** Tile column and row of a place, and the point within the tile. */
function tileOf(z, lon, lat) {
  const x = ((lon + 180) / 360) * 2 ** z;
  const y = ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z;
  return { x: Math.floor(x), y: Math.floor(y), point: { x: (x % 1) * 4096, y: (y % 1) * 4096 } };
}

function holds(rings, { x, y }) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]];
      if (a.y > y !== b.y > y && x < a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y)) inside = !inside;
    }
  }
  return inside;
}

async function isIn(layer, z, lon, lat) {
  const { x, y, point } = tileOf(z, lon, lat);
  const found = (await layersOf(z, x, y))[layer];
  return Array.from({ length: found?.length ?? 0 }, (_, i) => found.feature(i).loadGeometry()).some((rings) => holds(rings, point));
}

test.each([
  ["Chita", 113.5, 52.03, true],
  ["Chukotka west of 180°", 178.5, 67, true],
  ["Chukotka east of 180°", -175, 67, true],
  ["Kolyma", 152, 66.8, true],
  ["Sea of Okhotsk", 148, 54, false],
  ["Arctic Ocean", 160, 76, false],
  ["Hokkaido", 142.8, 43.4, true],
])("%s lies on the right side of the coast at every zoom", async (_, lon, lat, land) => {
  for (let z = 2; z <= 6; z++) expect(await isIn("land", z, lon, lat), `zoom ${z}`).toBe(land);
});

test("Lake Baikal is water, Antarctica land", async () => {
  expect(await isIn("water", 6, 108, 53.4)).toBe(true);
  expect(await isIn("land", 3, 60, -75)).toBe(true);
});

test("Khabarovsk has its name in three languages", async () => {
  const { x, y } = tileOf(6, 135.08379, 48.48271);
  const { places } = await layersOf(6, x, y);
  const towns = Array.from({ length: places.length }, (_, i) => places.feature(i).properties);
  expect(towns).toContainEqual(expect.objectContaining({ name_en: "Khabarovsk", name_ru: "Хабаровск", name_ja: "ハバロフスク" }));
});

test("country and region borders are there", async () => {
  const { x, y } = tileOf(6, 131, 48);
  const { boundaries } = await layersOf(6, x, y);
  const kinds = Array.from({ length: boundaries.length }, (_, i) => boundaries.feature(i).properties.kind);
  expect(new Set(kinds)).toEqual(new Set(["country", "admin1"]));
});
