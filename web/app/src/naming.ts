/** How names of invented records say so, as the built-in sample and its readers write it. */
export const inventedWords = [" (invented)", " (вымышлено)", "（架空）"] as const;

/** A name without that: what shows it says "invented" beside it, in the reader's language. */
export function withoutInvented(name: string): string {
  return inventedWords.reduce<string>((n, word) => n.replace(word, ""), name);
}
