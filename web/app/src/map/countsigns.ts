import type { MapLibreMap } from "maplibre-gl";
import { classes, classNames, palette, who, whoNames } from "../palette.ts";
import { ring, ringName, stripName } from "./counts.ts";
import { drawStipple, fillByClass, picture, ratio } from "./patterns.ts";

const strip = { width: 66, height: 9 } as const;

/** Draws the signs of counts when the map first asks for them: which parts they have is in their names. */
export function addCountSigns(map: MapLibreMap): void {
  map.setMissingStyleImageResolver((id) => {
    const [name, ...parts] = id.split("/");
    if (name === ringName)
      map.addImage(
        id,
        drawn(ring, (c) => drawRing(c, parts.slice(0, -1).map(Number), parts.at(-1) !== "")),
        { pixelRatio: ratio },
      );
    if (name === stripName)
      map.addImage(
        id,
        drawn(strip, (c) => drawStrip(c, parts.map(Number))),
        { pixelRatio: ratio },
      );
  });
}

const drawn = ({ width, height }: { width: number; height: number }, draw: (context: CanvasRenderingContext2D) => void) => picture([width, height], draw);

/** A ring on a tip that stands where it counts; its arcs are in colour and line who lies there. Crosses inside say that some of it is invented. */
function drawRing(context: CanvasRenderingContext2D, parts: readonly number[], made: boolean): void {
  const { width, height, radius, middle } = ring;
  const centre = width / 2;
  context.fillStyle = context.strokeStyle = palette.soft;
  context.beginPath();
  context.moveTo(centre - 7, middle + radius - 2);
  context.lineTo(centre + 7, middle + radius - 2);
  context.lineTo(centre, height - 8);
  context.fill();
  disc(context, centre, middle, radius + 3);
  if (made) {
    context.save();
    context.clip();
    for (let x = 0; x < width; x += 12) for (let y = 0; y < middle + radius; y += 12) stippleAt(context, x, y);
    context.restore();
  }
  const whole = parts.reduce((sum, n) => sum + n, 0);
  let from = -Math.PI / 2;
  for (const [i, name] of whoNames.entries()) {
    const to = from + (2 * Math.PI * (parts[i] ?? 0)) / Math.max(1, whole);
    if (to > from) arc(context, [centre, middle, radius - 2], [from, to], name);
    from = to;
  }
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = "#ffffff";
  context.fill();
  context.lineWidth = 1;
  context.stroke();
}

function stippleAt(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  drawStipple(context, 12);
  context.restore();
}

type Circle = readonly [x: number, y: number, radius: number];

/** The part of a ring that one answer to "who lies here" has, pale beneath its own line. */
function arc(context: CanvasRenderingContext2D, [x, y, radius]: Circle, [from, to]: readonly [number, number], name: keyof typeof who): void {
  const { line, fill, dash } = who[name];
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
function drawStrip(context: CanvasRenderingContext2D, parts: readonly number[]): void {
  const { width, height } = strip;
  const whole = parts.reduce((sum, n) => sum + n, 0);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  let x = 1;
  for (const [i, name] of classNames.entries()) {
    const part = ((width - 2) * (parts[i] ?? 0)) / Math.max(1, whole);
    if (part > 0) fillByClass(context, name, [x, 1, part, height - 2], classes[name] ? "#ffffff" : palette.shared);
    x += part;
  }
}
