import type { Item, Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatLength, formatNumber, formatPeriod } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import type { Ref } from "../state/view.ts";
import { effectOf, number, text } from "./naming.ts";
import { lines, rows, section } from "./rows.ts";

type Link = (ref: string) => HTMLElement;

/** Where a restriction holds, in words: at one site, in a region, within its outline or everywhere. */
export function appliesTo(language: Language, { geometry, properties }: Item): string {
  const [site, region] = [text(properties, "site"), text(properties, "region")];
  const parts = [
    site && `${translate(language, "one.sites")} ${site}`,
    region && translate(language, "restriction.region", { region }),
    geometry ? translate(language, "restriction.within") : undefined,
  ].filter((part) => part !== undefined && part !== "");
  return parts.length === 0 ? translate(language, "restriction.everywhere") : parts.join("; ");
}

/** What a place forbids or asks for, since when and by whom. */
export function restrictionFacts(language: Language, item: Item, link: Link): HTMLElement | undefined {
  const p = item.properties;
  const of = (vocabulary: string, field: string) => {
    const value = text(p, field);
    return value === undefined ? undefined : term(language, vocabulary, value);
  };
  const [site, inForce, stated] = [text(p, "site"), text(p, "in_force"), text(p, "stated")];
  return rows(language, [
    ["field.kind", of("plan.kind", "kind")],
    ["field.effect", effectOf(language, p)],
    ["field.concerns", term(language, "concerns", text(p, "concerns") ?? "any")],
    ["field.applies", site === undefined ? appliesTo(language, item) : link(`sites/${site}`)],
    ["field.season", season(language, p)],
    ["field.lead_days", leadTime(language, p)],
    ["field.issuer", text(p, "issuer")],
    ["field.in_force", inForce === undefined ? translate(language, "force.unknown") : formatPeriod(language, inForce)],
    ["field.stated", stated && formatPeriod(language, stated)],
    ["field.note", text(p, "note")],
  ]);
}

/** "from 1 June to 30 September, each year". */
function season(language: Language, p: Properties): string | undefined {
  const [from, to] = [dayOfYear(language, text(p, "opens")), dayOfYear(language, text(p, "closes"))];
  return from === undefined || to === undefined ? undefined : translate(language, "season.each_year", { from, to });
}

/** A day of every year, written as MM-DD. */
function dayOfYear(language: Language, written: string | undefined): string | undefined {
  const parts = /^(\d\d)-(\d\d)$/.exec(written ?? "");
  if (!parts) return undefined;
  const day = new Date(Date.UTC(2000, Number(parts[1]) - 1, Number(parts[2]))); // a leap year has every day
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" }).format(day);
}

function leadTime(language: Language, p: Properties): string | undefined {
  const days = number(p, "lead_days");
  if (days !== undefined) return translate(language, "lead.days", { n: days });
  return text(p, "effect") === "needs_paper" ? translate(language, "lead.unknown") : undefined;
}

/** What a team saw, measured and counted. */
export function observationFacts(language: Language, p: Properties, link: Link, openPlan: (id: string) => void): HTMLElement | undefined {
  const word = (vocabulary: string, field: string) => {
    const value = text(p, field);
    return value === undefined ? undefined : term(language, vocabulary, value);
  };
  const [of, observed, plan] = [text(p, "of"), text(p, "observed"), text(p, "plan")];
  const [graves, depth] = [number(p, "graves"), number(p, "depth_m")];
  return rows(language, [
    ["field.observation_of", of && link(of)],
    ["field.observed", observed && formatPeriod(language, observed)],
    ["field.observer", text(p, "observer")],
    ["field.task", word("plan.task", "task")],
    ["field.outcome", word("outcome", "outcome")],
    ["field.marker", word("marker", "marker")],
    ["field.inscription", text(p, "inscription")],
    ["field.graves", graves === undefined ? undefined : formatNumber(language, graves)],
    ["field.depth_m", depth === undefined ? undefined : formatLength(language, depth)],
    ["field.takes_position", translate(language, p["takes_position"] === true ? "takes.yes" : "takes.no")],
    ["field.photos", photos(language, p)],
    ["field.remarks", text(p, "remarks")],
    ["field.plan", plan && h("button", { type: "button", class: "link", "data-key": "open-plan", onclick: () => openPlan(plan) }, plan)],
  ]);
}

/** Names of files, which nobody holds here. */
function photos(language: Language, p: Properties): HTMLElement | undefined {
  const names = (text(p, "photos") ?? "").split(";").map((name) => name.trim());
  const named = names.filter((name) => name !== "");
  if (named.length === 0) return undefined;
  return lines(...named.map((name) => h("code", {}, name)), h("small", {}, translate(language, "field.photos.about")));
}

/** What teams saw at a record, the latest first. */
export function observationList(language: Language, observations: readonly Item[], open: (ref: Ref) => void): HTMLElement | undefined {
  if (observations.length === 0) return undefined;
  const line = ({ id, properties: p }: Item) => {
    const [observed, outcome, observer] = [text(p, "observed"), text(p, "outcome"), text(p, "observer")];
    const when = observed ? formatPeriod(language, observed) : translate(language, "observations.undated");
    const ref: Ref = { collection: "observations", id: String(id) };
    const said = [outcome && term(language, "outcome", outcome), observer && translate(language, "observations.by", { observer })].filter(Boolean);
    const to = h("button", { type: "button", class: "link", "data-key": `observation-${id}`, onclick: () => open(ref) }, when);
    return h("li", {}, to, said.length > 0 && h("span", {}, ` ${said.join(" · ")}`));
  };
  return section(translate(language, "observations.title", { n: observations.length }), h("ul", { class: "plain" }, ...observations.map(line)));
}
