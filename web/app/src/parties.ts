import { fetchPage, type Item, itemsAddress } from "./api.ts";
import { type Language, translate } from "./i18n/index.ts";
import { nameOf, text } from "./panel/naming.ts";
import { type CollectionName, readRef } from "./state/view.ts";

/** What pairs compare, by reference: so that they can be called by their names. */
export type Parties = ReadonlyMap<string, Item>;

/** The parties of these pairs, with one request for each collection. What is gone is left out. */
export async function fetchParties(pairs: readonly Item[], signal?: AbortSignal): Promise<Parties> {
  const wanted = new Map<CollectionName, Set<string>>();
  for (const pair of pairs) {
    for (const field of ["pow", "civilian"]) {
      const ref = readRef(text(pair.properties, field) ?? "");
      if (ref) wanted.set(ref.collection, (wanted.get(ref.collection) ?? new Set()).add(ref.id));
    }
  }
  const parties = new Map<string, Item>();
  const asked = [...wanted].map(async ([collection, ids]) => {
    const { items } = await fetchPage(itemsAddress(collection, { ids: [...ids].join(","), limit: ids.size }), signal);
    for (const item of items) parties.set(`${collection}/${item.id}`, item);
  });
  await Promise.all(asked);
  return parties;
}

/** The name of a party, or its id if it was not loaded or has no name. */
export function partyName(language: Language, parties: Parties, ref: string): string {
  const { collection, id } = readRef(ref) ?? {};
  const item = parties.get(ref);
  return collection && id && item ? nameOf(language, collection, id, item.properties) : (id ?? ref);
}

export function pairName(language: Language, parties: Parties, { properties: p }: Item): string {
  const name = (field: string) => partyName(language, parties, text(p, field) ?? "");
  return translate(language, "overlap.between", { pow: name("pow"), civilian: name("civilian") });
}
