// Takes the pictures of the documents from a running burialmap (BASE_URL) into docs/images.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { base, launch, mapIsDrawn, open, overlapOf, settle } from "./browser.mjs";
import { csv, russianList, windows1251 } from "./files.mjs";
import { planPictures } from "./planpictures.mjs";
import { withFewColours } from "./png.mjs";

if (!base) throw new Error("BASE_URL does not name a running burialmap");
const folder = fileURLToPath(new URL("../../../docs/images/", import.meta.url));
mkdirSync(folder, { recursive: true });

/** The prisoners' row and the civilian grave whose shared ground the pictures explain. */
const pair = { pow: "plots/demo-B-1", civilian: "plots/demo-L-6" };
const demonstration = "map=20.3/55.087155/132.214335";

const withMap = await launch();
const shared = await overlapOf(pair);
await picture(withMap, "demonstration-en", `#lang=en&${demonstration}&show=${shared}`);
await picture(withMap, "demonstration-ja", `#lang=ja&${demonstration}&show=${shared}`);
await picture(withMap, "region-ru", "#lang=ru&map=4.1/50.6/126&show=sites/bukachacha-1");
await picture(withMap, "phone-ja", `#lang=ja&map=20/55.08711/132.21433&show=${shared}`, { width: 360, height: 740 });
await picture(withMap, "dark-en", `#lang=en&${demonstration}&show=${shared}&theme=dark`);
await picture(withMap, "find-en", "#lang=en&map=18.4/55.0873/132.2148&sheet=find&list=overlaps&class=certain,probable", { journey: openFilters });
await picture(withMap, "time-ru", "#lang=ru&map=18.6/55.0873/132.2148&date=1945/1956", { journey: openYears });
await picture(withMap, "review-en", "#lang=en&review", { journey: (page) => page.waitForSelector(".review tr.current") });
await picture(withMap, "compare-en", "#lang=en&map=18.6/55.0873/132.2148", { journey: layPlan });
await picture(withMap, "statistics-ja", "#lang=ja&statistics", { height: 1100, ready: (page) => page.waitForSelector(".statistics svg") });
await picture(withMap, "print-ja", "#lang=ja&print&map=18/55.0873/132.2148", { ready: (page) => page.waitForSelector(".paper-sheet", { timeout: 90_000 }) });
await picture(withMap, "import-en", "#lang=en&import", { height: 1500, ready: look });
await planPictures(withMap, write);
await withMap.close();

const withoutWebGL = await launch(["--disable-gpu", "--disable-3d-apis"]);
await picture(withoutWebGL, "table-en", "#lang=en&table=sites", { ready: (page) => page.waitForSelector(".table tbody tr") });
await withoutWebGL.close();

/** Drops an invented list on the page for importing, and waits until it has been looked at. */
async function look(page) {
  await page.waitForSelector(".drop");
  await page.setInputFiles("#import-file", csv("список.csv", windows1251(russianList)));
  await page.waitForSelector("#import-load");
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(1500); // the small map fades in
}

async function openFilters(page) {
  await page.waitForSelector("[data-key=filters]");
  await page.click("[data-key=filters]");
  await page.waitForLoadState("networkidle");
}

async function openYears(page) {
  await page.waitForSelector(".timebar [role=slider]");
}

/** An invented plan, drawn by hand so to speak, laid under the records. */
async function layPlan(page) {
  await page.click("[data-key=tool-plan]");
  await page.waitForSelector("#compare-file", { state: "attached" });
  await page.setInputFiles("#compare-file", { name: "plan.png", mimeType: "image/png", buffer: await inventedPlan() });
  await page.waitForSelector(".handle");
}

async function inventedPlan() {
  const page = await withMap.newPage({ viewport: { width: 900, height: 640 } });
  const rows = Array.from({ length: 6 }, (_, r) =>
    Array.from({ length: 9 }, (_, c) => `<rect x="${90 + c * 80}" y="${90 + r * 80}" width="26" height="58"/>`),
  ).flat();
  await page.setContent(
    `<body style="margin:0;background:#f4ead2"><svg width="900" height="640" fill="none" stroke="#5a4632" stroke-width="3"><rect x="40" y="50" width="820" height="540"/>${rows.join("")}</svg>`,
  );
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

/** Opens the page, waits until nothing moves or loads any more, and takes its picture. */
async function picture(browser, name, hash, options = {}) {
  const { page, findings, close } = await open(browser, hash, { width: 1280, height: 800, ...options });
  if (hash.includes("show=")) await page.waitForSelector("#panel footer", { timeout: 30_000 });
  if (!options.ready) await again(page);
  await options.journey?.(page);
  await page.evaluate(() => document.fonts.ready);
  if (!options.ready) await atRest(page);
  if (findings.length > 0) throw new Error(`${name}: ${findings.join("\n")}`);
  await write(name, page, await page.screenshot({ animations: "disabled", caret: "hide" }));
  await close();
}

async function write(name, page, taken) {
  const picture = await withFewColours(page, taken);
  writeFileSync(`${folder}${name}.png`, picture);
  console.log(`docs/images/${name}.png ${(picture.length / 1000).toFixed(0)} kB`);
}

/** Where labels go depends on what came first, so the picture is taken of a second visit, which finds everything at hand. */
async function again(page) {
  await settle(page);
  await page.reload();
  await mapIsDrawn(page);
  if (page.url().includes("show=")) await page.waitForSelector("#panel footer", { timeout: 30_000 });
  await settle(page);
}

/** Labels and circles are drawn once the map rests, and make it move on a last time. */
async function atRest(page) {
  await page.evaluate(async () => {
    const map = window.burialmap;
    for (let i = 0; i < 3; i++) {
      map.triggerRepaint();
      await map.once("idle");
    }
  });
}
