import type { MapLibreMap, StyleImageMetadata } from "maplibre-gl";
import { bars, classBars, classes, classNames, type OverlapClass, palette, who } from "../palette.ts";

export const ratio = 2;

/** Small images the layers are filled with, drawn here so that no picture has to be fetched. */
export function addPatterns(map: MapLibreMap): void {
  add(map, "hatch", 7, drawHatch);
  add(map, "stipple", 12, drawStipple);
  add(map, "sought", 22, drawSought);
  add(map, "position", 16, drawPosition);
  add(map, "letter", 22, (c, size) => drawLetter(c, size, false));
  add(map, "letter-preferred", 22, (c, size) => drawLetter(c, size, true));
  add(map, "site", 20, (c) => drawSite(c, []));
  add(map, "site-invented", 20, (c) => drawSite(c, [3, 2.4]));
  for (const name of classNames) {
    add(map, `class-${name}`, 18, (c) => drawClass(c, name));
    add(map, `shared-${name}`, 24, (c) => drawShared(c, name, false));
    add(map, `shared-${name}-invented`, 24, (c) => drawShared(c, name, true));
  }
}

type Draw = (context: CanvasRenderingContext2D, size: number) => void;

function add(map: MapLibreMap, name: string, size: number, draw: Draw): void {
  const options: Partial<StyleImageMetadata> = { pixelRatio: ratio };
  map.addImage(
    name,
    picture([size, size], (context) => draw(context, size)),
    options,
  );
}

/** What is drawn on a canvas of a width and height. */
export function picture([width, height]: readonly [number, number], draw: (context: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no 2D canvas");
  context.scale(ratio, ratio);
  draw(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Diagonal lines that meet themselves at the edges: shared as drawn, how likely nobody can tell. */
function drawHatch(context: CanvasRenderingContext2D, size: number): void {
  context.fillStyle = palette.shared;
  context.globalAlpha = 0.24;
  context.fillRect(0, 0, size, size);
  context.globalAlpha = 1;
  context.strokeStyle = palette.shared;
  context.lineWidth = 1.3;
  context.beginPath();
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - 1, size + 1);
    context.lineTo(shift + size + 1, -1);
  }
  context.stroke();
}

/** An open cross, so that what lies under it stays visible. */
function drawSought(context: CanvasRenderingContext2D, size: number): void {
  const [middle, inner, outer] = [size / 2, size / 5, size / 2 - 1];
  for (const [colour, width] of [
    [palette.halo, 5],
    [palette.selected, 2.4],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const side of [-1, 1]) {
      context.moveTo(middle + side * inner, middle);
      context.lineTo(middle + side * outer, middle);
      context.moveTo(middle, middle + side * inner);
      context.lineTo(middle, middle + side * outer);
    }
    context.stroke();
  }
}

/** A dashed ring: a place that a source states and that is not the preferred one. */
function drawPosition(context: CanvasRenderingContext2D, size: number): void {
  for (const [colour, width, dash] of [
    [palette.halo, 4.5, []],
    [palette.uncertainty, 1.8, [2.6, 1.9]],
  ] as const) {
    context.setLineDash([...dash]);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.arc(size / 2, size / 2, size / 2 - 3, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** A disc to write a letter on, filled for the preferred position and open for the others. */
function drawLetter(context: CanvasRenderingContext2D, size: number, preferred: boolean): void {
  context.fillStyle = preferred ? palette.uncertainty : "#ffffff";
  context.strokeStyle = palette.uncertainty;
  context.lineWidth = 1.6;
  context.setLineDash(preferred ? [] : [2.6, 1.9]);
  context.beginPath();
  context.arc(size / 2, size / 2, size / 2 - 1.5, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}

/** Sparse small crosses over invented ground. */
export function drawStipple(context: CanvasRenderingContext2D, size: number): void {
  context.strokeStyle = palette.invented;
  context.globalAlpha = 0.45;
  context.lineWidth = 0.9;
  context.beginPath();
  for (const [x, y] of [
    [size / 4, size / 4],
    [(3 * size) / 4, (3 * size) / 4],
  ] as const) {
    context.moveTo(x - 1.3, y - 1.3);
    context.lineTo(x + 1.3, y + 1.3);
    context.moveTo(x + 1.3, y - 1.3);
    context.lineTo(x - 1.3, y + 1.3);
  }
  context.stroke();
}

/** Two grounds and what they share, for where the ground itself is too small to be seen. */
function drawShared(context: CanvasRenderingContext2D, name: OverlapClass, broken: boolean): void {
  context.fillStyle = "rgba(255, 255, 255, 0.95)";
  context.beginPath();
  context.arc(12, 12, 11.6, 0, 2 * Math.PI);
  context.fill();
  context.lineWidth = 1.6;
  context.setLineDash(broken ? [2, 1.6] : []);
  for (const [x, y, colour] of [
    [4.5, 5.5, who.pow.line],
    [9.5, 9, who.civilian.line],
  ] as const) {
    context.strokeStyle = colour;
    context.strokeRect(x, y, 10, 9.5);
  }
  context.setLineDash([]);
  fillByClass(context, name, [9.5, 9, 5, 6], palette.shared);
}

/** The sign of a class on a pale square: as many of four bars as it is likely, or a hatch. */
function drawClass(context: CanvasRenderingContext2D, name: OverlapClass): void {
  const level = classBars[name];
  context.fillStyle = "rgba(255, 255, 255, 0.95)";
  context.beginPath();
  context.roundRect(0, 0, 18, 18, 3);
  context.fill();
  context.translate(2, 2);
  context.lineWidth = 0.7;
  if (level === undefined) {
    fillByClass(context, name, [1.5, 1.5, 11, 11], palette.ink);
    return;
  }
  for (const [i, [x, height]] of bars.entries()) {
    context.fillStyle = context.strokeStyle = i < level ? (classes[name] ?? palette.ink) : palette.soft;
    if (i < level) context.fillRect(x, 12.5 - height, 2.2, height);
    context.strokeRect(x, 12.5 - height, 2.2, height);
  }
}

/** A box in the colour of its class; hatched if it cannot be assessed. */
export function fillByClass(
  context: CanvasRenderingContext2D,
  name: OverlapClass,
  [x, y, width, height]: readonly [number, number, number, number],
  edge: string,
): void {
  const colour = classes[name];
  context.lineWidth = 1;
  context.strokeStyle = edge;
  if (colour) {
    context.fillStyle = colour;
    context.fillRect(x, y, width, height);
  } else {
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.beginPath();
    for (let d = x - height; d < x + width; d += 3) {
      context.moveTo(d, y + height);
      context.lineTo(d + height, y);
    }
    context.stroke();
    context.restore();
  }
  context.strokeRect(x, y, width, height);
}

/** A burial site: a ring with a point; the ring of an invented one is broken. */
function drawSite(context: CanvasRenderingContext2D, dash: number[]): void {
  const centre = 10;
  const ring = (radius: number) => {
    context.beginPath();
    context.arc(centre, centre, radius, 0, 2 * Math.PI);
  };
  ring(8.4);
  context.fillStyle = "rgba(255, 255, 255, 0.95)";
  context.fill();
  ring(6.6);
  context.setLineDash(dash);
  context.strokeStyle = palette.site;
  context.lineWidth = 2.2;
  context.stroke();
  ring(2.2);
  context.fillStyle = palette.site;
  context.fill();
}
