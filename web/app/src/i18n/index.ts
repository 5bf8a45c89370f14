import type { Key, Words } from "./message.ts";

export type { Key } from "./message.ts";

export const languages = ["en", "ru", "ja"] as const;
export type Language = (typeof languages)[number];
/** Each language by its own name, as the switch shows it. */
export const languageNames: Record<Language, string> = { en: "English", ru: "Русский", ja: "日本語" };

/** The languages that are at hand (load.ts); whoever shows words waits for them first. */
const catalogues: Partial<Record<Language, Words>> = {};

export function adopt(language: Language, words: Words): void {
  catalogues[language] = words;
}

export function speaks(language: Language): boolean {
  return catalogues[language] !== undefined;
}

export function wordsOf(language: Language): Words {
  const words = catalogues[language];
  if (!words) throw new Error(`the words of ${language} were not loaded`);
  return words;
}

type Values = Record<string, string | number>;

/** A message with its {placeholders} filled; `n` picks the plural form and is written as people write numbers. */
export function translate(language: Language, key: Key, values: Values = {}): string {
  const message = wordsOf(language)[key];
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

/** Whether a key that was put together has words; all languages have the same keys. */
export function isKey(key: string): key is Key {
  return Object.values(catalogues).some((words) => key in words);
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
