import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { base, hindrance, launch, open, panelText, settle, until } from "./browser.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

const api = async (path) => (await fetch(new URL(`api/${path}`, base), { headers: { Accept: "application/json" } })).json();
const matchedBy = async (collection, query) => (await api(`collections/${collection}/items?${new URLSearchParams({ limit: 1, ...query })}`)).numberMatched;
const rowKeys = (page) => page.locator(".rows .row").evaluateAll((rows) => rows.map((r) => r.dataset.key.replace(/^found-/, "")));
/** Waits until the list says that it holds so many, of however many there are. */
const says = (page, n) =>
  page.waitForFunction(
    (want) =>
      Number(/[\d,]+/.exec(document.querySelector(".matched")?.textContent ?? "")?.[0]?.replace(",", "")) === want && !document.querySelector(".finding.busy"),
    n,
  );
const listed = (page) => page.waitForSelector(".rows .row, .results .note", { timeout: 30_000 });

/** Opens the filters, and waits until the counts and the titles of the sources are there: with either they are drawn anew. */
async function openFilters(page) {
  const asked = [/\/facets\?/, /\/sources\/items\?.*properties=title/];
  const answers = asked.map((address) => page.waitForResponse((r) => address.test(r.url())).then((r) => r.finished()));
  await Promise.all([...answers, page.click("[data-key=filters]")]);
  await page.waitForSelector(".choices li");
}

/** What the map draws of a layer, wherever it is on screen. */
const drawn = (page, layer) =>
  page.evaluate((l) => [...new Set(window.burialmap.querySourceFeatures("records", { sourceLayer: l }).map((f) => f.properties.id))].sort(), layer);

test("pasted coordinates offer to go there, in either order and in degrees, minutes and seconds", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en");
  for (const text of ["48.4827, 135.0838", "135.0838 48.4827", "48°28′58″N 135°05′02″E"]) {
    await page.fill("#search", text);
    await page.waitForFunction((t) => document.querySelector("#search")?.value === t && document.querySelector("[data-found='position/0']"), text);
    await page.press("#search", "ArrowDown");
    await page.press("#search", "Enter");
    await settle(page);
    const { lng, lat } = await page.evaluate(() => window.burialmap.getCenter());
    assert.ok(Math.abs(lng - 135.0838) < 0.01 && Math.abs(lat - 48.4827) < 0.01, `${text}: ${lng}, ${lat}`);
    await page.evaluate(() => window.burialmap.jumpTo({ center: [120, 55] }));
    await page.fill("#search", "");
  }
  assert.deepEqual(findings, []);
  await close();
});

for (const [words, id, about] of [
  ["№ 3054", "kharagun", /3054/],
  ["3006", "chita-24-2-7-8", /3006/],
  ["лагерь № 5", "gorin", /Camp 5/],
  ["第5収容所", "gorin", /Camp 5/],
]) {
  test(`${words} finds its site first, and says why`, { skip }, async () => {
    const { page, findings, close } = await open(browser, "#lang=en");
    await page.fill("#search", words);
    await page.waitForSelector(`[data-found="sites/${id}"]`);
    assert.equal(await page.locator("[role=option]").first().getAttribute("data-found"), `sites/${id}`);
    assert.match(await page.locator(`[data-found="sites/${id}"]`).innerText(), about);
    await page.press("#search", "Enter");
    assert.ok((await panelText(page)).length > 20);
    assert.deepEqual(findings, []);
    await close();
  });
}

test("class and region narrow list, counts and map as the API says, and the address gives the same again", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&sheet=find&everywhere");
  await listed(page);
  await says(page, await matchedBy("sites", {}));
  await openFilters(page);
  await page.waitForSelector("#filter-classes-certain");
  await page.click("[data-key=group-regions]");
  const shown = Number(
    await page
      .locator("li", { has: page.locator("#filter-regions-Khabarovsk") })
      .locator(".n")
      .innerText(),
  );
  assert.equal(shown, await matchedBy("sites", { region: "Khabarovsk" }));
  await page.check("#filter-regions-Khabarovsk");
  await says(page, shown);
  await page.check("#filter-regions-Amur");
  const both = (await matchedBy("sites", { filter: "region IN ('Khabarovsk','Amur')" })) ?? 0;
  await says(page, both);
  assert.equal((await rowKeys(page)).length, both);
  // What a choice would leave is counted among the other criteria.
  await page.waitForFunction(() => document.querySelector("#filter-statuses-memorial"));
  const memorial = await matchedBy("sites", { filter: "region IN ('Khabarovsk','Amur') AND status = 'memorial'" });
  await page.waitForFunction(
    (n) => document.querySelector("#filter-statuses-memorial")?.closest("li")?.querySelector(".n")?.textContent === String(n),
    memorial,
  );
  const located = await api(
    `collections/sites/items?${new URLSearchParams({ limit: 1000, filter: "region IN ('Khabarovsk','Amur') AND geometry IS NOT NULL" })}`,
  );
  await settle(page);
  await page.waitForFunction(
    (n) => new Set(window.burialmap.querySourceFeatures("records", { sourceLayer: "sites" }).map((f) => f.properties.id)).size === n,
    located.features.length,
  );
  assert.deepEqual(await drawn(page, "sites"), located.features.map((f) => f.id).sort(), "the map shows what the list holds");

  const again = await open(browser, new URL(page.url()).hash);
  await listed(again.page);
  await says(again.page, both);
  assert.deepEqual(await rowKeys(again.page), await rowKeys(page));
  assert.match(await again.page.locator(".chips").innerText(), /Khabarovsk, Amur[\s\S]*narrows: Burial sites/);
  await again.page.click("[data-key=chip-regions]");
  await says(again.page, await matchedBy("sites", {}));
  assert.deepEqual([...findings, ...again.findings], []);
  await again.close();
  await close();
});

test("the list follows the map, and the map the list", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&sheet=find&list=overlaps&map=17/55.0872/132.2152");
  await listed(page);
  const near = Number(/\d+/.exec(await page.locator(".matched").innerText())?.[0]);
  assert.ok(near > 0);
  await page.evaluate(() => window.burialmap.jumpTo({ center: [100, 60] }));
  await says(page, 0);
  assert.match(await page.locator(".results").innerText(), /Nothing here/);
  await page.uncheck("#find-inview");
  await says(page, await matchedBy("overlaps", {}));
  await page.waitForSelector(".rows .row");
  await settle(page);
  // While the map is being drawn it marks nothing, and it may be drawn once more after it has come to rest.
  await until(page, () => {
    document.activeElement.blur();
    document.querySelector(".rows .row").focus();
    return window.burialmap.getSource("pointed") !== undefined;
  });
  await page.keyboard.press("Enter");
  await page.waitForSelector("#panel h2");
  await settle(page);
  const { lng } = await page.evaluate(() => window.burialmap.getCenter());
  assert.ok(Math.abs(lng - 132.2) < 0.2, `the map went to ${lng}`);
  assert.deepEqual(findings, []);
  await close();
});

test("more records come when asked for, each once, in the order chosen", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&sheet=find&list=overlaps&everywhere&sort=-probability");
  await page.waitForSelector("[data-key=more]");
  const total = await matchedBy("overlaps", {});
  while (await page.locator("[data-key=more]").count()) {
    const before = await page.locator(".rows .row").count();
    await page.click("[data-key=more]");
    await page.waitForFunction((n) => document.querySelectorAll(".rows .row").length > n, before);
  }
  const keys = await rowKeys(page);
  assert.equal(new Set(keys).size, total);
  const all = await api("collections/overlaps/items?limit=1000&sortby=-probability");
  assert.deepEqual(
    keys,
    all.features.map((f) => f.id),
  );
  assert.deepEqual(findings, []);
  await close();
});

test("hand over: what the filters leave is exported, and the file read back is the list", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#lang=en&sheet=find&list=overlaps&everywhere&class=certain,probable&judged=open");
  await page.waitForSelector(".rows .row");
  const n = Number(/\d+/.exec(await page.locator(".matched").innerText())?.[0]);
  while (await page.locator("[data-key=more]").count()) {
    const before = await page.locator(".rows .row").count();
    await page.click("[data-key=more]");
    await page.waitForFunction((m) => document.querySelectorAll(".rows .row").length > m, before);
  }
  const keys = (await rowKeys(page)).sort();
  assert.equal(keys.length, n);
  await page.click("[data-key=find-export]");
  await page.waitForSelector("#export-format");
  assert.equal(await page.locator("#export-found").isChecked(), true);
  await page.selectOption("#export-format", "geojson");
  await page.waitForFunction((m) => new RegExp(`\\b${m} records`).test(document.querySelector("[data-key=export-download]")?.textContent ?? ""), n);
  const file = async (format) => {
    await page.selectOption("#export-format", format);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-key=export-download]")]);
    return download.path();
  };
  const { features } = JSON.parse(readFileSync(await file("geojson"), "utf8"));
  assert.deepEqual(features.map((f) => f.id).sort(), keys);
  assert.ok(features.every((f) => ["certain", "probable"].includes(f.properties.class)));
  const ogrinfo = ["/usr/bin/ogrinfo", "/usr/local/bin/ogrinfo"].find(existsSync);
  if (ogrinfo) {
    const said = execFileSync(ogrinfo, ["-q", "-sql", "SELECT count(*) AS n FROM overlaps", `GPKG:${await file("gpkg")}`], { encoding: "utf8" });
    assert.match(said, new RegExp(`n \\(Integer\\w*\\) = ${n}\\b`));
  }
  assert.deepEqual(findings, []);
  await close();
});

test("the table holds the same records, and its headings sort it", { skip }, async () => {
  const ready = (page) => page.waitForSelector(".table tbody tr");
  const { page, findings, close } = await open(browser, "#lang=en&table=sites&region=Khabarovsk", { ready });
  const rows = () => page.locator(".table tbody [data-key^=row-]").evaluateAll((all) => all.map((e) => e.dataset.key.slice(4)));
  const want = async (sort) =>
    (await api(`collections/sites/items?${new URLSearchParams({ limit: 100, region: "Khabarovsk", ...sort })}`)).features.map((f) => f.id);
  assert.deepEqual(await rows(), await want({}));
  for (const [order, sortby] of [
    ["ascending", "burials"],
    ["descending", "-burials"],
  ]) {
    await page.click("[data-key=sort-burials]");
    await page.waitForSelector(`th[aria-sort=${order}]`);
    const expected = await want({ sortby });
    await page.waitForFunction(
      (all) => [...document.querySelectorAll(".table tbody [data-key^=row-]")].map((e) => e.dataset.key.slice(4)).join() === all,
      expected.join(),
    );
    assert.equal(await page.evaluate(() => document.activeElement?.dataset.key), "sort-burials", "the focus stays on the heading");
  }
  assert.match(page.url(), /sort=-burials/);
  assert.deepEqual(findings, []);
  await close();
});

for (const language of ["en", "ru", "ja"]) {
  test(`${language}: a phone finds too, and nothing is wider than it`, { skip }, async () => {
    const { page, findings, close } = await open(browser, `#lang=${language}&sheet=find&class=certain&status=overbuilt`, { width: 360, height: 740 });
    await page.click("[data-key=sheet]");
    await listed(page);
    await openFilters(page);
    const wide = await page
      .locator(".sheet *")
      .evaluateAll((all) => all.filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className));
    assert.deepEqual(wide, []);
    assert.deepEqual(findings, []);
    await close();
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

for (const [language, theme] of [
  ["en", "light"],
  ["ru", "dark"],
  ["ja", "contrast"],
]) {
  test(`${language}, ${theme}: filters, list and search are open to all, and arrows walk the list`, { skip }, async () => {
    const { page, findings, close } = await open(browser, `#lang=${language}&theme=${theme}&sheet=find&map=4/52/124&everywhere&status=recovered,overbuilt`);
    await page.waitForSelector(".rows .row");
    await page.locator(".rows .row").first().focus();
    await page.keyboard.press("ArrowDown");
    const second = await page.locator(".rows .row").nth(1).getAttribute("data-key");
    assert.equal(await page.evaluate(() => document.activeElement?.dataset.key), second);
    await openFilters(page);
    await page.evaluate(() => {
      for (const group of document.querySelectorAll(".filter-group")) group.open = true;
    });
    await page.fill("#search", "camp 5");
    await page.waitForSelector("[data-found]");
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(
      violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`),
      [],
    );
    assert.deepEqual(findings, []);
    await close();
  });
}
