// Draws public/icon.svg as the pictures that an installed web app needs: node scripts/icons.mjs, with Chromium.
import { readFileSync, writeFileSync } from "node:fs";
import { launch } from "../e2e/browser.mjs";
import { withFewColours } from "../e2e/png.mjs";

const svg = readFileSync(new URL("../public/icon.svg", import.meta.url), "utf8");
/** A mask may cut away a fifth of each side: there the sign keeps clear of it. */
const pictures = [
  { name: "icon-192.png", size: 192, inset: 0 },
  { name: "icon-512.png", size: 512, inset: 0 },
  { name: "icon-maskable-512.png", size: 512, inset: 64 },
];

const browser = await launch();
const page = await browser.newPage();
for (const { name, size, inset } of pictures) {
  await page.setViewportSize({ width: size, height: size });
  const inner = size - 2 * inset;
  await page.setContent(
    `<style>html,body{margin:0;background:#fff}svg{position:absolute;top:${inset}px;left:${inset}px;width:${inner}px;height:${inner}px}</style>${svg}`,
  );
  writeFileSync(new URL(`../public/${name}`, import.meta.url), await withFewColours(page, await page.screenshot()));
}
await browser.close();
