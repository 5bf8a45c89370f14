import type { YearCount } from "./facets.ts";

/** Bars of a histogram in a box of so many years by a height of 1, as two paths: what is sure, and on top of it what may be. */
export interface Bars {
  surely: string;
  perhaps: string;
  /** The year with the most records, sure and not, and how many those are. */
  most: YearCount | undefined;
}

/** Draws the years from the first to the last; what lies outside is left out. */
export function barsOf(years: readonly YearCount[], from: number, to: number): Bars {
  const shown = years.filter(({ year, surely, perhaps }) => year >= from && year <= to && surely + perhaps > 0);
  const all = (y: YearCount) => y.surely + y.perhaps;
  const most = shown.reduce<YearCount | undefined>((best, y) => (best && all(best) >= all(y) ? best : y), undefined);
  const scale = most ? 1 / all(most) : 0;
  const bar = (year: number, low: number, high: number) =>
    high > low ? `M${year - from + 0.1} ${round(1 - low * scale)}V${round(1 - high * scale)}h0.8V${round(1 - low * scale)}z` : "";
  return {
    surely: shown.map((y) => bar(y.year, 0, y.surely)).join(""),
    perhaps: shown.map((y) => bar(y.year, y.surely, all(y))).join(""),
    most,
  };
}

const round = (n: number) => Number(n.toFixed(4));
