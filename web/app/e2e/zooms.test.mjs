// The map from the whole world to a single grave: nothing complains at any zoom, and what signs count is what there is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { atRest, hindrance, launch, matched, open, panelText, settle, speak } from "./browser.mjs";
import { drawnByTheMachine, missingGlyphs } from "./glyphs.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

/** A small window is drawn fast, which matters where there are many views. */
const small = { width: 640, height: 480 };
const demonstration = [132.214, 55.087];
const places = { "the demonstration cemetery": demonstration, "the region": [124, 52] };

async function goTo(page, center, zoom) {
  await page.evaluate((view) => void window.burialmap.jumpTo(view), { center, zoom });
  await atRest(page);
}

/** What the layers of a kind show: their properties, each feature as often as it is drawn. */
const drawn = (page, ending) =>
  page.evaluate((end) => {
    const map = window.burialmap;
    const layers = map.getLayersOrder().filter((id) => id.endsWith(end));
    return map.queryRenderedFeatures({ layers }).map((f) => ({ layer: f.layer.id, ...f.properties }));
  }, ending);

for (const [name, center] of Object.entries(places)) {
  test(`${name} is drawn at every zoom without a complaint, no name twice`, { skip, timeout: 240_000 }, async () => {
    const { page, findings, close } = await open(browser, `#lang=en&map=0/${center[1]}/${center[0]}`, small);
    await page.evaluate(() => void window.burialmap.on("error", (e) => console.error(`map: ${e.error?.message}`)));
    for (let zoom = 0; zoom <= 18; zoom++) {
      await goTo(page, center, zoom);
      const names = (await drawn(page, "-label")).filter((l) => l.id !== undefined && l.layer !== "overlaps-label").map((l) => `${l.layer}/${l.id}`);
      assert.deepEqual(names, [...new Set(names)], `names at zoom ${zoom}`);
      assert.deepEqual(findings, [], `zoom ${zoom}`);
    }
    await close();
  });
}

test("at every zoom that counts, the rings add up to what the API has", { skip, timeout: 240_000 }, async () => {
  const expected = { plots: await matched("plots"), overlaps: await matched("overlaps"), certain: await matched("overlaps", { class: "certain" }) };
  assert.ok(expected.plots > 100 && expected.overlaps > 100 && expected.certain > 0);
  const { page, findings, close } = await open(browser, "#lang=en", small);
  for (let zoom = 1; zoom < 13; zoom++) {
    await goTo(page, demonstration, zoom + 0.5);
    const rings = (await drawn(page, "plots-count")).filter((r, i, all) => all.findIndex((o) => JSON.stringify(o) === JSON.stringify(r)) === i);
    const sum = (key) => rings.reduce((n, r) => n + (r[key] ?? 0), 0);
    assert.deepEqual({ plots: sum("plots"), overlaps: sum("overlaps"), certain: sum("overlaps_certain") }, expected, `zoom ${zoom}`);
  }
  await goTo(page, demonstration, 13);
  assert.deepEqual(await drawn(page, "-count"), [], "closer up each is drawn by itself");
  assert.deepEqual(findings, []);
  await close();
});

test("a click on a ring says in three languages what it counts, and zooms in", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=5/55.087/132.214");
  await atRest(page);
  const at = await page.evaluate(([lon, lat]) => {
    const { x, y } = window.burialmap.project([lon, lat]);
    const box = window.burialmap.getCanvas().getBoundingClientRect();
    return { x: x + box.left, y: y + box.top - 40 };
  }, demonstration);
  await page.mouse.click(at.x, at.y);
  const plots = await matched("plots");
  for (const [language, words] of [
    ["en", [`Plots and graves\n${plots}`, "prisoners of war: ", "certain: ", "Expected shared area", "invented for demonstration"]],
    ["ru", [`Участки и могилы\n${plots}`, "военнопленные: ", "несомненно: ", "вымышлены"]],
    ["ja", [`区画・墓\n${plots}`, "捕虜・抑留者：", "確実：", "架空"]],
  ]) {
    await speak(page, language);
    await settle(page);
    const text = await panelText(page);
    for (const word of words) assert.ok(text.includes(word), `${word} in:\n${text}`);
    assert.deepEqual(await missingGlyphs(page), []);
    assert.deepEqual(await drawnByTheMachine(page), []);
  }
  assert.ok((await page.evaluate(() => window.burialmap.getZoom())) > 6.5, "it zoomed in");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#panel", { state: "hidden" });
  assert.deepEqual(findings, []);
  await close();
});

test("signs of counts go with their layers, and what is drawn together is said", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=11/55.087/132.214");
  await goTo(page, demonstration, 11);
  await page.waitForFunction(() => /up to \d+ small records are drawn together/.test(document.querySelector(".unshown")?.textContent ?? ""));
  await page.uncheck("#layer-plots");
  await atRest(page);
  assert.deepEqual(await drawn(page, "plots-count"), []);
  await page.check("#layer-plots");
  await goTo(page, demonstration, 17);
  await page.waitForFunction(() => document.querySelector(".unshown")?.hidden);
  assert.deepEqual(findings, []);
  await close();
});
