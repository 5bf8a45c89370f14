import { languages } from "../i18n/index.ts";
import { themeChoices } from "../palette/index.ts";
import { readYears, writeYears } from "../time/years.ts";
import { readArea, writeArea } from "./area.ts";
import { readCriteria, writeCriteria } from "./criteria.ts";
import {
  basemapNames,
  collectionNames,
  groundNames,
  likeliestFirst,
  notationNames,
  type Page,
  pages,
  planTabs,
  type Ref,
  readRef,
  reviewShows,
  sheets,
  switchNames,
  type View,
} from "./view.ts";

/** The fields of an address by name, decoded. */
type Fields = ReadonlyMap<string, string>;
type Field = readonly [name: string, value: string];

/**
 * How one member of the view is written into the address and read from it. A part writes nothing where the view is as it
 * starts, and reads nothing from what it does not understand. A new member of the view is a part more.
 */
interface Part {
  write(view: View): readonly Field[];
  read(fields: Fields): Partial<View>;
}

/** The order is that of the address, after OpenStreetMap's: `#map=zoom/lat/lon&lang=…`. */
const parts: readonly Part[] = [
  { write: ({ zoom, lat, lon }) => [["map", writePosition(zoom, lat, lon)]], read: (f) => readPosition(f.get("map") ?? "") },
  { write: ({ language }) => [["lang", language]], read: (f) => pick("language", languages, f.get("lang")) },
  { write: ({ selected }) => (selected ? [["show", writeRef(selected)]] : []), read: (f) => readSelected(f.get("show")) },
  {
    write: ({ hidden }) => (hidden.length > 0 ? [["hide", hidden.join(",")]] : []),
    read: (f) => (f.has("hide") ? { hidden: switchNames.filter((l) => f.get("hide")?.split(",").includes(l)) } : {}),
  },
  { write: writeStrength, read: readStrength },
  { write: ({ theme }) => (theme === "auto" ? [] : [["theme", theme]]), read: (f) => pick("theme", themeChoices, f.get("theme")) },
  { write: ({ basemap }) => (basemap === "own" ? [] : [["basemap", basemap]]), read: (f) => pick("basemap", basemapNames, f.get("basemap")) },
  { write: ({ sheet }) => (sheet === "layers" ? [] : [["sheet", sheet]]), read: (f) => pick("sheet", sheets, f.get("sheet")) },
  { write: writePage, read: readPage },
  { write: writePlan, read: readPlan },
  { write: ({ sort }) => (sort === "" ? [] : [["sort", sort]]), read: (f) => readSort(f.get("sort")) },
  { write: ({ everywhere }) => (everywhere ? [["everywhere", ""]] : []), read: (f) => (f.has("everywhere") ? { everywhere: true } : {}) },
  { write: ({ years }) => (years ? [["date", writeYears(years)]] : []), read: readDate },
  { write: ({ undated }) => (undated ? [] : [["undated", "no"]]), read: (f) => (f.get("undated") === "no" ? { undated: false } : {}) },
  {
    write: ({ notation }) => (notation === "decimal" ? [] : [["notation", notation]]),
    read: (f) => pick("notation", notationNames, f.get("notation")),
  },
  { write: ({ reviewed }) => (reviewed === "open" ? [] : [["reviewed", reviewed]]), read: (f) => pick("reviewed", reviewShows, f.get("reviewed")) },
  {
    write: ({ reviewSort }) => (reviewSort === likeliestFirst ? [] : [["review-sort", reviewSort]]),
    read: (f) => (/^-?\w+$/.test(f.get("review-sort") ?? "") ? { reviewSort: f.get("review-sort") as string } : {}),
  },
  { write: ({ invented }) => (invented ? [["counted", "all"]] : []), read: (f) => (f.get("counted") === "all" ? { invented: true } : {}) },
  { write: ({ criteria }) => writeCriteria(criteria), read: (f) => criteriaOf(f) },
  { write: ({ area }) => (area ? [["area", writeArea(area)]] : []), read: (f) => areaOf(f.get("area")) },
];

/** Writes everything that makes up a view, so that it can be shared. */
export function writeHash(view: View): string {
  const fields = parts.flatMap((part) => part.write(view));
  return `#${fields.map(([name, value]) => (value === "" ? name : `${name}=${encode(value)}`)).join("&")}`;
}

/** Reads what a hash says; what it does not say, or says wrongly, is left out. */
export function readHash(hash: string): Partial<View> {
  const fields = new Map(
    hash
      .replace(/^#/, "")
      .split("&")
      .filter(Boolean)
      .map((part) => {
        const [name, value] = split(part, "=");
        return [name, decode(value)] as const;
      }),
  );
  return Object.assign({}, ...parts.map((part) => part.read(fields)));
}

/** What may stand as it is in a fragment stays readable. */
const encode = (text: string) => encodeURIComponent(text).replace(/%(2F|2C|3A|40|20)/g, (code) => (code === "%20" ? "+" : decodeURIComponent(code)));

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

function writePage({ page, table, plan }: View): readonly Field[] {
  const listed: readonly Field[] = table === "sites" || page === "table" ? [] : [["list", table]];
  const planned: readonly Field[] = plan === "" || page === "plan" ? [] : [["open-plan", plan]];
  if (page === "map") return [...listed, ...planned];
  if (page === "table") return [["table", table], ...planned];
  return [[page, page === "plan" ? plan : ""], ...listed, ...planned];
}

function readPage(f: Fields): Partial<View> {
  const page = pages.find((p): p is Page => p !== "map" && f.has(p));
  return { ...(page && { page }), ...pick("table", collectionNames, f.get("table") || f.get("list")) };
}

/** What of a plan is looked at; of no plan there is nothing to say. */
function writePlan({ plan, planRevision, planTab, day, compare }: View): readonly Field[] {
  if (plan === "") return [];
  const fields: [string, string, boolean][] = [
    ["revision", String(planRevision), planRevision > 0],
    ["tab", planTab, planTab !== "days"],
    ["day", day, day !== ""],
    ["compare", compare, compare !== ""],
  ];
  return fields.flatMap(([name, value, said]) => (said ? [[name, value] as const] : []));
}

function readPlan(f: Fields): Partial<View> {
  const plan = f.get("plan") || f.get("open-plan");
  const [revision, day, compare] = [f.get("revision") ?? "", f.get("day") ?? "", f.get("compare") ?? ""];
  return {
    ...(plan && { plan }),
    ...(/^[1-9]\d{0,8}$/.test(revision) && { planRevision: Number(revision) }),
    ...pick("planTab", planTabs, f.get("tab")),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(day) && { day }),
    ...(compare && { compare }),
  };
}

function writeStrength({ strength }: View): readonly Field[] {
  const said = groundNames.filter((name) => strength[name] !== undefined).map((name) => `${name}:${strength[name]}`);
  return said.length > 0 ? [["strength", said.join(",")]] : [];
}

function readStrength(f: Fields): Partial<View> {
  const said = new Map((f.get("strength") ?? "").split(",").map((part) => split(part, ":")));
  const known = groundNames.map((name) => [name, Number(said.get(name) || Number.NaN)] as const).filter(([, n]) => Number.isInteger(n) && n >= 0 && n < 100);
  return known.length > 0 ? { strength: Object.fromEntries(known) } : {};
}

function readDate(f: Fields): Partial<View> {
  const years = readYears(f.get("date") ?? "");
  return years ? { years } : {};
}

const readSort = (text = ""): Partial<View> => (/^-?[a-z_0-9]+$/.test(text) ? { sort: text } : {});

function criteriaOf(f: Fields): Partial<View> {
  const criteria = readCriteria(f);
  return Object.keys(criteria).length > 0 ? { criteria } : {};
}

function areaOf(text = ""): Partial<View> {
  const area = readArea(text);
  return area ? { area } : {};
}

const writeRef = (ref: Ref) => `${ref.collection}/${ref.id}`;

function readSelected(text: string | undefined): Partial<View> {
  const selected = readRef(text ?? "");
  return selected ? { selected } : {};
}

/** About a pixel's digits. */
function writePosition(zoom: number, lat: number, lon: number): string {
  const digits = Math.max(0, Math.ceil(Math.log2(2 ** zoom) / 3) + 1);
  return `${trim(zoom, 2)}/${trim(lat, digits)}/${trim(lon, digits)}`;
}

function readPosition(text: string): Partial<View> {
  const numbers = text.split("/").map((n) => (n.trim() === "" ? Number.NaN : Number(n)));
  const [zoom, lat, lon] = numbers;
  if (numbers.length !== 3 || zoom === undefined || lat === undefined || lon === undefined) return {};
  if (!numbers.every(Number.isFinite) || zoom < 0 || zoom > 24 || Math.abs(lat) > 90 || Math.abs(lon) > 360) return {};
  return { zoom, lat, lon };
}

function pick<K extends string, T extends string>(key: K, allowed: readonly T[], value: string | undefined): Partial<Record<K, T>> {
  const found = allowed.find((a) => a === value);
  return found ? ({ [key]: found } as Record<K, T>) : {};
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function trim(n: number, digits: number): string {
  return String(Number(n.toFixed(digits)));
}
