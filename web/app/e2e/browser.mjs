// A page in Debian's Chromium, watched: whatever it asks of another host, complains about or
// refuses by its content security policy is a finding.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

export const base = process.env.BASE_URL ?? "";
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Why the tests cannot run here, or undefined. With CI=true that is an error, never a skip. */
export function hindrance() {
  const reason = !base ? "BASE_URL does not name a running burialmap" : existsSync(executablePath) ? undefined : `there is no ${executablePath}`;
  if (reason && process.env.CI === "true") throw new Error(reason);
  return reason;
}

const quiet = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const software = ["--disable-gpu", "--enable-unsafe-swiftshader"];

export function launch(flags = software) {
  return chromium.launch({ executablePath, args: [...quiet, ...flags] });
}

/** Opens the map at a hash. `findings` fills up with everything a quiet page would not say. */
export async function open(browser, hash, { width = 1440, height = 900, timezoneId = "UTC", ready = mapIsDrawn } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "en-GB", timezoneId, reducedMotion: "reduce", serviceWorkers: "block" });
  const page = await context.newPage();
  const findings = [];
  const requests = [];
  const host = new URL(base).host;
  page.on("request", (r) => {
    requests.push(r.url());
    if (!["data:", "blob:"].includes(new URL(r.url()).protocol) && new URL(r.url()).host !== host) findings.push(`request to ${r.url()}`);
  });
  page.on("response", (r) => r.status() >= 400 && findings.push(`${r.status()} from ${r.url()}`));
  page.on("pageerror", (e) => findings.push(`error: ${e.message}`));
  page.on("console", (m) => complaint(m) && findings.push(`${m.type()}: ${m.text()}`));
  await page.addInitScript(() => document.addEventListener("securitypolicyviolation", (e) => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI}`)));
  await page.goto(new URL(hash, base).href);
  await ready(page);
  return { page, findings, requests, close: () => context.close() };
}

/** The software renderer of the test machine warns of its own slowness when a picture is read back; that no worker keeps the page is our own wish. */
export function complaint(message) {
  const known = /GL Driver Message .*GPU stall due to ReadPixels|Service Worker registration blocked by Playwright/.test(message.text());
  return ["error", "warning"].includes(message.type()) && !known;
}

export async function mapIsDrawn(page) {
  await page.waitForFunction(() => window.burialmap?.loaded() && window.burialmap.areTilesLoaded(), null, { timeout: 60_000 });
}

/** Waits until the map has come to rest after something was done. */
export async function settle(page) {
  await page.waitForFunction(() => window.burialmap && !window.burialmap.isMoving(), null, { timeout: 30_000 });
  await mapIsDrawn(page);
}

/** Waits for signs and names too, which are placed after the tiles are there, and for what is made of what was drawn. */
export async function atRest(page) {
  await settle(page);
  await page.evaluate(async () => {
    const map = window.burialmap;
    do {
      map.triggerRepaint();
      await map.once("idle");
    } while (!map.loaded());
  });
}

/** Waits for what has to be asked for in the page: waitForFunction takes a promise for yes, whatever it holds. */
export async function until(page, holds, argument, patience = 30_000) {
  for (const end = Date.now() + patience; !(await page.evaluate(holds, argument)); ) {
    if (Date.now() > end) throw new Error(`never came true: ${holds}`);
    await page.waitForTimeout(200);
  }
}

/** Changes the language, whose words may have to come first. */
export async function speak(page, language) {
  await page.selectOption("[data-key=language]", language);
  await page.waitForFunction((l) => document.documentElement.lang === l, language, { timeout: 30_000 });
}

export async function panelText(page) {
  await page.waitForSelector("#panel h2", { timeout: 30_000 });
  await page.waitForFunction(() => !document.querySelector("#panel .rest, #panel [aria-busy=true]"), null, { timeout: 30_000 });
  return page.locator("#panel").innerText();
}

/** The overlap of two records, whose id is new in each database. */
export async function overlapOf({ pow, civilian }) {
  const address = new URL(`api/collections/overlaps/items?pow=${pow}&civilian=${civilian}`, base);
  const { features } = await (await fetch(address, { headers: { Accept: "application/geo+json" } })).json();
  if (features.length !== 1) throw new Error(`${features.length} overlaps of ${pow} and ${civilian}`);
  return `overlaps/${features[0].id}`;
}

/** How many records of a collection have a place, as the API counts them. */
export async function matched(collection, query = {}) {
  const address = new URL(`api/collections/${collection}/items?${new URLSearchParams({ limit: 1, bbox: "-180,-90,180,90", ...query })}`, base);
  const { numberMatched } = await (await fetch(address, { headers: { Accept: "application/geo+json" } })).json();
  return numberMatched;
}
