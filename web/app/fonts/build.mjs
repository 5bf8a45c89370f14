// Builds src/fonts/noto-sans-jp-core-400.woff2: one small Japanese font with every character
// that the project itself shows – its messages, the names on the basemap, the sample. A page
// in Japanese then needs one file; rarer characters of loaded data come from the slices of
// @fontsource/noto-sans-jp, each only when a character of it is shown.
//
// Needs Debian's python3-fonttools and python3-brotli.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { layers } from "../basemap/sources.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const packageFolder = dirname(createRequire(import.meta.url).resolve("@fontsource/noto-sans-jp/package.json"));
const core = path("../src/fonts/noto-sans-jp-core-400.woff2");

const characters = japanese(shownText());
const slices = JSON.parse(readFileSync(join(packageFolder, "unicode.json"), "utf8"));
const needed = Object.entries(slices)
  .filter(([name, ranges]) => /\d/.test(name) && characters.some((c) => covers(ranges, c)))
  .map(([name]) => join(packageFolder, "files", `noto-sans-jp-${name.replace(/\D/g, "")}-400-normal.woff2`));
execFileSync("/usr/bin/python3", [path("merge.py"), core, String.fromCodePoint(...characters), ...needed], { stdio: "inherit" });
writeFileSync(path("../src/fonts/ranges.json"), `${JSON.stringify({ core: rangesOf(characters), slices: frequent(slices) }, null, 1)}\n`);
console.log(`${characters.length} characters, ${statSync(core).size} bytes`);

function shownText() {
  const files = [...textFiles(path("../src/i18n")), ...textFiles(path("../../../data/sample"))];
  const labels = JSON.stringify(layers().places);
  return files.map((f) => readFileSync(f, "utf8")).join("") + labels;
}

function textFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.(ts|csv|json|geojson|txt|go)$/.test(name))
    .map((name) => join(folder, name));
}

/** Code points from the kana, ideograph and full-width blocks, and all kana for whatever data brings. */
function japanese(text) {
  const kana = Array.from({ length: 0x30ff - 0x3041 + 1 }, (_, i) => 0x3041 + i).filter((c) => c !== 0x3097 && c !== 0x3098);
  const all = new Set([...kana, ...[...text].map((c) => c.codePointAt(0))]);
  return [...all].filter((c) => (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xffef)).sort((a, b) => a - b);
}

function covers(ranges, codePoint) {
  return ranges.split(",").some((r) => {
    const [first, last] = r
      .slice(2)
      .split("-")
      .map((h) => Number.parseInt(h, 16));
    return codePoint >= first && codePoint <= (last ?? first);
  });
}

/** Slices 60 to 119 hold the 2,600 most frequent characters; the ones before hold rarities and weigh 2.5 MB more. */
function frequent(slices) {
  const numbered = Object.entries(slices).map(([name, ranges]) => [Number.parseInt(name.slice(1), 10), ranges]);
  return Object.fromEntries(numbered.filter(([n]) => n >= 60));
}

function rangesOf(codePoints) {
  const ranges = [];
  for (const c of codePoints) {
    const last = ranges.at(-1);
    if (last && last[1] === c - 1) last[1] = c;
    else ranges.push([c, c]);
  }
  const hex = (n) => n.toString(16);
  return ranges.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`));
}
