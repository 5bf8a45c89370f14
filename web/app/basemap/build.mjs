// Builds public/basemap.pmtiles: the whole world for zooms 0 to 4, eastern Russia and its
// neighbours for zooms 5 and 6. Beyond that the map enlarges what there is.
import { mkdirSync, writeFileSync } from "node:fs";
import GeoJSONVT from "geojson-vt";
import vtpbf from "vt-pbf";
import { writeArchive } from "./archive.mjs";
import { layers } from "./sources.mjs";

const worldMaxZoom = 4;
const regionMaxZoom = 6;
/** Columns and rows of zoom 5 that hold 90°E to 168.75°W, about 22°N to 79°N. */
const region = {
  columns: [
    [24, 31],
    [0, 0],
  ],
  rows: [5, 13],
};

const options = { maxZoom: regionMaxZoom, indexMaxZoom: regionMaxZoom, indexMaxPoints: 0, tolerance: 4, extent: 4096, buffer: 80 };
const content = layers();
const indexes = Object.fromEntries(Object.entries(content).map(([name, data]) => [name, new GeoJSONVT(data, options)]));

const tiles = [];
for (let z = 0; z <= regionMaxZoom; z++) {
  for (const [x, y] of wanted(z)) {
    const data = encode(z, x, y);
    if (data) tiles.push({ z, x, y, data });
  }
}

const metadata = {
  name: "burialmap basemap",
  attribution: "Natural Earth, GeoNames",
  vector_layers: Object.keys(content).map((id) => ({ id, fields: {}, minzoom: 0, maxzoom: regionMaxZoom })),
};
const archive = writeArchive(tiles, metadata, { bounds: [-180, -85, 180, 85], center: [125, 54, 3], minZoom: 0, maxZoom: regionMaxZoom });
mkdirSync(new URL("../src/assets/", import.meta.url), { recursive: true });
writeFileSync(new URL("../src/assets/basemap.pmtiles", import.meta.url), archive);
console.log(`${tiles.length} tiles, ${archive.length} bytes`);

function* wanted(z) {
  const n = 2 ** z;
  for (let x = 0; x < n; x++) {
    for (let y = 0; y < n; y++) if (z <= worldMaxZoom || inRegion(z, x, y)) yield [x, y];
  }
}

function inRegion(z, x, y) {
  const column = x >> (z - 5);
  const row = y >> (z - 5);
  return row >= region.rows[0] && row <= region.rows[1] && region.columns.some(([a, b]) => column >= a && column <= b);
}

function encode(z, x, y) {
  const parts = {};
  for (const [name, index] of Object.entries(indexes)) {
    const tile = index.getTile(z, x, y);
    const features = tile?.features.filter((f) => shown(f.tags, z)).map(({ tags: { minzoom, ...tags }, ...rest }) => ({ ...rest, tags })) ?? [];
    if (features.length > 0) parts[name] = { features };
  }
  return Object.keys(parts).length > 0 ? vtpbf.fromGeojsonVt(parts, { version: 2, extent: options.extent }) : undefined;
}

/** Places appear one zoom before their own; the last zoom holds every one. */
function shown(tags, z) {
  return tags.minzoom === undefined || z === regionMaxZoom || tags.minzoom <= z + 1;
}
