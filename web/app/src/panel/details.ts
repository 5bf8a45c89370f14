import type { Item, Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatNumber, formatTime } from "../format.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";
import { judgement } from "../review/judgement.ts";
import type { CollectionName, Ref } from "../state/view.ts";
import { extra, facts, positionFacts } from "./facts.ts";
import { observationFacts, observationList, restrictionFacts } from "./fieldwork.ts";
import { forms } from "./forms.ts";
import { glance } from "./glance.ts";
import { history } from "./history.ts";
import { kindOf, nameOf, number, text } from "./naming.ts";
import { overlapFacts } from "./overlap.ts";
import { overlapsOf } from "./pairs.ts";
import { type PositionLinks, positionList } from "./positions.ts";
import type { Names } from "./reasons.ts";
import { lines, section } from "./rows.ts";
import { recordsOf, sourceFacts, sourceOfRecord } from "./source.ts";
import { type PlaceLinks, whereabouts } from "./whereabouts.ts";

/** A record with what belongs to it, loaded and ready to be shown. */
export interface Dossier {
  ref: Ref;
  item: Item;
  source: Item | undefined;
  /** Records that this one points at: the parties of an overlap, the site and cemetery of a plot. */
  related: ReadonlyMap<string, Item>;
  /** Where several sources place it, the preferred one first. */
  positions: readonly Item[];
  /** What teams saw there, the latest first. */
  observations: readonly Item[];
  /** Of a source: how many records of each collection name it. */
  counts: Readonly<Record<string, number>> | undefined;
  /** Whether the server lets its data be changed. */
  edit: boolean;
  /** Pairs this record is part of, the likelier first; how many of them are listed, and whether there are others that are not loaded. */
  overlaps: readonly Item[];
  listed: number;
  moreOverlaps: boolean;
  /** False while only the record itself is there. */
  complete: boolean;
}

export interface Links extends PlaceLinks {
  open(ref: Ref): void;
  export(record: { ref: Ref; name: string }): void;
  prefer(position: Item): void;
  listOf(collection: CollectionName, source: string): void;
  addToPlan(site: string, name: string): void;
  openPlan(id: string): void;
  loadMoreOverlaps(): void;
}

/** A part of a record under a heading, which a long record lists at its top. */
interface Chapter {
  key: string;
  title: string;
  element: HTMLElement | undefined;
  /** It will have something to say in a moment. */
  awaited?: boolean;
}

/** Everything known about one record, in words: what matters most first, then the record, then what belongs to it. */
export function details(language: Language, dossier: Dossier, links: Links): HTMLElement {
  const { ref, item } = dossier;
  const p = item.properties;
  const names: Names = (other) => nameAmong(language, dossier.related, other);
  const chapters = chaptersOf(language, dossier, names, links).filter((c) => c.element !== undefined || c.awaited);
  return h(
    "article",
    { class: "details" },
    h("p", { class: "kind" }, kindOf(language, ref.collection, p)),
    h("h2", { tabindex: "-1", id: "panel-title", "data-key": "title" }, titleOf(language, dossier, names)),
    p["fictional"] === true ? h("p", { class: "invented" }, translate(language, "invented.note")) : undefined,
    takesPart(ref.collection) ? glance(language, dossier, names) : undefined,
    chapters.length > 2 ? jumps(language, chapters) : undefined,
    ref.collection === "sites" ? planButton(language, ref, titleOf(language, dossier, names), links) : undefined,
    ownFacts(language, dossier, (to) => link(to, names, links), names, links),
    judgement(language, p),
    ...chapters.map((c) => c.element),
    dossier.complete ? undefined : h("p", { class: "rest", role: "status" }, translate(language, "details.rest")),
    dossier.complete ? footer(language, dossier, titleOf(language, dossier, names), links) : undefined,
  );
}

function planButton(language: Language, { id }: Ref, name: string, links: Links): HTMLElement {
  const add = () => links.addToPlan(id, name);
  return h("p", {}, h("button", { type: "button", "data-key": "add-to-plan", onclick: add }, translate(language, "plan.add")));
}

const hasPlace = (collection: CollectionName) => takesPart(collection) || collection === "positions" || collection === "observations";
/** Restrictions may hold without an outline of their own, and are then nowhere. */
const placed = ({ ref, item }: Dossier) => hasPlace(ref.collection) || (ref.collection === "restrictions" && item.geometry !== null);
const sourced = (collection: CollectionName) => hasPlace(collection) || collection === "restrictions";
const takesPart = (collection: CollectionName) => collection === "plots" || collection === "cemeteries" || collection === "sites";

/** The place is the record's own; all else comes a moment later and below it, so that nothing moves that is being read. */
function chaptersOf(language: Language, dossier: Dossier, names: Names, links: Links): Chapter[] {
  const { ref, item, complete } = dossier;
  const chapter = (key: string, title: Key, content: HTMLElement | undefined): Chapter => {
    const words = translate(language, title);
    return { key, title: words, element: content && section(words, content) };
  };
  const own = [
    placed(dossier) ? chapter("place", "field.place", whereabouts(language, item, links)) : undefined,
    chapter("extra", "field.extra", extra(item.properties)),
  ];
  if (!complete) return [...own, ...awaited(language, ref.collection)].filter((c) => c !== undefined);
  const listed = (collection: CollectionName) => links.listOf(collection, ref.id);
  const rest = [
    positionsChapter(language, dossier, links),
    observationsChapter(language, dossier, links),
    overlapsChapter(language, dossier, names, links),
    sourced(ref.collection) ? chapter("source", "field.source", sourceOfRecord(language, dossier, links.open)) : undefined,
    ref.collection === "sources" ? chapter("records", "source.records", recordsOf(language, dossier.counts, listed)) : undefined,
    ref.collection === "overlaps" && !text(item.properties, "review")
      ? undefined
      : { key: "history", title: translate(language, "history.title"), element: history(language, ref) },
  ];
  return [...own, ...rest].filter((c) => c !== undefined);
}

/** The parts that are sure to come, so that the way to them has its place. */
function awaited(language: Language, collection: CollectionName): Chapter[] {
  const to = (key: string, title: Key): Chapter => ({ key, title: translate(language, title), element: undefined, awaited: true });
  const history = to("history", "history.title");
  if (takesPart(collection)) return [to("overlaps", "collection.overlaps"), to("source", "field.source"), history];
  return sourced(collection) ? [to("source", "field.source"), history] : [];
}

function positionsChapter(language: Language, dossier: Dossier, links: Links): Chapter {
  const element = positionList(language, dossier.positions, positionLinks(dossier, links));
  return { key: "positions", title: translate(language, "positions.title", { n: dossier.positions.length }), element };
}

function observationsChapter(language: Language, { observations }: Dossier, links: Links): Chapter {
  const title = translate(language, "observations.title", { n: observations.length });
  return { key: "observations", title, element: observationList(language, observations, links.open) };
}

function overlapsChapter(language: Language, dossier: Dossier, names: Names, links: Links): Chapter | undefined {
  if (!takesPart(dossier.ref.collection)) return undefined;
  const title = translate(language, "collection.overlaps");
  const n = dossier.overlaps.length;
  const counted = n > 0 && !dossier.moreOverlaps ? translate(language, "details.count", { title, n }) : title;
  return { key: "overlaps", title: counted, element: overlapsOf(language, dossier, names, links) };
}

/** Ways to the parts of a long record; addresses cannot lead there, for the address is the view. */
function jumps(language: Language, chapters: readonly Chapter[]): HTMLElement {
  const jump = ({ key, title, element }: Chapter) => {
    const go = () => {
      const heading = element?.querySelector<HTMLElement>("h3");
      heading?.setAttribute("tabindex", "-1");
      element?.scrollIntoView({ block: "start" });
      heading?.focus({ preventScroll: true });
    };
    return h("li", {}, h("button", { type: "button", class: "link", "data-key": `jump-${key}`, onclick: go }, title));
  };
  return h("nav", { class: "jumps", "aria-label": translate(language, "details.jump") }, h("ul", { class: "inline" }, ...chapters.map(jump)));
}

/** What is recorded of it alone, by its kind. */
function ownFacts(language: Language, { ref, item }: Dossier, to: (ref: string) => HTMLElement, names: Names, links: Links): HTMLElement | undefined {
  const p = item.properties;
  switch (ref.collection) {
    case "overlaps":
      return overlapFacts(language, p, names, to);
    case "sources":
      return sourceFacts(language, p);
    case "positions":
      return positionFacts(language, p, to);
    case "restrictions":
      return lines(restrictionFacts(language, item, to), item.geometry ? undefined : h("p", { class: "note" }, translate(language, "restriction.unplaced")));
    case "observations":
      return observationFacts(language, p, to, links.openPlan);
    default:
      return facts(language, ref.collection, p, to);
  }
}

function positionLinks(dossier: Dossier, links: Links): PositionLinks {
  const source = (id: string) => text(dossier.related.get(`sources/${id}`)?.properties ?? {}, "title") ?? id;
  const open = (position: Item) => links.open({ collection: "positions", id: String(position.id) });
  return { source, open, to: links.open, prefer: dossier.edit ? (position) => links.prefer(position) : undefined };
}

function titleOf(language: Language, { ref, item }: Dossier, names: Names): string {
  const of = ref.collection === "observations" ? text(item.properties, "of") : undefined;
  if (of !== undefined) return translate(language, "observation.of", { name: names(of) });
  return ref.collection === "overlaps" ? overlapTitle(language, item.properties, names) : nameOf(language, ref.collection, ref.id, item.properties);
}

function overlapTitle(language: Language, p: Properties, names: Names): string {
  const [pow, civilian] = [names(text(p, "pow") ?? ""), names(text(p, "civilian") ?? "")];
  return translate(language, "overlap.between", { pow, civilian });
}

/** What a record is called that another points at; its id, as long as it is not there. */
export function nameAmong(language: Language, related: ReadonlyMap<string, Item>, ref: string): string {
  const item = related.get(ref);
  const [collection, ...id] = ref.split("/");
  return item ? nameOf(language, collection as CollectionName, id.join("/"), item.properties) : id.join("/");
}

function footer(language: Language, dossier: Dossier, name: string, links: Links): HTMLElement {
  const { ref, item } = dossier;
  const updated = text(item.properties, "updated");
  const revision = formatNumber(language, number(item.properties, "revision") ?? 0);
  return h(
    "footer",
    {},
    h("p", {}, `${translate(language, "field.id")}: `, h("code", {}, `${ref.collection}/${ref.id}`)),
    updated && h("p", {}, `${translate(language, "field.updated")}: ${formatTime(language, updated)} (${revision})`),
    forms(language, ref, ref.collection !== "sources"),
    h("p", {}, h("button", { type: "button", "data-key": "export-this", onclick: () => links.export({ ref, name }) }, translate(language, "export.this"))),
  );
}

function link(to: string, names: Names, links: Links): HTMLElement {
  const [collection, ...id] = to.split("/");
  const ref = { collection: collection as CollectionName, id: id.join("/") };
  return h("button", { type: "button", class: "link", "data-key": `open-${to}`, onclick: () => links.open(ref) }, names(to));
}
