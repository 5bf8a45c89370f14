import { workdaysOf } from "./days.ts";
import type { Day, Plan, Stop, Visited } from "./types.ts";

/** Where a stop is: on a day, with a vehicle, at a place in the order. A stop that is nowhere is on no day. */
export interface Spot {
  date: string;
  vehicle: string;
  index: number;
}

/** What people decide about a stop beside where it is. */
export type StopChange = Partial<Omit<Stop, "site">>;

export function dayOf(plan: Plan, date: string, vehicle: string): Day | undefined {
  return plan.days.find((d) => d.date === date && d.vehicle === vehicle);
}

export function spotOf(plan: Plan, site: string): Spot | undefined {
  for (const { date, vehicle, stops } of plan.days) {
    const index = stops.findIndex((s) => s.site === site);
    if (index >= 0) return { date, vehicle, index };
  }
  return undefined;
}

export function isLocked(plan: Plan, site: string): boolean {
  return plan.days.some((d) => d.stops.some((s) => s.site === site && s.locked === true));
}

/** The stops that are on no day, in the order in which they were added. */
export function leftOut(plan: Plan): Stop[] {
  const placed = new Set(plan.days.flatMap((d) => d.stops.map((s) => s.site)));
  return plan.stops.filter((s) => !placed.has(s.site));
}

/**
 * Puts a stop on a day, before what is at `index` once it is taken away from where it was; or on no day, where nothing
 * can be locked. The same plan comes back if it is there already.
 */
export function moveTo(plan: Plan, site: string, to: Spot | undefined): Plan {
  const from = spotOf(plan, site);
  if (!plan.stops.some((s) => s.site === site) || sameSpot(from, to) || (!from && !to)) return plan;
  const kept: Visited = { site, ...(to && isLocked(plan, site) && { locked: true }) };
  const without = plan.days.map((d) => ({ ...d, stops: d.stops.filter((s) => s.site !== site) }));
  return { ...plan, days: tidy(to ? insert(without, to, kept) : without) };
}

function insert(days: Day[], { date, vehicle, index }: Spot, stop: Visited): Day[] {
  const day = days.find((d) => d.date === date && d.vehicle === vehicle) ?? { date, vehicle, stops: [] };
  const at = Math.max(0, Math.min(index, day.stops.length));
  const stops = [...day.stops.slice(0, at), stop, ...day.stops.slice(at)];
  return [...days.filter((d) => d !== day), { ...day, stops }];
}

const sameSpot = (a: Spot | undefined, b: Spot | undefined) => a?.date === b?.date && a?.vehicle === b?.vehicle && a?.index === b?.index;

/** By date and vehicle, without days of which nothing is said. */
function tidy(days: readonly Day[]): Day[] {
  const order = (d: Day) => `${d.date} ${d.vehicle}`;
  return days.filter((d) => d.stops.length > 0 || d.end).sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Earlier or later within its day; at either end it stays. */
export function step(plan: Plan, site: string, by: -1 | 1): Plan {
  const spot = spotOf(plan, site);
  if (!spot) return plan;
  const index = spot.index + by;
  const last = (dayOf(plan, spot.date, spot.vehicle)?.stops.length ?? 1) - 1;
  return index < 0 || index > last ? plan : moveTo(plan, site, { ...spot, index });
}

/** To the day of work before or after: to its end and to its beginning. From no day it comes to the first one, or the last. */
export function stepDay(plan: Plan, site: string, by: -1 | 1): Plan {
  const spot = spotOf(plan, site);
  const days = workdaysOf(plan);
  const vehicle = spot?.vehicle ?? plan.vehicles[0]?.id;
  const date = spot ? (by > 0 ? days.find((d) => d > spot.date) : days.findLast((d) => d < spot.date)) : by > 0 ? days[0] : days.at(-1);
  if (date === undefined || vehicle === undefined) return plan;
  const index = by > 0 && spot ? 0 : (dayOf(plan, date, vehicle)?.stops.length ?? 0);
  return moveTo(plan, site, { date, vehicle, index });
}

/** To the end of what a vehicle does on a day. */
export function append(plan: Plan, site: string, date: string, vehicle: string): Plan {
  const stops = dayOf(plan, date, vehicle)?.stops.filter((s) => s.site !== site) ?? [];
  return moveTo(plan, site, { date, vehicle, index: stops.length });
}

export function lock(plan: Plan, site: string, locked: boolean): Plan {
  const set = (s: Visited): Visited => (s.site === site ? { site, ...(locked && { locked }) } : s);
  return { ...plan, days: plan.days.map((d) => ({ ...d, stops: d.stops.map(set) })) };
}

/** What a stop is that nobody has said anything of yet. */
export const newStop = (site: string): Stop => ({ site, task: "visit", minutes: 120, priority: 5 });

export function addStop(plan: Plan, site: string): Plan {
  return plan.stops.some((s) => s.site === site) ? plan : { ...plan, stops: [...plan.stops, newStop(site)] };
}

export function removeStop(plan: Plan, site: string): Plan {
  const days = tidy(plan.days.map((d) => ({ ...d, stops: d.stops.filter((s) => s.site !== site) })));
  return { ...plan, stops: plan.stops.filter((s) => s.site !== site), days };
}

export function changeStop(plan: Plan, site: string, change: StopChange): Plan {
  return { ...plan, stops: plan.stops.map((s) => (s.site === site ? plain({ ...s, ...change }) : s)) };
}

/** What says nothing is not written. */
function plain({ must, note, ...stop }: Stop): Stop {
  return { ...stop, ...(must && { must }), ...(note && { note }) };
}

/** Where a day ends: the base if `end` is empty. */
export function endDay(plan: Plan, date: string, vehicle: string, end: string): Plan {
  const day = dayOf(plan, date, vehicle) ?? { date, vehicle, stops: [] };
  const { end: _, ...rest } = day;
  return { ...plan, days: tidy([...plan.days.filter((d) => d !== day), { ...rest, ...(end && { end }) }]) };
}
