import { fieldworkIcons, restrictedPatterns } from "./fieldworksigns.ts";
import { laterIcons } from "./later.ts";
import type { Draw, Pen } from "./patterns.ts";

/** The icons of places and of what was chosen or searched for, by the names that layers have for them. */
export const icons: Record<string, { size: number; draw: Draw }> = {
  ...laterIcons,
  ...fieldworkIcons,
  ...restrictedPatterns,
  sought: { size: 22, draw: drawSought },
  position: { size: 16, draw: drawPosition },
  letter: { size: 22, draw: (pen) => drawLetter(pen, false) },
  "letter-preferred": { size: 22, draw: (pen) => drawLetter(pen, true) },
  site: { size: 20, draw: (pen) => drawSite(pen, []) },
  "site-invented": { size: 20, draw: (pen) => drawSite(pen, broken) },
  "site-about": { size: 20, draw: (pen) => drawAbout(pen, []) },
  "site-about-invented": { size: 20, draw: (pen) => drawAbout(pen, [1.9, 1.6]) },
  "site-unstated": { size: 20, draw: (pen) => drawUnstated(pen, []) },
  "site-unstated-invented": { size: 20, draw: (pen) => drawUnstated(pen, broken) },
};

/** The line of what is invented. */
const broken = [3, 2.4];

function ring({ context, size }: Pen, radius: number): void {
  context.beginPath();
  context.arc(size / 2, size / 2, radius, 0, 2 * Math.PI);
}

/** A burial site: a ring with a point; the ring of an invented one is broken. */
function drawSite(pen: Pen, dash: readonly number[]): void {
  drawPlace(pen, dash);
  ring(pen, 2.2);
  pen.context.fillStyle = pen.colours.site;
  pen.context.fill();
}

function drawPlace(pen: Pen, dash: readonly number[]): void {
  const { context, colours } = pen;
  ring(pen, 8.4);
  context.fillStyle = colours.disc;
  context.fill();
  ring(pen, 6.6);
  context.setLineDash([...dash]);
  context.strokeStyle = colours.site;
  context.lineWidth = 2.2;
  context.stroke();
  context.setLineDash([]);
}

/** The middle of the circle in which a site lies somewhere: a small open ring, for the place is not there. */
function drawAbout(pen: Pen, dash: readonly number[]): void {
  const { context, colours } = pen;
  ring(pen, 4);
  for (const [colour, width, dashes] of [
    [colours.halo, 4.6, []],
    [colours.site, 1.7, dash],
  ] as const) {
    context.setLineDash([...dashes]);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}

/** A site of which nobody stated how surely it is placed: a question in a ring. */
function drawUnstated(pen: Pen, dash: readonly number[]): void {
  const { context, colours } = pen;
  drawPlace(pen, dash);
  context.strokeStyle = context.fillStyle = colours.site;
  context.lineWidth = 1.6;
  context.lineCap = "round";
  context.beginPath();
  context.arc(10, 8.3, 2.2, Math.PI * 1.05, Math.PI * 2.35);
  context.lineTo(10, 11.2);
  context.stroke();
  context.beginPath();
  context.arc(10, 13.5, 1, 0, 2 * Math.PI);
  context.fill();
}

/** An open cross, so that what lies under it stays visible. */
function drawSought({ context, size, colours }: Pen): void {
  const [middle, inner, outer] = [size / 2, size / 5, size / 2 - 1];
  for (const [colour, width] of [
    [colours.halo, 5],
    [colours.ink, 2.4],
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
function drawPosition(pen: Pen): void {
  const { context, size, colours } = pen;
  ring(pen, size / 2 - 3);
  for (const [colour, width, dash] of [
    [colours.halo, 4.5, []],
    [colours.uncertainty, 1.8, [2.6, 1.9]],
  ] as const) {
    context.setLineDash([...dash]);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}

/** A disc to write a letter on, filled for the preferred position and open for the others. */
function drawLetter(pen: Pen, preferred: boolean): void {
  const { context, size, colours } = pen;
  context.fillStyle = preferred ? colours.uncertainty : colours.disc;
  context.strokeStyle = colours.uncertainty;
  context.lineWidth = 1.6;
  context.setLineDash(preferred ? [] : [2.6, 1.9]);
  ring(pen, size / 2 - 1.5);
  context.fill();
  context.stroke();
}
