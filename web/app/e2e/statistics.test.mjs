// The page of statistics: its numbers are those of the API, and lead to lists.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, hindrance, launch, open } from "./browser.mjs";
import { axeViolations } from "./violations.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

const numbersAreThere = (page) => page.waitForSelector(".figure.complete table", { timeout: 60_000 });
const plotsAreThere = (page) => page.waitForFunction(() => document.querySelectorAll(".plot canvas").length === 2, null, { timeout: 60_000 });
const openPage = (hash, options = {}) => open(browser, hash, { ready: numbersAreThere, ...options });

async function facetsOf(collection, fields, query = {}) {
  const address = new URL(`api/collections/${collection}/facets?${new URLSearchParams({ fields, ...query })}`, base);
  const { facets, revision, numberMatched } = await (await fetch(address)).json();
  return { revision, numberMatched, ...Object.fromEntries(facets.map((f) => [f.field, f])) };
}

/** The numbers of a figure's table, by the row that they stand in. */
const rowsOf = (page, figure) =>
  page.evaluate((name) => {
    const rows = [...document.querySelectorAll(`table[data-figure=${name}] tbody tr`)];
    return rows.map((row) => [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent.replace(/\D/g, ""))));
  }, figure);

const counts = (facet) => facet.values.map((v) => [v.count]);

test("every figure says what the API counts, of the same revision", { skip }, async () => {
  const { page, findings, close } = await openPage("#statistics&lang=en&counted=all");
  const sites = await facetsOf("sites", "status,region,located,period");
  const overlaps = await facetsOf("overlaps", "class");
  const plots = await facetsOf("plots", "period,located");
  const cemeteries = await facetsOf("cemeteries", "located");
  assert.deepEqual(await rowsOf(page, "statuses"), counts(sites.status));
  assert.deepEqual(await rowsOf(page, "regions"), counts(sites.region));
  assert.deepEqual(await rowsOf(page, "classes"), counts(overlaps.class));
  assert.deepEqual(await rowsOf(page, "located"), [...counts(sites.located), ...counts(cemeteries.located), ...counts(plots.located)]);
  assert.deepEqual(
    await rowsOf(page, "periods"),
    plots.period.years.map((y) => [y.surely, y.perhaps]),
  );
  assert.match(await page.locator(".statistics-about").innerText(), new RegExp(`revision ${sites.revision} `));
  const complete = await page.locator("table[data-figure=complete] tbody tr", { hasText: "Burials took place" }).locator("td").first().innerText();
  assert.ok(complete.includes(`${sites.numberMatched - sites.period.missing} of ${sites.numberMatched}`), complete);
  await plotsAreThere(page); // two figures are drawn along a scale
  assert.deepEqual(findings, []);
  await close();
});

test("invented records count only for those who want them, and the address says so", { skip }, async () => {
  const { page, findings, close } = await openPage("#statistics&lang=en");
  const documented = await facetsOf("sites", "status", { fictional: "false" });
  assert.deepEqual(await rowsOf(page, "statuses"), counts(documented.status));
  await page.click("#statistics-invented");
  await page.waitForFunction(() => location.hash.includes("counted=all"));
  const all = await facetsOf("sites", "status");
  await page.waitForFunction((n) => document.querySelector(".figure .says").textContent.includes(`Of ${n} `), all.numberMatched);
  assert.deepEqual(await rowsOf(page, "statuses"), counts(all.status));
  await page.reload();
  await numbersAreThere(page);
  assert.ok(await page.isChecked("#statistics-invented"));
  assert.deepEqual(findings, []);
  await close();
});

test("a number leads to the list of what it counts, by keyboard too, and back", { skip }, async () => {
  const { page, findings, close } = await openPage("#statistics&lang=en");
  await page.locator("[data-key=table-statuses]").focus();
  await page.keyboard.press("Enter");
  const link = page.locator("table[data-figure=statuses] a", { hasText: "Some of the remains" });
  await link.waitFor();
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".table tbody tr");
  assert.match(await page.evaluate(() => location.hash), /table=sites&.*status=partly_recovered/);
  await page.goBack();
  await page.waitForSelector(".statistics:not([hidden]) .figure");
  assert.ok(await page.locator("table[data-figure=statuses]").isVisible(), "what was unfolded still is");
  assert.deepEqual(findings, []);
  await close();
});

for (const language of ["en", "ru", "ja"]) {
  test(`the statistics are open to all in ${language}, and have room on a phone`, { skip }, async () => {
    const { page, findings, close } = await openPage(`#statistics&lang=${language}&counted=all`);
    await plotsAreThere(page);
    for (const summary of await page.locator(".figure summary").all()) await summary.click();
    assert.deepEqual(await axeViolations(page), []);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.waitForFunction(() => document.querySelector(".plot").getBoundingClientRect().width <= 360);
    await page.waitForFunction(() => document.querySelector(".statistics").scrollWidth <= 360); // each figure makes itself narrower in its turn
    assert.deepEqual(findings, []);
    await close();
  });
}

for (const theme of ["dark", "contrast"]) {
  test(`the statistics can be read in ${theme}`, { skip }, async () => {
    const { page, findings, close } = await openPage(`#statistics&lang=en&counted=all&theme=${theme}`);
    await plotsAreThere(page);
    assert.deepEqual(await axeViolations(page), []);
    assert.deepEqual(findings, []);
    await close();
  });
}
