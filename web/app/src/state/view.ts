import type { Language } from "../i18n/index.ts";
import type { ThemeChoice } from "../palette/index.ts";
import type { Years } from "../time/years.ts";
import type { Area } from "./area.ts";
import { type Criteria, everything } from "./criteria.ts";

/** The collections that are layers of the map, in drawing order. */
export const layerNames = ["restrictions", "cemeteries", "plots", "overlaps", "positions", "observations", "sites"] as const;
export type LayerName = (typeof layerNames)[number];
/** What can be switched on and off: the layers, and the circles in which places truly lie. */
export const switchNames = [...layerNames, "uncertainty"] as const;
export type SwitchName = (typeof switchNames)[number];
/** The layers that are ground, which can be drawn more faintly. */
export const groundNames = ["cemeteries", "plots", "overlaps"] as const satisfies readonly LayerName[];
export type GroundName = (typeof groundNames)[number];
export const collectionNames = [...layerNames, "sources"] as const;
export type CollectionName = (typeof collectionNames)[number];
/** All collections in the order in which people look for them. */
export const collectionsForPeople: readonly CollectionName[] = [
  "sites",
  "cemeteries",
  "plots",
  "overlaps",
  "restrictions",
  "observations",
  "positions",
  "sources",
];

/** Which record: its collection and its id there. */
export interface Ref {
  collection: CollectionName;
  id: string;
}

export const pages = ["map", "table", "review", "plan", "statistics", "import", "print"] as const;
export type Page = (typeof pages)[number];
/** The pages that are one click away; the others are reached from where they are needed. */
export const mainPages: readonly Page[] = ["map", "table", "review", "plan", "statistics", "import"];

export const basemapNames = ["own", "plain"] as const;
export type BasemapName = (typeof basemapNames)[number];

/** What the sheet beside the map shows. */
export const sheets = ["layers", "find"] as const;
export type Sheet = (typeof sheets)[number];

/** The notations of a position, in the order in which they are shown (geo/notation). */
export const notationNames = ["decimal", "dm", "dms", "utm", "mgrs", "sk42", "sk95"] as const;
export type NotationName = (typeof notationNames)[number];
/** Which pairs the review shows, by whether they are judged. */
export const reviewShows = ["open", "judged", "all"] as const;
export type ReviewShow = (typeof reviewShows)[number];
/** What of a plan of visits is looked at. */
export const planTabs = ["days", "ranking", "papers", "setup", "changes", "revisions", "package"] as const;
export type PlanTab = (typeof planTabs)[number];

/** Everything that makes up what is on screen, and so what a shared address must hold (address.ts). */
export interface View {
  language: Language;
  page: Page;
  zoom: number;
  lat: number;
  lon: number;
  selected: Ref | undefined;
  hidden: readonly SwitchName[];
  /** How strongly ground is drawn, in percent, where it is not wholly. */
  strength: Readonly<Partial<Record<GroundName, number>>>;
  theme: ThemeChoice;
  /** Whether the server's own basemap is beneath the records, if it has one, or that of the program. */
  basemap: BasemapName;
  sheet: Sheet;
  /** The collection that lists show. */
  table: CollectionName;
  /** Which pairs the review shows. */
  reviewed: ReviewShow;
  /** By which field of overlaps the review is sorted, with "-" before it from the greatest. */
  reviewSort: string;
  /** The id of the plan of visits that is open, "" for the list of them; and which revision of it, 0 for the newest. */
  plan: string;
  planRevision: number;
  planTab: PlanTab;
  /** The day of it that is looked at, YYYY-MM-DD, or "" for all. */
  day: string;
  /** What it is compared with: "id", "id@revision" or "@revision" of its own; "" for nothing. */
  compare: string;
  /** What lists are sorted by, as the server takes it: "-burials"; "" for the order in which records came. */
  sort: string;
  /** Whether the list beside the map holds also what is not in view. */
  everywhere: boolean;
  /** Which records are wanted, on the map, in lists and in exports alike. */
  criteria: Criteria;
  /** The years that are looked at, if it is not all; and whether what has no date is shown too. */
  years: Years | undefined;
  undated: boolean;
  /** Whether statistics count invented records too. */
  invented: boolean;
  /** Ground that was drawn on the map, to count and export what lies in it. */
  area: Area | undefined;
  /** How the coordinates of records and of the pointer are written. */
  notation: NotationName;
}

/** The whole region: from Lake Baikal to Kamchatka. */
export const region = { zoom: 3.4, lat: 52, lon: 124 } as const;

/** The likeliest pairs first; those that are not assessed come last in any order. */
export const likeliestFirst = "-probability";

/** What is shown where an address does not say otherwise. */
export function start(language: Language): View {
  return {
    language,
    page: "map",
    ...region,
    selected: undefined,
    hidden: [],
    strength: {},
    theme: "auto",
    basemap: "own",
    sheet: "layers",
    table: "sites",
    sort: "",
    everywhere: false,
    criteria: everything,
    years: undefined,
    undated: true,
    invented: false,
    area: undefined,
    notation: "decimal",
    plan: "",
    planRevision: 0,
    planTab: "days",
    day: "",
    compare: "",
    reviewed: "open",
    reviewSort: likeliestFirst,
  };
}

/** "plots/17" as the API and overlaps write it; undefined if it names no collection. */
export function readRef(text: string): Ref | undefined {
  const at = text.indexOf("/");
  const collection = collectionNames.find((c) => c === text.slice(0, at));
  const id = text.slice(at + 1);
  return collection && id ? { collection, id } : undefined;
}

export function sameRef(a: Ref | undefined, b: Ref | undefined): boolean {
  return a?.collection === b?.collection && a?.id === b?.id;
}
