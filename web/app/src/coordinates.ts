import { apiAddress, fetchJSON } from "./api.ts";
import { formatLength } from "./format.ts";
import { type Language, term, translate } from "./i18n/index.ts";
import type { NotationName } from "./state/view.ts";

/** The system in which numbers are, and how they came from WGS 84. */
interface System {
  crs: string;
  crs_name: string;
  operation?: string;
  operation_name?: string;
  operation_accuracy_m?: number;
}

/** A position in one notation, or why it has none there. */
export interface Written extends Partial<System> {
  notation: NotationName;
  text?: string;
  /** What one unit of the last digit is on the ground. */
  step_m?: number;
  refusal?: Refused;
}

export interface Refused {
  rule: string;
  message: string;
  advice: string;
}

/** One position that a text can mean. */
export interface Reading extends System {
  lon: number;
  lat: number;
  notation: string;
  order?: string;
  /** The position in decimal degrees, as fine as it was given. */
  text: string;
  /** How far off it can be by its digits alone. */
  precision_m: number;
  /** As the text itself states it. */
  accuracy_m?: number;
  in_region: boolean;
  reasons: { code: string; value?: string; text: string }[];
}

export interface Readings {
  readings: Reading[];
  refusal?: Refused;
}

/** A position in every notation, or in one, as fine as it is known. */
export async function notations(
  lon: number,
  lat: number,
  { accuracy, notation, signal }: { accuracy?: number | undefined; notation?: NotationName; signal?: AbortSignal } = {},
): Promise<Written[]> {
  const query = { lon: wrapped(lon), lat, ...(accuracy !== undefined && { accuracy_m: accuracy }), ...(notation && { notation }) };
  return (await fetchJSON<{ notations: Written[] }>(apiAddress("coordinates", query), signal)).notations;
}

/** The positions that a pasted text can mean, the likeliest first, or why it can be none. */
export async function readings(text: string, signal?: AbortSignal): Promise<Readings> {
  return fetchJSON<Readings>(apiAddress("coordinates", { q: text }), signal);
}

/** Whether it is worth asking: two numbers, a grid reference, or the address of a map. */
export function mayBePosition(text: string): boolean {
  if (text.length > 1000) return false;
  const numbers = text.match(/[\d０-９]+|[〇一二三四五六七八九十百]+(?=度)/g) ?? [];
  return (
    numbers.length >= 2 || /^\s*(mgrs\W*)?\d{1,2}\s*[c-x]\s*[a-z]{2}\s*$/i.test(text) || /^\s*(mgrs\W*)?\d{1,2}\s*[c-x]\s*[a-z]{2}\s*\d{2,10}\s*$/i.test(text)
  );
}

/** How a text was read, in words: where to go, and why it is read so. */
export function readingWords(language: Language, reading: Reading): { title: string; detail: string } {
  const order = reading.order ? term(language, "order", reading.order) : undefined;
  const notation = [term(language, "notation", reading.notation), order].filter(Boolean).join(" · ");
  const detail = [
    translate(language, "coordinates.read.as", { notation }),
    ...reading.reasons.map((r) => translatedReason(language, r)),
    !reading.in_region && translate(language, "coordinates.read.outside"),
  ];
  return { title: translate(language, "coordinates.goto", { position: reading.text }), detail: detail.filter(Boolean).join(" · ") };
}

function translatedReason(language: Language, { code, value, text }: Reading["reasons"][number]): string {
  const words = term(language, "read", code);
  return words === code.replaceAll("_", " ") ? text : words.replace("{value}", value ?? "");
}

/** Why a text is no position, or a position has no text; in English as the server says it, if the rule is new to us. */
export function refusedWords(language: Language, refused: Refused): string {
  const words = term(language, "refused", refused.rule);
  return words === refused.rule.replaceAll("_", " ") ? `${refused.message}: ${refused.advice}` : words;
}

/** In which system the numbers are and what the way there costs; nothing for WGS 84 itself. */
export function systemWords(language: Language, { crs, operation, operation_accuracy_m }: Written): string | undefined {
  if (!crs || !operation) return crs === "EPSG:4326" ? undefined : crs;
  if (operation_accuracy_m === undefined) return translate(language, "coordinates.system.unstated", { crs, operation });
  return translate(language, "coordinates.system", { crs, operation, accuracy: formatLength(language, operation_accuracy_m) });
}

const metresPerDegree = 111_320;
const unitsOf = { decimal: 1, dm: 60, dms: 3600 } as const;

/** Whether a notation is arithmetic that the browser can do by itself. */
export function isDegrees(notation: NotationName): notation is keyof typeof unitsOf {
  return notation in unitsOf;
}

/** Degrees as geo/notation writes them, where the last digit is worth about `step` metres. */
export function writeDegrees(notation: keyof typeof unitsOf, lon: number, lat: number, step: number): string {
  const perDegree: number = unitsOf[notation];
  const decimals = Math.min(8, Math.max(0, -Math.round(Math.log10(step / (metresPerDegree / perDegree)))));
  const east = wrapped(lon);
  if (notation === "decimal") return `${plain(lat, decimals)}, ${plain(east, decimals)}`;
  return `${parted(lat, perDegree, decimals)}${lat < 0 ? "S" : "N"} ${parted(east, perDegree, decimals)}${east < 0 ? "W" : "E"}`;
}

const plain = (v: number, decimals: number) => (Number(v.toFixed(decimals)) + 0).toFixed(decimals);

/** All is rounded at once, in units of the last digit, so that no minute has 60 seconds. */
function parted(v: number, perDegree: number, decimals: number): string {
  const scale = 10 ** decimals;
  const units = Math.round(Math.abs(v) * perDegree * scale);
  const last = ((units % (60 * scale)) / scale).toFixed(decimals).padStart(decimals > 0 ? decimals + 3 : 2, "0");
  const rest = Math.floor(units / (60 * scale));
  const two = (n: number) => String(n).padStart(2, "0");
  return perDegree === 60 ? `${two(rest)}°${last}′` : `${two(Math.floor(rest / 60))}°${two(rest % 60)}′${last}″`;
}

/** A longitude of a map that was dragged around the earth. */
function wrapped(lon: number): number {
  if (lon >= -180 && lon <= 180) return lon;
  return lon - 360 * Math.round(lon / 360);
}
