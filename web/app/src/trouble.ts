import { NotThere, Refusal, Unreachable } from "./api.ts";
import { formatNumber } from "./format.ts";
import { type Key, type Language, translate } from "./i18n/index.ts";

/** What went wrong, in words for the reader; only what the server itself wrote stays in its language. */
export function explain(language: Language, error: unknown): string {
  if (error instanceof Unreachable) return translate(language, "app.unreachable");
  if (error instanceof NotThere) return translate(language, "app.missing");
  if (error instanceof Refusal) return refusal(language, error);
  return translate(language, "app.failed", { reason: error instanceof Error ? error.message : String(error) });
}

/** Refusals that say all there is to say by their status. */
const byStatus: Record<number, Key> = { 403: "refusal.forbidden", 413: "refusal.large", 415: "refusal.kind", 429: "refusal.busy", 503: "refusal.busy" };

function refusal(language: Language, { status, message, retryAfter }: Refusal): string {
  const key = byStatus[status];
  if (key === undefined) return translate(language, "app.failed", { reason: message });
  const said = translate(language, key);
  if (key !== "refusal.busy" || retryAfter === undefined) return said;
  return `${said} ${translate(language, "refusal.wait", { seconds: formatNumber(language, retryAfter) })}`;
}
