import type { Item, Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatProbability, formatTime } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import { number, text } from "../panel/naming.ts";
import { rows, section } from "../panel/rows.ts";

/** What somebody decided about a pair, as the panel shows it; nothing while it is open. */
export function judgement(language: Language, p: Properties): HTMLElement | undefined {
  const decision = text(p, "review");
  if (!decision) return undefined;
  return section(
    translate(language, "review.judgement"),
    h("p", {}, mark(language, decision)),
    text(p, "review_reason") && h("p", {}, text(p, "review_reason")),
    h("p", { class: "note" }, whoAndWhen(language, p)),
    rows(language, [[{ words: translate(language, "field.reviewed_probability") }, since(language, p)]]),
  );
}

/** A decision with its sign: shape and word say it, not the colour. */
export function mark(language: Language, decision: string): HTMLElement {
  const signs: Record<string, string> = { accepted: "✓", rejected: "×", postponed: "…" };
  return h(
    "span",
    { class: `judged judged-${decision}` },
    h("span", { "aria-hidden": "true" }, `${signs[decision] ?? ""} `),
    term(language, "review", decision),
  );
}

export function whoAndWhen(language: Language, p: Properties, format = formatTime): string {
  const who = text(p, "reviewer") ?? "local";
  const time = text(p, "reviewed");
  const name = who === "local" ? translate(language, "review.local") : who;
  return time ? translate(language, "review.by", { who: name, time: format(language, time) }) : name;
}

/** The day alone, as short as people write it. */
export function dayOf(language: Language, time: string): string {
  const when = new Date(time);
  return Number.isNaN(when.getTime()) ? time : new Intl.DateTimeFormat(language, { dateStyle: "short" }).format(when);
}

/** That the pair is no longer what was judged: "changed since: 46 % → 8 %". */
export function since(language: Language, p: Properties): string | undefined {
  if (!text(p, "review")) return undefined;
  const [then, now] = [said(language, p, "reviewed_class", "reviewed_probability"), said(language, p, "class", "probability")];
  return then === now ? undefined : translate(language, "review.since", { before: then, now });
}

function said(language: Language, p: Properties, className: string, field: string): string {
  const probability = number(p, field);
  if (probability !== undefined) return formatProbability(language, probability);
  return term(language, "class.short", text(p, className) ?? "not_assessed");
}

/** Whether a pair is still open. */
export const isOpen = (pair: Item) => text(pair.properties, "review") === undefined;
