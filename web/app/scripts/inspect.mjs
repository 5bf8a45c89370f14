// What tiles hold, and whether they hold it as the Mapbox Vector Tile specification and their
// own description have it.
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";

const extent = 4096;
/** How far what is cut at the edge of a tile may reach beyond it. */
const buffer = 64;
const mostFaults = 50;

/** Twice the area of a closed ring; positive if it turns clockwise on a screen, as outer rings do. */
function turn(ring) {
  return ring.reduce((sum, p, i) => {
    const q = ring[(i + 1) % ring.length];
    return sum + p.x * q.y - q.x * p.y;
  }, 0);
}

const same = (p, q) => p.x === q.x && p.y === q.y;

/** What is wrong with the rings of a polygon, in words. */
export function faultsOfRings(rings) {
  const faults = [];
  for (const [i, ring] of rings.entries()) {
    if (ring.length < 4) faults.push(`ring ${i} has ${ring.length} points`);
    else if (!same(ring[0], ring.at(-1))) faults.push(`ring ${i} is not closed`);
    if (ring.some((p, k) => k > 0 && same(p, ring[k - 1]))) faults.push(`ring ${i} stands still`);
    if (turn(ring) === 0) faults.push(`ring ${i} has no area`);
    if (i === 0 && turn(ring) < 0) faults.push("the first ring is a hole");
  }
  return faults;
}

function faultsOfLines(lines) {
  return lines.flatMap((line, i) => [
    ...(line.length < 2 ? [`line ${i} has ${line.length} points`] : []),
    ...(line.some((p, k) => k > 0 && same(p, line[k - 1])) ? [`line ${i} stands still`] : []),
  ]);
}

/** What is wrong with a feature's geometry. */
export function faultsOfGeometry({ type, geometry }) {
  const points = geometry.flat();
  const faults = points.length === 0 ? ["it has no geometry"] : [];
  const inside = (n) => n >= -buffer && n <= extent + buffer;
  if (!points.every((p) => inside(p.x) && inside(p.y))) faults.push("it reaches beyond the tile's edge");
  if (type === 3) faults.push(...faultsOfRings(geometry));
  if (type === 2) faults.push(...faultsOfLines(geometry));
  if (![1, 2, 3].includes(type)) faults.push(`it is of the kind ${type}`);
  return faults;
}

/** Tiles one after another; what is wrong gathers in faults. */
export class Inspection {
  tiles = 0;
  features = 0;
  faults = [];
  /** Features of each zoom by layer. */
  counts = new Map();
  /** Sums of the numbers in the layer aggregates, by zoom. */
  sums = new Map();
  sizes = [];
  #layers;
  #named = new Set();

  /** @param described the vector_layers that describe the tiles */
  constructor(described) {
    this.#layers = new Map(described.map((l) => [l.id, l]));
  }

  expect(holds, fault) {
    if (!holds && this.faults.length < mostFaults) this.faults.push(fault);
  }

  /** Decodes a tile that was so many bytes as it is stored. */
  add({ z, x, y }, bytes, stored) {
    this.tiles++;
    this.sizes.push(stored);
    const at = `${z}/${x}/${y}`;
    const { layers } = new VectorTile(new PbfReader(bytes));
    this.expect(Object.keys(layers).length > 0, `${at} is empty`);
    for (const [name, layer] of Object.entries(layers)) this.#addLayer({ z, at: `${at} ${name}` }, name, layer);
  }

  #addLayer({ z, at }, name, layer) {
    const described = this.#layers.get(name);
    this.expect(described !== undefined, `${at}: nothing describes this layer`);
    this.expect(!described || (z >= described.minzoom && z <= described.maxzoom), `${at}: described from zoom ${described?.minzoom} to ${described?.maxzoom}`);
    this.expect(layer.version === 2 && layer.extent === extent, `${at}: version ${layer.version}, extent ${layer.extent}`);
    this.expect(layer.length > 0, `${at} is empty`);
    const ids = new Set();
    for (let i = 0; i < layer.length; i++) {
      const feature = layer.feature(i);
      const where = `${at} feature ${feature.id}`;
      this.expect(Number.isSafeInteger(feature.id) && !ids.has(feature.id), `${where}: the id is none or another's`);
      ids.add(feature.id);
      for (const key of Object.keys(feature.properties)) this.expect(!described || key in described.fields, `${where}: nothing describes ${key}`);
      for (const fault of faultsOfGeometry({ type: feature.type, geometry: feature.loadGeometry() })) this.expect(false, `${where}: ${fault}`);
      this.#count(z, name, feature, where);
    }
  }

  #count(z, name, { properties }, where) {
    this.features++;
    const counts = this.counts.get(z) ?? {};
    counts[name] = (counts[name] ?? 0) + 1;
    this.counts.set(z, counts);
    if (name === "labels") {
      const label = `${z} ${properties.collection}/${properties.id}`;
      this.expect(!this.#named.has(label), `${where}: named twice at zoom ${label}`);
      this.#named.add(label);
    }
    if (name !== "aggregates") return;
    const sums = this.sums.get(z) ?? {};
    for (const [key, value] of Object.entries(properties)) if (typeof value === "number") sums[key] = (sums[key] ?? 0) + value;
    this.sums.set(z, sums);
  }

  /** What was found, for a person. */
  report() {
    const sorted = this.sizes.toSorted((a, b) => a - b);
    const kB = (n) => `${((n ?? 0) / 1000).toFixed(1)} kB`;
    const zooms = [...this.counts]
      .sort(([a], [b]) => a - b)
      .map(
        ([z, counts]) =>
          `zoom ${z}: ${Object.entries(counts)
            .map(([name, n]) => `${name} ${n}`)
            .join(", ")}`,
      );
    const sizes = `${this.tiles} tiles, ${this.features} features; stored: median ${kB(sorted[sorted.length >> 1])}, 95 % below ${kB(sorted[Math.floor(sorted.length * 0.95)])}, largest ${kB(sorted.at(-1))}`;
    return [...zooms, sizes, this.faults.length === 0 ? "nothing is wrong" : `wrong:\n${this.faults.join("\n")}`].join("\n");
  }
}
