import { type Effect, effects } from "./fieldwork.ts";
import type { Draw, Pen } from "./patterns.ts";

/** Hatches of restricted ground: crossed, in one direction, or dotted; all of them sparse. */
export const restrictedPatterns: Readonly<Record<string, { size: number; draw: Draw }>> = Object.fromEntries(
  effects.map((effect) => [`restricted-${effect}`, { size: 22, draw: (pen: Pen) => drawHatch(pen, effect) }]),
);

function drawHatch({ context, size, colours }: Pen, effect: Effect): void {
  context.strokeStyle = context.fillStyle = colours.restriction;
  context.globalAlpha = 0.4;
  context.lineWidth = 0.8;
  if (effect === "warns") {
    for (const [x, y] of [
      [size / 4, size / 4],
      [(3 * size) / 4, (3 * size) / 4],
    ] as const) {
      context.beginPath();
      context.arc(x, y, 1.1, 0, 2 * Math.PI);
      context.fill();
    }
    return;
  }
  context.beginPath();
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - 1, -1);
    context.lineTo(shift + size + 1, size + 1);
    if (effect === "forbids") {
      context.moveTo(shift - 1, size + 1);
      context.lineTo(shift + size + 1, -1);
    }
  }
  context.stroke();
}

/** The signs of restrictions: a barred ring, a sheet of paper, a triangle; and the crosses of observations. */
export const fieldworkIcons: Readonly<Record<string, { size: number; draw: Draw }>> = {
  "restriction-forbids": { size: 18, draw: (pen) => drawSign(pen, "forbids") },
  "restriction-needs_paper": { size: 18, draw: (pen) => drawSign(pen, "needs_paper") },
  "restriction-warns": { size: 18, draw: (pen) => drawSign(pen, "warns") },
  ...Object.fromEntries(
    (["seen", "nothing_seen", "not_reached"] as const).flatMap((outcome) =>
      [false, true].map((made) => [`observation-${outcome}${made ? "-invented" : ""}`, { size: 18, draw: (pen: Pen) => drawObservation(pen, outcome, made) }]),
    ),
  ),
};

/** The shapes of the signs in a square of 18, on the map and in the legend alike: outlines to be filled pale, and strokes. */
export const signPaths: Readonly<Record<Effect, { outline: string; strokes: string }>> = {
  forbids: { outline: "M9 1.8A7.2 7.2 0 1 1 9 16.2A7.2 7.2 0 1 1 9 1.8Z", strokes: "M4.6 9H13.4" },
  needs_paper: { outline: "M4 1.8H11L14 4.8V16.2H4Z", strokes: "M6.4 7.2H11.6M6.4 10H11.6M6.4 12.8H9.6" },
  warns: { outline: "M9 1.8L16.6 15.8H1.4Z", strokes: "M9 6.8V11M9 13V13.8" },
};

function drawSign({ context, colours }: Pen, effect: Effect): void {
  const { outline, strokes } = signPaths[effect];
  const shape = new Path2D(outline);
  context.lineJoin = context.lineCap = "round";
  context.strokeStyle = colours.halo;
  context.lineWidth = 3;
  context.stroke(shape);
  context.fillStyle = colours.disc;
  context.fill(shape);
  context.strokeStyle = colours.restriction;
  context.lineWidth = 1.5;
  context.stroke(shape);
  context.lineWidth = effect === "forbids" ? 2.4 : 1.5;
  context.stroke(new Path2D(strokes));
}

/** The arms of the cross of an observation: whole if something was seen, open in the middle if nothing was, leaning if the place was not reached. */
export const crossPaths = {
  seen: "M9 2.6V15.4M2.6 9H15.4",
  nothing_seen: "M9 2.6V6.4M9 11.6V15.4M2.6 9H6.4M11.6 9H15.4",
  not_reached: "M4.4 4.4L13.6 13.6M13.6 4.4L4.4 13.6",
} as const;

function drawObservation({ context, colours }: Pen, outcome: keyof typeof crossPaths, made: boolean): void {
  const cross = new Path2D(crossPaths[outcome]);
  context.lineCap = "butt";
  context.strokeStyle = colours.halo;
  context.lineWidth = 5;
  context.stroke(cross);
  context.setLineDash(made ? [3.6, 1.3] : []);
  context.strokeStyle = colours.observation;
  context.lineWidth = 2.2;
  context.stroke(cross);
}
