import { apiAddress, type Item, send } from "../api.ts";
import { h } from "../dom.ts";
import { formatLength } from "../format.ts";
import { type Language, translate } from "../i18n/index.ts";
import type { Ref } from "../state/view.ts";
import { classOf } from "./naming.ts";

/** How likely it is that ground is shared, as data/outlook.go has it; nothing where there is no overlap. */
export interface Likelihood {
  class?: string;
  probability: number | null;
}

export interface Differs {
  ref: string;
  pow?: string;
  civilian?: string;
  before: Likelihood | null;
  after: Likelihood | null;
}

export interface Outlook {
  of: string;
  moved_m: number | null;
  overlaps: readonly Differs[];
  places: readonly Differs[];
}

/** What the server works out that preferring a position would come to. Nothing is changed by asking. */
export async function askOutlook(position: Item): Promise<Outlook> {
  const answer = await send("POST", apiAddress(`collections/positions/items/${encodeURIComponent(String(position.id))}/what-if`));
  return (await answer.json()) as Outlook;
}

/** How many pairs are told one by one. */
const most = 12;

/** The outlook in words: how far the record would move, and what would become of its overlaps. */
export function outlookOf(language: Language, outlook: Outlook, open: (ref: Ref) => void): HTMLElement {
  const places = outlook.places.filter((d) => likelihood(language, d.before) !== likelihood(language, d.after));
  const lines = [...outlook.overlaps.map((d) => pair(language, d, outlook.of, open)), ...places.map((d) => place(language, d, open))];
  const rest = lines.length - most;
  const moved = outlook.moved_m === null ? undefined : translate(language, "positions.whatif.moved", { distance: formatLength(language, outlook.moved_m) });
  return h(
    "div",
    {},
    moved ? h("p", {}, moved) : undefined,
    lines.length === 0 ? h("p", {}, translate(language, "positions.whatif.none")) : h("ul", {}, ...lines.slice(0, most)),
    rest > 0 ? h("p", {}, translate(language, "positions.whatif.more", { n: rest })) : undefined,
    h("p", { class: "note" }, translate(language, "positions.whatif.unchanged")),
  );
}

/** A pair is named by the other of the two: the one is the record that is looked at. */
function pair(language: Language, d: Differs, of: string, open: (ref: Ref) => void): HTMLElement {
  const names = [d.pow, d.civilian].filter((ref) => ref !== of).map((ref) => refLink(language, ref ?? "", open));
  return h("li", {}, ...names.flatMap((n, i) => (i > 0 ? [" – ", n] : [n])), `: ${change(language, d)}`);
}

function place(language: Language, d: Differs, open: (ref: Ref) => void): HTMLElement {
  return h("li", {}, refLink(language, d.ref, open), ` (${translate(language, "positions.whatif.any")}): ${change(language, d)}`);
}

/** "possible (49%) → unlikely (3.1%)". */
export const change = (language: Language, d: Differs) => `${likelihood(language, d.before)} → ${likelihood(language, d.after)}`;

function likelihood(language: Language, l: Likelihood | null): string {
  return l?.class ? classOf(language, { class: l.class, probability: l.probability }) : translate(language, "positions.whatif.nopair");
}

function refLink(language: Language, ref: string, open: (ref: Ref) => void): HTMLElement {
  const at = ref.indexOf("/");
  const [collection, id] = [ref.slice(0, at) as Ref["collection"], ref.slice(at + 1)];
  const name = `${translate(language, `one.${collection}`)} ${id}`;
  return h("button", { type: "button", class: "link", "data-key": `whatif-to-${ref}`, onclick: () => open({ collection, id }) }, name);
}
