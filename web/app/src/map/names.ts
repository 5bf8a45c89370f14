import type { ExpressionSpecification } from "maplibre-gl";

/** A feature's name in the language the style's state holds, or as its source writes it. */
export function nameInLanguage(): ExpressionSpecification {
  return ["coalesce", ["get", ["concat", "name_", ["global-state", "language"]]], ["get", "name"], ""];
}

/** The name, with the word for "invented" below it where the record is made up and its name does not say so. */
export function nameAndTruth(): ExpressionSpecification {
  const word: ExpressionSpecification = ["global-state", "invented"];
  const unsaid: ExpressionSpecification = ["all", invented(), ["!", ["in", word, nameInLanguage()]], ["!", ["in", "invented", nameInLanguage()]]];
  return ["case", unsaid, ["concat", nameInLanguage(), "\n(", word, ")"], nameInLanguage()];
}

export function invented(): ExpressionSpecification {
  return ["==", ["get", "fictional"], true];
}
