import type { Item } from "../api.ts";
import { h } from "../dom.ts";
import { formatLength } from "../format.ts";
import { isKey, type Language, translate } from "../i18n/index.ts";
import { nameOf } from "../panel/naming.ts";
import { icon } from "./icons.ts";
import { sayDay, sayMinutes, sayMonthDay } from "./say.ts";
import type { Conflict, Timetable } from "./types.ts";

/** What a conflict is told with: names of what it is about. */
export interface Told {
  language: Language;
  restrictions: ReadonlyMap<string, Item>;
  vehicleName(id: string): string;
  /** Shows the record of a restriction. */
  openRestriction?(id: string): void;
}

/** What stands against it, in the reader's language: with its facts if the server gives them all, without if it does not. */
export function conflictWords(told: Told, { rule, restriction, facts = {}, message }: Conflict): string {
  const { language, restrictions } = told;
  const values = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, factWords(told, name, value)]));
  if (restriction !== undefined && restrictions.has(restriction)) values["name"] = restrictionName(language, restrictions, restriction);
  const variant = facts["state"] || facts["sun"] || (facts["days"] && !facts["date"] ? "days" : "");
  for (const key of [`plan.rule.${rule}.${variant}`, `plan.rule.${rule}`, `plan.rule.${rule}.plain`]) {
    if (!isKey(key)) continue;
    const words = translate(language, key, values);
    if (!/\{\w+\}/.test(words)) return words.replaceAll("..", "."); // a day may end with the full stop of its month
  }
  return message;
}

/** A fact as people write it: facts are texts of numbers, days and names. */
function factWords({ language, vehicleName }: Told, name: string, value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return sayDay(language, value);
  if (name === "opens" || name === "closes") return sayMonthDay(language, value);
  if (/(^|_)minutes$|^available$/.test(name)) return sayMinutes(language, Number(value));
  if (name.endsWith("_m")) return formatLength(language, Number(value));
  return name === "vehicle" ? vehicleName(value) : value;
}

/** What to do about it, where there is something to do. */
export function adviceWords(language: Language, { rule }: Conflict): string | undefined {
  const key = `plan.advice.${rule}`;
  return isKey(key) ? translate(language, key) : undefined;
}

/** Conflicts as a list: the grave ones first, each with a sign and a word, and what to do. */
export function conflictList(told: Told, conflicts: readonly Conflict[]): HTMLElement | undefined {
  if (conflicts.length === 0) return undefined;
  const sorted = [...conflicts].sort((a, b) => Number(b.grave) - Number(a.grave));
  return h("ul", { class: "conflicts" }, ...sorted.map((c) => one(told, c)));
}

function one(told: Told, conflict: Conflict): HTMLElement {
  const { grave, rule } = conflict;
  const { language } = told;
  const advice = adviceWords(language, conflict);
  const sort = translate(language, grave ? "plan.grave" : "plan.known");
  const note = rule === "warning" || rule === "forbidden" ? conflict.facts?.["note"] : undefined;
  return h(
    "li",
    { class: grave ? "conflict grave" : "conflict", "data-rule": rule },
    icon(grave ? "grave" : "known"),
    h(
      "div",
      {},
      h("strong", {}, sort),
      " ",
      conflictWords(told, conflict),
      recordOf(told, conflict),
      note && h("small", {}, note),
      advice && h("small", {}, advice),
    ),
  );
}

/** A way to the record of the restriction, where it is known. */
function recordOf({ language, restrictions, openRestriction }: Told, { restriction }: Conflict): HTMLElement | undefined {
  if (restriction === undefined || !openRestriction || !restrictions.has(restriction)) return undefined;
  const name = restrictionName(language, restrictions, restriction);
  const words = translate(language, "plan.restriction.of", { name });
  return h(
    "button",
    { type: "button", class: "link record", title: words, onclick: () => openRestriction(restriction) },
    translate(language, "plan.restriction"),
  );
}

export function restrictionName(language: Language, restrictions: Told["restrictions"], id: string): string {
  const item = restrictions.get(id);
  return item ? nameOf(language, "sources", id, item.properties) : id;
}

/** Every conflict of a plan: of the whole, of its days, at its stops. What is left out counts for itself. */
export function allConflicts(timetable: Timetable): Conflict[] {
  return [...timetable.conflicts, ...timetable.days.flatMap((d) => [...d.conflicts, ...d.stops.flatMap((s) => s.conflicts)])];
}

export const graveOf = (conflicts: readonly Conflict[]) => conflicts.filter((c) => c.grave).length;
