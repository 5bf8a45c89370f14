/** Who lies in a place, each with a way of drawing the line, so that the colour does not have to speak alone. */
export const whoNames = ["pow", "civilian", "mixed", "unknown"] as const;
export type Who = (typeof whoNames)[number];
export const dashes: Record<Who, readonly number[] | undefined> = { pow: [3, 2], civilian: undefined, mixed: [5, 1.5, 1, 1.5], unknown: [0.8, 1.6] };

/** The classes of an overlap, the surest first. What cannot be assessed is no step of a colour scale but a hatch. */
export const assessedClasses = ["certain", "probable", "possible", "unlikely"] as const;
export type AssessedClass = (typeof assessedClasses)[number];
export const classNames = [...assessedClasses, "not_assessed"] as const;
export type OverlapClass = (typeof classNames)[number];

export function isClass(name: unknown): name is OverlapClass {
  return classNames.some((known) => known === name);
}

export function isAssessed(name: OverlapClass): name is AssessedClass {
  return name !== "not_assessed";
}

/** How many of four bars a class fills, so that its colour does not have to speak alone. */
export const classBars: Record<AssessedClass, number> = { certain: 4, probable: 3, possible: 2, unlikely: 1 };
/** Left edge and height of each bar in a square of 14 pixels. */
export const bars = [
  [1.2, 3.4],
  [4.4, 6],
  [7.6, 8.6],
  [10.8, 11.2],
] as const;
