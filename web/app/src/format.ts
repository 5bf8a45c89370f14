import { type Key, type Language, translate } from "./i18n/index.ts";

const metresPerDegree = 111_320;

/** A length in metres, in kilometres from 1 km; two significant digits are enough for what is uncertain anyway. */
export function formatLength(language: Language, metres: number): string {
  if (metres >= 1000) return unit(language, "unit.km", metres / 1000, metres < 10_000 ? 1 : 0);
  if (metres > 0 && metres < 0.001) return under(language, formatLength(language, 0.001));
  return unit(language, "unit.m", metres, metres < 0.01 ? 3 : metres < 1 ? 2 : metres < 10 ? 1 : 0);
}

/** An area in square metres, in hectares from 1 ha; a little is never rounded down to nothing. */
export function formatArea(language: Language, squareMetres: number): string {
  if (squareMetres >= 10_000) return unit(language, "unit.ha", squareMetres / 10_000, 2);
  if (squareMetres > 0 && squareMetres < 0.01) return under(language, formatArea(language, 0.01));
  return unit(language, "unit.m2", squareMetres, squareMetres < 10 ? 2 : squareMetres < 100 ? 1 : 0);
}

/** A fraction as percent; anything above nothing is never rounded down to 0 %, nor anything below all up to 100 %. */
export function formatShare(language: Language, fraction: number): string {
  if (fraction > 0 && fraction < least) return under(language, percent(language, least, 1));
  if (fraction < 1 && fraction > 1 - least) return over(language, percent(language, 1 - least, 1));
  return percent(language, fraction, fraction < 0.1 || fraction > 0.99 ? 1 : 0);
}

/** The least of a fraction that is said in figures. */
const least = 0.001;

/** The least probability of the classes possible, probable and certain, as data/detect/class.go has them. */
export const classLimits = [0.05, 0.5, 0.95] as const;

/**
 * A probability as percent. It is never 0 % and never 100 %: nothing that is known of positions makes it so. Rounding
 * does not lift it into the next class: 0.498 is 49.8 %, not the 50 % from which it would be probable.
 */
export function formatProbability(language: Language, probability: number): string {
  if (probability < least) return under(language, percent(language, least, 1));
  if (probability > 1 - least) return over(language, percent(language, 1 - least, 1));
  const digits = decimalsOf(probability);
  const steps = 10 ** (digits + 2);
  const rounded = Math.round(probability * steps) / steps;
  const lifted = classLimits.some((limit) => probability < limit && rounded >= limit);
  return lifted ? percent(language, Math.floor(probability * 1000) / 1000, 1) : percent(language, rounded, digits);
}

/** A probability with the numerical error of the method, half a confidence interval, where that would show. */
export function formatEstimate(language: Language, probability: number, error: number): string {
  if (probability < least) return under(language, percent(language, Math.max(least, Math.ceil((probability + error) * 1000) / 1000), 1));
  if (probability > 1 - least) return over(language, percent(language, Math.min(1 - least, Math.floor((probability - error) * 1000) / 1000), 1));
  const said = formatProbability(language, probability);
  if (error < 0.5 / 10 ** (decimalsOf(probability) + 2)) return said;
  const points = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(error * 100);
  return translate(language, "summary.any.error", { probability: said, points });
}

const decimalsOf = (probability: number) => (probability < 0.1 || probability > 0.9 ? 1 : 0);

function percent(language: Language, fraction: number, digits: number): string {
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: digits }).format(fraction);
}

const under = (language: Language, value: string) => translate(language, "number.under", { value });
const over = (language: Language, value: string) => translate(language, "number.over", { value });

export function formatNumber(language: Language, n: number): string {
  return new Intl.NumberFormat(language).format(n);
}

/** A size of a file, in the largest unit that leaves a whole number of it. */
export function formatBytes(language: Language, bytes: number): string {
  if (bytes >= 1 << 20) return unit(language, "unit.mb", bytes / (1 << 20), bytes < 10 << 20 ? 1 : 0);
  if (bytes >= 1 << 10) return unit(language, "unit.kb", bytes / (1 << 10), bytes < 10 << 10 ? 1 : 0);
  return unit(language, "unit.b", bytes, 0);
}

/** A point in degrees with as many decimals as its accuracy deserves (a tenth of it), at most 6. */
export function formatPosition(language: Language, [lon, lat]: readonly [number, number], accuracy: number | undefined): string {
  const step = (accuracy ?? 10) / 10 / metresPerDegree;
  const digits = Math.min(6, Math.max(2, Math.round(-Math.log10(step))));
  const degrees = (value: number) => new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Math.abs(value));
  return translate(language, "position.pair", {
    lat: translate(language, lat < 0 ? "position.south" : "position.north", { degrees: degrees(lat) }),
    lon: translate(language, lon < 0 ? "position.west" : "position.east", { degrees: degrees(lon) }),
  });
}

/** The time of a change as date and hour in the reader's own zone. */
export function formatTime(language: Language, time: string): string {
  const when = new Date(time);
  return Number.isNaN(when.getTime()) ? time : new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(when);
}

/** An EDTF date or interval in words ("1945/1948", "194X", "1946~"); what is not understood is shown as written. */
export function formatPeriod(language: Language, edtf: string): string {
  const [from = "", to] = edtf.split("/");
  if (to === undefined) return formatDate(language, from);
  if (to === "..") return translate(language, "period.from", { date: formatDate(language, from) });
  if (to === "") return translate(language, "period.from.unknown", { date: formatDate(language, from) });
  if (from === "..") return translate(language, "period.until", { date: formatDate(language, to) });
  if (from === "") return translate(language, "period.until.unknown", { date: formatDate(language, to) });
  if (from === to) return formatDate(language, from);
  if (/^\d{4}$/.test(from) && /^\d{4}$/.test(to)) return yearRange(language, from, to);
  return translate(language, "period.range", { from: formatDate(language, from), to: formatDate(language, to) });
}

function yearRange(language: Language, from: string, to: string): string {
  return language === "ja" ? `${from}～${to}年` : `${from}–${to}`;
}

function formatDate(language: Language, edtf: string): string {
  const mark = /[~?%]$/.exec(edtf)?.[0];
  const body = mark ? edtf.slice(0, -1) : edtf;
  const date = plainDate(language, body);
  const about = mark === "~" || mark === "%" ? translate(language, "period.about", { date }) : date;
  return mark === "?" || mark === "%" ? translate(language, "period.uncertain", { date: about }) : about;
}

function plainDate(language: Language, text: string): string {
  if (/^\d{3}X$/.test(text)) return translate(language, "period.decade", { year: `${text.slice(0, 3)}0` });
  if (/^\d{2}XX$/.test(text)) return translate(language, "period.century", { from: `${text.slice(0, 2)}00`, to: `${text.slice(0, 2)}99` });
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text) ?? [];
  if (!year) return text;
  if (!month) return language === "ja" ? `${year}年` : year;
  const when = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  if (Number.isNaN(when.getTime())) return text;
  const options: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC", ...(day && { day: "numeric" }) };
  return new Intl.DateTimeFormat(language, options).format(when);
}

function unit(language: Language, key: Key, n: number, digits: number): string {
  return translate(language, key, { n: new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(n) });
}
