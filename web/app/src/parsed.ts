import { formatLength } from "./format.ts";
import { isKey, type Language, translate } from "./i18n/index.ts";

/** How the words of a place were read, as data/places writes it. */
interface Parse {
  distance_m?: number;
  direction?: string;
  bearing_deg?: number;
  from?: { name?: string; name_ru?: string; name_ja?: string; kind?: string };
}

/** "4 km north-west of Dzhatva": how the words of a place were read, or nothing if that says nothing we know. */
export function readAs(language: Language, parse: Record<string, unknown> | null | undefined): string | undefined {
  const { distance_m, direction, bearing_deg, from } = (parse ?? {}) as Parse;
  const place = from && placeName(language, from);
  if (!place) return undefined;
  const distance = typeof distance_m === "number" && distance_m > 0 ? formatLength(language, distance_m) : undefined;
  const towards =
    direction !== undefined && isKey(`direction.${direction}`)
      ? translate(language, `direction.${direction}` as "direction.N")
      : azimuth(language, bearing_deg);
  if (distance && towards) return translate(language, "place.read.offset", { distance, direction: towards, place });
  if (distance) return translate(language, "place.read.distance", { distance, place });
  if (towards) return translate(language, "place.read.direction", { direction: towards, place });
  return translate(language, "place.read.at", { place });
}

function azimuth(language: Language, degrees: number | undefined): string | undefined {
  return typeof degrees === "number" ? translate(language, "direction.azimuth", { degrees: Math.round(degrees) }) : undefined;
}

/** A place of the gazetteer in the reader's language, or as it is. */
export function placeName(language: Language, place: { name?: string; name_ru?: string; name_ja?: string }): string {
  return (language === "ru" && place.name_ru) || (language === "ja" && place.name_ja) || place.name || place.name_ru || "";
}
