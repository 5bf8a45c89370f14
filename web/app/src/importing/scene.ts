import { isKey, type Language, term, translate } from "../i18n/index.ts";
import type { Ref } from "../state/view.ts";
import type { FieldInfo, Look, Say, Welcome } from "./contract.ts";

/** What each part of the page is drawn from, and what it can ask for. */
export interface Scene {
  language: Language;
  welcome: Welcome;
  look: Look;
  said: Say;
  /** What a person opened, so that it stays open when the page is drawn anew. */
  opened: Set<string>;
  /** Says something else of the file: what changes, or how to get it from all that is said by then. */
  say(change: Partial<Say> | ((now: Say) => Say)): void;
  draw(): void;
  open(ref: Ref): void;
  showRecord(record: number): void;
  /** Keeps what is said by then, which may be more than was drawn. */
  saveProfile(name: string): void;
  removeProfile(name: string): void;
}

/** The fields of the collection the file goes to. */
export function fieldsOf({ welcome, look }: Scene): readonly FieldInfo[] {
  return welcome.fields[look.collection] ?? [];
}

/** What a field is called where columns are chosen for it; one that is new to us by the server's title. */
export function fieldTitle(language: Language, name: string, fields: readonly FieldInfo[]): string {
  for (const key of [`fill.${name}`, `field.${name}`]) if (isKey(key)) return translate(language, key);
  return fields.find((f) => f.name === name)?.title ?? name;
}

/** Which words say the values of a field. */
const vocabularies: Record<string, string> = { status: "status", use: "who", occupancy: "who", kind: "kind", location_method: "method" };

/** A value of a closed vocabulary in words. */
export function valueTitle(language: Language, collection: string, field: string, value: string): string {
  if (field === "kind" && collection === "sources") return term(language, "sourcekind", value);
  const vocabulary = vocabularies[field];
  return vocabulary ? term(language, vocabulary, value) : value;
}
