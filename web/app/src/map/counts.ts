import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { labelFont } from "../fonts.ts";
import { classNames, whoNames } from "../palette/index.ts";
import { cemeteriesFrom } from "./ground.ts";
import { counted, countsUntil } from "./layers.ts";
import type { Look } from "./look.ts";
import { invented } from "./names.ts";

/** The layer of tiles that says how much lies in a cell, an eighth of a tile wide. */
export const aggregates = "aggregates";

/** The sign of a count as it is drawn: a ring on a tip, in pixels at the size 1. */
export const ring = { width: 68, height: 84, radius: 30, middle: 34, tip: 12 } as const;
/** The sign of cemeteries without plots: a box on a tip. */
export const cemeterySign = { width: 34, height: 30, tip: 7 } as const;
/** How finely the parts of a ring or strip are told apart. */
const steps = 24;

type Words = ExpressionSpecification;
const count = (field: string): Words => ["coalesce", ["get", field], 0];
/** A part of a whole in steps; whatever is there has one at least. */
const share = (field: string, whole: string): Words => [
  "case",
  [">", count(field), 0],
  ["max", 1, ["round", ["/", ["*", count(field), steps], ["max", 1, count(whole)]]]],
  0,
];

/** Names of pictures: what they show is in the name, and they are drawn when they are first asked for. */
export const ringName = "count-plots";
export const stripName = "count-overlaps";
export const cemeteryName = "count-cemeteries";
const made: Words = ["case", invented(), "/invented", "/"];
const parts = (name: string, whole: string, values: readonly string[]): Words => [
  "concat",
  name,
  ...values.flatMap((v): (string | Words)[] => ["/", ["to-string", share(`${whole}_${v}`, whole)]]),
];

/** How large a ring is: ten times as many are a step larger, so that any number fits into its own. */
const sizes = { least: 0.5, most: 1.15, digits: 5 } as const;
const grown = <T>(at: (size: number) => T): Words => [
  "interpolate",
  ["linear"],
  ["log10", ["max", 1, count("plots")]],
  0,
  at(sizes.least) as number,
  sizes.digits,
  at(sizes.most) as number,
];
const offset = (at: (size: number) => [number, number]): Words => grown((size) => ["literal", at(size)]);

const from = { source: counted, "source-layer": aggregates, maxzoom: countsUntil };
const number = (n: Words, digits: number): Words => ["number-format", n, { locale: ["global-state", "language"], "max-fraction-digits": digits }];
const always = { "icon-allow-overlap": true, "text-allow-overlap": true };

/** Far out: a ring for the plots and graves of a cell, and beside it what their overlaps come to. */
export function countLayers(look: Look): LayerSpecification[] {
  const { colours } = look;
  const centre = ring.height - ring.middle;
  return [
    {
      id: "overlaps-count",
      type: "symbol",
      ...from,
      filter: [">", count("overlaps"), 0],
      layout: {
        "icon-image": parts(stripName, "overlaps", classNames),
        "icon-allow-overlap": true,
        "icon-anchor": "left",
        "icon-offset": offset((size) => [ring.radius * size + 8, -centre * size - 15]),
        "text-optional": true,
        "text-field": overlapWords(look),
        "text-font": [...labelFont],
        "text-size": 11,
        "text-anchor": "top-left",
        "text-justify": "left",
        "text-max-width": 40,
        "text-line-height": 1.35,
        "text-offset": offset((size) => [(ring.radius * size + 8) / 11, (-centre * size - 8) / 11]),
        "text-padding": 1,
      },
      paint: { "text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 2 },
    },
    {
      id: "plots-count",
      type: "symbol",
      ...from,
      filter: [">", count("plots"), 0],
      layout: {
        ...always,
        "icon-image": ["concat", parts(ringName, "plots", whoNames), made],
        "icon-size": grown((size) => size),
        "icon-anchor": "bottom",
        "text-field": number(count("plots"), 0),
        "text-font": [...labelFont],
        "text-size": 12,
        "text-offset": offset((size) => [0, (-centre * size) / 12]),
        "text-max-width": 40,
        "symbol-sort-key": count("plots"),
      },
      paint: { "text-color": colours.ink, "text-halo-color": colours.disc, "text-halo-width": 1.5 },
    },
    cemeteryCounts(look),
  ];
}

/** Cemeteries whose plots nobody has recorded, until they are large enough for their outlines. */
function cemeteryCounts({ colours }: Look): LayerSpecification {
  const low = (cemeterySign.height + cemeterySign.tip) / 2;
  return {
    id: "cemeteries-count",
    type: "symbol",
    ...from,
    maxzoom: cemeteriesFrom,
    filter: ["all", [">", count("cemeteries"), 0], ["==", count("plots"), 0]],
    layout: {
      "icon-allow-overlap": true,
      "icon-image": ["concat", cemeteryName, made],
      "icon-anchor": "bottom",
      "text-field": number(count("cemeteries"), 0),
      "text-font": [...labelFont],
      "text-size": 11,
      "text-offset": [0, -low / 11],
      "text-allow-overlap": true,
      "symbol-sort-key": count("cemeteries"),
    },
    paint: { "text-color": colours.ink, "text-halo-color": colours.disc, "text-halo-width": 1.5 },
  };
}

function overlapWords({ colours }: Look): Words {
  const area = count("expected_area_m2");
  const soft = { "font-scale": 0.95, "text-color": colours.soft };
  const lines: (string | Words | Record<string, unknown>)[] = [
    ["concat", ["global-state", "overlaps"], number(count("overlaps"), 0)],
    {},
    ["case", [">", area, 0], ["concat", "\n", ["global-state", "expected"], areaText(area)], ""],
    soft,
    ["case", invented(), ["concat", "\n(", ["global-state", "partlyInvented"], ")"], ""],
    { ...soft, "text-color": colours.inventedInk },
  ];
  return ["format", ...lines] as unknown as Words;
}

/** As format.ts writes an area. */
function areaText(area: Words): Words {
  const unit = (name: string): Words => ["concat", "\u00a0", ["global-state", name]];
  return [
    "case",
    [">=", area, 10_000],
    ["concat", number(["/", area, 10_000], 2), unit("ha")],
    ["<", area, 10],
    ["concat", number(area, 2), unit("m2")],
    ["<", area, 100],
    ["concat", number(area, 1), unit("m2")],
    ["concat", number(["round", area], 0), unit("m2")],
  ];
}

/** Whether a layer of the style draws counts of cells and no records. */
export function isCount(layerId: string): boolean {
  return layerId.endsWith("-count");
}

/** West, south, east and north of the cell that a point was counted in: an eighth of a tile of the zoom it is seen at. */
export function cellAt([lon, lat]: readonly [number, number], zoom: number): [number, number, number, number] {
  const across = 2 ** (Math.floor(Math.max(0, zoom)) + 3);
  const column = Math.floor(((lon + 180) / 360) * across);
  const row = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * across);
  const west = (n: number) => (n / across) * 360 - 180;
  const north = (n: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * n) / across))) * 180) / Math.PI;
  return [west(column), north(row + 1), west(column + 1), north(row)];
}
