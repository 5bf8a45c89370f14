import type { MapLibreMap } from "maplibre-gl";
import { bars, type Colours, classBars, classNames, isAssessed, type OverlapClass } from "../palette/index.ts";
import { icons } from "./icons.ts";

export const ratio = 2;

/** Small images the layers are filled with, drawn here so that no picture has to be fetched. Drawn again, they take the place of those before. */
export function addPatterns(map: MapLibreMap, colours: Colours): void {
  const add = (name: string, size: number, draw: Draw) => {
    const drawn = picture([size, size], (context) => draw({ context, size, colours }));
    if (map.hasImage(name)) map.updateImage(name, drawn);
    else map.addImage(name, drawn, { pixelRatio: ratio });
  };
  add("hatch", 7, drawHatch);
  add("hatch-poor", 10, drawPoorHatch);
  add("stipple", 12, drawStipple);
  for (const [name, icon] of Object.entries(icons)) add(name, icon.size, icon.draw);
  for (const name of classNames) {
    add(`class-${name}`, 18, (pen) => drawClass(pen, name));
    add(`shared-${name}`, 24, (pen) => drawShared(pen, name, false));
    add(`shared-${name}-invented`, 24, (pen) => drawShared(pen, name, true));
  }
}

/** What a sign is drawn with: a canvas, the side of its square, and the colours of the theme. */
export interface Pen {
  context: CanvasRenderingContext2D;
  size: number;
  colours: Colours;
}
export type Draw = (pen: Pen) => void;

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
function drawHatch({ context, size, colours }: Pen): void {
  context.fillStyle = colours.shared;
  context.globalAlpha = 0.24;
  context.fillRect(0, 0, size, size);
  context.globalAlpha = 1;
  context.strokeStyle = colours.shared;
  context.lineWidth = 1.3;
  diagonals(context, size);
}

/** The same, sparse and leaning the other way, over the colour of a class: assessed, but from poor evidence. */
function drawPoorHatch({ context, size, colours }: Pen): void {
  context.translate(size, 0);
  context.scale(-1, 1);
  for (const [colour, width] of [
    [colours.disc, 2.2],
    [colours.classEdge, 1],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    diagonals(context, size);
  }
}

function diagonals(context: CanvasRenderingContext2D, size: number): void {
  context.beginPath();
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - 1, size + 1);
    context.lineTo(shift + size + 1, -1);
  }
  context.stroke();
}

/** Sparse small crosses over invented ground. */
export function drawStipple({ context, size, colours }: Pen): void {
  context.strokeStyle = colours.invented;
  context.globalAlpha = 0.5;
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
function drawShared(pen: Pen, name: OverlapClass, broken: boolean): void {
  const { context, colours } = pen;
  context.fillStyle = colours.disc;
  context.beginPath();
  context.arc(12, 12, 11.6, 0, 2 * Math.PI);
  context.fill();
  context.lineWidth = 1.6;
  context.setLineDash(broken ? [2, 1.6] : []);
  for (const [x, y, colour] of [
    [4.5, 5.5, colours.who.pow.line],
    [9.5, 9, colours.who.civilian.line],
  ] as const) {
    context.strokeStyle = colour;
    context.strokeRect(x, y, 10, 9.5);
  }
  context.setLineDash([]);
  fillByClass(pen, name, [9.5, 9, 5, 6], colours.shared);
}

/** The sign of a class on a pale square: as many of four bars as it is likely, or a hatch. */
function drawClass(pen: Pen, name: OverlapClass): void {
  const { context, colours } = pen;
  context.fillStyle = colours.disc;
  context.beginPath();
  context.roundRect(0, 0, 18, 18, 3);
  context.fill();
  context.translate(2, 2);
  context.lineWidth = 0.7;
  if (!isAssessed(name)) {
    fillByClass(pen, name, [1.5, 1.5, 11, 11], colours.ink);
    return;
  }
  context.fillStyle = colours.classes[name];
  context.strokeStyle = colours.classEdge;
  for (const [i, [x, height]] of bars.entries()) {
    if (i < classBars[name]) context.fillRect(x, 12.5 - height, 2.2, height);
    context.strokeRect(x, 12.5 - height, 2.2, height);
  }
}

type Rectangle = readonly [x: number, y: number, width: number, height: number];

/** A box in the colour of its class; hatched if it cannot be assessed. */
export function fillByClass({ context, colours }: Pen, name: OverlapClass, [x, y, width, height]: Rectangle, edge: string): void {
  context.lineWidth = 1;
  context.strokeStyle = edge;
  if (isAssessed(name)) {
    context.fillStyle = colours.classes[name];
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
