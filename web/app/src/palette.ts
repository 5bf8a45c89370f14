/** Colours of the map and its legend, apart from the layers that use them. */
export const palette = {
  sea: "#d5e0e6",
  land: "#f5f4ef",
  river: "#b3c8d3",
  country: "#8f8a9c",
  region: "#bbb6c4",
  placeText: "#4d4f57",
  regionText: "#8d8a96",
  halo: "#fbfaf7",
  ink: "#1f2430",
  soft: "#565c68",
  site: "#123c69",
  uncertainty: "#5b4a8a",
  /** Shared ground as drawn: the strongest colour of the map, kept for this alone. */
  shared: "#b3093f",
  selected: "#14171f",
  selectedHalo: "#ffd84d",
  invented: "#6b5d3f",
  inventedInk: "#5c4f33",
} as const;

/** Who lies in a place: a colour and a way of drawing the line, so that neither has to speak alone. */
export const who = {
  pow: { ink: "#174a86", line: "#1f5fa8", fill: "#1f5fa8", dash: [3, 2] },
  civilian: { ink: "#8f4400", line: "#c65f00", fill: "#e08a2e", dash: undefined },
  mixed: { ink: "#6b2f80", line: "#7a3b8f", fill: "#8e5aa3", dash: [5, 1.5, 1, 1.5] },
  unknown: { ink: "#4d525b", line: "#6a6f78", fill: "#8b9099", dash: [0.8, 1.6] },
} as const;
export type Who = keyof typeof who;
export const whoNames = Object.keys(who) as Who[];

/** Steps of viridis, the surest darkest; what cannot be assessed is no step of it but a hatch. */
export const classes = {
  certain: "#440154",
  probable: "#3b528b",
  possible: "#21918c",
  unlikely: "#5ec962",
  not_assessed: undefined,
} as const;
export type OverlapClass = keyof typeof classes;
export const classNames = Object.keys(classes) as OverlapClass[];
/** How many of four bars a class fills, so that its colour does not have to speak alone. */
export const classBars = { certain: 4, probable: 3, possible: 2, unlikely: 1, not_assessed: undefined } as const satisfies Record<
  OverlapClass,
  number | undefined
>;
/** Left edge and height of each bar in a square of 14 pixels. */
export const bars = [
  [1.2, 3.4],
  [4.4, 6],
  [7.6, 8.6],
  [10.8, 11.2],
] as const;

export function isClass(name: unknown): name is OverlapClass {
  return typeof name === "string" && name in classes;
}
/** What joins two records that share no ground. */
export const gapInk = "#3c3f47";
