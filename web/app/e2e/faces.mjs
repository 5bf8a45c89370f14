// The fonts of the page as if they were fonts of the system: the machines that run tests have
// none with Japanese.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = join(dirname(fileURLToPath(import.meta.url)), "..", "node_modules", "@fontsource");

/** The faces that a style sheet of a font package declares. */
function declared(pack, sheet) {
  const css = readFileSync(join(modules, pack, sheet), "utf8");
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].map(([, body]) => ({
    family: /font-family:\s*'([^']+)'/.exec(body)[1],
    weight: /font-weight:\s*(\d+)/.exec(body)[1],
    unicodeRange: /unicode-range:\s*([^;]+)/.exec(body)?.[1] ?? "U+0-10FFFF",
    data: readFileSync(join(modules, pack, /url\(\.\/([^)]+\.woff2)\)/.exec(body)[1])).toString("base64"),
  }));
}

let faces;

/** Gives a page the fonts that people have on their machines. */
export async function addFaces(page) {
  faces ??= [
    ...declared("noto-sans-jp", "400.css"),
    ...["latin", "latin-ext", "cyrillic"].flatMap((script) => ["400", "600"].flatMap((weight) => declared("noto-sans", `${script}-${weight}.css`))),
  ];
  await page.evaluate(async (list) => {
    const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const added = list.map(({ family, weight, unicodeRange, data }) => new FontFace(family, bytes(data), { weight, unicodeRange }));
    for (const face of added) document.fonts.add(face);
    await document.fonts.ready;
  }, faces);
}
