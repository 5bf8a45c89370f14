import { formatNumber } from "../format.ts";
import { type Language, translate } from "../i18n/index.ts";

/** Minutes as people say them: "3 h 20 min". */
export function sayMinutes(language: Language, minutes: number): string {
  const all = Math.round(minutes);
  const [hours, rest] = [Math.floor(all / 60), all % 60];
  if (hours === 0) return translate(language, "plan.min", { n: formatNumber(language, rest) });
  const h = translate(language, "plan.h", { n: formatNumber(language, hours) });
  return rest === 0 ? h : translate(language, "plan.hmin", { h: formatNumber(language, hours), min: formatNumber(language, rest) });
}

export function sayKM(language: Language, km: number): string {
  return translate(language, "unit.km", { n: new Intl.NumberFormat(language, { maximumFractionDigits: km < 10 ? 1 : 0 }).format(km) });
}

/** "Thu 1 July", as short as people write a day in a plan. */
export function sayDay(language: Language, date: string, weekday: "short" | "long" = "short"): string {
  const when = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(when.getTime())) return date;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { weekday, day: "numeric", month: weekday, timeZone: "UTC" }).format(when);
}

/** From the first to the last day of a journey. */
export function sayDates(language: Language, from: string, to: string): string {
  const [a, b] = [from, to].map((d) => new Date(`${d}T00:00:00Z`)) as [Date, Date];
  if (Number.isNaN(a.getTime()) || Number.isNaN(b.getTime()) || a > b) return `${from} – ${to}`;
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options);
  return language === "ja" ? `${format.format(a)}～${format.format(b)}` : format.formatRange(a, b);
}

/** A day of each year, MM-DD: "1 June". */
export function sayMonthDay(language: Language, text: string): string {
  const when = new Date(`2024-${text}T00:00:00Z`); // a leap year has every day
  if (Number.isNaN(when.getTime())) return text;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", timeZone: "UTC" }).format(when);
}
