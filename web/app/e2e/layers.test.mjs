// Restrictions and observations as people meet them: on the map, in the legend, in panels, lists and filters.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { atRest, hindrance, launch, mapIsDrawn, panelText } from "./browser.mjs";
import { serve, visit } from "./editable.mjs";
import { record } from "./fieldwork.mjs";
import { program } from "./program.mjs";
import { axeViolations } from "./violations.mjs";

const skip = hindrance() ?? (program ? undefined : "BURIALMAP does not name the program");
const place = "#map=15.2/55.0876/132.2140";
let browser;
let server;

before(async () => {
  if (skip) return;
  server = await serve();
  await record(server);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const drawn = (page, pattern) =>
  page.evaluate((p) => {
    const map = window.burialmap;
    const layers = map.getLayersOrder().filter((id) => new RegExp(p).test(id));
    return [...new Set(map.queryRenderedFeatures({ layers }).map((f) => f.properties.id))].filter((id) => id.startsWith("e2e-")).sort();
  }, pattern);

test("restrictions lie beneath all burials, each effect with a hatch, a line and a sign of its own", { skip }, async () => {
  const { page, findings, close } = await visit(browser, server, `${place}&lang=en`);
  await atRest(page);
  for (const [effect, id] of [
    ["forbids", "e2e-forbids"],
    ["needs_paper", "e2e-paper"],
    ["warns", "e2e-warns"],
  ]) {
    assert.deepEqual(await drawn(page, `^restrictions-${effect}-fill$`), [id]);
    assert.deepEqual(await drawn(page, `^restrictions-${effect}-line$`), [id]);
  }
  assert.deepEqual(await drawn(page, "^observations-icon$"), ["e2e-nothing", "e2e-seen", "e2e-unreached"]);
  const order = await page.evaluate(() => window.burialmap.getLayersOrder());
  const last = order.findLastIndex((id) => /^restrictions-.*-(fill|line)$/.test(id));
  assert.ok(last < order.findIndex((id) => /^(cemeteries|plots|overlaps)-/.test(id)), "no ground of burials is hidden");
  assert.deepEqual(findings, []);
  await close();
});

test("the legend says what each sign means, counts what is on screen and switches it off", { skip }, async () => {
  const { page, findings, close } = await visit(browser, server, `${place}&lang=en`);
  await mapIsDrawn(page);
  await page.click("[data-key=fold-restrictions]");
  assert.match(await page.locator("#legend-restrictions").innerText(), /Forbids work[\s\S]*Needs a paper[\s\S]*To be known beforehand/);
  await page.click("[data-key=fold-observations]");
  assert.match(await page.locator("#legend-observations").innerText(), /was seen[\s\S]*Nothing of the burials[\s\S]*not reached[\s\S]*95% probability/);
  const row = page.locator(".layer", { has: page.locator("#layer-observations") });
  await page.waitForFunction(() => document.querySelector("#layer-observations").closest(".layer").querySelector(".layer-count").textContent.startsWith("3"));
  await row.locator("#layer-observations").uncheck();
  await page.locator("#layer-restrictions").uncheck();
  await atRest(page);
  assert.deepEqual(await drawn(page, "^(observations|restrictions)-"), []);
  await page.waitForURL(/hide=restrictions,observations/);
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(findings, []);
  await close();
});

test("a click on restricted ground finds it only where nothing else lies", { skip }, async () => {
  const { page, findings, close } = await visit(browser, server, `${place}&lang=en`);
  await atRest(page);
  const at = (lon, lat) => page.evaluate((p) => window.burialmap.project(p), [lon, lat]);
  const box = await page.locator("canvas.maplibregl-canvas").boundingBox();
  const click = async (lon, lat) => {
    const { x, y } = await at(lon, lat);
    await page.mouse.click(box.x + x, box.y + y);
  };
  await click(132.2115, 55.0869); // nothing but the reserve
  assert.match(await panelText(page), /Forest reserve/);
  await click(132.2128, 55.0872); // an observation within it
  await page.waitForFunction(() => /Observation/.test(document.querySelector("#panel h2")?.textContent));
  assert.doesNotMatch(await panelText(page), /Forest reserve/);
  assert.deepEqual(findings, []);
  await close();
});

test("a panel says in three languages what a place asks for and what a team saw there", { skip }, async () => {
  const said = {
    en: [
      /Forbids work outside its season/,
      /from June 1 to September 30, each year/,
      /Observation: .*hospital/,
      /Something of the burials was seen[\s\S]*Wooden marker[\s\S]*1946/,
    ],
    ru: [/Вне сезона работы запрещены/, /с 1 июня по 30 сентября, ежегодно/, /Наблюдение: /, /Следы захоронений видны[\s\S]*Деревянный знак[\s\S]*1946/],
    ja: [/時期の外の作業を禁じる/, /毎年6月1日～9月30日/, /現地の記録：/, /埋葬の跡が見られた[\s\S]*木の標柱[\s\S]*1946/],
  };
  for (const [language, [effect, season, title, seen]] of Object.entries(said)) {
    const { page, findings, close } = await visit(browser, server, `#lang=${language}&table=restrictions&show=restrictions/e2e-region`);
    const restriction = await panelText(page);
    assert.match(restriction, effect);
    assert.match(restriction, season);
    await page.goto(`${server.address}/#lang=${language}&table=observations&show=observations/e2e-seen`);
    await page.waitForFunction(() => /hospital|病院|больниц|госпитал/.test(document.querySelector("#panel h2")?.textContent ?? ""));
    const observation = await panelText(page);
    assert.match(observation, title);
    assert.match(observation, seen);
    assert.deepEqual(findings, []);
    await close();
  }
});

test("an observation leads to what it is of, and a record lists what teams saw there", { skip }, async () => {
  const { page, findings, close } = await visit(browser, server, "#lang=en&table=observations&show=observations/e2e-seen");
  await panelText(page);
  await page.click("#panel [data-key='open-sites/demo-hospital']");
  await page.waitForFunction(() => /2 observations on the ground/.test(document.querySelector("#panel")?.textContent ?? ""));
  await page.click("#panel [data-key='observation-e2e-nothing']");
  await page.waitForFunction(() => /^Observation/.test(document.querySelector("#panel h2")?.textContent ?? "")); // the site lists outcomes too
  assert.match(await panelText(page), /Nothing of the burials was seen/);
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(findings, []);
  await close();
});

test("lists are narrowed by kind, effect and outcome", { skip }, async () => {
  const { page, findings, close } = await visit(browser, server, "#lang=en&table=restrictions&invented=yes&effect=forbids&sheet=find");
  await page.waitForFunction(() => /Rifle range/.test(document.querySelector("main table")?.textContent ?? ""));
  const text = await page.locator("main").innerText();
  assert.match(text, /Season: Amur/);
  assert.doesNotMatch(text, /Forest reserve|Wet ground/);
  await page.goto(`${server.address}/#lang=en&table=observations&outcome=not_reached`);
  await page.waitForFunction(() => /The place was not reached/.test(document.querySelector("main table")?.textContent ?? ""));
  assert.doesNotMatch(await page.locator("main table").innerText(), /Nothing of the burials was seen/);
  assert.deepEqual(findings, []);
  await close();
});
