import type { CollectionName, View } from "../state/view.ts";
import { earliest, latest, type Years } from "./years.ts";

/** The collections whose records have a period. What is in the others belongs to all years. */
export const datedCollections: readonly CollectionName[] = ["sites", "cemeteries", "plots"];

/** What a view asks of the dates of records. */
export type Asked = Pick<View, "years" | "undated">;

/** What the parameter `datetime` of the server is to be for a range. Records without a date match it. */
export function datetimeOf([from, to]: Years): string {
  return `${from <= earliest ? ".." : firstDay(from)}/${to >= latest ? ".." : lastDay(to)}`;
}

/**
 * The condition, as CQL2 text, that a record of a collection may be of the years looked at; undefined if every record
 * is wanted. It says what the map shows: an end that nobody knows may be anywhere, and what has no date is shown unless
 * it was switched off.
 */
export function conditionOfYears(collection: CollectionName, { years, undated }: Asked): string | undefined {
  if (!datedCollections.includes(collection)) return undefined;
  if (!years) return undated ? undefined : "period IS NOT NULL";
  const may = mayBeOf(years);
  return undated ? `(period IS NULL OR ${may})` : `(${may})`;
}

function mayBeOf([from, to]: Years): string {
  const asked = `INTERVAL('${from <= earliest ? ".." : firstDay(from)}','${to >= latest ? ".." : lastDay(to)}')`;
  return [`T_INTERSECTS(period,${asked})`, `(period LIKE '%/' AND NOT T_AFTER(period,${asked}))`, `(period LIKE '/%' AND NOT T_BEFORE(period,${asked}))`].join(
    " OR ",
  );
}

const firstDay = (year: number) => `${String(year).padStart(4, "0")}-01-01`;
const lastDay = (year: number) => `${String(year).padStart(4, "0")}-12-31`;
