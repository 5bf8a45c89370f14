import { fetchItem, fetchJSON, fetchPage, type Item, NotThere, Refusal, send } from "../api.ts";
import type { Wanted } from "../finding/conditions.ts";
import { number, text } from "../panel/naming.ts";
import { fetchParties } from "../parties.ts";
import { countsOf, pairsAtOnce, pairsOf, reviewAddress, type WantedPairs } from "./query.ts";

export const decisions = ["accepted", "rejected", "postponed"] as const;
export type Decision = (typeof decisions)[number];

/** How far the review is. */
export type Progress = Readonly<Record<Decision, number>> & { readonly total: number };

/** A page of pairs: where it begins in the list, what its pairs compare, and the way back. */
export interface QueuePage {
  pairs: Item[];
  parties: ReadonlyMap<string, Item>;
  first: number;
  total: number | undefined;
  next: string | undefined;
  trail: readonly string[];
}

interface Facets {
  numberMatched: number;
  facets: { field: string; values?: { value: string; count: number }[] }[];
}

/** The pairs to be judged, page by page as the server sorts them, and what was judged here, so that it can be taken back. */
export class Queue {
  page: QueuePage | undefined;
  progress: Progress | undefined;
  #done: { id: string; before: { decision: string; reason: string } }[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  async start(wanted: WantedPairs): Promise<void> {
    await this.#load([pairsOf(wanted)]);
  }

  async turn(to: "next" | "previous"): Promise<boolean> {
    const { page } = this;
    const trail = to === "next" ? page?.next && [...page.trail, page.next] : page && page.trail.length > 1 && page.trail.slice(0, -1);
    if (!trail) return false;
    await this.#load(trail);
    return true;
  }

  async #load(trail: readonly string[]): Promise<void> {
    const { items, total, next } = await fetchPage(trail.at(-1) ?? "");
    const parties = await fetchParties(items);
    this.page = { pairs: items, parties, first: (trail.length - 1) * pairsAtOnce + 1, total, next, trail };
  }

  async count(wanted: Wanted): Promise<void> {
    const { numberMatched, facets } = await fetchJSON<Facets>(countsOf(wanted));
    const values = facets.find((f) => f.field === "review")?.values ?? [];
    const of = (decision: Decision) => values.find((v) => v.value === decision)?.count ?? 0;
    this.progress = { accepted: of("accepted"), rejected: of("rejected"), postponed: of("postponed"), total: numberMatched };
  }

  /** Records a judgement. The pair is to be in the state in which it is shown; if it is not, it is read again. */
  async judge(pair: Item, decision: Decision, reason: string): Promise<void> {
    const before = { decision: text(pair.properties, "review") ?? "", reason: text(pair.properties, "review_reason") ?? "" };
    await this.#send(pair, { decision, reason });
    this.#done.push({ id: String(pair.id), before });
  }

  /** Takes the last judgement back: the pair is again as it was judged before, or open. */
  async undo(): Promise<Item | undefined> {
    const last = this.#done.at(-1);
    if (!last) return undefined;
    const pair = this.find(last.id) ?? (await fetchItem({ collection: "overlaps", id: last.id }));
    const now = await this.#send(pair, last.before);
    this.#done.pop();
    return now;
  }

  find(id: string): Item | undefined {
    return this.page?.pairs.find((p) => p.id === id);
  }

  async #send(pair: Item, said: { decision: string; reason: string }): Promise<Item> {
    const { decision, reason } = said;
    const body = { decision, revision: number(pair.properties, "revision"), ...(reason && { reason }) };
    try {
      const now = (await (await send("POST", reviewAddress(String(pair.id)), body)).json()) as Item;
      this.#put(now);
      this.#recount(text(pair.properties, "review"), decision);
      return now;
    } catch (error) {
      if (error instanceof Refusal && error.status === 412) this.#put(await fetchItem({ collection: "overlaps", id: String(pair.id) }));
      throw error;
    }
  }

  #put(now: Item): void {
    const at = this.page?.pairs.findIndex((p) => p.id === now.id) ?? -1;
    if (at >= 0) this.page?.pairs.splice(at, 1, now);
  }

  /** What one judgement changes; the server is asked again with the next page. */
  #recount(before: string | undefined, now: string): void {
    if (!this.progress) return;
    const change = (decision: Decision) => Number(decision === now) - Number(decision === before);
    const { accepted, rejected, postponed, total } = this.progress;
    this.progress = {
      total,
      accepted: accepted + change("accepted"),
      rejected: rejected + change("rejected"),
      postponed: postponed + change("postponed"),
    };
  }
}

export const isStale = (error: unknown) => error instanceof Refusal && error.status === 412;
export const isGone = (error: unknown) => error instanceof NotThere;
