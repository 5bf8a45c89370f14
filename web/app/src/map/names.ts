import type { ExpressionSpecification } from "maplibre-gl";
import { inventedWords } from "../naming.ts";

/** A feature's name in the language the style's state holds, or as its source writes it. */
export function nameInLanguage(): ExpressionSpecification {
  return ["coalesce", ["get", ["concat", "name_", ["global-state", "language"]]], ["get", "name"], ""];
}

/** The same without "(invented)", which the map says in its own place and in the reader's language. */
export function plainName(): ExpressionSpecification {
  return ["case", invented(), inventedWords.reduce<ExpressionSpecification>(without, nameInLanguage()), nameInLanguage()];
}

function without(name: ExpressionSpecification, word: string): ExpressionSpecification {
  const at: ExpressionSpecification = ["index-of", word, name];
  return ["case", [">=", at, 0], ["concat", ["slice", name, 0, at], ["slice", name, ["+", at, word.length]]], name];
}

export function invented(): ExpressionSpecification {
  return ["==", ["get", "fictional"], true];
}
