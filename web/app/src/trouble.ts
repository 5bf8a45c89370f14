import { NotThere, Unreachable } from "./api.ts";
import { type Language, translate } from "./i18n/index.ts";

/** What went wrong, in words for the reader; only what the server itself wrote stays in its language. */
export function explain(language: Language, error: unknown): string {
  if (error instanceof Unreachable) return translate(language, "app.unreachable");
  if (error instanceof NotThere) return translate(language, "app.missing");
  return translate(language, "app.failed", { reason: error instanceof Error ? error.message : String(error) });
}
