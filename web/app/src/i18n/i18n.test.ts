import { expect, test } from "vitest";
import { languages, preferred, term, translate, wordsOf } from "./index.ts";
import type { Message, Words } from "./message.ts";

const placeholders = (m: Message) => {
  const forms = typeof m === "string" ? [m] : Object.values(m);
  return forms.map((f) => [...f.matchAll(/\{(\w+)\}/g)].map((x) => x[1]).sort());
};

test.each(languages)("%s has exactly the keys of English, none empty", (language) => {
  expect(Object.keys(wordsOf(language)).sort()).toEqual(Object.keys(wordsOf("en")).sort());
  for (const message of Object.values(wordsOf(language))) {
    for (const form of typeof message === "string" ? [message] : Object.values(message)) expect(form.trim()).not.toBe("");
  }
});

test.each(languages)("%s fills the same placeholders as English in every form", (language) => {
  for (const [key, message] of Object.entries(wordsOf("en"))) {
    const wanted = placeholders(message)[0];
    const own = wordsOf(language)[key as keyof Words];
    for (const form of placeholders(own)) expect(form, `${language} ${key}`).toEqual(wanted);
  }
});

test.each(languages)("%s has every plural form its grammar asks for", (language) => {
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const [key, message] of Object.entries(wordsOf(language))) {
    if (typeof message !== "string") expect(Object.keys(message).sort(), key).toEqual([...categories].sort());
  }
});

test("Russian counts people by its plural rules", () => {
  const people = (n: number) => translate("ru", "people", { n });
  expect([people(1), people(2), people(5), people(21), people(1234)]).toEqual(["1 человек", "2 человека", "5 человек", "21 человек", "1\u00a0234 человека"]);
});

test("a value the vocabulary does not know is shown as it is", () => {
  expect(term("en", "status", "recovered")).toBe("Remains have been recovered");
  expect(term("ja", "status", "newly_found")).toBe("newly found");
});

test("the browser's languages are tried in order", () => {
  expect(preferred(["de-DE", "ja-JP", "en"])).toBe("ja");
  expect(preferred(["de"])).toBe("en");
});
