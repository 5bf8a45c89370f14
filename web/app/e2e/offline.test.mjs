// The page with the server gone: what was visited is there, and says so.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hindrance, launch, mapIsDrawn, panelText, until } from "./browser.mjs";
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

/** Everything that was asked has been kept: the worker runs the page, and has copies of what is on screen. */
async function isKept(page) {
  let lacks;
  for (let i = 0; i < 120; i++) {
    lacks = await page.evaluate(lacking);
    if (lacks.length === 0) return;
    await page.waitForTimeout(500);
  }
  throw new Error(`not kept: ${lacks.join(", ")}`);
}

async function lacking() {
  if (!navigator.serviceWorker.controller) return ["anything: no worker runs the page"];
  const urls = (await (await caches.open("burialmap-visited")).keys()).map((key) => key.url);
  const answered = performance.getEntriesByType("resource").filter((entry) => entry.responseStatus > 0); // not what was called off
  const asked = answered.map((entry) => entry.name);
  const lacks = asked.filter((url) => /\/items/.test(url) && !urls.includes(url));
  return urls.filter((url) => url.endsWith(".mvt")).length > 1 ? lacks : [...lacks, "tiles"];
}

test("a record and its map are there after the server is gone, and fresh when it is back", { skip }, async () => {
  server = await serve(place.folder);
  const { address } = server;
  const context = await browser.newContext({ reducedMotion: "reduce", locale: "en-GB", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (e) => errors.push(e.message));
  const first = new URL("api/collections/sites/items?limit=1", address);
  const { id } = (await (await fetch(first, { headers: { Accept: "application/geo+json" } })).json()).features[0];
  await page.goto(`${address}/#map=3.4/52/124&lang=en&show=sites/${encodeURIComponent(id)}`);
  await mapIsDrawn(page);
  await page.waitForSelector("#panel dl, #panel [data-key=history]");
  const said = await panelText(page);
  await isKept(page);
  /** Signs are placed after the tiles are there. */
  const sitesAreDrawn = () =>
    page.waitForFunction(() => {
      const layers = window.burialmap.getLayersOrder().filter((l) => l.startsWith("sites"));
      return window.burialmap.queryRenderedFeatures({ layers }).length > 0;
    });
  await mapIsDrawn(page);
  await sitesAreDrawn();

  await server.stop();
  await page.reload();
  const heading = said.split("\n").slice(0, 2).join("\n");
  await page.waitForFunction((text) => document.querySelector("#panel")?.innerText.includes(text), heading, { timeout: 30_000 });
  assert.doesNotMatch(await panelText(page), /does not answer/);
  await mapIsDrawn(page);
  await sitesAreDrawn(); // from visited tiles
  await page.waitForSelector(".offline [role=status]");
  assert.match(await page.locator(".offline").innerText(), /^Offline: showing what was visited before; as of .*20\d\d/);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/offline.png` });
  await page.selectOption("[data-key=language]", "ja");
  await page.waitForFunction(() => document.querySelector(".offline")?.textContent.includes("オフライン"));

  server = await serve(place.folder, { listen: new URL(address).host });
  await page.reload();
  await mapIsDrawn(page);
  await page.waitForSelector(".offline", { state: "attached" }); // before that nobody would say so
  await page.waitForFunction(() => !document.querySelector(".offline [role=status]"));
  assert.deepEqual(errors, []);
});

test("what the server still owes when the page becomes an app is kept too", { skip }, async () => {
  server ??= await serve(place.folder);
  const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
  const owed = `${server.address}/api/collections/sources/items?limit=7`;
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(owed, (route) => held.then(() => route.continue()), { times: 1 });
  await page.addInitScript((url) => void fetch(url), owed);
  await page.goto(`${server.address}/#lang=en`);
  await page.waitForFunction(() => navigator.serviceWorker.controller, null, { timeout: 60_000 });
  await until(page, async () => (await (await caches.open("burialmap-visited")).keys()).length > 0); // what was answered is asked again
  const isKept = (url) =>
    caches
      .open("burialmap-visited")
      .then((kept) => kept.match(url, { ignoreVary: true }))
      .then(Boolean);
  assert.equal(await page.evaluate(isKept, owed), false);
  release();
  await until(page, isKept, owed);
});

test("nothing is kept of files that are sent, of exports or of questions with a token", { skip }, async () => {
  server ??= await serve(place.folder);
  const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await page.goto(`${server.address}/#lang=en&table=sites`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller, null, { timeout: 60_000 });
  await page.evaluate(async () => {
    const whole = async (...asked) => void (await (await fetch(...asked)).arrayBuffer());
    await whole("api/import");
    await whole("api/export?f=csv&collections=sites");
    await whole("api/collections/sites/items?limit=3", { headers: { Authorization: "Bearer of-nobody" } });
    await whole("api/collections/sites/items?limit=2");
  });
  const keys = async () => (await (await caches.open("burialmap-visited")).keys()).map((key) => key.url.replace(/.*\/api/, "/api"));
  await until(page, async () => (await (await caches.open("burialmap-visited")).keys()).some((key) => key.url.endsWith("/sites/items?limit=2"))); // asked last
  const kept = await page.evaluate(keys);
  assert.ok(!kept.some((url) => /import|export|limit=3/.test(url)), `${kept}`);
});

test("it can be installed: manifest, pictures of the right sizes", { skip }, async () => {
  const manifest = await (await fetch(`${server.address}/manifest.webmanifest`)).json();
  assert.ok(manifest.name && manifest.short_name && manifest.start_url);
  for (const { src, sizes, type } of manifest.icons) {
    const answer = await fetch(`${server.address}/${src}`);
    assert.equal(answer.headers.get("Content-Type"), type);
    const body = Buffer.from(await answer.arrayBuffer());
    if (type === "image/png") assert.equal(`${body.readUInt32BE(16)}x${body.readUInt32BE(20)}`, sizes);
  }
});
