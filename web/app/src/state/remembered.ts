import { notationNames, type View } from "./view.ts";

const key = "burialmap.notation";

/** What this browser keeps for the next visit, where the address does not say otherwise; nothing where it keeps nothing. */
export function remembered(): Partial<View> {
  const notation = notationNames.find((n) => n === kept(() => localStorage.getItem(key)));
  return notation ? { notation } : {};
}

export function remember({ notation }: View): void {
  kept(() => localStorage.setItem(key, notation));
}

/** A browser may refuse a page its storage. */
function kept<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
