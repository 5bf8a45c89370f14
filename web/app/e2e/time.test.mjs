// The years that are looked at: chosen by keyboard and pointer, kept in the address, obeyed by the map.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, hindrance, launch, matched, open, settle } from "./browser.mjs";
import { axeViolations } from "./violations.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

const cemetery = "map=18/55.0872/132.2145";
const barIsThere = async (page) => {
  await page.waitForFunction(() => window.burialmap?.loaded() && window.burialmap.areTilesLoaded(), null, { timeout: 60_000 });
  await page.waitForSelector(".timebar");
  await page.waitForFunction(() => [...document.querySelectorAll(".time-histogram path")].some((bars) => bars.getAttribute("d"))); // then it is drawn anew
};
const hash = (page) => page.evaluate(() => location.hash);
const saysDate = (page, date) => page.waitForFunction((d) => new URLSearchParams(location.hash.slice(1)).get("date") === d, date);

/** The plots that the map draws, each by its id, with what its tile says of its years. */
const drawnPlots = (page) =>
  page.evaluate(() => {
    const layers = window.burialmap.getLayersOrder().filter((id) => /^plots-(\w+-(fill|line)|points)$/.test(id));
    return Object.fromEntries(window.burialmap.queryRenderedFeatures({ layers }).map((f) => [f.properties.id, f.properties]));
  });

/** The plots of the server on screen that may be of a time. */
async function plotsOf(page, query) {
  const bounds = await page.evaluate(() => window.burialmap.getBounds().toArray().flat().join(","));
  const address = new URL(`api/collections/plots/items?${new URLSearchParams({ limit: 1000, bbox: bounds, ...query })}`, base);
  return (await (await fetch(address, { headers: { Accept: "application/geo+json" } })).json()).features.map((f) => f.id).sort();
}

test("the map draws the plots that the server finds for the years of the address", { skip }, async () => {
  const { page, findings, close } = await open(browser, `#${cemetery}&lang=en&date=1945/1946`, { ready: barIsThere });
  const seen = await drawnPlots(page);
  assert.deepEqual(Object.keys(seen).sort(), await plotsOf(page, { datetime: "1945-01-01/1946-12-31" }));
  assert.ok(
    Object.values(seen).some((p) => p.from === undefined),
    "what has no date is shown too",
  );
  await page.click("#time-undated");
  await page.waitForFunction(() => location.hash.includes("undated=no"));
  await settle(page);
  const dated = await drawnPlots(page);
  assert.ok(Object.keys(dated).length > 0 && Object.values(dated).every((p) => p.from <= 1946 && p.to >= 1945));
  await page.click("[data-key=time-all]");
  await page.waitForFunction(() => !location.hash.includes("date="));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "timebar", "the focus is not lost with the button");
  await settle(page);
  assert.deepEqual(Object.keys(await drawnPlots(page)).sort(), await plotsOf(page, { filter: "period IS NOT NULL" }));
  assert.deepEqual(findings, []);
  await close();
});

test("far out the server counts for the years that are looked at", { skip }, async () => {
  const { page, findings, close } = await open(browser, "#map=8/55.0872/132.2145&lang=en&date=1945/1946&undated=no", { ready: barIsThere });
  const counted = await page.evaluate(() =>
    window.burialmap.querySourceFeatures("counted", { sourceLayer: "aggregates" }).reduce((sum, f) => sum + (f.properties.plots ?? 0), 0),
  );
  assert.equal(counted, await matched("plots", { datetime: "1945-01-01/1946-12-31", filter: "period IS NOT NULL" }));
  assert.deepEqual(findings, []);
  await close();
});

test("two handles are moved by keyboard and say their years in words", { skip }, async () => {
  const { page, findings, close } = await open(browser, `#${cemetery}&lang=en&date=1945/1956`, { ready: barIsThere });
  const [first, second] = [page.locator("[data-key=time-first]"), page.locator("[data-key=time-second]")];
  assert.equal(await first.getAttribute("aria-valuetext"), "from 1945 on");
  assert.equal(await second.getAttribute("aria-valuetext"), "until the end of 1956");
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await saysDate(page, "1946/1956");
  await page.keyboard.press("PageUp");
  await saysDate(page, "1951/1956");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("PageUp");
  await saysDate(page, "1956");
  await page.keyboard.press("Home");
  await saysDate(page, "../1956");
  assert.equal(await first.getAttribute("aria-valuetext"), "from the beginning");
  await second.focus();
  await page.keyboard.press("ArrowLeft");
  await saysDate(page, "../1955");
  await page.keyboard.press("End");
  await page.waitForFunction(() => !location.hash.includes("date="));
  assert.equal(await second.getAttribute("aria-valuetext"), "until today");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "time-second", "the focus stays");
  assert.deepEqual(findings, []);
  await close();
});

test("handles follow the pointer, and both go along where the line between them is taken", { skip }, async () => {
  const { page, findings, close } = await open(browser, `#${cemetery}&lang=en&date=1945/1956`, { ready: barIsThere });
  const { x, y, width, height } = await page.locator(".time-track").boundingBox();
  const years = new Date().getFullYear() + 1 - 1930;
  const at = (year) => x + ((year - 1930) / years) * width;
  const foot = y + height;
  await page.mouse.move(at(1957), foot);
  await page.mouse.down();
  await page.mouse.move(at(1971), foot, { steps: 8 });
  await page.mouse.up();
  await saysDate(page, "1945/1970");
  await page.mouse.move(at(1955), foot - 20);
  await page.mouse.down();
  await page.mouse.move(at(1965), foot - 20, { steps: 8 });
  await page.mouse.up();
  await saysDate(page, "1955/1980");
  assert.deepEqual(findings, []);
  await close();
});

test("the histogram is what the server counts, and the years come back with the page", { skip }, async () => {
  const { page, findings, close } = await open(browser, `#${cemetery}&lang=en&date=1957/..&undated=no`, { ready: barIsThere });
  const address = new URL("api/collections/plots/facets?fields=period", base);
  const { facets } = await (await fetch(address)).json();
  const all = (y) => y.surely + y.perhaps;
  const most = facets[0].years.reduce((a, b) => (all(b) > all(a) ? b : a));
  const label = await page.locator(".time-histogram").getAttribute("aria-label");
  assert.ok(label.includes(`${most.year}: ${all(most)}`), label);
  const missing = await page.locator(".timebar-body label").innerText();
  assert.ok(missing.includes(`(${facets[0].missing} plot`), missing);
  assert.match(await hash(page), /date=1957\/\.\.&undated=no/);
  await page.reload();
  await barIsThere(page);
  assert.match(await hash(page), /date=1957\/\.\.&undated=no/);
  assert.match(await page.locator(".time-said").innerText(), /from 1957 on/);
  assert.deepEqual(findings, []);
  await close();
});

test("the bars count what the criteria leave", { skip }, async () => {
  const { page, findings, close } = await open(browser, `#${cemetery}&lang=en&date=1945/1956&who=pow`, { ready: barIsThere });
  const address = new URL("api/collections/plots/facets?fields=period&occupancy=pow", base);
  const { facets } = await (await fetch(address)).json();
  const most = Math.max(...facets[0].years.map((y) => y.surely + y.perhaps));
  await page.waitForFunction((n) => document.querySelector(".time-histogram")?.getAttribute("aria-label")?.endsWith(`: ${n}`), most);
  assert.deepEqual(findings, []);
  await close();
});

test("civilian burials later than the prisoners’ are marked and told in the legend", { skip }, async () => {
  const { page, findings, close } = await open(browser, `#${cemetery}&lang=en&date=1945/..`, { ready: barIsThere });
  await page.waitForFunction(() => window.burialmap.queryRenderedFeatures({ layers: ["overlaps-later"] }).length > 0); // signs are placed after the tiles are there
  const marked = await page.evaluate(() => window.burialmap.queryRenderedFeatures({ layers: ["overlaps-later"] }).map((f) => f.properties.time_relation));
  assert.ok(marked.length > 0 && marked.every((relation) => relation === "civilian_later"), `${marked}`);
  const later = await page.evaluate(() => window.burialmap.queryRenderedFeatures({ layers: ["plots-later"] }).map((f) => f.properties));
  assert.ok(later.length > 0 && later.every((p) => p.occupancy === "civilian" && p.from > 1956));
  assert.match(await page.locator(".time-legend").innerText(), /may have been dug through/);
  assert.deepEqual(findings, []);
  await close();
});

for (const language of ["en", "ru", "ja"]) {
  test(`the bar is open to all in ${language}, and has room on a phone`, { skip }, async () => {
    const { page, findings, close } = await open(browser, `#${cemetery}&lang=${language}&date=1945/1956`, { ready: barIsThere });
    assert.deepEqual(await axeViolations(page), []);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.waitForFunction(() => innerWidth === 360 && document.querySelector(".timebar").getBoundingClientRect().right <= 360);
    const { left, right, height } = await page.evaluate(() => document.querySelector(".timebar").getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right <= 360 && height <= 0.62 * 740, `${left} to ${right}, ${height} high`);
    await page.waitForFunction(() => document.documentElement.scrollWidth === 360); // the map becomes narrower in its turn
    assert.deepEqual(findings, []);
    await close();
  });
}
