// A PMTiles version 3 archive of gzipped vector tiles, small enough for one root directory.
// Format: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
import { gzipSync } from "node:zlib";

const headerBytes = 127;
const rootDirectoryLimit = 16384 - headerBytes;

/** Number of a tile along the Hilbert curves of all zooms, the order in which tiles are stored. */
export function tileId(z, x, y) {
  let id = (4 ** z - 1) / 3;
  for (let s = 2 ** (z - 1); s >= 1; s /= 2) {
    const rx = (x & s) > 0 ? 1 : 0;
    const ry = (y & s) > 0 ? 1 : 0;
    id += s * s * ((3 * rx) ^ ry);
    [x, y] = rotate(s, x, y, rx, ry);
  }
  return id;
}

function rotate(s, x, y, rx, ry) {
  if (ry !== 0) return [x, y];
  return rx === 1 ? [s - 1 - y, s - 1 - x] : [y, x];
}

/**
 * Writes tiles `{ z, x, y, data }` (data not yet compressed) as one archive. Tiles with the same
 * bytes are stored once; neighbours with the same bytes share one directory entry.
 */
export function writeArchive(tiles, metadata, { bounds, center, minZoom, maxZoom }) {
  const sorted = tiles.map((t) => ({ id: tileId(t.z, t.x, t.y), data: t.data })).sort((a, b) => a.id - b.id);
  const { entries, contents } = pack(sorted);
  const root = gzipSync(directory(entries), { level: 9 });
  if (root.length > rootDirectoryLimit) throw new Error(`the root directory has ${root.length} bytes, at most ${rootDirectoryLimit} fit`);
  const meta = gzipSync(JSON.stringify(metadata), { level: 9 });
  const data = Buffer.concat(contents);
  const header = Buffer.alloc(headerBytes);
  header.write("PMTiles", 0, "latin1");
  header[7] = 3;
  const rootAt = headerBytes;
  const metaAt = rootAt + root.length;
  const dataAt = metaAt + meta.length;
  const numbers = [rootAt, root.length, metaAt, meta.length, dataAt, 0, dataAt, data.length, sorted.length, entries.length, contents.length];
  for (const [i, n] of numbers.entries()) header.writeBigUInt64LE(BigInt(n), 8 + 8 * i);
  header[96] = 1; // clustered: contents lie in the order of the ids
  header[97] = 2; // directories and metadata: gzip
  header[98] = 2; // tiles: gzip
  header[99] = 1; // tile type: Mapbox vector tile
  header[100] = minZoom;
  header[101] = maxZoom;
  for (const [i, d] of bounds.entries()) header.writeInt32LE(Math.round(d * 1e7), 102 + 4 * i);
  header[118] = center[2];
  header.writeInt32LE(Math.round(center[0] * 1e7), 119);
  header.writeInt32LE(Math.round(center[1] * 1e7), 123);
  return Buffer.concat([header, root, meta, data]);
}

function pack(sorted) {
  const entries = [];
  const contents = [];
  const known = new Map(); // bytes as latin1 text → { offset, length }
  let offset = 0;
  for (const { id, data } of sorted) {
    const key = Buffer.from(data).toString("latin1");
    let place = known.get(key);
    if (!place) {
      const zipped = gzipSync(data, { level: 9 });
      place = { offset, length: zipped.length };
      known.set(key, place);
      contents.push(zipped);
      offset += zipped.length;
    }
    const last = entries.at(-1);
    if (last && last.offset === place.offset && last.id + last.run === id) last.run++;
    else entries.push({ id, run: 1, ...place });
  }
  return { entries, contents };
}

function directory(entries) {
  const out = [];
  varint(out, entries.length);
  for (const [i, e] of entries.entries()) varint(out, e.id - (entries[i - 1]?.id ?? 0));
  for (const e of entries) varint(out, e.run);
  for (const e of entries) varint(out, e.length);
  entries.forEach((e, i) => {
    const before = entries[i - 1];
    varint(out, before && e.offset === before.offset + before.length ? 0 : e.offset + 1);
  });
  return Buffer.from(out);
}

function varint(out, n) {
  while (n >= 0x80) {
    out.push((n % 0x80) | 0x80);
    n = Math.floor(n / 0x80);
  }
  out.push(n);
}
