import { apiAddress, itemAddress, itemsAddress } from "../api.ts";
import { h } from "../dom.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";
import type { Ref } from "../state/view.ts";
import { namedBy } from "./dossier.ts";

/** The formats that a record is most often wanted in, as items of the API give them; the window for exports has all. */
const files = [
  ["geojson", "GeoJSON"],
  ["gpx", "GPX"],
  ["kml", "KML"],
  ["csv", "CSV"],
] as const;

/** Another form of what is shown: its name and address. */
interface Form {
  key: string;
  words: string;
  href: string;
}

/** What the panel shows, as files, as pages and as the API has it. */
export function forms(language: Language, ref: Ref, spatial: boolean): HTMLElement {
  const groups: [Key, Form[]][] = [["links.record", recordForms(language, ref, spatial)]];
  if (namedBy[ref.collection].length > 0) groups.push(["links.pairs", listForms(language, "pairs", pairsOf(ref))]);
  if (ref.collection === "sources") groups.push(["links.listed", listForms(language, "listed", { collection: "plots", query: { source: ref.id } })]);
  const [own, ...others] = groups.map(([title, all]) => group(language, title, all));
  return h(
    "div",
    { class: "forms" },
    own,
    h(
      "details",
      {},
      h("summary", { "data-key": "forms" }, translate(language, "links.view")),
      ...others,
      h("p", {}, h("a", { href: apiAddress("docs", { lang: language }) }, translate(language, "links.definition"))),
    ),
  );
}

function group(language: Language, title: Key, all: readonly Form[]): HTMLElement {
  const links = all.map(({ key, words, href }) => h("li", {}, h("a", { href, "data-key": key }, words)));
  return h("div", {}, h("span", { class: "label" }, translate(language, title)), h("ul", { class: "inline" }, ...links));
}

/** One record. GeoJSON is the record's own address; the others are lists of one, whose id must not hold the comma that parts ids. */
function recordForms(language: Language, ref: Ref, spatial: boolean): Form[] {
  const own = itemAddress(ref);
  const written = files.filter(([f]) => f === "geojson" || (!ref.id.includes(",") && (spatial || f === "csv")));
  return [
    ...written.map(([f, words]) => ({ key: f, words, href: f === "geojson" ? `${own}?f=json` : itemsAddress(ref.collection, { f, ids: ref.id }) })),
    { key: "page", words: translate(language, "links.page"), href: `${own}?f=html&lang=${language}` },
    { key: "history-json", words: translate(language, "links.history"), href: `${own}/history` },
  ];
}

interface List {
  collection: Ref["collection"];
  query: Record<string, string>;
}

/** The overlaps that a record is part of, as a list of the API. */
function pairsOf({ collection, id }: Ref): List {
  const value = collection === "plots" ? `plots/${id}` : id;
  const condition = namedBy[collection].map((field) => `${field} = '${value.replaceAll("'", "''")}'`).join(" OR ");
  return { collection: "overlaps", query: { filter: condition } };
}

function listForms(language: Language, key: string, { collection, query }: List): Form[] {
  return [
    ...files.map(([f, words]) => ({ key: `${key}-${f}`, words, href: itemsAddress(collection, { ...query, f }) })),
    { key: `${key}-page`, words: translate(language, "links.page"), href: itemsAddress(collection, { ...query, f: "html", lang: language }) },
  ];
}
