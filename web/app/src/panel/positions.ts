import type { Item, Properties } from "../api.ts";
import { middle } from "../circle.ts";
import { h } from "../dom.ts";
import { formatLength, formatPeriod } from "../format.ts";
import { positionsOf } from "../geometry.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import { accuracyOf, isPreferred, letterOf } from "../map/uncertainty.ts";
import type { Ref } from "../state/view.ts";
import { roughDistance } from "../tools/geodesy.ts";
import { number, text } from "./naming.ts";
import { section } from "./rows.ts";

/** The preferred position first, then the surer, then the newer; those nobody states an accuracy of come last. */
export function preferredFirst(a: Item, b: Item): number {
  const rank = (i: Item) => [isPreferred(i) ? 0 : 1, accuracyOf(i.properties) ?? Number.MAX_VALUE];
  const [ra, rb] = [rank(a), rank(b)];
  return (
    (ra[0] ?? 0) - (rb[0] ?? 0) || (ra[1] ?? 0) - (rb[1] ?? 0) || (text(b.properties, "recorded") ?? "").localeCompare(text(a.properties, "recorded") ?? "")
  );
}

export interface PositionLinks {
  /** The title of a source, by its id. */
  source(id: string): string;
  open(position: Item): void;
  /** Any other record. */
  to(ref: Ref): void;
  /** Absent where nothing may be changed. */
  prefer?: ((position: Item) => void) | undefined;
}

/** How far a position is from the one the record has, and whether both can be right by their accuracies. */
function verdict(language: Language, first: Item, other: Item): string | undefined {
  const apart = between(first, other);
  if (apart === undefined) return undefined;
  const [a, b] = [accuracyOf(first.properties), accuracyOf(other.properties)];
  const key = a === undefined || b === undefined ? "positions.apart" : fits(apart, a, b) ? "positions.agree" : "positions.differ";
  return translate(language, key, { distance: formatLength(language, apart) });
}

/** Two errors of which each is within its radius with 95 %, independent of each other, are together within their root of squares with 95 %. */
export const fits = (apart: number, a: number, b: number) => apart <= Math.hypot(a, b);

function between(a: Item, b: Item): number | undefined {
  const [from, to] = [middle(positionsOf(a.geometry)), middle(positionsOf(b.geometry))];
  return from && to && roughDistance(from, to);
}

/** Of how many positions the distances between the others are told too. */
const allCompared = 4;

/** How far apart those are that the record does not stand at. */
function distances(language: Language, positions: readonly Item[]): HTMLElement | undefined {
  if (positions.length > allCompared) return undefined;
  const said = positions.flatMap((a, i) =>
    positions.slice(i + 1).flatMap((b, j) => {
      const apart = i === 0 ? undefined : between(a, b);
      return apart === undefined ? [] : [`${letterOf(i)}–${letterOf(i + 1 + j)} ${formatLength(language, apart)}`];
    }),
  );
  return said.length === 0
    ? undefined
    : h("p", { class: "note" }, translate(language, "positions.distances", { distances: said.join(language === "ja" ? "、" : ", ") }));
}

/** Where several sources place one record, side by side, with the letters they have on the map. */
export function positionList(language: Language, positions: readonly Item[], links: PositionLinks): HTMLElement | undefined {
  const [first] = positions;
  if (!first) return undefined;
  return section(
    translate(language, "positions.title", { n: positions.length }),
    positions.length > 1 ? h("p", { class: "note" }, translate(language, "positions.about")) : undefined,
    positions.length > 1 || !isPreferred(first) ? h("p", {}, translate(language, isPreferred(first) ? "positions.used" : "positions.unused")) : undefined,
    h("ol", { class: "stated" }, ...positions.map((p, i) => stated(language, p, i, i === 0 ? undefined : verdict(language, first, p), links))),
    distances(language, positions),
  );
}

function stated(language: Language, position: Item, index: number, apart: string | undefined, links: PositionLinks): HTMLElement {
  const p = position.properties;
  const accuracy = number(p, "accuracy_m");
  const [source, recorded] = [text(p, "source"), text(p, "recorded")];
  const preferred = isPreferred(position);
  const id = String(position.id);
  const known =
    accuracy === undefined ? translate(language, "map.unstated") : translate(language, "accuracy.known", { radius: formatLength(language, accuracy) });
  const open = h(
    "button",
    { type: "button", class: "link", "data-key": `position-${id}`, onclick: () => links.open(position) },
    source ? links.source(source) : id,
  );
  return h(
    "li",
    {},
    h("span", { class: preferred ? "letter preferred" : "letter", "aria-hidden": "true" }, letterOf(index)),
    h(
      "div",
      {},
      h("div", {}, open, preferred ? h("span", { class: "tag plain" }, translate(language, "positions.preferred")) : undefined),
      h("div", {}, position.geometry ? known : translate(language, "place.none"), ` · ${term(language, "method", text(p, "location_method") ?? "unknown")}`),
      h(
        "small",
        {},
        [text(p, "location_text"), recorded && translate(language, "positions.recorded", { date: formatPeriod(language, recorded) })]
          .filter(Boolean)
          .join(" · "),
      ),
      apart === undefined ? undefined : h("div", { class: "apart" }, apart),
      ...observed(language, p, links),
      ...(links.prefer && !preferred && position.geometry ? choice(language, position, links) : []),
    ),
  );
}

/** What is said of it in words, and which observation it comes from (data/proposed.go writes that note and that key). */
function observed(language: Language, p: Properties, links: PositionLinks): (HTMLElement | undefined)[] {
  const note = text(p, "note");
  const id = /^observations\/(.+)$/.exec(text(p, "source_key") ?? "")?.[1];
  if (id === undefined) return [note ? h("p", {}, note) : undefined];
  const name = `${translate(language, "one.observations")} ${id.length > 16 ? `${id.slice(0, 8)}…` : id}`;
  const to = () => links.to({ collection: "observations", id });
  return [
    h("div", {}, h("button", { type: "button", class: "link", "data-key": `observed-${id}`, title: id, onclick: to }, name)),
    note?.includes("the outline as recorded, moved") ? h("p", {}, translate(language, "positions.outline")) : undefined,
  ];
}

/** Ways to prefer a position, and to see what that would come to before. */
function choice(language: Language, position: Item, links: PositionLinks): HTMLElement[] {
  const id = String(position.id);
  const told = h("div", { class: "whatif", role: "status" });
  const ask = async () => {
    told.textContent = translate(language, "positions.whatif.asking");
    try {
      const { askOutlook, outlookOf } = await import("./whatif.ts");
      told.replaceChildren(outlookOf(language, await askOutlook(position), links.to));
    } catch {
      told.textContent = translate(language, "positions.whatif.failed");
    }
  };
  return [
    h(
      "div",
      { class: "buttons" },
      h(
        "button",
        { type: "button", class: "small", "data-key": `prefer-${id}`, onclick: () => links.prefer?.(position) },
        translate(language, "positions.prefer"),
      ),
      " ",
      h("button", { type: "button", class: "small", "data-key": `whatif-${id}`, onclick: () => void ask() }, translate(language, "positions.whatif")),
    ),
    told,
  ];
}
