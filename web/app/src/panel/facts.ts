import type { Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatPeriod } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import { withoutInvented } from "../naming.ts";
import type { CollectionName } from "../state/view.ts";
import { number, text } from "./naming.ts";
import { romanised } from "./romanised.ts";
import { lines, rows } from "./rows.ts";

type Link = (ref: string) => HTMLElement;

/** What is recorded of a site, cemetery or grave itself. */
export function facts(language: Language, collection: CollectionName, p: Properties, link: Link): HTMLElement | undefined {
  const word = (vocabulary: string, field: string) => {
    const value = text(p, field);
    return value === undefined ? undefined : term(language, vocabulary, value);
  };
  const count = (key: "people" | "remains", field: string) => {
    const n = number(p, field);
    return n === undefined ? undefined : translate(language, key, { n });
  };
  const period = text(p, "period");
  const parent = (of: "sites" | "cemeteries", field: string) => {
    const id = text(p, field);
    return id === undefined ? undefined : link(`${of}/${id}`);
  };
  return rows(language, [
    ["field.names", names(language, p)],
    ["field.status", word("status", "status")],
    ["field.kind", collection === "plots" ? word("kind", "kind") : undefined],
    ["field.use", word("who", "use")],
    ["field.occupancy", word("who", "occupancy")],
    ["field.burials", count("people", "burials")],
    ["field.recovered", count("remains", "recovered")],
    ["field.period", period && formatPeriod(language, period)],
    ["field.region", text(p, "region")],
    ["field.ministry_no", text(p, "ministry_no")],
    ["field.camp", text(p, "camp")],
    ["field.setting", text(p, "setting")],
    ["field.site", parent("sites", "site")],
    ["field.cemetery", parent("cemeteries", "cemetery")],
  ]);
}

/** All names, each with its language; the same name is not said twice for the source's own spelling. */
function names(language: Language, p: Properties): HTMLElement | undefined {
  const plain = (f: string) => (p["fictional"] === true ? withoutInvented(text(p, f) ?? "") : (text(p, f) ?? ""));
  const kept = (["name_en", "name_ru", "name_ja"] as const).map((f) => [f, plain(f)] as const).filter(([, v]) => v !== "");
  const own = plain("name");
  const latin = inLatin(plain, own);
  if (kept.length === 0 && latin === undefined) return undefined;
  const all = [...(own && !kept.some(([, v]) => v === own) ? [["name", own] as const] : []), ...kept, ...(latin ? [["romanised", latin] as const] : [])];
  const tag = { name: undefined, name_en: "en", name_ru: "ru", name_ja: "ja", romanised: "ru-Latn" };
  return lines(...all.map(([f, v]) => h("span", {}, h("span", { lang: tag[f] }, v), " ", h("small", {}, translate(language, `field.${f}`)))));
}

/** The Russian name in Latin letters, where nobody has recorded one in them. */
function inLatin(plain: (field: string) => string, own: string): string | undefined {
  const hasLatin = [plain("name_en"), own].some((name) => /[a-z]{3}/i.test(name));
  return hasLatin ? undefined : romanised(plain("name_ru") || own);
}

/** What is recorded of one of several positions that sources state. */
export function positionFacts(language: Language, p: Properties, link: Link): HTMLElement | undefined {
  const [of, recorded] = [text(p, "of"), text(p, "recorded")];
  return rows(language, [
    ["field.of", of && link(of)],
    ["field.preferred", translate(language, p["preferred"] === true ? "import.yes" : "import.no")],
    ["field.recorded", recorded && formatPeriod(language, recorded)],
    ["field.note", text(p, "note")],
  ]);
}

/** What a file held that has no field of its own here. */
export function extra(p: Properties): HTMLElement | undefined {
  const recorded = p["extra"];
  if (typeof recorded !== "object" || recorded === null) return undefined;
  const entries = Object.entries(recorded).filter(([, v]) => v !== "");
  if (entries.length === 0) return undefined;
  return h("dl", {}, ...entries.flatMap(([k, v]) => [h("dt", {}, k.replaceAll("_", " ")), h("dd", {}, String(v))]));
}
