import type { Plan } from "./types.ts";

/** What was not saved yet, and the revision that it rests on. */
export interface Draft {
  saved: Plan;
  now: Plan;
}

const key = (id: string) => `burialmap.plan.${id}`;

/** Keeps a draft for as long as the browser keeps the tab; it outlives a reload. */
export function keepDraft(id: string, draft: Draft | undefined): void {
  stored(() => (draft ? sessionStorage.setItem(key(id), JSON.stringify(draft)) : sessionStorage.removeItem(key(id))));
}

export function keptDraft(id: string): Draft | undefined {
  const text = stored(() => sessionStorage.getItem(key(id)));
  try {
    const draft = JSON.parse(text ?? "null") as Draft | null;
    return draft?.saved && draft.now ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** A browser may refuse a page its storage; then a draft lives as long as the page. */
function stored<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
