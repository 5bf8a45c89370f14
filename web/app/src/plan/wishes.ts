/** Sites that somebody wants in a plan, until the plan page takes them: it may not have been fetched yet. */
const wished: { site: string; name: string }[] = [];
let told: (() => void) | undefined;

export function wish(site: string, name: string): void {
  if (!wished.some((w) => w.site === site)) wished.push({ site, name });
  told?.();
}

/** Has the plan page told when there is a wish. */
export function onWish(tell: () => void): void {
  told = tell;
}

export const firstWish = () => wished[0];

export function takeWishes(): { site: string; name: string }[] {
  return wished.splice(0);
}
