/** The last year of captivity: prisoners' burials are taken to be from 1945 to then where nothing narrower is recorded (data/detect/time.go). */
export const lastOfCaptivity = 1956;

/** A range of whole years, both included. */
export type Years = readonly [from: number, to: number];

/** Years to which an end reaches that has no limit, as tiles write them (data/years.go). */
export const earliest = 1;
export const latest = 9999;

/** The first year that the slider shows. Whoever sets its left end there means whatever was before as well. */
export const sliderFrom = 1930;

/** What an address or a server calls a range: "1945/1956", and ".." for an end without a limit; one year by itself. */
export function writeYears([from, to]: Years): string {
  const [first, last] = [from <= earliest ? ".." : four(from), to >= latest ? ".." : four(to)];
  return first === last ? first : `${first}/${last}`;
}

/** Reads what writeYears wrote; what makes no sense, or leaves out nothing, is none. */
export function readYears(text: string): Years | undefined {
  const match = /^(\d{4}|\.\.)(?:\/(\d{4}|\.\.))?$/.exec(text);
  if (!match) return undefined;
  const [, first = "", last = first] = match;
  const [from, to] = [first === ".." ? earliest : Number(first), last === ".." ? latest : Number(last)];
  return from < earliest || from > to ? undefined : limiting([from, to]);
}

/** A range, or none if it leaves out nothing. */
export function limiting(years: Years): Years | undefined {
  return years[0] <= earliest && years[1] >= latest ? undefined : years;
}

export function sameYears(a: Years | undefined, b: Years | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

const four = (year: number) => String(year).padStart(4, "0");

/** What a tile says of the years of a feature. */
export interface Dated {
  from?: number;
  to?: number;
  surely_from?: number;
  surely_to?: number;
  unsure?: boolean;
}

export type Standing = "surely" | "perhaps" | "outside" | "undated";

/**
 * Whether a feature is of some years. It surely is if one of those that it surely covers is among them, or all that it
 * may be of; it only perhaps is if its date is marked as uncertain, or reaches beyond them.
 */
export function standing(f: Dated, [from, to]: Years): Standing {
  if (f.from === undefined || f.to === undefined) return "undated";
  if (f.from > to || f.to < from) return "outside";
  const covers = f.surely_from !== undefined && f.surely_to !== undefined && f.surely_from <= to && f.surely_to >= from;
  const within = f.unsure !== true && f.from >= from && f.to <= to;
  return covers || within ? "surely" : "perhaps";
}
