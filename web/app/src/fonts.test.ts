import { beforeAll, expect, test, vi } from "vitest";
import { labelFaces } from "./fonts.ts";
import { languages, wordsOf } from "./i18n/index.ts";

beforeAll(() => void vi.stubGlobal("document", { baseURI: "http://graves.example/" }));

function bounds(range: string): [number, number] {
  const [from = "", to = from] = range.replace(/^U\+/i, "").split("-");
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

/** What is written in the source of the page between quotation marks, and drawn by a font. */
const literals = Object.values(
  import.meta.glob<string>(["./**/*.ts", "!./**/*.test.ts", "!./i18n/**"], { query: "?raw", import: "default", eager: true }),
).flatMap((text) => [...text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "").matchAll(/"[^"\n]*"|`[^`]*`/g)].map((m) => m[0]));

test("every character on screen is in a font that the page brings", () => {
  const held = Object.values(labelFaces()).flatMap((faces) => faces.flatMap((face) => face["unicode-range"].filter(Boolean).map(bounds)));
  const words = languages.flatMap((language) => Object.values(wordsOf(language)).flatMap((m) => (typeof m === "string" ? [m] : Object.values(m))));
  expect(words.length).toBeGreaterThan(1000);
  expect(literals.length).toBeGreaterThan(1000);
  const drawn = new Set([...words, ...literals].join(""));
  const missing = [...drawn].filter((c) => c > "~" && !held.some(([from, to]) => from <= (c.codePointAt(0) ?? 0) && (c.codePointAt(0) ?? 0) <= to));
  expect(missing).toEqual([]);
});
