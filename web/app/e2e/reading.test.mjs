// Reading the map: rings in metres, no bare pin for a place that is poorly known, legend, percent, hatching, three themes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { atRest, hindrance, launch, open, panelText, settle, speak, until } from "./browser.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds, in few words; among it what is too pale to be read. */
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}

const drawn = (page, layers) => page.evaluate((names) => window.burialmap.queryRenderedFeatures({ layers: names }).map((f) => f.properties), layers);
const waitFor = (page, layer) =>
  page.waitForFunction((name) => window.burialmap.queryRenderedFeatures({ layers: [name] }).length > 0, layer, { timeout: 30_000, polling: 300 });

/** In the page: metres between two points of degrees, on a sphere of the Earth's mean radius. */
const haversine = ([a, b], [c, d]) => {
  const rad = Math.PI / 180;
  return 2 * 6371008.8 * Math.asin(Math.sqrt(Math.sin(((d - b) * rad) / 2) ** 2 + Math.cos(b * rad) * Math.cos(d * rad) * Math.sin(((c - a) * rad) / 2) ** 2));
};

/** The rings of what is chosen as the map has them, with the accuracy they are made from. */
async function rings(page, ref) {
  await until(page, async () => (await window.burialmap.getSource("selection").getData()).features.some((f) => f.properties.part === "ring"));
  return page.evaluate(async (record) => {
    const { features } = await window.burialmap.getSource("selection").getData();
    const [collection, id] = record.split("/");
    const item = await (await fetch(`api/collections/${collection}/items/${id}`)).json();
    return { item, rings: features.filter((f) => f.properties.part === "ring").map((f) => ({ ...f.properties, ring: f.geometry.coordinates[0] })) };
  }, ref);
}

test("around a chosen site are rings of 50, 80 and 95 % in metres on the ground, each with its words", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=9.6/52.98/116.9&show=sites/bukachacha-1");
  await settle(page);
  const { item, rings: found } = await rings(page, "sites/bukachacha-1");
  const sigma = item.properties.accuracy_m / 2.4477;
  assert.deepEqual(
    found.map((r) => r.share),
    [0.95, 0.8, 0.5],
  );
  for (const { share, ring } of found) {
    const expected = { 0.5: 1.1774, 0.8: 1.7941, 0.95: 2.4477 }[share] * sigma;
    for (const corner of ring) assert.ok(Math.abs(haversine(item.geometry.coordinates, corner) / expected - 1) < 0.01, `${share}: ${expected}`);
  }
  await page.evaluate(() => window.burialmap.zoomTo(12, { animate: false }));
  await atRest(page);
  const words = (await drawn(page, ["selection-ring-words"])).map((w) => w.words);
  for (const [percent, share] of [
    ["95%", 1],
    ["80%", 1.7941 / 2.4477],
    ["50%", 1.1774 / 2.4477],
  ]) {
    const metres = item.properties.accuracy_m * share;
    const length = metres >= 1000 ? `${Number((metres / 1000).toFixed(1))} km` : `${Math.round(metres)} m`;
    assert.ok(words.includes(`${percent} · ${length}`), `${percent} in ${words}`);
  }
  assert.deepEqual(findings, []);
  await close();
});

test("around a chosen outline the rings keep their distance on all sides", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=18/55.0872/132.2148&show=plots/demo-A-3");
  await settle(page);
  const { item, rings: found } = await rings(page, "plots/demo-A-3");
  const corners = item.geometry.coordinates.flat(item.geometry.type === "MultiPolygon" ? 2 : 1);
  assert.equal(found.length, 3);
  for (const { metres, ring } of found) {
    const nearest = ring.map((p) => Math.min(...corners.map((c) => haversine(c, p))));
    assert.ok(Math.abs(Math.min(...nearest) / metres - 1) < 0.02, `${Math.min(...nearest)} m for ${metres} m`);
  }
  assert.deepEqual(findings, []);
  await close();
});

test("a place known to kilometres is a soft disc of that radius, never a bare pin", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=8.2/48.6/134.8&hide=positions", { width: 900, height: 700 });
  await atRest(page);
  const disc = await page.evaluate(() => {
    const map = window.burialmap;
    const [site] = map.queryRenderedFeatures({ layers: ["sites-icon"] }).filter((f) => f.properties.accuracy_m > 10_000);
    const [lon, lat] = site.geometry.coordinates;
    const north = map.project([lon, lat + site.properties.accuracy_m / 111_200]);
    const centre = map.project([lon, lat]);
    const radius = centre.y - north.y;
    const at = (r) => map.queryRenderedFeatures([centre.x, centre.y - r], { layers: ["uncertainty-soft"] }).length > 0;
    return { radius, inside: at(radius * 0.97), outside: at(radius * 1.04), icon: String(site.layer.layout["icon-image"]) };
  });
  assert.ok(disc.radius > 40 && disc.inside && !disc.outside, JSON.stringify(disc));
  assert.equal(disc.icon, "site-about");
  await page.evaluate(() => window.burialmap.jumpTo({ center: [136.9, 50.7], zoom: 7 }));
  await atRest(page);
  const icons = await page.evaluate(() =>
    window.burialmap.queryRenderedFeatures({ layers: ["sites-icon"] }).map((f) => [f.properties.accuracy_m, String(f.layer.layout["icon-image"])]),
  );
  const unstated = icons.filter(([accuracy]) => accuracy === undefined);
  assert.ok(unstated.length > 0 && unstated.every(([, icon]) => icon === "site-unstated"), JSON.stringify(icons));
  assert.deepEqual(findings, []);
  await close();
});

test("outlines of cemeteries come at zoom 10 and those of plots at 14; before, plots are a shade", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=8.9/55.0872/132.2148", { width: 640, height: 480 });
  const present = async (zoom) => {
    await page.evaluate((z) => window.burialmap.jumpTo({ zoom: z }), zoom);
    await atRest(page);
    return page.evaluate(() => {
      const map = window.burialmap;
      const any = (pattern) => map.queryRenderedFeatures({ layers: map.getLayersOrder().filter((id) => pattern.test(id)) }).length > 0;
      return { cemeteries: any(/^cemeteries-\w+-line$/), plots: any(/^plots-\w+-line$/), shade: any(/^plots-\w+-fill$/), counts: any(/-count$/) };
    });
  };
  assert.deepEqual(await present(8.9), { cemeteries: false, plots: false, shade: false, counts: true });
  assert.deepEqual(await present(11.5), { cemeteries: true, plots: false, shade: true, counts: true });
  assert.deepEqual(await present(15), { cemeteries: true, plots: true, shade: true, counts: false });
  assert.deepEqual(findings, []);
  await close();
});

test("what was not assessed is hatched and asks; what was assessed prints its percent", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=18/55.0872/132.2146");
  await atRest(page);
  const hatched = await drawn(page, ["overlaps-hatch"]);
  assert.ok(hatched.length > 0 && hatched.every((o) => o.class === "not_assessed" && o.probability === undefined));
  const filled = await drawn(page, ["overlaps-fill"]);
  assert.ok(filled.length > 0 && filled.every((o) => o.class !== "not_assessed" && typeof o.probability === "number"));
  const poor = await drawn(page, ["overlaps-poor"]);
  assert.ok(poor.every((o) => o.class !== "not_assessed" && (o.location_method === "text" || o.accuracy_m >= 100)));
  const labels = await drawn(page, ["overlaps-label"]);
  assert.ok(labels.some((o) => o.probability !== undefined) && labels.some((o) => o.probability === undefined), `${labels.length} labels`);
  assert.deepEqual(findings, []);
  await close();
});

test("a row switches its layer, folds its legend, counts what is on screen and draws it more faintly", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=12/55.087/132.214&show=sites/demo-camp");
  await settle(page);
  const titles = await page.locator(".layer-head h3").allInnerTexts();
  assert.deepEqual(titles, [
    "Overlaps",
    "Plots and graves",
    "Cemeteries",
    "Burial sites",
    "Uncertainty of position",
    "Restrictions",
    "Observations",
    "Other stated positions",
  ]);
  await page.waitForFunction(() => document.querySelector(".layer-count[title]")?.title === "171 on screen");
  await page.click("[data-key=fold-sites]");
  assert.equal(await page.getAttribute("[data-key=fold-sites]", "aria-expanded"), "true");
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.key), "fold-sites");
  assert.match(await page.locator("#legend-sites").innerText(), /Nobody stated how precisely/);
  await waitFor(page, "selection-ring-95");
  await page.uncheck("#layer-uncertainty");
  await atRest(page);
  assert.deepEqual(await drawn(page, ["selection-ring-95", "uncertainty-line", "selection-ring-words"]), []);
  await page.waitForURL(/hide=uncertainty/);
  await page.fill("#strength-plots", "40");
  await page.waitForURL(/strength=plots:40/);
  const opacity = await page.evaluate(() => window.burialmap.getPaintProperty("plots-pow-fill", "fill-opacity"));
  assert.match(JSON.stringify(opacity), /0\.12\b/, "40 % of what it is");
  assert.deepEqual(findings, []);
  await close();
});

test("the rings are explained in three languages, and the focus comes back", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en", { ready: (p) => p.waitForSelector("[data-key=meaning]") });
  for (const [language, words] of [
    ["en", /not stated never means exact|Not stated never means exact/],
    ["ru", /никогда не значит «точно»/],
    ["ja", /「記載なし」は「正確」という意味ではありません/],
  ]) {
    await speak(page, language);
    await page.focus("[data-key=meaning]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog.meaning");
    assert.match(await page.locator("dialog.meaning").innerText(), words);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog.meaning", { state: "detached" });
    await page.waitForFunction(() => document.activeElement?.dataset.key === "meaning");
  }
  assert.deepEqual(findings, []);
  await close();
});

for (const [theme, paper] of [
  ["light", "rgb(253, 252, 249)"],
  ["dark", "rgb(23, 27, 34)"],
  ["contrast", "rgb(255, 255, 255)"],
]) {
  test(`in ${theme} everything can be read, and the map follows without loading anything`, { skip }, async () => {
    const other = theme === "light" ? "dark" : "light";
    const { page, findings, requests, close } = await open(browser, `#lang=en&map=17/55.0872/132.2148&show=plots/demo-B-1&theme=${other}`);
    await panelText(page);
    await atRest(page);
    while ((await page.locator(folded).count()) > 0) await page.locator(folded).first().click();
    const before = { tiles: requests.filter((r) => r.includes("/tiles")).length, land: await land(page) };
    await page.selectOption("[data-key=theme]", theme);
    await atRest(page);
    await page.waitForURL(new RegExp(`theme=${theme}`));
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".bar")).backgroundColor), paper);
    assert.notEqual(await land(page), before.land);
    assert.equal(requests.filter((r) => r.includes("/tiles")).length, before.tiles);
    assert.deepEqual(await violations(page), []);
    await page.click("[data-key=meaning] >> nth=0");
    await page.waitForSelector("dialog.meaning");
    assert.deepEqual(await violations(page), [], "the window about rings");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper")), "#fdfcf9", "paper is light");
    assert.deepEqual(findings, []);
    await close();
  });
}

const folded = '.fold[aria-expanded="false"]';
const land = (page) => page.evaluate(() => window.burialmap.getPaintProperty("world-land", "fill-color"));

test("without a choice the theme is the browser's, and follows it", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=6/50/130", { width: 640, height: 480 });
  await settle(page);
  const light = await land(page);
  assert.doesNotMatch(page.url(), /theme/);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  await settle(page);
  assert.notEqual(await land(page), light);
  await page.emulateMedia({ colorScheme: "dark", contrast: "more" });
  await page.waitForFunction(() => document.documentElement.dataset.theme === "contrast");
  assert.doesNotMatch(page.url(), /theme/);
  assert.deepEqual(findings, []);
  await close();
});
