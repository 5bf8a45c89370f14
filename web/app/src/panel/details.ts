import { type Item, itemAddress, type Properties } from "../api.ts";
import { middle } from "../circle.ts";
import { h } from "../dom.ts";
import { formatLength, formatNumber, formatPeriod, formatPosition, formatTime } from "../format.ts";
import { positionsOf } from "../geometry.ts";
import { type Key, type Language, term, translate } from "../i18n/index.ts";
import { accuracyOf } from "../map/uncertainty.ts";
import { withoutInvented } from "../naming.ts";
import { readAs, uncertaintiesOf } from "../parsed.ts";
import { judgement } from "../review/judgement.ts";
import { type CollectionName, collectionsForPeople, type Ref } from "../state/view.ts";
import { history } from "./history.ts";
import { kindOf, nameOf, number, text } from "./naming.ts";
import { chance, finding, overlapFacts, sharesGround } from "./overlap.ts";
import { placeSummary } from "./place.ts";
import { type PositionLinks, positionList } from "./positions.ts";
import type { Names } from "./reasons.ts";
import { addresses, lines, rows, section } from "./rows.ts";

/** A record with what belongs to it, loaded and ready to be shown. */
export interface Dossier {
  ref: Ref;
  item: Item;
  source: Item | undefined;
  /** Records that this one points at: the parties of an overlap, the site and cemetery of a plot. */
  related: ReadonlyMap<string, Item>;
  /** Where several sources place it, the preferred one first. */
  positions: readonly Item[];
  /** Of a source: how many records of each collection name it. */
  counts: Readonly<Record<string, number>> | undefined;
  /** Whether the server lets its data be changed. */
  edit: boolean;
  /** Pairs this record is part of, the likelier first; how many of them are listed, and whether there are others that are not loaded. */
  overlaps: readonly Item[];
  listed: number;
  moreOverlaps: boolean;
}

export interface Links {
  open(ref: Ref): void;
  showOnMap(item: Item): void;
  export(record: { ref: Ref; name: string }): void;
  prefer(position: Item): void;
  listOf(collection: CollectionName, source: string): void;
  loadMoreOverlaps(): void;
}

/** Everything known about one record, in words. */
export function details(language: Language, dossier: Dossier, links: Links): HTMLElement {
  const { ref, item } = dossier;
  const p = item.properties;
  const t = (key: Key) => translate(language, key);
  const names: Names = (other) => relatedName(language, dossier, other);
  return h(
    "article",
    { class: "details" },
    h("p", { class: "kind" }, kindOf(language, ref.collection, p)),
    h(
      "h2",
      { tabindex: "-1", id: "panel-title" },
      ref.collection === "overlaps" ? overlapTitle(language, p, names) : nameOf(language, ref.collection, ref.id, p),
    ),
    p["fictional"] === true ? h("p", { class: "invented" }, t("invented.note")) : undefined,
    ownFacts(language, dossier, names, links),
    judgement(language, p),
    hasPlace(ref.collection) ? whereabouts(language, dossier, links) : undefined,
    positionList(language, dossier.positions, positionLinks(dossier, links)),
    takesPart(ref.collection) ? overlapsOf(language, dossier, links) : undefined,
    hasPlace(ref.collection) ? sourceSection(language, dossier, links) : undefined,
    ref.collection === "sources" ? recordsOf(language, dossier, links) : undefined,
    extra(language, p),
    ref.collection === "overlaps" && !text(p, "review") ? undefined : history(language, ref),
    footer(language, dossier, names, links),
  );
}

const hasPlace = (collection: CollectionName) => takesPart(collection) || collection === "positions";
const takesPart = (collection: CollectionName) => collection === "plots" || collection === "cemeteries" || collection === "sites";

/** What is recorded of it alone, by its kind. */
function ownFacts(language: Language, dossier: Dossier, names: Names, links: Links): HTMLElement | undefined {
  const p = dossier.item.properties;
  switch (dossier.ref.collection) {
    case "overlaps":
      return overlapFacts(language, p, names, (to) => link(to, names, links));
    case "sources":
      return sourceFacts(language, p);
    case "positions":
      return positionFacts(language, p, names, links);
    default:
      return facts(language, dossier, names, links);
  }
}

function positionFacts(language: Language, p: Properties, names: Names, links: Links): HTMLElement | undefined {
  const [of, recorded] = [text(p, "of"), text(p, "recorded")];
  return rows(language, [
    ["field.of", of && link(of, names, links)],
    ["field.preferred", translate(language, p["preferred"] === true ? "import.yes" : "import.no")],
    ["field.recorded", recorded && formatPeriod(language, recorded)],
    ["field.note", text(p, "note")],
  ]);
}

function positionLinks(dossier: Dossier, links: Links): PositionLinks {
  const source = (id: string) => text(dossier.related.get(`sources/${id}`)?.properties ?? {}, "title") ?? id;
  const open = (position: Item) => links.open({ collection: "positions", id: String(position.id) });
  return { source, open, prefer: dossier.edit ? (position) => links.prefer(position) : undefined };
}

/** How many records of each kind name a source, each a way to their list. */
function recordsOf(language: Language, { ref, counts }: Dossier, links: Links): HTMLElement | undefined {
  if (!counts) return undefined;
  const named = collectionsForPeople.filter((c) => (counts[c] ?? 0) > 0);
  const list = (c: CollectionName) => {
    const words = translate(language, "source.list", { collection: translate(language, `collection.${c}`), n: counts[c] ?? 0 });
    return h("li", {}, h("button", { type: "button", class: "link", "data-key": `list-${c}`, onclick: () => links.listOf(c, ref.id) }, words));
  };
  return section(
    translate(language, "source.records"),
    named.length === 0 ? h("p", {}, translate(language, "source.records.none")) : h("ul", { class: "plain" }, ...named.map(list)),
  );
}

function overlapTitle(language: Language, p: Properties, names: Names): string {
  const [pow, civilian] = [names(text(p, "pow") ?? ""), names(text(p, "civilian") ?? "")];
  return translate(language, "overlap.between", { pow, civilian });
}

function relatedName(language: Language, dossier: Dossier, ref: string): string {
  const item = dossier.related.get(ref);
  const [collection, ...id] = ref.split("/");
  return item ? nameOf(language, collection as CollectionName, id.join("/"), item.properties) : id.join("/");
}

function facts(language: Language, dossier: Dossier, names: Names, links: Links): HTMLElement | undefined {
  const p = dossier.item.properties;
  const word = (vocabulary: string, field: string) => {
    const value = text(p, field);
    return value === undefined ? undefined : term(language, vocabulary, value);
  };
  const count = (key: "people" | "remains", field: string) => {
    const n = number(p, field);
    return n === undefined ? undefined : translate(language, key, { n });
  };
  const period = text(p, "period");
  const parent = (collection: "sites" | "cemeteries", field: string) => {
    const id = text(p, field);
    return id === undefined ? undefined : link(`${collection}/${id}`, names, links);
  };
  const isPlot = dossier.ref.collection === "plots";
  return rows(language, [
    ["field.names", otherNames(language, p)],
    ["field.status", word("status", "status")],
    ["field.kind", isPlot ? word("kind", "kind") : undefined],
    ["field.use", word("who", "use")],
    ["field.occupancy", word("who", "occupancy")],
    ["field.burials", count("people", "burials")],
    ["field.recovered", count("remains", "recovered")],
    ["field.period", period && formatPeriod(language, period)],
    ["field.region", text(p, "region")],
    ["field.ministry_no", text(p, "ministry_no")],
    ["field.camp", text(p, "camp")],
    ["field.setting", text(p, "setting")],
    ["field.site", parent("sites", "site")],
    ["field.cemetery", parent("cemeteries", "cemetery")],
  ]);
}

/** All names, each with its language; the same name is not said twice for the source's own spelling. */
function otherNames(language: Language, p: Properties): HTMLElement | undefined {
  const plain = (f: string) => (p["fictional"] === true ? withoutInvented(text(p, f) ?? "") : (text(p, f) ?? ""));
  const kept = (["name_en", "name_ru", "name_ja"] as const).map((f) => [f, plain(f)] as const).filter(([, v]) => v !== "");
  const own = plain("name");
  if (kept.length === 0) return undefined;
  const all = own && !kept.some(([, v]) => v === own) ? [["name", own] as const, ...kept] : kept;
  const tag = { name: undefined, name_en: "en", name_ru: "ru", name_ja: "ja" };
  return lines(...all.map(([f, v]) => h("span", {}, h("span", { lang: tag[f] }, v), " ", h("small", {}, translate(language, `field.${f}`)))));
}

function whereabouts(language: Language, dossier: Dossier, links: Links): HTMLElement | undefined {
  const { item } = dossier;
  const p = item.properties;
  const accuracy = accuracyOf(p);
  const centre = middle(positionsOf(item.geometry));
  const position = centre ? h("span", { class: "number" }, formatPosition(language, centre, accuracy)) : translate(language, "place.none");
  const known =
    accuracy === undefined ? translate(language, "accuracy.unknown") : translate(language, "accuracy.known", { radius: formatLength(language, accuracy) });
  return section(
    translate(language, "field.place"),
    rows(language, [
      ["field.place_text", text(p, "location_text")],
      ["field.place_read", reading(language, p["location_parse"])],
      ["field.position", position],
      ["field.accuracy", centre ? known : undefined],
      ["field.method", centre ? term(language, "method", text(p, "location_method") ?? "unknown") : undefined],
    ]),
    centre
      ? h("button", { type: "button", "data-key": "show-on-map", onclick: () => links.showOnMap(item) }, translate(language, "place.show"))
      : h("p", { class: "note" }, translate(language, "place.none.about")),
  );
}

/** How the words of the place were read, and what makes that uncertain. */
function reading(language: Language, parse: unknown): HTMLElement | undefined {
  const words = readAs(language, parse);
  return words === undefined ? undefined : lines(words, h("small", {}, uncertaintiesOf(language, parse).join(" · ")));
}

function sourceSection(language: Language, dossier: Dossier, links: Links): HTMLElement | undefined {
  const id = text(dossier.item.properties, "source");
  const title = translate(language, "field.source");
  if (!id) return section(title, h("p", {}, translate(language, "source.none")));
  const p = dossier.source?.properties;
  const name = p ? (text(p, "title") ?? id) : id;
  const open = h("button", { type: "button", class: "link", "data-key": `open-sources/${id}`, onclick: () => links.open({ collection: "sources", id }) }, name);
  return section(
    title,
    h("p", { class: "strong" }, open),
    p && sourceFacts(language, p),
    rows(language, [["field.source_key", text(dossier.item.properties, "source_key")]]),
  );
}

function sourceFacts(language: Language, p: Properties): HTMLElement | undefined {
  const kind = text(p, "kind");
  const url = text(p, "url");
  const date = text(p, "date");
  const shift = number(p, "shift_accuracy_m");
  return rows(language, [
    ["source.kind", kind && term(language, "sourcekind", kind)],
    ["source.date", date ? formatPeriod(language, date) : translate(language, "source.date.none")],
    ["source.citation", text(p, "citation")],
    ["source.address", url && addresses(url)],
    ["source.licence", text(p, "licence")],
    ["source.crs_operation", text(p, "crs_operation")],
    ["source.shift", shift === undefined ? undefined : formatLength(language, shift)],
  ]);
}

function overlapsOf(language: Language, dossier: Dossier, links: Links): HTMLElement | undefined {
  const { overlaps, listed, moreOverlaps, item, ref } = dossier;
  const place = ref.collection !== "plots";
  const title = translate(language, place ? "place.overlaps" : "collection.overlaps");
  if (overlaps.length === 0) return section(title, h("p", {}, translate(language, item.geometry ? "overlaps.none" : "overlaps.unplaced")));
  const count = moreOverlaps ? undefined : h("p", {}, translate(language, "overlaps.title", { n: overlaps.length }));
  return section(
    title,
    (place ? placeSummary(language, item.properties, overlaps) : undefined) ?? count,
    h("ul", { class: "cards" }, ...overlaps.slice(0, listed).map((o) => h("li", {}, overlapCard(language, dossier, o, links)))),
    moreOverlaps || listed < overlaps.length
      ? h("button", { type: "button", "data-key": "more-overlaps", onclick: () => links.loadMoreOverlaps() }, translate(language, "overlaps.more"))
      : undefined,
  );
}

/** One pair of a record: what the record was compared with, or both if they only belong to it. */
function overlapCard(language: Language, dossier: Dossier, overlap: Item, links: Links): HTMLElement {
  const p = overlap.properties;
  const own = `${dossier.ref.collection}/${dossier.ref.id}`;
  const [pow, civilian] = [text(p, "pow") ?? "", text(p, "civilian") ?? ""];
  const name = (ref: string) => relatedName(language, dossier, ref);
  const title =
    pow === own ? name(civilian) : civilian === own ? name(pow) : translate(language, "overlap.between", { pow: name(pow), civilian: name(civilian) });
  const whole = dossier.ref.collection !== "plots" && (pow === own || civilian === own);
  const id = String(overlap.id);
  return h(
    "button",
    { type: "button", class: sharesGround(p) ? "card shared" : "card", "data-key": `overlap-${id}`, onclick: () => links.open({ collection: "overlaps", id }) },
    h("strong", {}, title),
    chance(language, p),
    h("span", {}, finding(language, p) ?? term(language, "relation", text(p, "relation") ?? "unknown")),
    whole && h("small", {}, translate(language, "overlaps.whole")),
  );
}

function extra(language: Language, p: Properties): HTMLElement | undefined {
  const recorded = p["extra"];
  if (typeof recorded !== "object" || recorded === null) return undefined;
  const entries = Object.entries(recorded).filter(([, v]) => v !== "");
  if (entries.length === 0) return undefined;
  return section(
    translate(language, "field.extra"),
    h("dl", {}, ...entries.flatMap(([k, v]) => [h("dt", {}, k.replaceAll("_", " ")), h("dd", {}, String(v))])),
  );
}

function footer(language: Language, dossier: Dossier, names: Names, links: Links): HTMLElement {
  const p = dossier.item.properties;
  const updated = text(p, "updated");
  const name = dossier.ref.collection === "overlaps" ? overlapTitle(language, p, names) : nameOf(language, dossier.ref.collection, dossier.ref.id, p);
  return h(
    "footer",
    {},
    h("p", {}, `${translate(language, "field.id")}: `, h("code", {}, `${dossier.ref.collection}/${dossier.ref.id}`)),
    updated && h("p", {}, `${translate(language, "field.updated")}: ${formatTime(language, updated)} (${formatNumber(language, number(p, "revision") ?? 0)})`),
    h("p", {}, h("a", { href: `${itemAddress(dossier.ref)}?f=geojson`, "data-key": "geojson" }, translate(language, "links.geojson"))),
    h(
      "p",
      {},
      h("button", { type: "button", "data-key": "export-this", onclick: () => links.export({ ref: dossier.ref, name }) }, translate(language, "export.this")),
    ),
  );
}

function link(to: string, names: Names, links: Links): HTMLElement {
  const [collection, ...id] = to.split("/");
  const ref = { collection: collection as CollectionName, id: id.join("/") };
  return h("button", { type: "button", class: "link", "data-key": `open-${to}`, onclick: () => links.open(ref) }, names(to));
}
