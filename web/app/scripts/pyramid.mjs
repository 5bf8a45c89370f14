// Reads every tile of a PMTiles archive with the libraries that maps read it with, and says
// what is in it and what is wrong with it: node scripts/pyramid.mjs burialmap.pmtiles
import { open } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { PMTiles, tileIdToZxy } from "pmtiles";
import { Inspection } from "./inspect.mjs";

/** Bytes of a file, as the library asks for them. */
class File {
  constructor(path, handle) {
    this.path = path;
    this.handle = handle;
  }

  getKey() {
    return this.path;
  }

  async getBytes(offset, length) {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await this.handle.read(bytes, 0, length, offset);
    return { data: bytes.buffer.slice(0, bytesRead) };
  }
}

/** All entries of an archive's directories, in the order of the tiles. */
async function* entries(archive, header, offset = header.rootDirectoryOffset, length = header.rootDirectoryLength) {
  for (const entry of await archive.cache.getDirectory(archive.source, offset, length, header)) {
    if (entry.runLength > 0) yield entry;
    else yield* entries(archive, header, header.leafDirectoryOffset + entry.offset, entry.length);
  }
}

/** Decodes every tile of an archive. */
export async function inspectArchive(path) {
  const handle = await open(path);
  try {
    const archive = new PMTiles(new File(path, handle));
    const header = await archive.getHeader();
    const { vector_layers: layers } = await archive.getMetadata();
    const inspection = new Inspection(layers);
    for await (const { tileId, length, runLength } of entries(archive, header)) {
      for (let id = tileId; id < tileId + runLength; id++) {
        const [z, x, y] = tileIdToZxy(id);
        const tile = await archive.getZxy(z, x, y);
        inspection.add({ z, x, y }, new Uint8Array(tile.data), length);
      }
    }
    inspection.expect(inspection.tiles === header.numAddressedTiles, `the header counts ${header.numAddressedTiles} tiles, there are ${inspection.tiles}`);
    return inspection;
  } finally {
    await handle.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [path] = process.argv.slice(2);
  if (!path) throw new Error("which archive? node scripts/pyramid.mjs FILE.pmtiles");
  const inspection = await inspectArchive(path);
  console.log(inspection.report());
  if (inspection.faults.length > 0) process.exit(1);
}
