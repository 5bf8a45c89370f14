import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hindrance, launch, open, panelText, settle } from "./browser.mjs";
import { csv, russianList, windows1251 } from "./files.mjs";
import { axeViolations } from "./violations.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

for (const language of ["en", "ru", "ja"]) {
  test(`the map, its panel and the table are open to all in ${language}`, { skip }, async () => {
    const { page, findings, close } = await open(browser, `#lang=${language}`);
    await page.click("[data-key=demo]");
    await settle(page);
    await page.waitForSelector(".banner .invented");
    await page.waitForSelector(".corner"); // the last of what is laid over the map
    assert.deepEqual(await axeViolations(page), [], "map");
    await page.evaluate(() => {
      location.hash += "&show=plots/demo-B-1";
    });
    await page.click("#panel .card.shared >> nth=0");
    await page.waitForSelector("#panel .reasons");
    await panelText(page);
    assert.deepEqual(await axeViolations(page), [], "overlap");
    await page.evaluate(() => {
      location.hash = location.hash.replace(/&show=[^&]*/, "&show=sites/demo-camp");
    });
    await page.waitForSelector("#panel .tally");
    await panelText(page);
    assert.deepEqual(await axeViolations(page), [], "site");
    await page.click("[data-key=page-table]");
    await page.waitForSelector(".table tbody tr");
    assert.deepEqual(await axeViolations(page), [], "table");
    await page.click("[data-key=tab-overlaps]");
    await page.waitForSelector(".table tbody .sign");
    assert.deepEqual(await axeViolations(page), [], "table of overlaps");
    assert.deepEqual(findings, []);
    await close();
  });

  test(`taking files in and out is open to all in ${language}`, { skip }, async () => {
    const { page, findings, close } = await open(browser, `#lang=${language}&import`, { ready: (p) => p.waitForSelector(".drop") });
    assert.deepEqual(await axeViolations(page), [], "before a file");
    await page.setInputFiles("#import-file", csv("список.csv", windows1251(russianList)));
    await page.waitForSelector("#import-load");
    await page.waitForFunction(() => window.burialmapPreview?.loaded());
    for (const summary of await page.locator(".rule > summary").all()) await summary.click();
    assert.deepEqual(await axeViolations(page), [], "a file that was looked at");
    await page.click("[data-key=page-table]");
    await page.waitForSelector(".table tbody tr");
    await page.click("[data-key=export-table]");
    await page.waitForSelector("#export-format");
    assert.deepEqual(await axeViolations(page), [], "the window for exporting");
    assert.deepEqual(findings, []);
    await close();
  });
}
