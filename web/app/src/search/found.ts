import { apiAddress, fetchJSON } from "../api.ts";
import { mayBePosition, type Reading, readings, readingWords } from "../coordinates.ts";
import { type Language, translate } from "../i18n/index.ts";
import { withoutInvented } from "../naming.ts";
import { placeName } from "../parsed.ts";
import type { CollectionName, Ref } from "../state/view.ts";

type Point = [number, number];

interface Named {
  id: string;
  name?: string;
  name_en?: string;
  name_ru?: string;
  name_ja?: string;
  region?: string;
  /** Numbers in the ministry's list, and the camp: what else a record is found by. */
  ministry_no?: string;
  camp?: string;
  fictional?: boolean;
}

/** What the server finds for a text: records and places of the gazetteer by names and numbers, and what it is as coordinates. */
export interface SearchAnswer {
  features: (Named & { collection: CollectionName; point: Point | null })[];
  places: (Named & { point: Point })[];
  readings?: Reading[];
}

/** What lines of the results are headed by. */
export type Group = CollectionName | "places" | "coordinates";

/** One line of the results. A record has a reference, a place of the gazetteer or a position has none. */
export interface Found {
  key: string;
  group: Group;
  ref: Ref | undefined;
  name: string;
  /** Its other names, so that it can be seen why it was found. */
  others: string[];
  about: string;
  point: Point | undefined;
  /** How near it is to be looked at, where that does not follow from what it is. */
  zoom?: number;
}

const most = 12;

export async function search(words: string, signal: AbortSignal): Promise<SearchAnswer> {
  const named = words.length > longest ? { features: [], places: [] } : fetchJSON<SearchAnswer>(apiAddress("search", { q: words, limit: most }), signal);
  const read = mayBePosition(words) ? readings(words, signal) : undefined;
  return { ...(await named), readings: (await read)?.readings ?? [] };
}

/** More characters the server does not take for names; a pasted address of a map may be longer. */
const longest = 200;

/** The results as they are listed: a position if the text is one, then records, which are what people look for, then places. */
export function foundIn(language: Language, { features, places, readings: positions = [] }: SearchAnswer): Found[] {
  const read = positions.map((r, i): Found => {
    const { title, detail } = readingWords(language, r);
    return { key: `position/${i}`, group: "coordinates", ref: undefined, name: title, others: [], about: detail, point: [r.lon, r.lat], zoom: 14 };
  });
  const records = features.map((f): Found => {
    const name = nameIn(language, f);
    const about = [
      f.fictional === true ? translate(language, "map.invented") : undefined,
      ...numbersOf(language, f),
      f.region,
      f.point || f.collection === "sources" ? undefined : translate(language, "place.none"),
    ];
    const ref = { collection: f.collection, id: f.id };
    return { key: `${f.collection}/${f.id}`, group: f.collection, ref, name, others: otherNames(f, name), about: joined(about), point: f.point ?? undefined };
  });
  const towns = places.map((p): Found => {
    const name = placeName(language, p);
    return {
      key: `place/${p.id}`,
      group: "places",
      ref: undefined,
      name,
      others: otherNames(p, name),
      about: joined([p.region]),
      point: p.point,
    };
  });
  return together([...read, ...records, ...towns]);
}

/** What else a record was found by, so that it can be seen. */
function numbersOf(language: Language, { ministry_no, camp }: Named): (string | undefined)[] {
  return [ministry_no && translate(language, "search.number", { n: ministry_no.replaceAll(";", ", ") }), camp];
}

/** Lines of one group one after the other, the groups in the order of their first lines. */
function together(found: readonly Found[]): Found[] {
  return [...new Set(found.map((f) => f.group))].flatMap((group) => found.filter((f) => f.group === group));
}

export function groupName(language: Language, group: Group): string {
  if (group === "places") return translate(language, "search.group.places");
  return group === "coordinates" ? translate(language, "search.group.coordinates") : translate(language, `collection.${group}`);
}

function nameIn(language: Language, named: Named): string {
  return withoutInvented(named[`name_${language}`] || named.name || named.name_en || named.id);
}

function otherNames(named: Named, shown: string): string[] {
  const names = [named.name, named.name_en, named.name_ru, named.name_ja].map((n) => withoutInvented(n ?? ""));
  return [...new Set(names)].filter((n) => n !== "" && n !== shown);
}

const joined = (parts: readonly (string | undefined)[]) => parts.filter((p) => p !== undefined && p !== "").join(" · ");
