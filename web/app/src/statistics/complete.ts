import type { Key } from "../i18n/index.ts";
import { facetOf } from "../time/facets.ts";
import { countOf, type Numbers, nameFields } from "./load.ts";

/** What is asked of records in the table of how complete they are, in its order. */
export const questions = [
  "name",
  "name_ja",
  "name_ru",
  "name_en",
  "located",
  "accuracy_m",
  "location_method",
  "period",
  "who",
  "status",
  "burials",
  "source",
] as const;
export type Question = (typeof questions)[number];
export const asked = ["sites", "cemeteries", "plots"] as const;
export type AskedOf = (typeof asked)[number];

/** The words for each. */
export const questionKeys: Record<Question, Key> = {
  name: "statistics.has.name",
  name_ja: "statistics.has.name_ja",
  name_ru: "statistics.has.name_ru",
  name_en: "statistics.has.name_en",
  located: "field.position",
  accuracy_m: "field.accuracy",
  location_method: "field.method",
  period: "field.period",
  who: "field.use",
  status: "field.status",
  burials: "field.burials",
  source: "field.source",
};

/** Fields with a word for "not known", which is as good as nothing. */
const unknowable: Partial<Record<Question, Partial<Record<AskedOf, string>>>> = {
  location_method: { sites: "location_method", cemeteries: "location_method", plots: "location_method" },
  who: { cemeteries: "use", plots: "occupancy" },
  status: { sites: "status" },
};

/** How many records of a collection say something in answer to a question; undefined where it is not asked. */
export function saidOf({ facets, named }: Numbers, collection: AskedOf, question: Question): number | undefined {
  const all = facets[collection];
  const names: readonly string[] = nameFields[collection];
  if (question.startsWith("name")) return names.includes(question) ? named.get(`${collection}/${question}`) : undefined;
  if (question === "located") return countOf(facetOf(all, "located"), "true");
  const vocabulary = unknowable[question];
  if (vocabulary) {
    const field = vocabulary[collection];
    if (field === undefined) return undefined;
    const facet = facetOf(all, field);
    return all.numberMatched - facet.missing - countOf(facet, "unknown");
  }
  if (question === "burials" && collection === "cemeteries") return undefined;
  return all.numberMatched - facetOf(all, question).missing;
}

/** The question that the fewest records of a collection answer, and how many do. */
export function poorest(numbers: Numbers, collection: AskedOf): { question: Question; share: number } | undefined {
  const n = numbers.facets[collection].numberMatched;
  if (n === 0) return undefined;
  const shares = questions.flatMap((question) => {
    const said = saidOf(numbers, collection, question);
    return said === undefined ? [] : [{ question, share: said / n }];
  });
  return shares.reduce((a, b) => (b.share < a.share ? b : a));
}
