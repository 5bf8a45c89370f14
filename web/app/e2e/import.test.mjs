import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { hindrance, launch, open, until } from "./browser.mjs";
import { csv, russianList, windows1251 } from "./files.mjs";
import { drawnByTheMachine, missingGlyphs } from "./glyphs.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

const ready = (page) => page.waitForSelector(".drop");

/** The import page with a file that has been looked at. */
async function looked(hash, file, options) {
  const session = await open(browser, hash, { ready, ...options });
  await session.page.setInputFiles("#import-file", file);
  await session.page.waitForSelector("#import-load");
  const close = async () => {
    await session.page.goto("about:blank"); // a page that is left tells the server to forget its file
    await session.close();
  };
  return { ...session, close };
}

const list = csv("список.csv", windows1251(russianList));
const counts = (page) => page.locator(".counts dd").allInnerTexts();
const row = (page, column) => page.locator(".columns tbody tr", { has: page.locator("th", { hasText: column }) });

/** Does something, and waits until the file has been looked at again. */
async function again(page, act) {
  const answer = page.waitForResponse((r) => r.url().endsWith("/look"));
  await act();
  await (await answer).finished();
  await page.waitForFunction(() => !document.querySelector(".import").classList.contains("busy"));
}

test("a list with Russian headers is read, its columns are found, and what is wrong is said row by row", { skip }, async () => {
  const { page, findings, close } = await looked("#lang=en&import", list);
  assert.match(await page.locator("#import-encoding option:checked").innerText(), /windows-1251/);
  assert.deepEqual((await counts(page)).slice(0, 5), ["4", "3", "0", "0", "1"]);
  assert.equal(await row(page, "Название").locator("select").inputValue(), "name");
  assert.equal(await row(page, "Примечание").locator("select").inputValue(), "");
  const refused = page.locator(".rule.refused");
  await refused.locator("summary").click();
  assert.match(await refused.innerText(), /Record 3[\s\S]*95\.2/);
  assert.deepEqual(findings, []);
  await close();
});

test("a column that was not understood is given its field by one press, and the findings follow", { skip }, async () => {
  const { page, findings, close } = await looked("#lang=en&import", list);
  const column = row(page, "Захоронено чел");
  if ((await column.locator("select").inputValue()) === "") await again(page, () => column.locator(".meant button", { hasText: "buried" }).click());
  assert.equal(await column.locator("select").inputValue(), "burials");
  const doubt = page.locator(".rule", { hasText: "A value does not fit its field" });
  assert.match(await doubt.textContent(), /около 40/);
  await again(page, () => column.locator("select").selectOption(""));
  assert.equal(await page.locator(".rule", { hasText: "A value does not fit its field" }).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.key?.startsWith("column-")), true, "the focus stays at the column");
  assert.deepEqual(findings, []);
  await close();
});

test("the records are drawn where the file says, with what is doubtful told apart", { skip }, async () => {
  const { page, findings, close } = await looked("#lang=en&import", list);
  await until(page, async () => {
    const data = await window.burialmapPreview?.getSource("preview")?.getData();
    return data?.features?.length > 0;
  });
  const drawn = await page.evaluate(async () =>
    (await window.burialmapPreview.getSource("preview").getData()).features.map((f) => [f.properties.record, f.geometry.coordinates]),
  );
  assert.deepEqual(drawn, [
    [1, [136.6, 51.25]],
    [2, [136.7, 51.3]],
  ]);
  assert.match(await page.locator(".preview").innerText(), /2 records with a position/);
  assert.deepEqual(findings, []);
  await close();
});

test("another encoding can be chosen, and the samples show what comes of it", { skip }, async () => {
  const { page, findings, close } = await looked("#lang=ru&import", list);
  assert.match(await page.locator(".columns").innerText(), /Первый лог/);
  await again(page, () => page.selectOption("#import-encoding", "koi8-r"));
  assert.match(await page.locator(".columns").innerText(), /оЕПБШИ КНЦ/, "as it looks in the wrong encoding");
  await again(page, () => page.selectOption("#import-encoding", ""));
  assert.match(await page.locator(".columns").innerText(), /Первый лог/);
  assert.deepEqual(findings, []);
  await close();
});

test("a server that only looks shows the command that loads the file as it was read", { skip }, async () => {
  const { page, findings, close } = await looked("#lang=en&import", list);
  await again(page, () => page.fill("#import-accuracy", "50"));
  await again(page, () => row(page, "Примечание").locator("select").selectOption("setting"));
  assert.equal(await page.locator(".command code").innerText(), "burialmap import 'список.csv' --collection sites --accuracy 50 --map 'setting=Примечание'");
  assert.equal(await page.locator("[data-key=import-load]").count(), 0);
  assert.deepEqual(findings, []);
  await close();
});

test("all findings come as a table, with what was said of the file", { skip }, async () => {
  const { page, close } = await looked("#lang=en&import", list);
  await again(page, () => row(page, "Захоронено чел").locator("select").selectOption("burials"));
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-key="import.findings.csv"]')]);
  const table = readFileSync(await download.path(), "utf8");
  assert.match(table, /^\ufeffseverity,file,record/);
  assert.match(table, /burials_value/);
  assert.match(table, /range/);
  await close();
});

test("the file comes back with its findings in a column of their own", { skip }, async () => {
  const { page, close } = await looked("#lang=en&import", list);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-key="import.findings.annotated"]')]);
  assert.equal(download.suggestedFilename(), "список.csv");
  assert.match(readFileSync(await download.path(), "latin1").split("\n")[0], /burialmap_findings/);
  await close();
});

test("a file that is no list of anything is refused in plain words, and another can be chosen", { skip }, async () => {
  const { page, close } = await open(browser, "#lang=en&import", { ready });
  await page.setInputFiles("#import-file", csv("picture.bin", new Uint8Array([0x89, 0, 1, 2, 3, 0, 0])));
  await page.waitForSelector(".import .trouble");
  await page.setInputFiles("#import-file", list);
  await page.waitForSelector("#import-load");
  assert.equal(await page.locator(".import .trouble").count(), 0);
  await close();
});

test("a file dropped on the page is taken like one that was chosen", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&import", { ready });
  const drop = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
    return transfer;
  }, "name,lat,lon\nA,51,136\n");
  await page.dispatchEvent(".import", "drop", { dataTransfer: drop });
  await page.waitForSelector("#import-load");
  assert.match(await page.locator(".file").innerText(), /dropped\.csv/);
  assert.deepEqual(findings, []);
  await close();
});

test("while the server is gone the page says so, and goes on when it is back", { skip }, async () => {
  const { page, close } = await looked("#lang=en&import", list);
  await page.route("**/api/import/**", (route) => route.abort("connectionrefused"));
  await page.selectOption("#import-encoding", "koi8-r");
  await page.waitForSelector(".import .trouble");
  assert.match(await page.locator(".import .trouble").innerText(), /The server does not answer/);
  await page.unroute("**/api/import/**");
  await again(page, () => page.click("[data-key=import-retry]"));
  assert.equal(await page.locator(".import .trouble").count(), 0);
  await close();
});

for (const language of ["en", "ru", "ja"]) {
  test(`on a phone, in ${language}, nothing of the import page is wider than the screen, and every letter is its own`, { skip }, async () => {
    const { page, findings, close } = await looked(`#lang=${language}&import`, list, { width: 360, height: 740 });
    for (const summary of await page.locator(".rule > summary").all()) await summary.click();
    await page.evaluate(() => document.fonts.ready);
    const wide = await page.evaluate(() => {
      const box = document.querySelector(".import");
      return [...box.querySelectorAll("*")]
        .filter((e) => e.getBoundingClientRect().right > 361 && !e.closest(".preview-map, .scroll, .unseen"))
        .map((e) => e.outerHTML.slice(0, 80));
    });
    assert.deepEqual(wide, []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    assert.deepEqual(await missingGlyphs(page), []);
    assert.deepEqual(await drawnByTheMachine(page), []);
    assert.deepEqual(findings, []);
    await close();
  });
}
