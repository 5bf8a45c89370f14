import { type Catalogue, en, type Key } from "./en.ts";
import { ja } from "./ja.ts";
import { ru } from "./ru.ts";

export type { Key } from "./en.ts";

export const languages = ["en", "ru", "ja"] as const;
export type Language = (typeof languages)[number];
/** Each language by its own name, as the switch shows it. */
export const languageNames: Record<Language, string> = { en: "English", ru: "Русский", ja: "日本語" };

export const catalogues: Record<Language, Catalogue> = { en, ru, ja };

type Values = Record<string, string | number>;

/** A message with its {placeholders} filled; `n` picks the plural form and is written as people write numbers. */
export function translate(language: Language, key: Key, values: Values = {}): string {
  const message = catalogues[language][key];
  const form = typeof message === "string" ? message : (message[pluralRule(language, Number(values["n"]))] ?? message.other ?? "");
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? new Intl.NumberFormat(language).format(value) : value;
  });
}

function pluralRule(language: Language, n: number): Intl.LDMLPluralRule {
  return new Intl.PluralRules(language).select(n);
}

export function isKey(key: string): key is Key {
  return key in en;
}

/** The message for a value of a closed vocabulary ("status" + "recovered"), or the value itself if it is new to us. */
export function term(language: Language, vocabulary: string, value: string): string {
  const key = `${vocabulary}.${value}`;
  return isKey(key) ? translate(language, key) : value.replaceAll("_", " ");
}

/** The best of our languages for a browser that prefers `wanted`, in order. */
export function preferred(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = languages.find((l) => tag.toLowerCase().split("-")[0] === l);
    if (found) return found;
  }
  return "en";
}
