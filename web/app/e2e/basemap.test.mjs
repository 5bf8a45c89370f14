// A basemap of one's own beneath the records: pictures and vector tiles.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { archiveOf, flatPicture, protomapsLayers, protomapsTile } from "./archives.mjs";
import { hindrance, launch, mapIsDrawn, settle } from "./browser.mjs";
import { newFolder, program, serve } from "./program.mjs";

const skip = hindrance() ?? (program ? undefined : "BURIALMAP does not name the program");
let browser;
let place;
let server;

before(async () => {
  if (skip) return;
  place = newFolder();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  place?.remove();
});

/** The page of a server that was given an archive. */
async function visit(archive, hash) {
  await server?.stop();
  const file = join(place.folder, "own.pmtiles");
  writeFileSync(file, archive);
  server = await serve(place.folder, { flags: ["--basemap", file] });
  const page = await (
    await browser.newContext({ serviceWorkers: "block", reducedMotion: "reduce", locale: "en-GB", viewport: { width: 1440, height: 900 } })
  ).newPage();
  const findings = [];
  page.on("pageerror", (e) => findings.push(e.message));
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && !/GPU stall|Service Worker/.test(m.text()) && findings.push(m.text()));
  page.on("response", (r) => r.status() >= 400 && findings.push(`${r.status()} from ${r.url()}`));
  await page.goto(`${server.address}/${hash}`);
  await page.waitForSelector(".basemaps");
  await page.waitForFunction(() => window.burialmap?.getSource("own-basemap") !== undefined);
  await mapIsDrawn(page);
  return { page, findings };
}

/** The colour in the middle of what is drawn where nothing is recorded. */
async function colourAt(page, x, y) {
  const png = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  return page.evaluate(async (base64) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: "image/png" }));
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.drawImage(picture, 0, 0);
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  }, png.toString("base64"));
}

/** Waits until the colour there is as it shall be: it comes by and by, as the map does with all its colours. */
async function drawnAs(page, [x, y], fits, what) {
  for (const end = Date.now() + 30_000; ; ) {
    const colour = await colourAt(page, x, y);
    if (fits(colour)) return;
    assert.ok(Date.now() < end, `${what}: ${colour}`);
  }
}

test("pictures lie beneath the records until the simple map is chosen, and who made them is said as text", { skip }, async () => {
  const metadata = { name: "Old plan", attribution: '<a href="javascript:alert(1)">© Survey</a> <img src=x onerror=alert(1)>&amp; others' };
  const { page, findings } = await visit(archiveOf("png", flatPicture(200, 40, 40), { most: 6, metadata }), "#map=5/30/-150&lang=en");
  await page.waitForFunction(() => document.querySelector(".attribution")?.textContent.includes("© Survey & others"));
  assert.equal(await page.locator(".attribution img, .attribution a, .basemaps img").count(), 0);
  await drawnAs(page, [720, 300], ([red, green]) => red > 150 && green < 100, "the picture is drawn");
  await page.click("[data-key=basemap-plain]");
  await settle(page);
  await drawnAs(page, [720, 300], ([, green]) => green > 150, "the sea of the simple map is drawn");
  assert.match(page.url(), /basemap=plain/);
  assert.doesNotMatch(await page.locator(".attribution").innerText(), /Survey/);
  await page.click("[data-key=basemap-own]");
  await settle(page);
  await page.selectOption("[data-key=theme]", "dark");
  await settle(page);
  await drawnAs(page, [720, 300], ([red]) => red < 130, "in the dark it is toned down");
  assert.deepEqual(findings, []);
});

test("vector tiles take the colours of the page and the words of its language", { skip }, async () => {
  const { page, findings } = await visit(archiveOf("mvt", protomapsTile(), { metadata: protomapsLayers }), "#map=3/55/135&lang=ru");
  const layers = ["own-highways", "own-land", "own-towns-names", "own-water"];
  // Words are placed some frames after their tiles are there.
  await page.waitForFunction((all) => new Set(window.burialmap.queryRenderedFeatures({ layers: all }).map((f) => f.layer.id)).size === all.length, layers);
  const paint = () => page.evaluate(() => window.burialmap.getPaintProperty("own-land", "fill-color"));
  const light = await paint();
  await page.selectOption("[data-key=theme]", "dark");
  await settle(page);
  assert.notEqual(await paint(), light);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/own-dark.png` });
  assert.deepEqual(findings, []);
});

test("a file that is no basemap is refused at the start, with the reason", { skip }, async () => {
  const file = join(place.folder, "wrong.pmtiles");
  writeFileSync(file, "this is not an archive");
  await assert.rejects(serve(place.folder, { flags: ["--basemap", file] }), /no PMTiles archive/);
});
