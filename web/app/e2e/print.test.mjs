import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { base, hindrance, launch, open } from "./browser.mjs";

const skip = hindrance() ?? withoutPoppler();
let browser;
let folder;
before(async () => {
  if (skip) return;
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "print-"));
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

function withoutPoppler() {
  try {
    execFileSync("pdftoppm", ["-v"], { stdio: "ignore" });
    return undefined;
  } catch {
    if (process.env.CI === "true") throw new Error("pdftoppm is missing (poppler-utils)");
    return "pdftoppm is missing";
  }
}

const place = { lat: 55.0873, lon: 132.2148 };
const dotsPerMillimetre = 10;

/** The page for printing with these choices, and what the printer gets of it. */
async function printed({ language = "en", scale = "1000", size = "A4", orientation = "landscape", dots = "150" } = {}) {
  const ready = (page) => page.waitForSelector("#print-scale");
  const session = await open(browser, `#lang=${language}&theme=dark&map=17/${place.lat}/${place.lon}&print`, { ready });
  const { page } = session;
  for (const [id, value] of Object.entries({ size, orientation, dots, scale })) await page.selectOption(`#print-${id}`, value);
  await page.waitForFunction(
    ([s, o, words]) => {
      const sheet = document.querySelector(`.paper-sheet.${o} .ratio`);
      return sheet && document.querySelector("#print-size").value === s && sheet.textContent.replace(/\D/g, "") === `1${words}`;
    },
    [size, orientation, scale],
    { timeout: 240_000 },
  );
  await page.evaluate(() => document.querySelector(".print-picture").decode());
  await page.evaluate(() => document.fonts.ready);
  const file = join(folder, `${language}-${size}-${orientation}-${scale}.pdf`);
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  if (process.env.PICTURES)
    execFileSync("pdftoppm", ["-r", "110", "-png", "-singlefile", file, join(process.env.PICTURES, `${language}-${size}-${orientation}`)]);
  return {
    ...session,
    file,
    text: execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }),
    info: execFileSync("pdfinfo", [file], { encoding: "utf8" }),
  };
}

/** The first page as pixels, ten to a millimetre. */
function pixelsOf(file) {
  const ppm = execFileSync("pdftoppm", ["-r", String(25.4 * dotsPerMillimetre), file], { maxBuffer: 1 << 28 });
  const [head] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString("latin1"));
  const [, width, height] = /^P6\s+(\d+)\s+(\d+)/.exec(head).map(Number);
  const at = (x, y) => [...ppm.subarray(head.length + 3 * (y * width + x), head.length + 3 * (y * width + x) + 3)];
  return { width, height, at };
}

/** Where an element is on paper, in millimetres. */
async function onPaper(page, selector) {
  await page.emulateMedia({ media: "print" });
  const box = await page.evaluate((s) => {
    const sheet = document.querySelector(".paper-sheet").getBoundingClientRect();
    const { left, top, width, height } = document.querySelector(s).getBoundingClientRect();
    return [left - sheet.left, top - sheet.top, width, height].map((n) => (n * 25.4) / 96);
  }, selector);
  await page.emulateMedia({ media: "screen" });
  return box;
}

const pages = (info) => Number(/Pages:\s+(\d+)/.exec(info)[1]);
const millimetres = (info) =>
  /Page size:\s+([\d.]+) x ([\d.]+)/
    .exec(info)
    .slice(1)
    .map((points) => (Number(points) * 25.4) / 72);

test("the printed sheet holds map, legend and scale, and a hundred metres have the length that the scale says", { skip }, async () => {
  const { page, findings, file, text, info, close } = await printed({ scale: "2500" });
  assert.equal(pages(info), 1);
  const [width, height] = millimetres(info);
  assert.ok(Math.abs(width - 297) < 0.5 && Math.abs(height - 210) < 0.5, `${width} × ${height} mm`);
  for (const words of [
    "Where prisoners’ graves",
    "1 : 2,500",
    "Legend",
    "prisoners of war",
    "UTM 53N",
    "Sources",
    "revision",
    "Invented for demonstration",
    "95% probability",
    "lang=en",
  ])
    assert.ok(text.includes(words), `${words} in\n${text}`);
  const picture = pixelsOf(file);
  const [left, top, , tall] = await onPaper(page, ".scale-bar .bar-dark");
  const row = Math.round((top + tall / 2) * dotsPerMillimetre);
  const dark = (x) => picture.at(x, row).every((c) => c < 100);
  const from = Math.round((left - 1) * dotsPerMillimetre);
  const columns = Array.from({ length: 460 }, (_, i) => from + i).filter(dark);
  const bar = (columns.at(-1) - columns[0]) / dotsPerMillimetre;
  const metres = Number(await page.locator(".scale-bar").getAttribute("data-metres"));
  assert.equal(metres, 100);
  assert.ok(Math.abs(bar - 40) < 0.4, `100 m at 1 : 2,500 are ${bar} mm, not 40`);
  assert.deepEqual(findings, []);
  await close();
});

test("what the map shows lies on paper where the scale puts it, and the picture is not blank", { skip }, async () => {
  const { page, findings, file, close } = await printed({ scale: "1000" });
  const picture = pixelsOf(file);
  const [left, top, width, height] = (await onPaper(page, ".print-picture")).map((n) => Math.round(n * dotsPerMillimetre));
  const seen = new Set();
  let right = 0;
  for (let y = top; y < top + height; y += 1)
    for (let x = left; x < left + width; x += 1) {
      const [r, g, b] = picture.at(x, y);
      seen.add((r >> 4) * 256 + (g >> 4) * 16 + (b >> 4));
      if (Math.abs(r - 198) < 25 && Math.abs(g - 95) < 25 && b < 60) right = Math.max(right, x); // the line around civilian ground
    }
  assert.ok(seen.size > 60, `${seen.size} colours`);
  const address = new URL("api/collections/cemeteries/items/demo-village-cemetery", base);
  const { geometry } = await (await fetch(address, { headers: { Accept: "application/geo+json" } })).json();
  const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  const east = Math.max(...rings.flat().map(([lon]) => lon));
  const metresPerDegree =
    ((Math.PI / 180) * 6378137 * Math.cos((place.lat * Math.PI) / 180)) / Math.sqrt(1 - 0.00669437999014 * Math.sin((place.lat * Math.PI) / 180) ** 2);
  const expected = left / dotsPerMillimetre + width / dotsPerMillimetre / 2 + (east - place.lon) * metresPerDegree; // 1 m is 1 mm
  assert.ok(Math.abs(right / dotsPerMillimetre - expected) < 1, `the easternmost corner is at ${right / dotsPerMillimetre} mm, not ${expected.toFixed(1)}`);
  assert.deepEqual(findings, []);
  await close();
});

for (const [language, words] of [
  ["ru", ["Условные знаки", "Источники", "Вымышлено для демонстрации"]],
  ["ja", ["凡例", "出典", "架空"]],
]) {
  test(`the sheet speaks ${language}, upright and larger too`, { skip }, async () => {
    const { findings, text, info, close } = await printed({ language, size: "A3", orientation: "portrait", scale: "2000" });
    assert.equal(pages(info), 1);
    const [width, height] = millimetres(info);
    assert.ok(Math.abs(width - 297) < 0.5 && Math.abs(height - 420) < 0.5, `${width} × ${height} mm`);
    for (const word of words) assert.ok(text.includes(word), `${word} in\n${text}`);
    assert.deepEqual(findings, []);
    await close();
  });
}
