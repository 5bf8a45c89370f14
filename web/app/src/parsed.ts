import { formatLength, formatNumber } from "./format.ts";
import { type Language, translate } from "./i18n/index.ts";

interface Place {
  name?: string;
  name_ru?: string;
  name_ja?: string;
  extent_m?: number;
}

/** How the words of a place were read, as data/gazetteer/parse.go writes it. */
interface Parse {
  kind?: string;
  offset_m?: number;
  offset_error_m?: number;
  /** Degrees clockwise from north; absent if the words name no direction. */
  heading?: number | null;
  heading_error_deg?: number;
  from?: Place | null;
  to?: Place | null;
}

/** "4 km north-west of Dzhatva": how the words of a place were read, or nothing if that says nothing we know. */
export function readAs(language: Language, parse: unknown): string | undefined {
  const { kind, offset_m, heading, from, to } = parseOf(parse);
  const place = from && placeName(language, from);
  if (!place) return undefined;
  if (kind === "between" && to) return translate(language, "place.read.between", { place, other: placeName(language, to) });
  const distance = kind === "offset" && offset_m ? formatLength(language, offset_m) : undefined;
  const wind = typeof heading === "number" ? windOf(heading) : undefined;
  if (distance && wind) return translate(language, "place.read.offset", { distance, direction: translate(language, `direction.${wind}`), place });
  if (distance && typeof heading === "number") return translate(language, "place.read.azimuth", { distance, degrees: formatNumber(language, heading), place });
  if (distance) return translate(language, "place.read.distance", { distance, place });
  return translate(language, kind === "near" ? "place.read.near" : "place.read.at", { place });
}

/** What makes a reading uncertain: "distance ± 500 m · direction ± 22.5° · extent of the place 1 km". */
export function uncertaintiesOf(language: Language, parse: unknown): string[] {
  const { kind, offset_error_m, heading, heading_error_deg, from } = parseOf(parse);
  const parts: string[] = [];
  if (kind === "offset" && offset_error_m) parts.push(translate(language, "place.read.distance.error", { distance: formatLength(language, offset_error_m) }));
  if (typeof heading === "number" && heading_error_deg) {
    parts.push(translate(language, "place.read.direction.error", { degrees: formatNumber(language, heading_error_deg) }));
  }
  if (from?.extent_m) parts.push(translate(language, "place.read.extent", { distance: formatLength(language, from.extent_m) }));
  return parts;
}

/** A place of the gazetteer in the reader's language, or as it is. */
export function placeName(language: Language, place: Place): string {
  return (language === "ru" && place.name_ru) || (language === "ja" && place.name_ja) || place.name || place.name_ru || "";
}

const parseOf = (parse: unknown): Parse => (typeof parse === "object" && parse !== null ? parse : {});

const winds = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"] as const;

/** One of sixteen directions if the heading is just that. */
function windOf(degrees: number): (typeof winds)[number] | undefined {
  const steps = (((degrees % 360) + 360) % 360) / 22.5;
  return Math.abs(steps - Math.round(steps)) < 0.03 ? winds[Math.round(steps) % 16] : undefined;
}
