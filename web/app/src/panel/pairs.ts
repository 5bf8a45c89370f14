import { fetchItem, type Item, type Properties } from "../api.ts";
import { h, render } from "../dom.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import type { Ref } from "../state/view.ts";
import { explain } from "../trouble.ts";
import { type Dossier, type Links, nameAmong } from "./details.ts";
import { loadAll, namedIn } from "./dossier.ts";
import { text } from "./naming.ts";
import { chance, finding, sharesGround } from "./overlap.ts";
import { placeSummary } from "./place.ts";
import { type Names, reasonSentences } from "./reasons.ts";
import { section } from "./rows.ts";

/** The pairs that a record is part of, the likelier first, each with its reasons at hand. */
export function overlapsOf(language: Language, dossier: Dossier, names: Names, links: Links): HTMLElement | undefined {
  const { overlaps, listed, moreOverlaps, item, ref } = dossier;
  const place = ref.collection !== "plots";
  const title = translate(language, place ? "place.overlaps" : "collection.overlaps");
  if (overlaps.length === 0) return section(title, h("p", {}, translate(language, item.geometry ? "overlaps.none" : "overlaps.unplaced")));
  const count = moreOverlaps ? undefined : h("p", {}, translate(language, "overlaps.title", { n: overlaps.length }));
  return section(
    title,
    (place ? placeSummary(language, item.properties, overlaps) : undefined) ?? count,
    h("ul", { class: "cards" }, ...overlaps.slice(0, listed).map((o) => h("li", {}, overlapCard(language, ref, o, names, links), why(language, o, names)))),
    moreOverlaps || listed < overlaps.length
      ? h("button", { type: "button", "data-key": "more-overlaps", onclick: () => links.loadMoreOverlaps() }, translate(language, "overlaps.more"))
      : undefined,
  );
}

/** One pair of a record: what the record was compared with, or both if they only belong to it. */
function overlapCard(language: Language, own: Ref, overlap: Item, names: Names, links: Links): HTMLElement {
  const p = overlap.properties;
  const self = `${own.collection}/${own.id}`;
  const [pow, civilian] = [text(p, "pow") ?? "", text(p, "civilian") ?? ""];
  const title =
    pow === self ? names(civilian) : civilian === self ? names(pow) : translate(language, "overlap.between", { pow: names(pow), civilian: names(civilian) });
  const whole = own.collection !== "plots" && (pow === self || civilian === self);
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

/** The reasons of a pair in sentences, asked for when somebody wants to know. */
function why(language: Language, overlap: Item, names: Names): HTMLElement {
  const id = String(overlap.id);
  const place = h("div", { class: "why" });
  const label = h("summary", { "data-key": `why-${id}` }, translate(language, "pair.why"));
  const details = h("details", { class: "pair" }, label, place);
  let asked = false;
  details.addEventListener("toggle", () => {
    if (!details.open || asked) return;
    asked = true;
    render(place, h("p", { role: "status" }, translate(language, "app.loading")));
    reasonsOf(id).then(
      ({ properties, related }) =>
        render(
          place,
          sentences(language, properties, (ref) => (related.has(ref) ? nameAmong(language, related, ref) : names(ref))),
        ),
      (error) => {
        asked = false;
        render(place, h("p", { role: "alert" }, explain(language, error)));
      },
    );
  });
  return details;
}

/** A pair with all that its reasons name. */
async function reasonsOf(id: string): Promise<{ properties: Properties; related: ReadonlyMap<string, Item> }> {
  const { signal } = new AbortController();
  const item = await fetchItem({ collection: "overlaps", id }, signal);
  return { properties: item.properties, related: await loadAll(namedIn(item), signal) };
}

function sentences(language: Language, p: Properties, names: Names): HTMLElement {
  const said = [...reasonSentences(language, p, names).values()].flat();
  return h("ul", { class: "reasons" }, ...said.map((s) => h("li", {}, s)));
}
