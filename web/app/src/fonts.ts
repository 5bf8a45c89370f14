import cyrillic from "@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff2?url";
import cyrillicBold from "@fontsource/noto-sans/files/noto-sans-cyrillic-600-normal.woff2?url";
import latin from "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url";
import latinBold from "@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url";
import latinExt from "@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2?url";
import core from "./fonts/noto-sans-jp-core-400.woff2?url";
import ranges from "./fonts/ranges.json";

/** One font file and the characters it holds. Nothing is fetched before one of them is shown. */
interface Face {
  url: string;
  ranges: readonly string[];
  weight: "400" | "600";
}

const latinRanges = [
  "U+0-ff",
  "U+131",
  "U+152-153",
  "U+2bb-2bc",
  "U+2c6",
  "U+2da",
  "U+2dc",
  "U+2000-206f",
  "U+20ac",
  "U+2122",
  "U+2191",
  "U+2193",
  "U+2212",
  "U+2215",
];
const latinExtRanges = [
  "U+100-130",
  "U+132-151",
  "U+154-2ba",
  "U+2bd-2c5",
  "U+2c7-2cc",
  "U+2ce-2d7",
  "U+2dd-2ff",
  "U+1e00-1e9f",
  "U+1ef2-1eff",
  "U+20a0-20ab",
  "U+20ad-20c0",
];
const cyrillicRanges = ["U+301", "U+400-45f", "U+490-491", "U+4b0-4b1", "U+2116"];

const slices = import.meta.glob<string>(
  [
    "../node_modules/@fontsource/noto-sans-jp/files/noto-sans-jp-[6-9][0-9]-400-normal.woff2",
    "../node_modules/@fontsource/noto-sans-jp/files/noto-sans-jp-1[01][0-9]-400-normal.woff2",
  ],
  { query: "?url", import: "default", eager: true },
);

/** In order of choice: the first that holds a character draws it on the map. */
const faces: readonly Face[] = [
  { url: latin, ranges: latinRanges, weight: "400" },
  { url: latinBold, ranges: latinRanges, weight: "600" },
  { url: cyrillic, ranges: cyrillicRanges, weight: "400" },
  { url: cyrillicBold, ranges: cyrillicRanges, weight: "600" },
  { url: latinExt, ranges: latinExtRanges, weight: "400" },
  { url: core, ranges: ranges.core, weight: "400" },
  ...Object.entries(slices).map(([path, url]) => ({ url, ranges: sliceRanges(path), weight: "400" as const })),
];

function sliceRanges(path: string): string[] {
  const number = /-(\d+)-400-/.exec(path)?.[1] ?? "";
  return ((ranges.slices as Record<string, string>)[number] ?? "").split(",");
}

const absolute = (url: string) => new URL(url, document.baseURI).href;

/** Ranges that have no semibold file: a browser looks for semibold among the files of that weight alone, so these are a family of their own. */
const family = (face: Face) => ([latin, latinBold, cyrillic, cyrillicBold].includes(face.url) ? "Noto Sans" : "Noto Sans Regular");

/** Makes the faces known to the page. Where ranges overlap a browser takes the last one added, so the order is turned round. */
export function addPageFonts(): void {
  for (const face of faces.toReversed()) {
    document.fonts.add(
      new FontFace(family(face), `url("${absolute(face.url)}") format("woff2")`, { weight: face.weight, unicodeRange: face.ranges.join(","), display: "swap" }),
    );
  }
}

/** The name under which map labels ask for the faces. */
export const labelFont = ["Noto Sans"];

/** The faces as a map style declares them. */
export function labelFaces(): Record<string, { url: string; "unicode-range": string[] }[]> {
  const regular = faces.filter((f) => f.weight === "400");
  return { "Noto Sans": regular.map((f) => ({ url: absolute(f.url), "unicode-range": [...f.ranges] })) };
}
