import { svg } from "./dom.ts";
import { type AssessedClass, bars, classBars, isAssessed, type OverlapClass } from "./palette/index.ts";

/** The sign of a class: as many of four bars as it is likely, or a hatched square if nobody can tell. */
export function classSign(name: OverlapClass): SVGSVGElement {
  return svg({ viewBox: "0 0 14 14", shapes: isAssessed(name) ? filled(name) : hatched() }, "sign");
}

type Shape = [string, Record<string, string>];

function filled(name: AssessedClass): Shape[] {
  return bars.map(([x, height], i): Shape => {
    const place = { x: String(x), y: String(12.5 - height), width: "2.2", height: String(height) };
    return ["rect", { ...place, fill: i < classBars[name] ? `var(--${name})` : "none", stroke: "var(--class-edge)", "stroke-width": "0.6" }];
  });
}

function hatched(): Shape[] {
  const box: Shape = ["rect", { x: "1.5", y: "1.5", width: "11", height: "11", fill: "var(--disc)", stroke: "var(--ink)" }];
  return [box, ...[-6, -1, 4].map((d): Shape => ["path", { d: hatchLine(d), stroke: "var(--ink)", "stroke-width": "1.2" }])];
}

/** A rising diagonal of the square from 1.5 to 12.5, shifted by d and cut at its edges. */
function hatchLine(d: number): string {
  const [x1, x2] = [Math.max(1.5, 1.5 + d), Math.min(12.5, 12.5 + d)];
  return `M${x1} ${14 - (x1 - d)}L${x2} ${14 - (x2 - d)}`;
}
