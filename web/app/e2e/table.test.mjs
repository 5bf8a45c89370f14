import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hindrance, launch, open, panelText } from "./browser.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch(["--disable-gpu", "--disable-3d-apis"]);
});
after(() => browser?.close());

const ready = (page) => page.waitForSelector(".table tbody tr", { timeout: 30_000 });

test("without WebGL everything is in the table, and it says why", { skip }, async () => {
  const { page, findings, requests, close } = await open(browser, "#lang=en", { ready });
  assert.match(await page.locator(".notice").innerText(), /cannot draw the map/);
  assert.equal(await page.locator("[data-key=page-map]").isDisabled(), true);
  assert.ok(!requests.some((r) => /map-[^/]*\.js|worker/.test(r)), "what draws the map is not loaded");
  assert.match(await page.locator(".table").innerText(), /Not located/);
  await page.click('[data-key="row-chita-24-2-7-8"]');
  await page.waitForSelector("#panel footer");
  assert.match(await panelText(page), /No source gives a position/);
  assert.deepEqual(findings, []);
  await close();
});

test("the table walks through all records of a collection and back", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&table=plots", { ready });
  const status = () => page.locator(".pager [role=status]").innerText();
  const total = Number(/of ([\d,]+)/.exec(await status())?.[1]?.replace(",", ""));
  const seen = new Set();
  for (;;) {
    for (const key of await page.locator(".table tbody [data-key^=row-]").evaluateAll((all) => all.map((e) => e.dataset.key))) seen.add(key);
    if (await page.locator("[data-key=next]").isDisabled()) break;
    const now = await status();
    await page.click("[data-key=next]");
    await page.waitForFunction((before) => document.querySelector(".pager [role=status]")?.textContent !== before, now);
  }
  assert.equal(seen.size, total);
  const last = await status();
  await page.click("[data-key=previous]");
  await page.waitForFunction((before) => document.querySelector(".pager [role=status]")?.textContent !== before, last);
  assert.deepEqual(findings, []);
  await close();
});

test("while the next page is on its way, the range is that of the rows that are shown", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&table=plots", { ready });
  const shown = () => page.locator(".table").innerText();
  const before = await shown();
  let letGo;
  const held = new Promise((resolve) => {
    letGo = resolve;
  });
  await page.route(/after=/, async (route) => {
    await held;
    await route.continue();
  });
  await page.click("[data-key=next]");
  await page.click("[data-key=next]");
  assert.equal(await shown(), before);
  letGo();
  await page.waitForFunction((text) => document.querySelector(".table")?.innerText !== text, before);
  assert.match(await shown(), /51–100 of/, "two presses before the answer are one page");
  assert.deepEqual(findings, []);
  await close();
});

test("each collection opens in each language, with its own words", { skip }, async () => {
  for (const [language, word] of [
    ["en", "Sources"],
    ["ru", "Источники"],
    ["ja", "出典"],
  ]) {
    const { page, findings, close } = await open(browser, `#lang=${language}&table=sites`, { ready });
    for (const name of ["cemeteries", "plots", "overlaps", "sources"]) {
      await page.click(`[data-key=tab-${name}]`);
      await page.waitForFunction((n) => location.hash.includes(`table=${n}`) && document.querySelectorAll(".table tbody tr").length > 0, name);
    }
    assert.equal(await page.locator("#table-title").innerText(), word);
    assert.deepEqual(findings, []);
    await close();
  }
});

test("the table says how likely each overlap is, and the likeliest of each place", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&table=overlaps", { ready });
  const cells = await page.locator(".table tbody tr td:nth-child(3)").allInnerTexts();
  assert.ok(cells.length > 5);
  for (const cell of cells) assert.match(cell.trim(), /^((certain|probable|possible|unlikely) \((over |under )?[\d.]+%\)|not assessed)$/);
  await page.click("[data-key=tab-cemeteries]");
  const row = page.locator("tr", { has: page.locator('[data-key="row-demo-mixed-cemetery"]') });
  assert.match(await row.innerText(), /probable/);
  assert.deepEqual(findings, []);
  await close();
});
