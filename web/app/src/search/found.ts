import { apiAddress, fetchJSON } from "../api.ts";
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
}

/** What the server finds for a name in any script: records, and places of the gazetteer. */
export interface SearchAnswer {
  features: (Named & { collection: CollectionName; point: Point | null })[];
  places: (Named & { point: Point })[];
}

/** One line of the results. A record has a reference, a place of the gazetteer has none. */
export interface Found {
  key: string;
  ref: Ref | undefined;
  name: string;
  /** Its other names, so that it can be seen why it was found. */
  others: string[];
  about: string;
  point: Point | undefined;
}

const most = 12;

export function search(words: string, signal: AbortSignal): Promise<SearchAnswer> {
  return fetchJSON<SearchAnswer>(apiAddress("search", { q: words, limit: most }), signal);
}

/** The results as they are listed: records first, as they are what people look for. */
export function foundIn(language: Language, { features, places }: SearchAnswer): Found[] {
  const records = features.map((f): Found => {
    const name = nameIn(language, f);
    const about = [translate(language, `one.${f.collection}`), f.region, f.point || f.collection === "sources" ? undefined : translate(language, "place.none")];
    const ref = { collection: f.collection, id: f.id };
    return { key: `${f.collection}/${f.id}`, ref, name, others: otherNames(f, name), about: joined(about), point: f.point ?? undefined };
  });
  const towns = places.map((p): Found => {
    const name = placeName(language, p);
    return {
      key: `place/${p.id}`,
      ref: undefined,
      name,
      others: otherNames(p, name),
      about: joined([translate(language, "search.place"), p.region]),
      point: p.point,
    };
  });
  return [...records, ...towns];
}

function nameIn(language: Language, named: Named): string {
  return withoutInvented(named[`name_${language}`] || named.name || named.name_en || named.id);
}

function otherNames(named: Named, shown: string): string[] {
  const names = [named.name, named.name_en, named.name_ru, named.name_ja].map((n) => withoutInvented(n ?? ""));
  return [...new Set(names)].filter((n) => n !== "" && n !== shown);
}

const joined = (parts: readonly (string | undefined)[]) => parts.filter((p) => p !== undefined && p !== "").join(" · ");
