import type { Item } from "../api.ts";
import { h } from "../dom.ts";
import { formatArea, formatLength } from "../format.ts";
import { type Key, type Language, term, translate } from "../i18n/index.ts";
import { number, text } from "../panel/naming.ts";
import { chance } from "../panel/overlap.ts";
import { lines } from "../panel/rows.ts";
import { type Parties, partyName } from "../parties.ts";
import { dayOf, mark, since, whoAndWhen } from "./judgement.ts";

/** The columns, and by which field of overlaps each sorts; what people want first of it is the greatest or the least. */
export const columns: readonly { key: Key; field: string; first: "" | "-" }[] = [
  { key: "review.pair", field: "pow", first: "" },
  { key: "review.class", field: "probability", first: "-" },
  { key: "review.expected", field: "expected_area_m2", first: "-" },
  { key: "review.drawn", field: "distance_m", first: "" },
  { key: "review.judgement", field: "reviewed", first: "-" },
];

/** By what a press on a column sorts: the other way round if it already does. */
export function nextSort(field: string, first: "" | "-", now: string): string {
  if (now.replace("-", "") !== field) return `${first}${field}`;
  return now.startsWith("-") ? field : `-${field}`;
}

/** How the pair was judged, in words for a row or a voice. */
export function stateOf(language: Language, { properties: p }: Item): string {
  const decision = text(p, "review");
  return decision ? term(language, "review", decision) : translate(language, "review.open");
}

export function headRow(language: Language, sort: string, choose: (sort: string) => void): HTMLElement {
  const heading = ({ key, field, first }: (typeof columns)[number]) => {
    const sorted = sort.replace("-", "") === field;
    const words = translate(language, key);
    return h(
      "th",
      { role: "columnheader", scope: "col", "aria-sort": sorted ? (sort.startsWith("-") ? "descending" : "ascending") : undefined },
      h(
        "button",
        {
          type: "button",
          class: "sort",
          "data-key": `sort-${field}`,
          "aria-label": translate(language, "review.sorted", { column: words }),
          onclick: () => choose(nextSort(field, first, sort)),
        },
        words,
        h("span", { "aria-hidden": "true" }, sorted ? (sort.startsWith("-") ? " ↓" : " ↑") : ""),
      ),
    );
  };
  return h("thead", {}, h("tr", { role: "row" }, ...columns.map(heading)));
}

/** A pair as a row: both names, how likely, how much, and what was decided. */
export function pairRow(language: Language, parties: Parties, pair: Item, index: number, current: boolean): HTMLElement {
  const p = pair.properties;
  const area = number(p, "expected_area_m2");
  const party = (field: string) => h("span", { class: "party" }, partyName(language, parties, text(p, field) ?? ""));
  return h(
    "tr",
    {
      role: "row",
      "data-key": `pair-${pair.id}`,
      "data-id": String(pair.id),
      "aria-rowindex": index,
      "aria-selected": current ? "true" : "false",
      tabindex: current ? 0 : -1,
      class: current ? "current" : undefined,
    },
    h(
      "th",
      { role: "rowheader", scope: "row" },
      party("pow"),
      party("civilian"),
      p["fictional"] === true && h("span", { class: "tag" }, translate(language, "map.invented")),
    ),
    h("td", { role: "gridcell" }, chance(language, p)),
    h("td", { role: "gridcell" }, area === undefined ? "–" : formatArea(language, area)),
    h("td", { role: "gridcell" }, drawn(language, p)),
    h("td", { role: "gridcell" }, judged(language, pair)),
  );
}

/** What the outlines as drawn share, or how far apart they are. */
function drawn(language: Language, p: Item["properties"]): string {
  const [area, distance] = [number(p, "area_m2") ?? 0, number(p, "distance_m") ?? 0];
  if (area > 0) return formatArea(language, area);
  if (distance > 0) return translate(language, "review.apart", { distance: formatLength(language, distance) });
  return term(language, "relation", text(p, "relation") ?? "unknown");
}

function judged(language: Language, { properties: p }: Item): HTMLElement {
  const decision = text(p, "review");
  if (!decision) return h("span", { class: "still-open" }, translate(language, "review.open"));
  const small = (words: string | undefined, name?: string) => (words ? h("small", { class: name }, words) : undefined);
  return lines(mark(language, decision), small(whoAndWhen(language, p, dayOf)), small(text(p, "review_reason"), "why"), small(since(language, p), "since"));
}
