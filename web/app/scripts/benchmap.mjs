// The client of .ci/bench-map: EMPTY_URL and FULL_URL are two servers, with nothing and with very many plots. Openings
// of both take turns, so that whatever else the machine does meets both; the middle of the times counts.
import { launch, mapIsDrawn } from "../e2e/browser.mjs";

const { EMPTY_URL: empty, FULL_URL: full, PLOTS: plots, TIMES = "5" } = process.env;
const times = Number(TIMES);
const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const browser = await launch();
const context = () => browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", reducedMotion: "reduce", serviceWorkers: "block" });

/** Milliseconds from the beginning of the navigation until the map rests. */
async function rests(base, hash) {
  const opened = await context();
  const page = await opened.newPage();
  await page.goto(new URL(hash, base).href);
  await mapIsDrawn(page);
  const taken = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const say = () => resolve(performance.now());
        if (window.burialmap.loaded() && window.burialmap.areTilesLoaded()) say();
        else window.burialmap.once("idle", say);
      }),
  );
  await opened.close();
  return taken;
}

/** Points inside of plots far from each other. */
async function places(base, count) {
  const found = [];
  for (let i = 0; i < count; i++) {
    const address = new URL(`api/collections/plots/items?limit=1&offset=${Math.floor((Number(plots) / count) * i)}&f=json`, base);
    const { features } = await (await fetch(address, { headers: { Accept: "application/geo+json" } })).json();
    const ring = features[0].geometry.coordinates.flat(features[0].geometry.type === "MultiPolygon" ? 1 : 0)[0];
    const corners = ring.slice(1);
    found.push([0, 1].map((k) => corners.reduce((sum, corner) => sum + corner[k], 0) / corners.length));
  }
  return found;
}

/** Milliseconds from a click on a plot until its name is in the panel. */
async function answers(page, [lon, lat]) {
  await page.evaluate(([x, y]) => window.burialmap.jumpTo({ center: [x, y], zoom: 16 }), [lon, lat]);
  await mapIsDrawn(page);
  await page.evaluate(() => {
    window.answered = new Promise((resolve) => {
      let clicked;
      addEventListener("click", (event) => (clicked ??= event.timeStamp), { capture: true, once: true });
      const panel = document.querySelector("#panel");
      const before = panel.textContent;
      const look = new MutationObserver(() => {
        if (clicked === undefined || panel.textContent === before || !panel.querySelector("h2")?.textContent) return;
        look.disconnect();
        resolve(performance.now() - clicked);
      });
      look.observe(panel, { childList: true, subtree: true, characterData: true });
    });
  });
  const { x, y } = await page.evaluate(
    ([a, b]) => {
      const at = window.burialmap.project([a, b]);
      const { left, top } = window.burialmap.getCanvas().getBoundingClientRect();
      return { x: left + at.x, y: top + at.y };
    },
    [lon, lat],
  );
  await page.mouse.click(x, y);
  const taken = await page.evaluate(() => Promise.race([window.answered, new Promise((resolve) => setTimeout(() => resolve(Number.NaN), 10_000))]));
  await page.keyboard.press("Escape");
  return taken;
}

const region = "#map=4/52/124&lang=en";
const [without, withPlots] = [[], []];
for (let i = 0; i <= times; i++) {
  const [a, b] = [await rests(empty, region), await rests(full, region)];
  if (i === 0) continue; // the first has the server draw its tiles
  without.push(a);
  withPlots.push(b);
}
const page = await (await context()).newPage();
await page.goto(new URL("#map=16/52/124&lang=en", full).href);
await mapIsDrawn(page);
const clicks = [];
for (const place of await places(full, 2 * times)) clicks.push(await answers(page, place));
await browser.close();

const answered = clicks.filter(Number.isFinite);
const [e, f] = [middle(without), middle(withPlots)];
console.log(`| what | measured | aimed at |
|---|---|---|
| the region (z4) at rest, nothing in the database | ${Math.round(e)} ms | |
| the same with ${Number(plots).toLocaleString("en")} plots | ${Math.round(f)} ms; ${(f / e).toFixed(2)} × the empty map | ≤ 2 × |
| a click on a plot at z16 until the panel has it, middle of ${answered.length} of ${clicks.length} | ${Math.round(middle(answered))} ms (${Math.round(Math.min(...answered))}–${Math.round(Math.max(...answered))}) | ≤ 100 ms |`);
