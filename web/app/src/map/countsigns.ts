import type { MapLibreMap } from "maplibre-gl";
import { type Colours, classNames, dashes, isAssessed, type Who, whoNames } from "../palette/index.ts";
import { cemeteryName, cemeterySign, ring, ringName, stripName } from "./counts.ts";
import { drawStipple, fillByClass, type Pen, picture, ratio } from "./patterns.ts";

const strip = { width: 66, height: 9 } as const;

/** Draws the signs of counts when the map first asks for them: which parts they have is in their names. */
export function addCountSigns(map: MapLibreMap, colours: () => Colours): void {
  map.setMissingStyleImageResolver((id) => {
    const drawn = drawSign(id, colours());
    if (drawn) map.addImage(id, drawn, { pixelRatio: ratio });
  });
}

/** Draws those that the map has already in other colours. */
export function redrawCountSigns(map: MapLibreMap, colours: Colours): void {
  for (const id of map.listImages()) {
    const drawn = drawSign(id, colours);
    if (drawn) map.updateImage(id, drawn);
  }
}

function drawSign(id: string, colours: Colours): ImageData | undefined {
  const [name, ...parts] = id.split("/");
  const made = parts.at(-1) !== "";
  if (name === ringName) return drawn(ring, colours, (pen) => drawRing(pen, parts.slice(0, -1).map(Number), made));
  if (name === stripName) return drawn(strip, colours, (pen) => drawStrip(pen, parts.map(Number)));
  if (name === cemeteryName) return drawn(cemeterySign, colours, (pen) => drawCemeteries(pen, made));
  return undefined;
}

function drawn({ width, height }: { width: number; height: number }, colours: Colours, draw: (pen: Pen) => void): ImageData {
  return picture([width, height], (context) => draw({ context, size: height, colours }));
}

/** A ring on a tip that stands where it counts; its arcs are in colour and line who lies there. Crosses inside say that some of it is invented. */
function drawRing(pen: Pen, parts: readonly number[], made: boolean): void {
  const { context, colours } = pen;
  const { width, height, radius, middle } = ring;
  const centre = width / 2;
  context.fillStyle = context.strokeStyle = colours.soft;
  context.beginPath();
  context.moveTo(centre - 7, middle + radius - 2);
  context.lineTo(centre + 7, middle + radius - 2);
  context.lineTo(centre, height - 8);
  context.fill();
  disc(pen, centre, middle, radius + 3);
  if (made) strewn(pen, [width, middle + radius]);
  const whole = parts.reduce((sum, n) => sum + n, 0);
  let from = -Math.PI / 2;
  for (const [i, name] of whoNames.entries()) {
    const to = from + (2 * Math.PI * (parts[i] ?? 0)) / Math.max(1, whole);
    if (to > from) arc(pen, [centre, middle, radius - 2], [from, to], name);
    from = to;
  }
}

/** A box on a tip: cemeteries of which no plots are recorded. */
function drawCemeteries(pen: Pen, made: boolean): void {
  const { context, colours } = pen;
  const { width, height, tip } = cemeterySign;
  const low = height - tip;
  context.fillStyle = colours.soft;
  context.beginPath();
  context.moveTo(width / 2 - 5, low - 3);
  context.lineTo(width / 2 + 5, low - 3);
  context.lineTo(width / 2, height - 1);
  context.fill();
  context.fillStyle = colours.disc;
  context.strokeStyle = colours.soft;
  context.lineWidth = 1.8;
  context.beginPath();
  context.rect(1.5, 1.5, width - 3, low - 3);
  context.fill();
  if (made) strewn(pen, [width, low]);
  context.beginPath();
  context.rect(1.5, 1.5, width - 3, low - 3);
  context.stroke();
}

function disc({ context, colours }: Pen, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colours.disc;
  context.fill();
  context.lineWidth = 1;
  context.stroke();
}

/** Crosses within the path that was drawn last. */
function strewn(pen: Pen, [width, height]: readonly [number, number]): void {
  const { context } = pen;
  context.save();
  context.clip();
  for (let x = 0; x < width; x += 12) for (let y = 0; y < height; y += 12) stippleAt(pen, x, y);
  context.restore();
}

function stippleAt(pen: Pen, x: number, y: number): void {
  const { context } = pen;
  context.save();
  context.translate(x, y);
  drawStipple({ ...pen, size: 12 });
  context.restore();
}

type Circle = readonly [x: number, y: number, radius: number];

/** The part of a ring that one answer to "who lies here" has, pale beneath its own line. */
function arc({ context, colours }: Pen, [x, y, radius]: Circle, [from, to]: readonly [number, number], name: Who): void {
  const { line, fill } = colours.who[name];
  const dash = dashes[name];
  context.beginPath();
  context.arc(x, y, radius, from, to);
  context.strokeStyle = fill;
  context.globalAlpha = 0.25;
  context.lineWidth = 6;
  context.stroke();
  context.globalAlpha = 1;
  context.strokeStyle = line;
  context.lineWidth = 4;
  context.setLineDash(dash ? dash.map((d) => d * 3) : []);
  context.stroke();
  context.setLineDash([]);
}

/** What share of the overlaps is in each class, the likeliest first. */
function drawStrip(pen: Pen, parts: readonly number[]): void {
  const { context, colours } = pen;
  const { width, height } = strip;
  const whole = parts.reduce((sum, n) => sum + n, 0);
  context.fillStyle = colours.disc;
  context.fillRect(0, 0, width, height);
  let x = 1;
  for (const [i, name] of classNames.entries()) {
    const part = ((width - 2) * (parts[i] ?? 0)) / Math.max(1, whole);
    if (part > 0) fillByClass(pen, name, [x, 1, part, height - 2], isAssessed(name) ? colours.disc : colours.shared);
    x += part;
  }
}
