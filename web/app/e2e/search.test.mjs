import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hindrance, launch, open, panelText, settle } from "./browser.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

for (const [script, words] of [
  ["Japanese", "フルムリ"],
  ["Russian", "Хурмули"],
  ["another romanisation", "Hurmuli"],
]) {
  test(`a site is found by its name in ${script}, and reached with the keyboard alone`, { skip }, async () => {
    const { page, findings, close } = await open(browser, "#lang=en");
    await page.focus("#search");
    await page.keyboard.type(words);
    await page.waitForSelector('.search:not(.busy) [data-found="sites/khurmuli"]'); // half of the word may have found it before
    assert.equal(await page.getAttribute("#search", "aria-expanded"), "true");
    await page.keyboard.press("ArrowDown");
    const active = await page.getAttribute("#search", "aria-activedescendant");
    assert.equal(await page.getAttribute(`#${active}`, "aria-selected"), "true");
    assert.equal(await page.getAttribute(`#${active}`, "data-found"), "sites/khurmuli");
    await page.keyboard.press("Enter");
    assert.match(await panelText(page), /Khurmuli[\s\S]*Хурмули[\s\S]*フルムリ/);
    await settle(page);
    const { lng, lat } = await page.evaluate(() => window.burialmap.getCenter());
    assert.ok(Math.abs(lng - 136.895) < 0.2 && Math.abs(lat - 51.007) < 0.2, `${lng}, ${lat}`);
    assert.deepEqual(findings, []);
    await close();
  });
}

test("the list closes with Escape, and a name nobody has says so", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=ru");
  await page.fill("#search", "Хурмули");
  await page.waitForSelector("#search-list:not([hidden])");
  await page.press("#search", "Escape");
  assert.equal(await page.locator("#search-list").isVisible(), false);
  assert.equal(await page.inputValue("#search"), "Хурмули");
  await page.press("#search", "Escape");
  assert.equal(await page.inputValue("#search"), "");
  await page.fill("#search", "Йцукенгшщз");
  await page.waitForFunction(() => /ничего не найдено/.test(document.querySelector(".found-status")?.textContent ?? ""));
  assert.deepEqual(findings, []);
  await close();
});

test("without a map a search opens the record beside the table", { skip }, async () => {
  const plain = await launch(["--disable-gpu", "--disable-3d-apis"]);
  const { page, findings, close } = await open(plain, "#lang=ja", { ready: (p) => p.waitForSelector(".table tbody tr") });
  await page.fill("#search", "Khurmuli");
  await page.click('[data-found="sites/khurmuli"]');
  assert.match(await panelText(page), /フルムリ/);
  assert.deepEqual(findings, []);
  await close();
  await plain.close();
});
