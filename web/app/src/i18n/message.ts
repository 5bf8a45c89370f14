import type { words as english } from "./catalogues/en.ts";

/** A message, or its plural forms by the categories of Intl.PluralRules. */
export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Key = keyof typeof english;
/** The messages of one language: the keys of English, no less. */
export type Words = Record<Key, Message>;
