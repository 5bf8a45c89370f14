import { apiAddress, fetchJSON, type Item, NotThere, Refusal, send } from "../api.ts";
import type { Changed, Plan, PlanDocument, Ranking, Snapshot, Timetable, Weights } from "./types.ts";

const path = (id: string) => `plans/${encodeURIComponent(id)}`;

export async function listPlans(signal?: AbortSignal): Promise<PlanDocument[]> {
  return (await fetchJSON<{ plans: PlanDocument[] | null }>(apiAddress("plans"), signal)).plans ?? [];
}

/** One revision of a plan, the newest for 0. */
export function fetchPlan(id: string, revision = 0, signal?: AbortSignal): Promise<Plan> {
  return fetchJSON<Plan>(apiAddress(path(id), revision > 0 ? { revision } : {}), signal).then(whole);
}

export async function createPlan(plan: Plan): Promise<Plan> {
  return whole((await (await send("POST", apiAddress("plans"), plan)).json()) as Plan);
}

/** Writes a plan as the revision after `revision`; refused with 412 if that is no longer the newest. */
export async function savePlan(plan: Plan, revision: number): Promise<Plan> {
  return whole((await (await send("PUT", apiAddress(path(plan.id)), plan, undefined, tagged(revision))).json()) as Plan);
}

export async function deletePlan({ id, revision }: { id: string; revision: number }): Promise<void> {
  await send("DELETE", apiAddress(path(id)), undefined, undefined, tagged(revision));
}

const tagged = (revision: number) => ({ "If-Match": `"${revision}"` });

export async function fetchRevisions(id: string, signal?: AbortSignal): Promise<PlanDocument[]> {
  return (await fetchJSON<{ revisions: PlanDocument[] | null }>(apiAddress(`${path(id)}/revisions`), signal)).revisions ?? [];
}

/** A plan as it works out, stored or not. */
export async function workOut(plan: Plan, signal?: AbortSignal): Promise<Timetable> {
  return (await (await send("POST", apiAddress("plans/timetable"), plan, signal)).json()) as Timetable;
}

export async function arrange(plan: Plan, signal?: AbortSignal): Promise<{ plan: Plan; timetable: Timetable }> {
  const answer = (await (await send("POST", apiAddress("plans/arrange"), plan, signal)).json()) as { plan: Plan; timetable: Timetable };
  return { ...answer, plan: whole(answer.plan) };
}

export async function fetchChanges(id: string, signal?: AbortSignal): Promise<Changed[]> {
  return (await fetchJSON<{ changes: Changed[] | null }>(apiAddress(`${path(id)}/changes`), signal)).changes ?? [];
}

export function rank(weights: Weights | undefined, limit: number, signal?: AbortSignal): Promise<Ranking> {
  return fetchJSON<Ranking>(apiAddress("plans/ranking", { ...weights, limit }), signal);
}

export const packageAddress = (id: string, languages: readonly string[]) => apiAddress(`${path(id)}/package`, { languages: languages.join(",") });
export const bookAddress = (id: string, language: string) => apiAddress(`${path(id)}/book`, { lang: language });
export const matrixAddress = (id: string) => apiAddress(`${path(id)}/matrix.csv`);

export const isStale = (error: unknown) => error instanceof Refusal && error.status === 412;
export const isGone = (error: unknown) => error instanceof NotThere;

/** Restrictions by id, as many as a page of them holds. */
export async function fetchRestrictions(signal?: AbortSignal): Promise<Map<string, Item>> {
  const { features } = await fetchJSON<{ features: Item[] }>(apiAddress("collections/restrictions/items", { limit: 1000 }), signal);
  return new Map(features.map((f) => [String(f.id), f]));
}

/** A plan whose lists are there, also those that a server leaves out or says to be null because nothing is in them. */
function whole(plan: Plan): Plan {
  const days = (plan.days ?? []).map((d) => ({ ...d, stops: d.stops ?? [] }));
  return { ...plan, languages: plan.languages ?? [], team: plan.team ?? [], vehicles: plan.vehicles ?? [], stops: plan.stops ?? [], days };
}

export type { Snapshot };
