import { adopt, type Language, languages, speaks } from "./index.ts";

/** The words of each language, fetched when somebody reads it. */
const loaders = {
  en: async () => (await import("./catalogues/en.ts")).words,
  ru: async () => (await import("./catalogues/ru.ts")).words,
  ja: async () => (await import("./catalogues/ja.ts")).words,
} as const;

/** Has a language at hand, or fails if the server does not give its words. */
export async function load(language: Language): Promise<void> {
  if (!speaks(language)) adopt(language, await loaders[language]());
}

/** All of them, for tests. */
export async function loadAll(): Promise<void> {
  await Promise.all(languages.map(load));
}
