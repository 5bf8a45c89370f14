import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { atRest, hindrance, launch, mapIsDrawn, open, overlapOf, panelText, settle, speak, until } from "./browser.mjs";
import { drawnByTheMachine, glyphsDrawn, missingGlyphs } from "./glyphs.mjs";
import { sameAsGolden } from "./golden.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

/** The demonstration cemetery as a newcomer reaches it. */
async function demonstration(hash, options) {
  const session = await open(browser, hash, options);
  // Whether the sheet is folded is known at once, whether there is a demonstration when the server has answered.
  if ((await session.page.getAttribute("[data-key=sheet]", "aria-expanded")) === "false") await session.page.click("[data-key=sheet]");
  await session.page.click("[data-key=demo]");
  await atRest(session.page);
  return session;
}

const drawn = (page, layers) => page.evaluate((names) => window.burialmap.queryRenderedFeatures({ layers: names }).map((f) => f.properties), layers);

test("a newcomer reaches the demonstration overlaps in one click", { skip }, async () => {
  const { page, findings, close } = await demonstration("#lang=en");
  const overlaps = await drawn(page, ["overlaps-fill", "overlaps-hatch"]);
  assert.ok(overlaps.length > 5, `${overlaps.length} overlaps drawn`);
  assert.ok(overlaps.every((o) => o.fictional === true && typeof o.pow === "string"));
  const labels = await drawn(page, ["cemeteries-label"]);
  assert.ok(labels.length > 0, "the cemetery has its name");
  assert.deepEqual(findings, []);
  await close();
});

test("a click opens an overlap with its measures and reasons, Escape closes it", { skip }, async () => {
  const { page, findings, close } = await demonstration("#lang=en");
  const at = await pointInOverlap(page);
  await page.mouse.click(at.x, at.y);
  await page.waitForSelector("#panel .card");
  assert.match(await panelText(page), /records here/);
  await page.click(`[data-key="choose-overlaps/${at.id}"]`);
  await page.waitForSelector("#panel .reasons");
  const text = await panelText(page);
  for (const words of [
    "Invented for demonstration",
    "of shared ground as drawn",
    "m²",
    "Probability that both share ground",
    "Why",
    "This record as",
    "GeoJSON",
  ])
    assert.ok(text.includes(words), `${words} in:\n${text}`);
  const { properties } = await page.evaluate(async (id) => (await fetch(`api/collections/overlaps/items/${id}`)).json(), at.id);
  const chance = await page.locator("#panel .chance").innerText();
  assert.match(chance, properties.class === "not_assessed" ? /^Not assessed$/ : /\d%\s+(Certain|Probable|Possible|Unlikely) \(/);
  assert.doesNotMatch(chance, /(?<![\d.])(0|100)%\s/, "no probability is nothing or all");
  assert.doesNotMatch(text.replaceAll("This does not mean 0%.", ""), /\b0\s?%/, "what was not assessed is not shown as 0 %");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "panel-title");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#panel", { state: "hidden" });
  assert.deepEqual(findings, []);
  await close();
});

/** A pixel of the map where an overlap lies, and its id. */
async function pointInOverlap(page) {
  return page.evaluate(() => {
    const map = window.burialmap;
    const box = map.getCanvas().getBoundingClientRect();
    const features = map.queryRenderedFeatures({ layers: ["overlaps-fill", "overlaps-hatch"] });
    for (const f of features) {
      const ring = f.geometry.type === "Polygon" ? f.geometry.coordinates[0] : f.geometry.coordinates[0][0];
      const corners = ring.slice(1).map((c) => map.project(c));
      const x = corners.reduce((s, c) => s + c.x, 0) / corners.length;
      const y = corners.reduce((s, c) => s + c.y, 0) / corners.length;
      const here = map.queryRenderedFeatures([x, y], { layers: ["overlaps-fill", "overlaps-hatch"] });
      if (x > 400 && x < box.width - 40 && here.some((h) => h.id === f.id)) return { x: x + box.left, y: y + box.top, id: f.properties.id };
    }
    throw new Error("no overlap on screen");
  });
}

test("far out, where sites fall together, the sign beside them is that of the likeliest overlap", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=8/55.087/132.214");
  await atRest(page);
  const shown = await drawn(page, ["sites-class"]);
  assert.deepEqual(
    shown.map((site) => site.overlap_class),
    ["certain"],
  );
  assert.deepEqual(findings, []);
  await close();
});

test("the words switch to Russian and Japanese, on the page and on the map, without tofu", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=5/48.6/134");
  for (const [language, subtitle, town, script] of [
    ["ru", "Где захоронения военнопленных", "Хабаровск", /[А-Яа-я]/],
    ["ja", "捕虜・抑留者の埋葬地", "ハバロフスク", /[\u3040-\u30ff\u4e00-\u9fff]/],
    ["en", "Where prisoners", "Khabarovsk", /[A-Z]/],
  ]) {
    await speak(page, language);
    await atRest(page);
    await page.evaluate(() => document.fonts.ready);
    assert.match(await page.locator(".title").innerText(), new RegExp(subtitle));
    assert.deepEqual(await missingGlyphs(page), [], `${language}: characters of the page without a glyph of ours`);
    assert.deepEqual(await drawnByTheMachine(page), [], `${language}: texts in a font of the machine`);
    const glyphs = await glyphsDrawn(page, town);
    assert.ok(glyphs.length > 0 && glyphs.every((g) => g.ink > 0 && !g.tofu), `${language}: ${JSON.stringify(glyphs)}`);
    const names = await drawn(page, ["region-towns"]);
    assert.ok(
      names.some((p) => script.test(p[`name_${language}`] ?? "") && p[`name_${language}`] === town),
      `${town} on the map`,
    );
  }
  assert.deepEqual(findings, []);
  await close();
});

for (const [name, ref] of [
  ["grave", "plots/demo-A-3"],
  ["site", "sites/bukachacha-1"],
  ["site-compared", "sites/demo-camp"],
  ["site-known-by-its-outline", "sites/demo-hospital"],
  ["cemetery", "cemeteries/demo-mixed-cemetery"],
  ["site-not-located", "sites/chita-24-2-7-8"],
  ["source", "sources/naga0607-r3"],
]) {
  test(`the details of a ${name} read as they should in three languages`, { skip }, async () => {
    const texts = [];
    const ready = (page) => page.waitForSelector("#panel footer", { timeout: 30_000 });
    const { page, findings, close } = await open(browser, `#lang=en&table=sites&show=${ref}`, { ready });
    for (const language of ["en", "ru", "ja"]) {
      await speak(page, language);
      texts.push(`# ${language}\n${withoutTimes(await panelText(page))}`);
      assert.deepEqual(await missingGlyphs(page), []);
    }
    assert.deepEqual(findings, []);
    await close();
    sameAsGolden(`${name}.txt`, `${texts.join("\n\n")}\n`);
  });
}

for (const [name, pow, civilian] of [
  ["overlap", "plots/demo-A-1", "plots/demo-L-2"],
  ["overlap-certain", "cemeteries/demo-prisoners-ground", "plots/demo-L-7"],
  ["overlap-not-assessed", "plots/demo-D-2", "plots/demo-L-14"],
  ["overlap-of-a-point", "plots/demo-X-5", "cemeteries/demo-village-cemetery"],
]) {
  test(`${name}: probability, measures and reasons in three languages`, { skip }, async () => {
    const ready = (page) => page.waitForSelector("#panel .reasons", { timeout: 30_000 });
    const { page, findings, close } = await open(browser, `#lang=en&table=sites&show=${await overlapOf({ pow, civilian })}`, { ready });
    const texts = [];
    for (const language of ["en", "ru", "ja"]) {
      await speak(page, language);
      texts.push(`# ${language}\n${withoutTimes(await panelText(page)).replace(/overlaps\/\w+/, "overlaps/…")}`);
      assert.deepEqual(await missingGlyphs(page), []);
      assert.deepEqual(await drawnByTheMachine(page), []);
    }
    assert.deepEqual(findings, []);
    await close();
    sameAsGolden(`${name}.txt`, `${texts.join("\n\n")}\n`);
  });
}

test("a site says what its overlaps come to together", { skip }, async () => {
  const ready = (page) => page.waitForSelector("#panel footer", { timeout: 30_000 });
  const { page, findings, close } = await open(browser, "#lang=en&table=sites&show=sites/demo-camp", { ready });
  const text = await panelText(page);
  for (const words of [
    /Overlaps of this place\s+Likeliest pair\s+Certain \(95% or more\)/,
    /Probability that any burials here share ground\s+over 99\.9%/,
    /Expected shared area in all\s+[\d.]+ m²\s+90% probability: [\d.]+ m² to [\d.]+ m²/,
    /Pairs compared\s+\d+\s+certain: \d+\s*probable: \d+\s*possible: \d+\s*unlikely: \d+\s*not assessed: \d+/,
    /pairs are not assessed: .* This does not mean 0%\./,
  ])
    assert.match(text, words);
  await page.click("#panel .card >> nth=0");
  await page.waitForSelector("#panel .reasons"); // each card of the site has its chance too
  assert.match(await page.locator("#panel .chance").innerText(), /Certain \(95% or more\)/);
  assert.deepEqual(findings, []);
  await close();
});

/** The last line but one says when the record was written, which differs from run to run. */
function withoutTimes(text) {
  return text.replace(/^((?:Last changed|Последнее изменение|最終更新): ).*$/m, "$1…");
}

test("the circle of a chosen site has its accuracy as radius on the ground", { skip }, async () => {
  const { page, close } = await open(browser, "#lang=en&map=9/52.98/116.9&show=sites/bukachacha-1");
  await page.waitForSelector("#panel footer");
  await settle(page);
  await until(page, async () => (await window.burialmap.getSource("selection").getData()).features.length > 0);
  const { radius, accuracy } = await page.evaluate(async () => {
    const data = await window.burialmap.getSource("selection").getData();
    const ring = data.features.find((f) => f.properties.part === "ring" && f.properties.share === 0.95).geometry.coordinates[0];
    const centre = data.features.find((f) => f.properties.part === "point").geometry.coordinates;
    const rad = Math.PI / 180;
    const haversine = ([a, b], [c, d]) =>
      2 * 6371008.8 * Math.asin(Math.sqrt(Math.sin(((d - b) * rad) / 2) ** 2 + Math.cos(b * rad) * Math.cos(d * rad) * Math.sin(((c - a) * rad) / 2) ** 2));
    const item = await (await fetch("api/collections/sites/items/bukachacha-1")).json();
    return { radius: haversine(centre, ring[7]), accuracy: item.properties.accuracy_m };
  });
  assert.ok(Math.abs(radius / accuracy - 1) < 0.01, `${radius} for ${accuracy}`);
  await close();
});

test("layers switch off and on, and the address remembers it", { skip }, async () => {
  const { page, close } = await demonstration("#lang=en");
  await page.uncheck("#layer-overlaps");
  await atRest(page);
  assert.equal((await drawn(page, ["overlaps-hatch", "overlaps-fill"])).length, 0);
  await page.waitForURL(/hide=overlaps/);
  await page.reload();
  await mapIsDrawn(page);
  assert.equal(await page.locator("#layer-overlaps").isChecked(), false);
  await page.check("#layer-overlaps");
  await atRest(page);
  assert.ok((await drawn(page, ["overlaps-hatch", "overlaps-fill"])).length > 0);
  await close();
});

test("back leads to the record shown before", { skip }, async () => {
  const { page, close } = await open(browser, "#lang=en&show=plots/demo-A-3");
  await panelText(page);
  await page.click('[data-key="open-cemeteries/demo-prisoners-ground"]');
  await page.waitForFunction(() => /prisoners’ ground/.test(document.querySelector("#panel h2")?.textContent ?? ""));
  await page.goBack();
  await page.waitForFunction(() => /^A-3/.test(document.querySelector("#panel h2")?.textContent ?? ""));
  await close();
});

test("everything is reached with the keyboard alone", { skip }, async () => {
  const { page, close } = await open(browser, "#lang=en");
  await page.waitForSelector("[data-key=demo]");
  const reached = [];
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    reached.push(
      await page.evaluate(() => document.activeElement?.getAttribute("data-key") ?? (document.activeElement?.id || document.activeElement?.className)),
    );
  }
  for (const key of ["search", "page-map", "page-table", "page-import", "theme", "language", "sheet", "demo", "layer-sites"])
    assert.ok(reached.includes(key), `${key} among ${reached}`);
  await page.focus("[data-key=page-table]");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".table tbody tr");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-key")), "page-table", "the focus stays where it was");
  await close();
});

test("on a phone nothing is wider than the screen, and the demonstration is one click away", { skip }, async () => {
  for (const language of ["en", "ru", "ja"]) {
    const { page, findings, close } = await demonstration(`#lang=${language}`, { width: 360, height: 740 });
    assert.ok((await drawn(page, ["overlaps-fill", "overlaps-hatch"])).length > 0);
    for (const hash of [`#lang=${language}&show=plots/demo-A-3`, `#lang=${language}&table=sites`]) {
      await page.goto("about:blank");
      await page.goto(new URL(hash, process.env.BASE_URL).href);
      await page.waitForSelector("#panel footer, .table tbody tr");
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, hash);
    }
    assert.deepEqual(findings, []);
    await close();
  }
});
