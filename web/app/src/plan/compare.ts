import { leftOut, type Spot, spotOf } from "./moves.ts";
import type { Plan, Stop } from "./types.ts";

/** What is different between two plans, by site. */
export interface Difference {
  added: string[];
  removed: string[];
  /** That were on a day, and are on none. */
  leftOut: string[];
  /** That were on no day, and are on one. */
  taken: { site: string; to: Spot }[];
  /** To another day or vehicle. */
  moved: { site: string; from: Spot; to: Spot }[];
  /** On the same day, before or after others than it was. */
  reordered: { site: string; at: Spot }[];
  /** Task, minutes, priority and the like, by the names of their members. */
  changed: { site: string; members: (keyof Stop)[] }[];
  /** What else of the plan, by the names of its members. */
  about: (keyof Plan)[];
}

const stopMembers = ["task", "minutes", "priority", "must", "note"] as const satisfies (keyof Stop)[];
const planMembers = [
  "title",
  "note",
  "languages",
  "team",
  "emergency",
  "vehicles",
  "base",
  "nights",
  "from",
  "to",
  "zone",
  "start",
  "end",
  "rest",
  "detour_factor",
  "matrix",
  "papers",
  "weights",
] as const satisfies (keyof Plan)[];

/** What somebody did who made `after` of `before`. */
export function compare(before: Plan, after: Plan): Difference {
  const [was, is] = [sitesOf(before), sitesOf(after)];
  const both = [...is].filter((site) => was.has(site));
  const spots = both.map((site) => ({ site, from: spotOf(before, site), to: spotOf(after, site) }));
  const out = new Set(leftOut(after).map((s) => s.site));
  return {
    added: [...is].filter((site) => !was.has(site)),
    removed: [...was].filter((site) => !is.has(site)),
    leftOut: spots.filter((s) => s.from && out.has(s.site)).map((s) => s.site),
    taken: spots.flatMap(({ site, from, to }) => (!from && to ? [{ site, to }] : [])),
    moved: spots.flatMap(({ site, from, to }) => (from && to && !sameDay(from, to) ? [{ site, from, to }] : [])),
    reordered: reordered(before, after),
    changed: both.flatMap((site) => changed(before, after, site)),
    about: planMembers.filter((m) => !same(before[m], after[m])),
  };
}

export function isNothing(d: Difference): boolean {
  return Object.values(d).every((list) => list.length === 0);
}

const sitesOf = (plan: Plan) => new Set(plan.stops.map((s) => s.site));
const sameDay = (a: Spot, b: Spot) => a.date === b.date && a.vehicle === b.vehicle;

/** Nothing, an empty list and an empty text all say the same: nothing. */
function same(a: unknown, b: unknown): boolean {
  const said = (v: unknown) =>
    v === undefined || v === null || v === "" || v === false || v === 0 || (Array.isArray(v) && v.length === 0) ? "" : JSON.stringify(v);
  return said(a) === said(b);
}

function changed(before: Plan, after: Plan, site: string): { site: string; members: (keyof Stop)[] }[] {
  const [was, is] = [before, after].map((plan) => plan.stops.find((s) => s.site === site));
  const members = stopMembers.filter((m) => !same(was?.[m], is?.[m]));
  return members.length > 0 ? [{ site, members }] : [];
}

/** Of the stops that stayed on their day, the fewest that have to change places to make one order of the other. */
function reordered(before: Plan, after: Plan): { site: string; at: Spot }[] {
  return after.days.flatMap(({ date, vehicle, stops }) => {
    const then = before.days.find((d) => d.date === date && d.vehicle === vehicle)?.stops.map((s) => s.site) ?? [];
    const now = stops.map((s) => s.site);
    const kept = longestCommon(
      then.filter((s) => now.includes(s)),
      now.filter((s) => then.includes(s)),
    );
    return now.flatMap((site, index) => (then.includes(site) && !kept.has(site) ? [{ site, at: { date, vehicle, index } }] : []));
  });
}

/** The most of two orders that is in the same order in both. */
function longestCommon(a: readonly string[], b: readonly string[]): Set<string> {
  const rows = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = rows[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const common = new Set<string>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      common.add(a[i] ?? "");
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return common;
}
