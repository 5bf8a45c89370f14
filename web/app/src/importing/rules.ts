import { type Language, translate } from "../i18n/index.ts";
import { ruleWords } from "../i18n/rules.ts";
import type { Advised } from "./contract.ts";

/** What a rule is about, in a few words; one that is new to us by its name. */
export function ruleTitle(language: Language, { rule }: Pick<Advised, "rule">): string {
  return ruleWords(rule)?.[language].title ?? rule.replaceAll("_", " ");
}

/** What to do about it: in English as the server says it of this very finding, in other languages as it is said of the rule. */
export function adviceOf(language: Language, { rule, advice }: Pick<Advised, "rule" | "advice">): HTMLElement | string {
  const own = language === "en" ? undefined : ruleWords(rule)?.[language].advice;
  return own ?? inEnglish(language, advice);
}

/** Words of the server, marked as English where the page is not. */
export function inEnglish(language: Language, words: string): HTMLElement | string {
  if (language === "en") return words;
  const span = document.createElement("span");
  span.lang = "en";
  span.textContent = words;
  return span;
}

/** What became of the record, in a word. */
export function severityWord(language: Language, severity: string): string {
  return translate(language, severity === "refused" ? "severity.refused" : "severity.warning");
}
