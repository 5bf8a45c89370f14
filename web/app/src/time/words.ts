import { formatPeriod } from "../format.ts";
import { type Language, translate } from "../i18n/index.ts";
import { earliest, latest, writeYears, type Years } from "./years.ts";

/** A range in words: "1945–1956", "until 1945", "from 1957 on", or that it is all. */
export function sayYears(language: Language, years: Years | undefined): string {
  return years ? formatPeriod(language, writeYears(years)) : translate(language, "years.all");
}

/** What a handle says of itself. */
export function sayEnd(language: Language, end: "first" | "second", [from, to]: Years): string {
  if (end === "first") return from <= earliest ? translate(language, "years.first.open") : translate(language, "years.first.at", { year: String(from) });
  return to >= latest ? translate(language, "years.second.open") : translate(language, "years.second.at", { year: String(to) });
}
