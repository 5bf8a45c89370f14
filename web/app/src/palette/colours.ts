import type { AssessedClass, Who } from "./names.ts";

/** How those who lie in a place are drawn: words about them, the line around them, the ground between. */
interface WhoColours {
  ink: string;
  line: string;
  fill: string;
}

/** Every colour of the page and of the map. The page has them as custom properties: see customProperties(). */
export interface Colours {
  /** The ground of the page, of fields to write in, and of what is set apart. */
  paper: string;
  field: string;
  tint: string;
  /** Words, and words of less weight. */
  ink: string;
  soft: string;
  /** Lines between things, which may be faint, and around what can be used, which may not. */
  line: string;
  edge: string;
  accent: string;
  onAccent: string;
  link: string;
  focus: string;
  disabled: string;
  hover: string;
  chosen: string;
  danger: string;
  dangerTint: string;
  warning: string;
  warningTint: string;
  sharedTint: string;
  inventedTint: string;
  /** What lies over the map and lets it be guessed, and over the page behind a window. */
  glass: string;
  scrim: string;
  /** A whole value of box-shadow. */
  shadow: string;

  sea: string;
  land: string;
  river: string;
  country: string;
  region: string;
  placeText: string;
  regionText: string;
  /** Around words on the map, and beneath signs there. */
  halo: string;
  disc: string;
  site: string;
  uncertainty: string;
  /** Shared ground as drawn: the strongest colour of the map, kept for this alone. */
  shared: string;
  sharedPale: string;
  /** What joins two records that share no ground. */
  gap: string;
  /** What a place forbids or asks for, and what teams saw: lines and signs, never a ground. */
  restriction: string;
  observation: string;
  selected: string;
  selectedHalo: string;
  invented: string;
  inventedInk: string;

  who: Record<Who, WhoColours>;
  /** Steps of viridis; each is drawn within the edge, for not every step stands out from every ground. */
  classes: Record<AssessedClass, string>;
  classEdge: string;
}

/** The colours by the names that style sheets have for them: `--ink`, `--on-accent`, `--pow-line`, `--certain`. */
export function customProperties(colours: Colours): [name: string, value: string][] {
  const { who, classes, ...plain } = colours;
  const ofWho = Object.entries(who).flatMap(([name, own]) => Object.entries(own).map(([part, value]): [string, string] => [`${name}-${part}`, value]));
  return [...Object.entries(plain), ...Object.entries(classes), ...ofWho].map(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`,
    value,
  ]);
}
