import type { Plan } from "./types.ts";

const dayMs = 86_400_000;
/** More days than anybody plans; what is wrong with longer plans the server says. */
const most = 366;

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** Every day from the first to the last one, YYYY-MM-DD; none if the dates make no sense. */
export function datesBetween(from: string, to: string): string[] {
  if (!isDate(from) || !isDate(to)) return [];
  const [first, last] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)];
  const n = Math.min(most, Math.floor((last - first) / dayMs) + 1);
  return Array.from({ length: Math.max(0, n) }, (_, i) => new Date(first + i * dayMs).toISOString().slice(0, 10));
}

/** The days of a plan, and those beyond its dates on which stops still are: nothing is out of sight. */
export function datesOf(plan: Plan): string[] {
  const beyond = plan.days.filter((d) => d.stops.length > 0).map((d) => d.date);
  return [...new Set([...datesBetween(plan.from, plan.to), ...beyond])].sort();
}

export const isRest = (plan: Plan, date: string) => (plan.rest ?? []).includes(date);

/** The days on which somebody works. */
export const workdaysOf = (plan: Plan) => datesBetween(plan.from, plan.to).filter((date) => !isRest(plan, date));
