// The panel of a record and the coordinates of the map, as a person uses them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, hindrance, launch, open, overlapOf, panelText, settle, speak } from "./browser.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

const panelIsThere = (page) => page.waitForSelector("#panel footer", { timeout: 30_000 });
const record = (ref, { hash = "", ...options } = {}) => open(browser, `#lang=en&table=sites&show=${ref}${hash}`, { ready: panelIsThere, ...options });

/** Lets the page use the clipboard, and reads what it holds. */
async function clipboard(page) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(base).origin });
  return () => page.evaluate(() => navigator.clipboard.readText());
}

test("a grave says first whether it shares ground, and where it lies in every notation, each to be copied", { skip }, async () => {
  const { page, findings, close } = await record("plots/demo-A-3");
  const copied = await clipboard(page);
  const text = await panelText(page);
  const [glance, place] = [text.indexOf("Unlikely to share ground"), text.indexOf("How surely")];
  assert.ok(glance > 0 && glance < place, "what matters most comes first");
  for (const [notation, form] of [
    ["decimal", /^55\.08\d+, 132\.21\d+$/],
    ["dm", /^55°05\.\d+′N 132°12\.\d+′E$/],
    ["dms", /^55°05′13\.\d+″N 132°12′51\.\d+″E$/],
    ["utm", /^53U 3222\d\d\.\d 61080\d\d\.\d$/],
    ["mgrs", /^53U LB 222\d\d 080\d\d$/],
    ["sk42", /^X 61105\d\d\.\d {2}Y 233220\d\d\.\d$/],
    ["sk95", /^X 61105\d\d\.\d {2}Y 233220\d\d\.\d$/],
  ]) {
    // It is said for a moment only, so that it is waited for before it can be.
    const told = page.waitForFunction((n) => document.querySelector(`[data-key=copy-row-${n}]`)?.textContent === "Copied", notation);
    await Promise.all([told, page.click(`[data-key=copy-row-${notation}]`)]);
    assert.match(await copied(), form);
    assert.equal(await page.locator("#panel [role=status]").first().textContent(), `Copied: ${await copied()}`);
  }
  assert.match(text, /EPSG:28423, from WGS 84 by EPSG:5044, accurate to 3 m/);
  assert.deepEqual(findings, []);
  await close();
});

test("the notation that was chosen is kept in the address and for the next visit, and is that of the map's corner", { skip }, async () => {
  const { page, findings, close } = await record("plots/demo-A-3");
  await page.focus("[data-key=panel-notation]");
  await page.selectOption("[data-key=panel-notation]", "mgrs");
  await page.waitForFunction(() => location.hash.includes("notation=mgrs"));
  assert.match(await page.locator(".notation-first .number").innerText(), /^53U LB/);
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.key), "panel-notation", "the focus stays");
  await page.goto("about:blank");
  await page.goto(new URL("#lang=en&map=14/48.4825/135.0717", base).href);
  await page.waitForSelector(".corner");
  assert.equal(await page.locator("[data-key=notation]").inputValue(), "mgrs");
  await page.waitForFunction(() => document.querySelector(".corner .text")?.textContent.startsWith("53U NP"));
  assert.deepEqual(findings, []);
  await close();
});

test("the corner follows the pointer, keeps a clicked point, and copies what it says", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=14/48.4825/135.0717&hide=sites,cemeteries,plots,overlaps");
  await page.waitForSelector(".corner");
  const copied = await clipboard(page);
  const corner = page.locator("[data-key=copy-corner]");
  assert.match(await corner.innerText(), /Middle of the map\s+48\.4825\d*, 135\.0717\d*/);
  await page.mouse.move(900, 400);
  await page.waitForFunction(() => document.querySelector(".corner .which").textContent === "Pointer");
  const pointed = await page.locator(".corner .text").innerText();
  await page.mouse.click(900, 400);
  await corner.hover();
  await page.waitForFunction(() => document.querySelector(".corner .which").textContent === "Clicked point");
  assert.equal(await page.locator(".corner .text").innerText(), pointed);
  const told = page.waitForFunction(() => document.querySelector(".corner [role=status]").textContent.startsWith("Copied:"));
  await Promise.all([told, corner.click()]);
  assert.equal(await copied(), pointed);
  await page.selectOption("[data-key=notation]", "sk42");
  await page.waitForFunction(() => /^X 53\d+ {2}Y 235\d+$/.test(document.querySelector(".corner .text").textContent));
  assert.deepEqual(findings, []);
  await close();
});

test("each pair has its reasons at hand without leaving the record, and a language does not close them", { skip }, async () => {
  const { page, findings, close } = await record("sites/demo-camp");
  await panelText(page);
  const why = page.locator("#panel .pair >> nth=0");
  await why.locator("summary").focus();
  await page.keyboard.press("Enter");
  await why.locator(".reasons li >> nth=2").waitFor();
  assert.match(await why.innerText(), /is placed to within 0\.5 m \(95% probability\)/);
  assert.match(await page.evaluate(() => location.hash), /show=sites\/demo-camp/);
  await speak(page, "ru");
  await page.waitForFunction(() => document.querySelector("#panel .pair[open] .reasons")?.textContent.includes("вероятност"));
  assert.deepEqual(findings, []);
  await close();
});

test("the parts of a long record are a key away", { skip }, async () => {
  const { page, findings, close } = await record("sites/demo-camp");
  await panelText(page);
  await page.focus("[data-key=jump-source]");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Source");
  assert.ok(await page.locator("#panel h3", { hasText: /^Source$/ }).evaluate((e) => e.getBoundingClientRect().top < innerHeight));
  assert.deepEqual(findings, []);
  await close();
});

test("what is shown is had as files, as pages and from the API, and each link leads there", { skip }, async () => {
  const { page, findings, close } = await record("sites/demo-camp");
  await panelText(page);
  await page.click("[data-key=forms]");
  const links = await page.locator("#panel .forms a").evaluateAll((all) => all.map((a) => [a.dataset.key ?? a.textContent, a.href]));
  const types = { geojson: "geo+json", gpx: "gpx", kml: "kml", csv: "csv", page: "html", "history-json": "json" };
  assert.ok(links.length >= 10, `${links.length} links`);
  for (const [key, href] of links) {
    const answer = await fetch(href);
    assert.equal(answer.status, 200, href);
    const type = types[key.replace("pairs-", "")];
    if (type) assert.ok(answer.headers.get("content-type").includes(type), `${href}: ${answer.headers.get("content-type")}`);
  }
  const pairs = await (await fetch(links.find(([key]) => key === "pairs-geojson")[1])).json();
  assert.equal(pairs.features.length, 119, "the pairs of the place, as the panel counts them");
  assert.deepEqual(findings, []);
  await close();
});

test("only addresses of the web become links, and they do not tell where they are followed from", { skip }, async () => {
  const { page, findings, close } = await record("sites/chita-24-2-7-8");
  await panelText(page);
  const links = await page.locator("#panel a[target]").evaluateAll((all) => all.map((a) => [a.href, a.rel]));
  assert.ok(links.length > 0);
  for (const [href, rel] of links) assert.ok(/^https?:/.test(href) && rel.includes("noopener"), `${href} ${rel}`);
  assert.deepEqual(findings, []);
  await close();
});

test("the record is there before what belongs to it, and nothing of it moves when that comes", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&table=sites", { ready: (p) => p.waitForSelector(".table tbody tr") });
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(/collections\/overlaps\/items\?/, async (route) => {
    await held;
    await route.continue();
  });
  // The record waits a moment for the names in it; by a clock that stands still, a slow machine is given that moment too.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.evaluate(() => {
    location.hash = "#lang=en&table=sites&show=plots/demo-A-3";
  });
  await page.waitForSelector("#panel .rest");
  const tops = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("#panel h2, #panel dt, #panel .jumps")].slice(0, 12).map((e) => Math.round(e.getBoundingClientRect().top)),
    );
  await page.waitForFunction(() => !document.querySelector("#panel [aria-busy=true]"));
  await page.focus("[data-key=panel-notation]");
  await page.evaluate(() => document.fonts.ready);
  const before = await tops();
  release();
  await page.waitForSelector("#panel footer");
  assert.deepEqual((await tops()).slice(0, before.length), before);
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.key), "panel-notation");
  assert.deepEqual(findings, []);
  await close();
});

test("a panel asks a handful of questions, however many pairs it names", { skip }, async () => {
  const { page, requests, findings, close } = await record("sites/demo-camp");
  await panelText(page);
  const asked = requests.filter((r) => r.includes("/api/") && !r.includes("fictional=true") && !r.includes("limit=1&") && !r.includes("/facets"));
  assert.ok(asked.length <= 14, `${asked.length}: ${asked.join("\n")}`);
  assert.deepEqual(findings, []);
  await close();
});

test("an overlap that was opened from a list leads back with the keyboard", { skip }, async () => {
  const { page, findings, close } = await record(await overlapOf({ pow: "plots/demo-A-1", civilian: "plots/demo-L-2" }));
  await page.waitForSelector("#panel .reasons");
  assert.match(await panelText(page), /A-1 and L-2/);
  await page.keyboard.press("Escape");
  await page.waitForSelector("#panel", { state: "hidden" });
  assert.deepEqual(findings, []);
  await close();
});

for (const language of ["en", "ru", "ja"]) {
  test(`on a phone nothing of a record is wider than the screen (${language})`, { skip }, async () => {
    const { page, findings, close } = await open(browser, `#lang=${language}&map=15/55.087/132.214&show=sites/demo-hospital`, { width: 360, height: 740 });
    await settle(page);
    await panelText(page);
    await page.evaluate(() => document.fonts.ready);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll("#panel, #panel *")]
        .filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).display !== "inline")
        .map((e) => `${e.tagName}.${e.className}`),
    );
    assert.deepEqual(wide, []);
    assert.deepEqual(findings, []);
    await close();
  });
}
