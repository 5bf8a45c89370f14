// Every tile of the demonstration, written as an archive by the program and read by the libraries that maps use.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { faultsOfGeometry } from "../scripts/inspect.mjs";
import { inspectArchive } from "../scripts/pyramid.mjs";
import { base, hindrance, matched } from "./browser.mjs";

const program = process.env.BURIALMAP;
const database = program && join(dirname(program), "burialmap.gpkg");
const skip = hindrance() ?? (program && existsSync(database) ? undefined : "BURIALMAP does not name the program beside its database");
const folder = skip ? undefined : mkdtempSync(join(tmpdir(), "burialmap-pyramid-"));
after(() => folder && rmSync(folder, { recursive: true, force: true }));

test("every tile of the pyramid is decoded, its geometry is valid, and each zoom adds up to the collections", { skip, timeout: 300_000 }, async (t) => {
  const file = join(folder, "all.pmtiles");
  execFileSync(program, ["tiles", "--db", database, "--output", file], { stdio: "ignore" });
  const inspection = await inspectArchive(file);
  t.diagnostic(inspection.report());
  assert.deepEqual(inspection.faults, []);
  const { vector_layers: layers } = await (await fetch(new URL("tiles.json", base))).json();
  const counted = layers.find((l) => l.id === "aggregates");
  for (let zoom = 0; zoom <= counted.maxzoom; zoom++) {
    for (const collection of ["sites", "cemeteries", "plots", "overlaps"])
      assert.equal(inspection.sums.get(zoom)[collection], await matched(collection), `${collection} at zoom ${zoom}`);
    assert.equal(inspection.sums.get(zoom).overlaps_certain, await matched("overlaps", { class: "certain" }), `certain at zoom ${zoom}`);
  }
  const sizes = inspection.sizes.toSorted((a, b) => a - b);
  assert.ok(sizes[Math.floor(sizes.length * 0.95)] <= 100_000, "95 % of the tiles are below 100 kB");
  assert.ok(sizes.at(-1) <= 500_000, "no tile is above 500 kB");
});

test("what is wrong with a geometry is found", () => {
  const ring = (...pairs) => pairs.map(([x, y]) => ({ x, y }));
  const square = ring([0, 0], [9, 0], [9, 9], [0, 9], [0, 0]);
  const faults = (type, ...geometry) => faultsOfGeometry({ type, geometry }).join("; ");
  assert.equal(faults(3, square), "");
  assert.equal(faults(3, square, ring([2, 2], [2, 4], [4, 4], [2, 2])), "");
  assert.equal(faults(3, square.toReversed()), "the first ring is a hole");
  assert.match(faults(3, square.slice(0, 4)), /not closed/);
  assert.match(faults(3, ring([0, 0], [9, 0], [0, 0])), /3 points.*no area/);
  assert.match(faults(3, ring([0, 0], [9, 0], [9, 0], [0, 9], [0, 0])), /stands still/);
  assert.match(faults(1, ring([-65, 0])), /beyond the tile's edge/);
  assert.match(faults(2, ring([3, 3])), /1 points/);
  assert.match(faults(1), /no geometry/);
  assert.match(faults(0, ring([3, 3])), /kind 0/);
});
