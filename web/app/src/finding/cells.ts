import type { Item, Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatArea, formatLength, formatNumber, formatPeriod } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import { appliesTo } from "../panel/fieldwork.ts";
import { effectOf, nameOf, number, text, traitsOf } from "../panel/naming.ts";
import { badge, chance } from "../panel/overlap.ts";
import { type Parties, pairName } from "../parties.ts";
import type { CollectionName } from "../state/view.ts";
import { unjudged } from "./fields.ts";
import { choiceName } from "./words.ts";

/** A column of a list: its heading, the field that it sorts by if any, and what stands in it. */
export interface Column {
  readonly key:
    | "table.name"
    | "table.what"
    | "table.place"
    | "table.period"
    | "table.burials"
    | "table.recovered"
    | "table.area"
    | "table.expected"
    | "table.probability"
    | "table.overlaps"
    | "table.accuracy"
    | "table.time"
    | "table.review"
    | "table.effect"
    | "table.observed"
    | "table.graves"
    | "source.date";
  readonly sort?: string;
}

const name = (sort: string): Column => ({ key: "table.name", sort });
const accuracy: Column = { key: "table.accuracy", sort: "accuracy_m" };
const period: Column = { key: "table.period", sort: "period" };
const overlaps: Column = { key: "table.overlaps", sort: "overlap_probability" };
const burials: Column = { key: "table.burials", sort: "burials" };
const place: Column = { key: "table.place" };

/** The columns of each collection; those that people look for first come first. */
export const columns: Record<CollectionName, readonly Column[]> = {
  sites: [
    name("name"),
    { key: "table.what", sort: "status" },
    { ...place, sort: "region" },
    burials,
    overlaps,
    { key: "table.recovered", sort: "recovered" },
    period,
    accuracy,
  ],
  cemeteries: [name("name"), { key: "table.what", sort: "use" }, place, period, overlaps, accuracy],
  plots: [name("name"), { key: "table.what", sort: "occupancy" }, place, burials, period, accuracy],
  overlaps: [
    name("pow"),
    { key: "table.what", sort: "relation" },
    { key: "table.probability", sort: "probability" },
    { key: "table.area", sort: "area_m2" },
    { key: "table.expected", sort: "expected_area_m2" },
    { key: "table.time", sort: "time_relation" },
    { key: "table.review", sort: "review" },
  ],
  restrictions: [name("name"), { key: "table.what", sort: "kind" }, { key: "table.effect", sort: "effect" }, { ...place, sort: "region" }],
  observations: [
    name("of"),
    { key: "table.what", sort: "outcome" },
    { key: "table.observed", sort: "observed" },
    { key: "table.graves", sort: "graves" },
    place,
    accuracy,
  ],
  positions: [name("of"), { key: "table.what" }, place, { key: "source.date", sort: "recorded" }, accuracy],
  sources: [name("title"), { key: "table.what", sort: "kind" }, { key: "source.date", sort: "date" }],
};

/** What a record is called in a list. */
export function rowName(language: Language, collection: CollectionName, item: Item, parties: Parties): string {
  return collection === "overlaps" ? pairName(language, parties, item) : nameOf(language, collection, String(item.id), item.properties);
}

export function cell(language: Language, collection: CollectionName, item: Item, { key }: Column, parties: Parties): HTMLElement | string | undefined {
  const p = item.properties;
  switch (key) {
    case "table.name":
      return rowName(language, collection, item, parties);
    case "table.what":
      return whatOf(language, collection, p);
    case "table.place":
      return collection === "restrictions" ? appliesTo(language, item) : whereabouts(language, item);
    case "table.effect":
      return effectOf(language, p);
    case "table.probability":
      return chance(language, p);
    case "table.overlaps":
      return placeClass(language, p);
    case "table.time":
      return term(language, "time", text(p, "time_relation") ?? "unknown");
    case "table.review":
      return choiceName(language, "review", text(p, "review") ?? unjudged);
    case "table.period":
    case "table.observed":
    case "source.date":
      return dateOf(language, collection, key, p);
    default:
      return figure(language, p, key);
  }
}

function whatOf(language: Language, collection: CollectionName, p: Properties): string {
  if (collection === "overlaps") return term(language, "relation", text(p, "relation") ?? "unknown");
  const kind = collection === "restrictions" ? text(p, "kind") : undefined; // its effect has a column of its own
  return kind ? term(language, "plan.kind", kind) : traitsOf(language, collection, p);
}

type Figure = "table.area" | "table.expected" | "table.burials" | "table.recovered" | "table.graves" | "table.accuracy";

const figures: Record<Figure, [field: string, format: (language: Language, n: number) => string]> = {
  "table.area": ["area_m2", formatArea],
  "table.expected": ["expected_area_m2", formatArea],
  "table.burials": ["burials", formatNumber],
  "table.recovered": ["recovered", formatNumber],
  "table.graves": ["graves", formatNumber],
  "table.accuracy": ["accuracy_m", formatLength],
};

function figure(language: Language, p: Properties, key: Figure): string | undefined {
  const [field, format] = figures[key];
  const n = number(p, field);
  return n === undefined ? undefined : format(language, n);
}

function dateOf(language: Language, collection: CollectionName, key: keyof typeof dates, p: Properties): string | undefined {
  const written = text(p, key === "source.date" && collection === "positions" ? "recorded" : dates[key]);
  return written && formatPeriod(language, written);
}

const dates = { "table.period": "period", "table.observed": "observed", "source.date": "date" } as const;

function placeClass(language: Language, p: Properties): HTMLElement | undefined {
  const of = text(p, "overlap_class");
  return of === undefined ? undefined : badge(language, of, term(language, "class.short", of));
}

export function whereabouts(language: Language, item: Item): HTMLElement | string {
  if (item.geometry) return text(item.properties, "region") ?? text(item.properties, "location_text") ?? translate(language, "table.located");
  const words = text(item.properties, "location_text");
  return h("span", {}, h("span", { class: "tag plain" }, translate(language, "place.none")), words ? ` ${words}` : "");
}
