import type { Properties } from "../api.ts";
import { formatArea, formatLength, formatPeriod, formatProbability, formatShare } from "../format.ts";
import { isKey, type Language, term, translate } from "../i18n/index.ts";

/** One fact that drove the result of a comparison, as data/detect/reasons.go writes it. */
interface Reason {
  code: string;
  side?: "pow" | "civilian";
  ref?: string;
  source?: string;
  method?: string;
  operation?: string;
  area_m2?: number;
  pow_fraction?: number;
  civilian_fraction?: number;
  distance_m?: number;
  accuracy_m?: number;
  reach_m?: number;
  wanted_m?: number;
  width_m?: number;
  tolerance_m?: number;
  probability?: number;
  burials?: number;
  count?: number;
  pow_period?: string;
  civilian_period?: string;
}

/** What a record is called, by its reference ("plots/17"). */
export type Names = (ref: string) => string;

/** What the reasons speak of, in the order in which they are read. */
export const topics = ["lie", "known", "time", "records"] as const;
export type Topic = (typeof topics)[number];

const topicOf: Record<string, Topic> = {
  civilian_later: "time",
  contemporary: "time",
  civilian_earlier: "time",
  time_unknown: "time",
  pow_period_of_captivity: "time",
  accuracy_stated: "known",
  accuracy_of_source: "known",
  accuracy_unknown: "known",
  shared_shift: "known",
  datum_operation: "known",
  datum_accuracy_unknown: "known",
  same_source: "known",
  same_operation: "known",
  relative_accuracy: "known",
  accuracy_too_poor: "known",
  reach: "known",
  reach_capped: "known",
  neighbours_left_out: "known",
  own_cemetery: "records",
  own_site: "records",
  same_cemetery: "records",
  recorded_mixed: "records",
  outline_faulty: "records",
  fictional: "records",
};

/** The reasons of an overlap as sentences by topic; what is not listed says how they lie. A code newer than this map is shown as it is. */
export function reasonSentences(language: Language, properties: Properties, names: Names): Map<Topic, string[]> {
  const said = new Map<Topic, string[]>();
  const reasons = properties["reasons"];
  if (!Array.isArray(reasons)) return said;
  const parties = { pow: String(properties["pow"]), civilian: String(properties["civilian"]) };
  const known = reasons.filter(isReason);
  for (const topic of topics) {
    const own = known.filter((r) => (topicOf[r.code] ?? "lie") === topic).map((r) => sentence(language, r, parties, names));
    if (own.length > 0) said.set(topic, own);
  }
  return said;
}

function isReason(value: unknown): value is Reason {
  return typeof value === "object" && value !== null && typeof (value as Reason).code === "string";
}

function sentence(language: Language, reason: Reason, parties: Record<"pow" | "civilian", string>, names: Names): string {
  const key = `reason.${reason.code}`;
  if (!isKey(key)) return reason.code.replaceAll("_", " ");
  const length = (metres?: number) => (metres === undefined ? "?" : formatLength(language, metres));
  const share = (fraction?: number) => (fraction === undefined ? "?" : formatShare(language, fraction));
  const period = (edtf?: string) => (edtf ? formatPeriod(language, edtf) : "?");
  return translate(language, key, {
    n: reason.burials ?? reason.count ?? 1,
    name: reason.ref ? names(reason.ref) : "",
    source: reason.source ? names(`sources/${reason.source}`) : "?",
    operation: reason.operation ?? "?",
    plot: reason.side ? names(parties[reason.side]) : "",
    method: term(language, "method", reason.method ?? "unknown"),
    area: reason.area_m2 === undefined ? "?" : formatArea(language, reason.area_m2),
    pow_share: share(reason.pow_fraction),
    civilian_share: share(reason.civilian_fraction),
    distance: length(reason.distance_m),
    accuracy: length(reason.accuracy_m),
    reach: length(reason.reach_m),
    wanted: length(reason.wanted_m),
    width: length(reason.width_m),
    tolerance: length(reason.tolerance_m),
    probability: reason.probability === undefined ? "?" : formatProbability(language, reason.probability),
    pow_period: period(reason.pow_period),
    civilian_period: period(reason.civilian_period),
  });
}
