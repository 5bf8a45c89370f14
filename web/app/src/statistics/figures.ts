import { formatLength, formatNumber, formatShare } from "../format.ts";
import { type Key, type Language, term, translate } from "../i18n/index.ts";
import { classNames } from "../palette/index.ts";
import { writeHash } from "../state/address.ts";
import type { Criteria } from "../state/criteria.ts";
import type { CollectionName, View } from "../state/view.ts";
import { type Facet, facetOf } from "../time/facets.ts";
import type { Years } from "../time/years.ts";
import { countOf, type Numbers } from "./load.ts";

/** One line of a figure: what is counted, how many, and where they are listed. */
export interface Row {
  name: string;
  label: string;
  count: number;
  /** Beside those that surely are, those that only may be. */
  perhaps?: number;
  /** Of how many, where rows are parts of different wholes: then their bars compare shares. */
  whole?: number;
  href?: string;
}

/** What a figure shows, in words and numbers. Bars compare kinds; a plot goes along a scale. */
export interface Figure {
  name: string;
  title: string;
  /** What the figure shows, in a sentence. */
  says: string;
  /** The heads of the table: of what is counted, and of the counts. */
  heads: readonly string[];
  rows: readonly Row[];
  drawn: "bars" | "steps" | "years";
  /** How the picture is to be read. */
  note?: string;
  /** Lists beside those of the rows, and what is in them. */
  lists?: { says: string; to: readonly { label: string; href: string }[] };
}

/** What figures are made for: the view that they link from, and whether invented records are counted. */
export interface Reader {
  view: View;
  withInvented: boolean;
}

type Maker = (numbers: Numbers, reader: Reader) => Figure;

/** The figures in their order. */
export function figuresOf(numbers: Numbers, reader: Reader): Figure[] {
  return makers.map((make) => make(numbers, reader));
}

const makers: readonly Maker[] = [statuses, regions, classes, located, accuracies, periods];

/** The address of the list of a collection with criteria, as the reader would get there by choosing them. */
export function listOf({ view, withInvented }: Reader, table: CollectionName, criteria: Criteria, years?: Years): string {
  const wanted = withInvented ? criteria : { ...criteria, fictional: false };
  return writeHash({ ...view, page: "table", table, criteria: wanted, selected: undefined, years, undated: years === undefined });
}

const words = (language: Language) => (key: Key, values?: Record<string, string | number>) => translate(language, key, values);

/** A part of a whole as "12 (34 %)". */
const part = (language: Language, n: number, of: number) =>
  of === 0 ? formatNumber(language, n) : `${formatNumber(language, n)} (${formatShare(language, n / of)})`;

function statuses({ facets }: Numbers, reader: Reader): Figure {
  const { language } = reader.view;
  const t = words(language);
  const facet = facetOf(facets.sites, "status");
  const n = facets.sites.numberMatched;
  const found = countOf(facet, "recovered") + countOf(facet, "partly_recovered");
  return {
    name: "statuses",
    title: t("statistics.statuses"),
    says: n === 0 ? t("statistics.none") : t("statistics.statuses.says", { n, found: part(language, found, n) }),
    heads: [t("field.status"), t("statistics.count.sites")],
    rows:
      n === 0
        ? []
        : valueRows(
            facet,
            (v) => term(language, "status", v),
            (v) => listOf(reader, "sites", { statuses: [v] }),
            t("statistics.missing"),
          ),
    drawn: "bars",
  };
}

function regions({ facets }: Numbers, reader: Reader): Figure {
  const { language } = reader.view;
  const t = words(language);
  const facet = facetOf(facets.sites, "region");
  const n = facets.sites.numberMatched;
  const rows = valueRows(
    facet,
    (v) => v,
    (v) => listOf(reader, "sites", { regions: [v] }),
    t("statistics.missing"),
  );
  const [most] = rows;
  return {
    name: "regions",
    title: t("statistics.regions"),
    says: most ? t("statistics.regions.says", { region: most.label, most: part(language, most.count, n) }) : t("statistics.none"),
    heads: [t("field.region"), t("statistics.count.sites")],
    rows,
    drawn: "bars",
  };
}

function classes({ facets }: Numbers, reader: Reader): Figure {
  const { language } = reader.view;
  const t = words(language);
  const facet = facetOf(facets.overlaps, "class");
  const n = facets.overlaps.numberMatched;
  const likely = countOf(facet, "certain") + countOf(facet, "probable");
  const values = { n, likely: part(language, likely, n), open: part(language, countOf(facet, "not_assessed"), n) };
  return {
    name: "classes",
    title: t("statistics.classes"),
    says: n === 0 ? t("statistics.none") : t("statistics.classes.says", values),
    heads: [t("statistics.class"), t("statistics.count.overlaps")],
    rows: (n === 0 ? [] : classNames).map((name) => ({
      name,
      label: t(`class.${name}`),
      count: countOf(facet, name),
      href: listOf(reader, "overlaps", { classes: [name] }),
    })),
    drawn: "bars",
  };
}

function located({ facets }: Numbers, reader: Reader): Figure {
  const { language } = reader.view;
  const t = words(language);
  const rows = placed.flatMap((collection) =>
    ([true, false] as const).map(
      (is): Row => ({
        name: is ? "located" : "unlocated",
        label: t(is ? "statistics.located.yes" : "statistics.located.no", { collection: t(`collection.${collection}`) }),
        count: countOf(facetOf(facets[collection], "located"), String(is)),
        whole: facets[collection].numberMatched,
        href: listOf(reader, collection, { located: is }),
      }),
    ),
  );
  const n = facets.sites.numberMatched;
  const [yes, no] = rows;
  return {
    name: "located",
    title: t("statistics.located"),
    says: n === 0 ? t("statistics.none") : t("statistics.located.says", { n, yes: part(language, yes?.count ?? 0, n), no: part(language, no?.count ?? 0, n) }),
    heads: [t("statistics.collection"), t("statistics.count.records")],
    rows,
    drawn: "bars",
  };
}

const placed = ["sites", "cemeteries", "plots"] as const;

/** How exactly sites, cemeteries and plots are placed, in steps that grow by powers of ten. */
function accuracies({ facets }: Numbers, reader: Reader): Figure {
  const { language } = reader.view;
  const t = words(language);
  const all = placed.map((c) => facetOf(facets[c], "accuracy_m"));
  const bins = (all[0]?.bins ?? []).map((bin, i) => ({ ...bin, count: all.reduce((sum, f) => sum + (f.bins?.[i]?.count ?? 0), 0) }));
  const stated = bins.reduce((sum, bin) => sum + bin.count, 0);
  const missing = all.reduce((sum, f) => sum + f.missing, 0);
  const limit = halfWithin(bins, stated);
  const half = formatLength(language, limit);
  const lists = placed.map((c) => ({ label: t(`collection.${c}`), href: listOf(reader, c, { accuracy: limit }) }));
  return {
    name: "accuracies",
    title: t("statistics.accuracies"),
    says: stated === 0 ? t("statistics.accuracies.none") : t("statistics.accuracies.says", { n: stated, missing: formatNumber(language, missing), half }),
    heads: [t("field.accuracy"), t("statistics.count.records")],
    rows: trimmed(bins).map((bin) => ({ name: String(bin.from), label: binLabel(language, bin), count: bin.count })),
    drawn: "steps",
    ...(stated > 0 && { lists: { says: t("statistics.accuracies.lists", { half }), to: lists } }),
  };
}

/** Where the bin ends that the one in the middle is in. */
function halfWithin(bins: readonly { from: number; to?: number | null; count: number }[], stated: number): number {
  let reached = 0;
  const half = bins.find((bin) => {
    reached += bin.count;
    return reached * 2 >= stated;
  });
  return half?.to ?? half?.from ?? 0;
}

function binLabel(language: Language, { from, to }: { from: number; to?: number | null }): string {
  if (from === 0 && to) return translate(language, "number.under", { value: formatLength(language, to) });
  if (to === null || to === undefined) return translate(language, "statistics.from", { value: formatLength(language, from) });
  return translate(language, "statistics.range", { from: formatLength(language, from), to: formatLength(language, to) });
}

/** Without the empty steps at both ends. */
function trimmed<T extends { count: number }>(bins: readonly T[]): readonly T[] {
  const first = bins.findIndex((b) => b.count > 0);
  return first < 0 ? [] : bins.slice(first, bins.findLastIndex((b) => b.count > 0) + 1);
}

function periods({ facets }: Numbers, reader: Reader): Figure {
  const { language } = reader.view;
  const t = words(language);
  const facet = facetOf(facets.plots, "period");
  const years = facet.years ?? [];
  const most = years.reduce<(typeof years)[number] | undefined>(
    (best, y) => (best && best.surely + best.perhaps >= y.surely + y.perhaps ? best : y),
    undefined,
  );
  const values = most && { year: String(most.year), n: most.surely + most.perhaps, missing: formatNumber(language, facet.missing) };
  return {
    name: "periods",
    title: t("statistics.periods"),
    says: values ? t("statistics.periods.says", values) : t("statistics.periods.none"),
    heads: [t("statistics.year"), t("statistics.surely"), t("statistics.perhaps")],
    rows: years.map(({ year, surely, perhaps }) => ({
      name: String(year),
      label: String(year),
      count: surely,
      perhaps,
      href: listOf(reader, "plots", {}, [year, year]),
    })),
    drawn: "years",
    note: t("statistics.years.about"),
  };
}

function valueRows(facet: Facet, label: (value: string) => string, href: (value: string) => string, missing: string): Row[] {
  const rows: Row[] = (facet.values ?? []).map(({ value, count }) => ({ name: value, label: label(value), count, href: href(value) }));
  if (facet.others) rows.push({ name: "others", label: "…", count: facet.others });
  if (facet.missing > 0) rows.push({ name: "missing", label: missing, count: facet.missing });
  return rows;
}
