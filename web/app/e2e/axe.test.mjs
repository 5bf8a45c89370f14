import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { hindrance, launch, open, settle } from "./browser.mjs";
import { csv, russianList, windows1251 } from "./files.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds against WCAG 2.2 A and AA and its own best practices, in few words. */
async function violations(page) {
  await page.evaluate(axe); // evaluated by the debugger, so that the page's own content security policy stays as it is
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}

for (const language of ["en", "ru", "ja"]) {
  test(`the map, its panel and the table are open to all in ${language}`, { skip }, async () => {
    const { page, findings, close } = await open(browser, `#lang=${language}`);
    await page.click("[data-key=demo]");
    await settle(page);
    await page.waitForSelector(".banner .invented");
    assert.deepEqual(await violations(page), [], "map");
    await page.evaluate(() => {
      location.hash += "&show=plots/demo-B-1";
    });
    await page.click("#panel .card.shared >> nth=0");
    await page.waitForSelector("#panel .reasons");
    assert.deepEqual(await violations(page), [], "overlap");
    await page.evaluate(() => {
      location.hash = location.hash.replace(/&show=[^&]*/, "&show=sites/demo-camp");
    });
    await page.waitForSelector("#panel .tally");
    assert.deepEqual(await violations(page), [], "site");
    await page.click("[data-key=page-table]");
    await page.waitForSelector(".table tbody tr");
    assert.deepEqual(await violations(page), [], "table");
    await page.click("[data-key=tab-overlaps]");
    await page.waitForSelector(".table tbody .sign");
    assert.deepEqual(await violations(page), [], "table of overlaps");
    assert.deepEqual(findings, []);
    await close();
  });

  test(`taking files in and out is open to all in ${language}`, { skip }, async () => {
    const { page, findings, close } = await open(browser, `#lang=${language}&import`, { ready: (p) => p.waitForSelector(".drop") });
    assert.deepEqual(await violations(page), [], "before a file");
    await page.setInputFiles("#import-file", csv("список.csv", windows1251(russianList)));
    await page.waitForSelector("#import-load");
    await page.waitForFunction(() => window.burialmapPreview?.loaded());
    for (const summary of await page.locator(".rule > summary").all()) await summary.click();
    assert.deepEqual(await violations(page), [], "a file that was looked at");
    await page.click("[data-key=page-table]");
    await page.waitForSelector(".table tbody tr");
    await page.click("[data-key=export-table]");
    await page.waitForSelector("#export-format");
    assert.deepEqual(await violations(page), [], "the window for exporting");
    assert.deepEqual(findings, []);
    await close();
  });
}
