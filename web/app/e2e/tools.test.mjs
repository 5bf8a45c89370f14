import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { base, hindrance, launch, open, settle } from "./browser.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

const place = "#lang=en&map=17/55.0873/132.2148";

async function using(tool, hash = place) {
  const session = await open(browser, hash);
  await session.page.waitForSelector(`[data-key=tool-${tool}]`);
  await session.page.click(`[data-key=tool-${tool}]`);
  return session;
}

/** Longitude and latitude of a point of the window. */
const ground = (page, x, y) =>
  page.evaluate(
    ([px, py]) => {
      const box = window.burialmap.getCanvas().getBoundingClientRect();
      return window.burialmap.unproject([px - box.left, py - box.top]).toArray();
    },
    [x, y],
  );

async function click(page, x, y) {
  await page.mouse.move(x, y);
  await page.mouse.click(x, y); // always a single one, however soon the next follows
  return ground(page, x, y);
}

/** What the server measures, asked as a program asks. */
async function measured(geometry) {
  const response = await fetch(new URL("api/measure", base), {
    method: "POST",
    headers: { "Content-Type": "application/geo+json", "X-Burialmap": "1" },
    body: JSON.stringify(geometry),
  });
  assert.equal(response.status, 200);
  return response.json();
}

const figure = async (page) => Number((await page.locator(".figure").innerText()).replace(/[^\d.]/g, ""));
const isMeasured = (page) => page.waitForFunction(() => /^\d/.test(document.querySelector(".figure")?.textContent ?? ""));

test("a distance clicked on the map is that of the server, and no record opens under the clicks", { skip }, async () => {
  const { page, findings, close } = await using("distance");
  await page.waitForSelector(".measuring");
  const line = [await click(page, 560, 420), await click(page, 860, 440), await click(page, 800, 620)];
  await page.keyboard.press("Escape");
  await isMeasured(page);
  const { length_m, paths } = await measured({ type: "LineString", coordinates: line });
  assert.ok(Math.abs((await figure(page)) - length_m) < 0.06, `${await figure(page)} m, the server ${length_m} m`);
  assert.equal(await page.locator(".segments li").count(), paths[0].segments.length);
  assert.match(await page.locator(".segments li >> nth=0").innerText(), new RegExp(`azimuth ${paths[0].segments[0].azimuth.toFixed(1)}°`));
  assert.equal(await page.locator("#panel").isVisible(), false);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".tool-card", { state: "hidden" }); // Escape ends drawing, and then the tool
  assert.deepEqual(findings, []);
  await close();
});

test("an area is measured with the keyboard alone, and undone", { skip }, async () => {
  const { page, findings, close } = await open(browser, place);
  await page.focus("[data-key=tool-surface]");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".measuring");
  assert.equal(await page.evaluate(() => document.activeElement?.classList.contains("maplibregl-canvas")), true, "the map has the keys");
  const corners = [];
  const middle = () => page.evaluate(() => window.burialmap.getCenter().toArray());
  for (const keys of [[], ["ArrowRight", "ArrowRight"], ["ArrowDown", "ArrowDown"], ["ArrowLeft"]]) {
    for (const key of keys) await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    corners.push(await middle());
  }
  await page.keyboard.press("Backspace");
  corners.pop();
  await page.keyboard.press("Escape");
  await isMeasured(page);
  const { area_m2 } = await measured({ type: "Polygon", coordinates: [[...corners, corners[0]]] });
  assert.ok(Math.abs((await figure(page)) - area_m2) < 0.06, `${await figure(page)} m², the server ${area_m2} m²`);
  assert.deepEqual(findings, []);
  await close();
});

test("an outline that meets itself is not measured, and marked where it does", { skip }, async () => {
  const { page, findings, close } = await using("surface");
  await page.waitForSelector(".measuring");
  for (const [x, y] of [
    [560, 420],
    [860, 620],
    [860, 420],
    [560, 620],
  ])
    await click(page, x, y);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".tool-card .trouble");
  assert.match(await page.locator(".tool-card .trouble").innerText(), /meets itself/);
  const mark = await page.locator(".sketch-mark").boundingBox();
  assert.ok(Math.abs(mark.x + mark.width / 2 - 710) < 4 && Math.abs(mark.y + mark.height / 2 - 520) < 4, JSON.stringify(mark));
  assert.deepEqual(findings, []);
  await close();
});

/** How many records of a collection an area holds, counted by the items of the API. */
async function held(collection, filter, more = {}) {
  const address = new URL(`api/collections/${collection}/items?${new URLSearchParams({ limit: 1, filter, ...more })}`, base);
  return (await (await fetch(address, { headers: { Accept: "application/geo+json" } })).json()).numberMatched;
}

test("what lies in a drawn area is counted as the API counts, is exported exactly, and comes back by its link", { skip }, async () => {
  const { page, findings, close } = await using("extent");
  await page.waitForSelector("[data-key=extent-outline]");
  const ring = [];
  for (const [x, y] of [
    [600, 380],
    [760, 400],
    [760, 560],
    [620, 600],
  ])
    ring.push(await click(page, x, y));
  await page.keyboard.press("Escape");
  await page.waitForSelector(".in-area");
  const seven = (n) => Number(n.toFixed(7));
  const filter = `S_INTERSECTS(geometry, POLYGON((${[...ring, ring[0]].map(([lon, lat]) => `${seven(lon)} ${seven(lat)}`).join(", ")})))`;
  const said = async (collection, row = 0) => Number(await page.locator(`[data-collection=${collection}] li >> nth=${row}`).locator(".number").innerText());
  for (const collection of ["plots", "overlaps", "cemeteries", "sites"]) assert.equal(await said(collection), await held(collection, filter), collection);
  assert.ok((await said("plots")) > 0 && (await said("plots")) < 147, "some of the graves, not all");
  assert.equal(await said("plots", 1), await held("plots", filter, { occupancy: "pow" }), "prisoners");
  await page.click("[data-key=extent-export]");
  await page.waitForSelector("#export-format");
  await page.waitForFunction(() => /\d/.test(document.querySelector("[data-key=export-download]")?.textContent ?? "")); // with each count the choices are drawn anew
  assert.equal(await page.locator("#export-area").isChecked(), true);
  for (const name of ["restrictions", "sites", "cemeteries", "overlaps", "positions", "observations"]) await page.uncheck(`#export-${name}`);
  await page.selectOption("#export-format", "geojson");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-key=export-download]")]);
  const { features } = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.equal(features.length, await said("plots"));
  const graves = await said("plots");
  await page.waitForURL(/area=132\.\d+,55\.\d+:/);
  const address = page.url();
  assert.deepEqual(findings, []);
  await close();
  const again = await open(browser, new URL(address).hash.replace("lang=en", "lang=ja"));
  await again.page.waitForSelector(".in-area");
  assert.equal(Number(await again.page.locator("[data-collection=plots] li >> nth=0").locator(".number").innerText()), graves);
  assert.deepEqual(again.findings, []);
  await again.close();
});

test("a circle is drawn by its radius around a place", { skip }, async () => {
  const { page, findings, close } = await using("extent");
  await page.waitForSelector("[data-key=extent-circle]");
  await page.click("[data-key=extent-circle]");
  await click(page, 700, 500);
  await page.fill("#extent-radius", "40");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".in-area");
  await isMeasured(page);
  assert.ok(Math.abs((await figure(page)) / (Math.PI * 1600) - 1) < 0.01, `${await figure(page)} m²`);
  await page.waitForURL(/~40(&|$)/);
  assert.deepEqual(findings, []);
  await close();
});

test("a picture of the map is as large as was asked, and not blank", { skip }, async () => {
  const { page, findings, close } = await using("picture", "#lang=ru&theme=dark&map=17/55.0873/132.2148");
  await page.waitForSelector("[data-key=picture-save]");
  await page.selectOption("#picture-ratio", "1");
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), page.click("[data-key=picture-save]")]);
  const png = readFileSync(await download.path());
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  const box = await page.locator(".canvas").boundingBox();
  assert.equal(png.readUInt32BE(16), Math.round(box.width));
  assert.ok(png.readUInt32BE(20) > box.height + 100, "with room for title and legend");
  const colours = await page.evaluate(async (text) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return { many: seen.size, corner: [...data.slice(0, 3)] };
  }, png.toString("base64"));
  assert.ok(colours.many > 200, `${colours.many} colours`);
  assert.deepEqual(colours.corner, [253, 252, 249], "on paper, though the page is dark");
  assert.deepEqual(findings, []);
  if (process.env.PICTURES) (await import("node:fs")).writeFileSync(`${process.env.PICTURES}/picture.png`, png);
  await settle(page);
  await close();
});
