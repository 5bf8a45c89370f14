import type { Position } from "geojson";
import { type Language, translate } from "../i18n/index.ts";
import { type Frame, type Grid, gridWords, labelsOf, linesOf } from "./grid.ts";

const space = "http://www.w3.org/2000/svg";
/** Room for labels around the frame, in millimetres. */
export const rim = 6;

type Values = Record<string, string | number>;

function make(tag: string, attributes: Values, ...children: (SVGElement | string)[]): SVGElement {
  const element = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

const fixed = (n: number) => n.toFixed(3);
const path = (points: readonly (readonly [number, number])[]) => points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${fixed(x)} ${fixed(y)}`).join("");

/** The frame with its grid, the labels around it, and the area that was drawn, all in millimetres of paper. */
export function overlay(frame: Frame, grid: Grid | undefined, area: readonly Position[] | undefined): SVGElement {
  const { width, height } = frame;
  const inner = make("svg", { x: 0, y: 0, width, height, viewBox: `0 0 ${width} ${height}`, overflow: "hidden" });
  if (grid) for (const line of linesOf(grid, frame)) inner.append(make("path", { d: path(line.points), class: "grid-line" }));
  if (area) inner.append(make("path", { d: `${path(area.map(([lon = 0, lat = 0]) => frame.toPaper(lon, lat)))}Z`, class: "print-area" }));
  const root = make("svg", {
    viewBox: `${-rim} ${-rim} ${width + 2 * rim} ${height + 2 * rim}`,
    width: `${width + 2 * rim}mm`,
    height: `${height + 2 * rim}mm`,
    class: "print-overlay",
    "aria-hidden": "true",
  });
  root.append(inner, make("rect", { x: 0, y: 0, width, height, class: "print-frame" }));
  if (grid) root.append(...labels(grid, frame));
  return root;
}

/** A label stands only where it does not run into the one before it. */
function labels(grid: Grid, frame: Frame): SVGElement[] {
  const { width, height } = frame;
  const last: Partial<Record<string, number>> = {};
  return labelsOf(grid, frame).flatMap((label) => {
    const { side, at } = label;
    const words = gridWords(grid, label);
    const room = words.length * 1.25 + 2;
    if (at < room / 2 || at > (side === "top" || side === "bottom" ? width : height) - room / 2) return [];
    if (Math.abs(at - (last[side] ?? -1e9)) < room) return [];
    last[side] = at;
    const place = { top: [at, -1.4], bottom: [at, height + 3.2], left: [-1.4, at], right: [width + 3.2, at] }[side] as [number, number];
    const turn = side === "left" || side === "right" ? { transform: `rotate(-90 ${fixed(place[0])} ${fixed(place[1])})` } : {};
    return [make("text", { x: fixed(place[0]), y: fixed(place[1]), class: "grid-label", ...turn }, words)];
  });
}

/** A bar of four pieces, black and white in turn, exactly as long on paper as its length on the ground in the scale. */
export function scaleBar(millimetres: number, words: readonly [string, string, string]): SVGElement {
  const piece = millimetres / 4;
  const pieces = [0, 1, 2, 3].map((i) =>
    make("rect", { x: fixed(i * piece), y: 4, width: fixed(piece), height: 1.8, class: i % 2 === 0 ? "bar-dark" : "bar-light" }),
  );
  const text = (x: number, said: string) => make("text", { x: fixed(x), y: 3, class: "bar-label" }, said);
  const root = make("svg", {
    viewBox: `-4 0 ${fixed(millimetres + 14)} 7`,
    width: `${fixed(millimetres + 14)}mm`,
    height: "7mm",
    class: "scale-bar",
    role: "img",
  });
  root.append(...pieces, text(0, words[0]), text(millimetres / 2, words[1]), text(millimetres, words[2]));
  return root;
}

export function northArrow(language: Language): SVGElement {
  const letter = translate(language, "print.north.letter");
  const root = make("svg", {
    viewBox: "0 0 12 18",
    width: "10mm",
    height: "15mm",
    class: "north",
    role: "img",
    "aria-label": translate(language, "print.north"),
  });
  root.append(
    make("path", { d: "M6 5 L9.5 17 L6 14.4 Z", class: "bar-dark" }),
    make("path", { d: "M6 5 L2.5 17 L6 14.4 Z", class: "bar-light" }),
    make("text", { x: 6, y: 4, class: "north-letter" }, letter),
  );
  return root;
}
