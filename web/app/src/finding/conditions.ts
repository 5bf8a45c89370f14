import type { Criteria } from "../state/criteria.ts";
import type { CollectionName, View } from "../state/view.ts";
import { conditionOfYears } from "../time/condition.ts";
import { type Criterion, criterionNames, fieldsOf, unjudged } from "./fields.ts";

/** What of a view says which records are wanted. */
export type Wanted = Pick<View, "criteria" | "years" | "undated">;

/** What the server is asked for: words to be found in names, and a condition in CQL2. */
export interface Condition {
  readonly words?: string;
  readonly filter?: string;
}

/** What a view asks of one collection; what the collection knows nothing of asks nothing. */
export function conditionOf(collection: CollectionName, wanted: Wanted): Condition {
  const { words } = wanted.criteria;
  const terms = criterionNames.map((name) => termOf(name, fieldsOf[name][collection], wanted.criteria));
  const filter = [...terms, conditionOfYears(collection, wanted)].filter((t) => t !== undefined).join(" AND ");
  return { ...(words !== undefined && fieldsOf.words[collection] && { words }), ...(filter !== "" && { filter }) };
}

/** The same as the parameters of one collection. */
export function queryOf(collection: CollectionName, wanted: Wanted): { q?: string; filter?: string } {
  const { words, filter } = conditionOf(collection, wanted);
  return { ...(words !== undefined && { q: words }), ...(filter !== undefined && { filter }) };
}

/** The same as the parameters of an address of several collections: `filter-plots`, `q-sites`. */
export function queryOfAll(collections: readonly CollectionName[], wanted: Wanted): Record<string, string> {
  const fields = collections.flatMap((c) => Object.entries(queryOf(c, wanted)).map(([name, value]) => [`${name}-${c}`, value] as const));
  return Object.fromEntries(fields);
}

/** The criteria without one of them: what its own choices are counted among. */
export function without(criteria: Criteria, criterion: Criterion): Criteria {
  const { [criterion]: _, ...rest } = criteria;
  return rest;
}

/** The criteria that are set, in the order of criterionNames. */
export function activeIn(criteria: Criteria): Criterion[] {
  return criterionNames.filter((name) => criteria[name] !== undefined);
}

function termOf(criterion: Criterion, field: string | undefined, c: Criteria): string | undefined {
  if (field === undefined || c[criterion] === undefined) return undefined;
  switch (criterion) {
    case "words":
      return undefined;
    case "probability":
      return c.probability && `${field} BETWEEN ${c.probability[0]} AND ${c.probability[1]}`;
    case "accuracy":
      return `${field} <= ${c.accuracy}`;
    case "located":
      return `${field} IS ${c.located ? "NOT " : ""}NULL`;
    case "fictional":
      return `${field} = ${c.fictional}`;
    case "source":
      return c.source === undefined ? undefined : `${field} = ${quoted(c.source)}`;
    case "review":
      return judged(field, c.review ?? []);
    default:
      return among(field, c[criterion] ?? []);
  }
}

function among(field: string, values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : `${field} IN (${values.map(quoted).join(", ")})`;
}

/** What nobody has judged has no value. */
function judged(field: string, values: readonly string[]): string | undefined {
  const said = among(
    field,
    values.filter((v) => v !== unjudged),
  );
  if (!values.includes(unjudged)) return said;
  return said ? `(${field} IS NULL OR ${said})` : `${field} IS NULL`;
}

/** A text as CQL2 writes it. */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
