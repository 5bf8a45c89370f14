/** Which records are wanted. What is absent asks for nothing; a criterion narrows only the collections that know its field. */
export interface Criteria {
  /** Words to be found in names, in any script. */
  readonly words?: string;
  /** Classes of overlaps, or of the likeliest overlap of a place. */
  readonly classes?: readonly string[];
  /** From and to, both included, between 0 and 1. */
  readonly probability?: readonly [number, number];
  readonly statuses?: readonly string[];
  readonly regions?: readonly string[];
  /** Who lies there, of plots and cemeteries. */
  readonly who?: readonly string[];
  /** What sort of restriction it is, and what it does. */
  readonly kinds?: readonly string[];
  readonly effects?: readonly string[];
  /** What came of an observation. */
  readonly outcomes?: readonly string[];
  /** What people judged of an overlap. */
  readonly review?: readonly string[];
  /** The id of a source. */
  readonly source?: string;
  /** The poorest accuracy that will do, in metres. */
  readonly accuracy?: number;
  readonly fictional?: boolean;
  readonly located?: boolean;
}

export const everything: Criteria = {};

export type CriteriaAddress = readonly (readonly [name: string, value: string])[];

/** Criteria as fields of an address, in a fixed order; values may be any text. */
export function writeCriteria(c: Criteria): CriteriaAddress {
  const fields: [string, string | undefined][] = [
    ["q", c.words],
    ["class", c.classes?.join(",")],
    ["probability", c.probability?.join("-")],
    ["status", c.statuses?.join(",")],
    ["region", c.regions?.map((r) => r.replaceAll("%", "%25").replaceAll(",", "%2C")).join(",")],
    ["who", c.who?.join(",")],
    ["kind", c.kinds?.join(",")],
    ["effect", c.effects?.join(",")],
    ["outcome", c.outcomes?.join(",")],
    ["judged", c.review?.join(",")],
    ["source", c.source],
    ["accuracy", c.accuracy === undefined ? undefined : String(c.accuracy)],
    ["invented", yesNo(c.fictional)],
    ["located", yesNo(c.located)],
  ];
  return fields.filter((field): field is [string, string] => field[1] !== undefined && field[1] !== "");
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads what writeCriteria wrote; what makes no sense is left out. */
export function readCriteria(fields: ReadonlyMap<string, string>): Criteria {
  const c: Mutable<Criteria> = {};
  const text = (name: string) => fields.get(name) || undefined;
  const list = (name: string) => text(name)?.split(",").filter(Boolean);
  const [words, classes, statuses, source] = [text("q"), list("class"), list("status"), text("source")];
  const [who, review] = [list("who"), list("judged")];
  const [kinds, effects, outcomes] = [list("kind"), list("effect"), list("outcome")];
  const regions = list("region")?.map((r) => r.replaceAll("%2C", ",").replaceAll("%25", "%"));
  const [probability, accuracy] = [share(text("probability")), Number(text("accuracy"))];
  if (words) c.words = words;
  if (classes?.length) c.classes = classes;
  if (probability) c.probability = probability;
  if (statuses?.length) c.statuses = statuses;
  if (regions?.length) c.regions = regions;
  if (who?.length) c.who = who;
  if (kinds?.length) c.kinds = kinds;
  if (effects?.length) c.effects = effects;
  if (outcomes?.length) c.outcomes = outcomes;
  if (review?.length) c.review = review;
  if (source) c.source = source;
  if (accuracy > 0 && Number.isFinite(accuracy)) c.accuracy = accuracy;
  for (const [key, name] of [
    ["fictional", "invented"],
    ["located", "located"],
  ] as const) {
    const said = text(name);
    if (said === "yes" || said === "no") c[key] = said === "yes";
  }
  return c;
}

export const sameCriteria = (a: Criteria, b: Criteria) => JSON.stringify(writeCriteria(a)) === JSON.stringify(writeCriteria(b));

const yesNo = (b: boolean | undefined) => (b === undefined ? undefined : b ? "yes" : "no");

function share(text: string | undefined): readonly [number, number] | undefined {
  const [from, to, ...rest] = (text ?? "").split("-").map((n) => (n.trim() === "" ? Number.NaN : Number(n)));
  const good = from !== undefined && to !== undefined && rest.length === 0 && from >= 0 && to <= 1 && from <= to;
  return good ? [from, to] : undefined;
}
