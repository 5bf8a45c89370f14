import type { Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatLength, formatPeriod } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import { type CollectionName, collectionsForPeople, type Ref } from "../state/view.ts";
import type { Dossier } from "./details.ts";
import { number, text } from "./naming.ts";
import { addresses, rows } from "./rows.ts";

/** Who says so: the source of a record with its citation, and the record's own key there. */
export function sourceOfRecord(language: Language, dossier: Dossier, open: (ref: Ref) => void): HTMLElement {
  const id = text(dossier.item.properties, "source");
  if (!id) return h("p", {}, translate(language, "source.none"));
  const p = dossier.source?.properties;
  const name = p ? (text(p, "title") ?? id) : id;
  const show = () => open({ collection: "sources", id });
  return h(
    "div",
    {},
    h("p", { class: "strong" }, h("button", { type: "button", class: "link", "data-key": `open-sources/${id}`, onclick: show }, name)),
    p && sourceFacts(language, p),
    rows(language, [["field.source_key", text(dossier.item.properties, "source_key")]]),
  );
}

/** What a source is: its date, citation, address, licence, and the errors that everything taken from it shares. */
export function sourceFacts(language: Language, p: Properties): HTMLElement | undefined {
  const [kind, url, date] = [text(p, "kind"), text(p, "url"), text(p, "date")];
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

/** How many records of each kind name a source, each a way to their list. */
export function recordsOf(language: Language, counts: Dossier["counts"], listOf: (collection: CollectionName) => void): HTMLElement | undefined {
  if (!counts) return undefined;
  const named = collectionsForPeople.filter((c) => (counts[c] ?? 0) > 0);
  const list = (c: CollectionName) => {
    const words = translate(language, "source.list", { collection: translate(language, `collection.${c}`), n: counts[c] ?? 0 });
    return h("li", {}, h("button", { type: "button", class: "link", "data-key": `list-${c}`, onclick: () => listOf(c) }, words));
  };
  return named.length === 0 ? h("p", {}, translate(language, "source.records.none")) : h("ul", { class: "plain" }, ...named.map(list));
}
