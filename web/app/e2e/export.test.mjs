import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { hindrance, launch, open } from "./browser.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

async function downloaded(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-key=export-download]")]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

/** Waits until the link says how many records it gives. */
const counted = (page) => page.waitForFunction(() => /\d/.test(document.querySelector("[data-key=export-download]")?.textContent ?? ""));

test("what the map shows is exported, with as many records as the window says", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&map=5/52/118");
  await page.click("[data-key=export]");
  await page.waitForSelector("#export-format");
  for (const name of ["restrictions", "cemeteries", "plots", "overlaps", "positions", "observations"]) await page.uncheck(`#export-${name}`);
  await page.selectOption("#export-format", "geojson");
  await counted(page);
  const said = Number(/\d+/.exec(await page.locator("[data-key=export-download]").innerText())?.[0]);
  const { name, content } = await downloaded(page);
  assert.equal(name, "sites.geojson");
  const { features } = JSON.parse(content.toString());
  assert.equal(features.length, said);
  assert.ok(said > 0 && said < 35, `${said} of 35 sites`);
  assert.ok(features.every((f) => f.properties.source && "location_method" in f.properties));
  assert.deepEqual(findings, []);
  await close();
});

test("several collections in a format that holds one come as a package with a README", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en");
  await page.click("[data-key=export]");
  await page.waitForSelector("#export-format");
  await page.check("#export-all");
  await page.selectOption("#export-format", "csv");
  assert.equal(await page.locator("#export-zip").isChecked(), true);
  const { name, content } = await downloaded(page);
  assert.match(name, /\.zip$/);
  for (const inside of ["README.txt", "about.json", "sites", "plots"]) assert.ok(content.includes(inside), inside);
  assert.deepEqual(findings, []);
  await close();
});

test("every format is offered for one record, says what it loses, and gives a file", { skip }, async () => {
  const ready = (page) => page.waitForSelector("#panel footer", { timeout: 30_000 });
  const { page, findings, close } = await open(browser, "#lang=en&table=sites&show=sites/demo-camp", { ready });
  await page.click("[data-key=export-this]");
  await page.waitForSelector("#export-format");
  const formats = await page.locator("#export-format option").evaluateAll((all) => all.map((o) => o.value));
  assert.ok(formats.length > 3, formats.join());
  for (const format of formats) {
    await page.selectOption("#export-format", format);
    assert.ok(await page.locator(".loses, .export .field .note").first().isVisible());
    const response = await fetch(await page.locator("[data-key=export-download]").getAttribute("href"));
    assert.equal(response.status, 200, `${format}: ${response.status}`);
    assert.match(response.headers.get("content-disposition"), /attachment/, format);
    assert.ok((await response.arrayBuffer()).byteLength > 100, format);
  }
  assert.deepEqual(findings, []);
  await close();
});

test("the window opens from the table for its collection, closes with Escape, and the focus goes back", { skip }, async () => {
  const ready = (page) => page.waitForSelector(".table tbody tr");
  const { page, findings, close } = await open(browser, "#lang=en&table=cemeteries", { ready });
  await page.focus("[data-key=export-table]");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#export-format");
  await counted(page);
  assert.equal(await page.locator("#export-table").isChecked(), true);
  assert.match(await page.locator("[data-key=export-download]").getAttribute("href"), /collections\/cemeteries\/items\?f=/);
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "hidden" });
  await page.waitForFunction(() => document.activeElement?.dataset.key === "export-table");
  assert.deepEqual(findings, []);
  await close();
});

test("a source lists its records, and the list can be left again", { skip }, async () => {
  const ready = (page) => page.waitForSelector("#panel footer", { timeout: 30_000 });
  const { page, findings, close } = await open(browser, "#lang=en&table=sources&show=sources/naga0607-r3", { ready });
  const all = page.locator("[data-key=list-sites]");
  const n = Number(/\d+/.exec(await all.innerText())?.[0]);
  await all.click();
  await page.waitForSelector(".chips");
  await page.waitForFunction((rows) => document.querySelectorAll(".table tbody tr").length === rows, n);
  assert.match(page.url(), /table=sites&source=naga0607-r3/);
  await page.click("[data-key=chip-source]");
  await page.waitForFunction((rows) => document.querySelectorAll(".table tbody tr").length > rows, n);
  assert.deepEqual(findings, []);
  await close();
});
