import type { Properties } from "../api.ts";
import { formatArea, formatLength, formatPeriod, formatShare } from "../format.ts";
import { isKey, type Language, term, translate } from "../i18n/index.ts";

/** One fact that drove the result of a comparison, as data/detect/reasons.go writes it. */
interface Reason {
  code: string;
  side?: "pow" | "civilian";
  ref?: string;
  shape?: "point" | "line";
  method?: string;
  area_m2?: number;
  pow_fraction?: number;
  civilian_fraction?: number;
  distance_m?: number;
  accuracy_m?: number;
  reach_m?: number;
  wanted_m?: number;
  pow_period?: string;
  civilian_period?: string;
}

/** What a record is called, by its reference ("plots/17"). */
export type Names = (ref: string) => string;

/** The reasons of an overlap as sentences. A code newer than this map is shown as it is. */
export function reasonSentences(language: Language, properties: Properties, names: Names): string[] {
  const reasons = properties["reasons"];
  if (!Array.isArray(reasons)) return [];
  const parties = { pow: String(properties["pow"]), civilian: String(properties["civilian"]) };
  return reasons.filter(isReason).map((r) => sentence(language, r, parties, names));
}

function isReason(value: unknown): value is Reason {
  return typeof value === "object" && value !== null && typeof (value as Reason).code === "string";
}

function sentence(language: Language, reason: Reason, parties: Record<"pow" | "civilian", string>, names: Names): string {
  const key = reason.shape ? `reason.${reason.code}_${reason.shape}` : `reason.${reason.code}`;
  if (!isKey(key)) return reason.code.replaceAll("_", " ");
  const length = (metres?: number) => (metres === undefined ? "?" : formatLength(language, metres));
  const share = (fraction?: number) => (fraction === undefined ? "?" : formatShare(language, fraction));
  const period = (edtf?: string) => (edtf ? formatPeriod(language, edtf) : "?");
  return translate(language, key, {
    name: reason.ref ? names(reason.ref) : "",
    plot: reason.side ? names(parties[reason.side]) : "",
    method: term(language, "method", reason.method ?? "unknown"),
    area: reason.area_m2 === undefined ? "?" : formatArea(language, reason.area_m2),
    pow_share: share(reason.pow_fraction),
    civilian_share: share(reason.civilian_fraction),
    distance: length(reason.distance_m),
    accuracy: length(reason.accuracy_m),
    reach: length(reason.reach_m),
    wanted: length(reason.wanted_m),
    pow_period: period(reason.pow_period),
    civilian_period: period(reason.civilian_period),
  });
}
