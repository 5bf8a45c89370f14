import { Latest } from "../latest.ts";
import { History } from "./history.ts";
import { keepDraft, keptDraft } from "./keeping.ts";
import { workOut } from "./server.ts";
import type { Plan, Timetable } from "./types.ts";

/** How long the hand rests before the server is asked what follows, in milliseconds. */
const pause = 150;

/** A plan that is worked on: what was done to it, what is stored of it, and what follows from it. */
export class Desk {
  readonly history: History<Plan>;
  /** As the server has it, or had it when work on it began. */
  saved: Plan;
  /** How the plan works out; of the state before, as long as the server is asked. */
  timetable: Timetable | undefined;
  busy = false;
  failed: unknown;
  /** Whether what was not saved was found again when it was opened. */
  readonly restored: boolean;
  #changed: () => void;
  #latest: Latest<Plan, Timetable>;

  /** `drafts`: what was not saved is kept, and found again; `restored` says so as a step. */
  constructor(saved: Plan, changed: () => void, { drafts, restored }: { drafts: boolean; restored: string }) {
    const draft = drafts ? keptDraft(saved.id) : undefined;
    this.saved = draft?.saved ?? saved;
    this.history = new History(this.saved);
    this.restored = draft !== undefined && this.history.do(draft.now, restored);
    this.#changed = changed;
    this.#latest = new Latest<Plan, Timetable>({
      ask: (plan, signal) => workOut(plan, signal),
      onSeen: (timetable) => {
        this.timetable = timetable;
        this.failed = undefined;
      },
      onFailed: (error) => {
        this.failed = error;
      },
      onBusy: (busy) => {
        this.busy = busy;
        this.#changed();
      },
    });
  }

  get plan(): Plan {
    return this.history.now;
  }

  /** Whether there is something that the server does not have. */
  get dirty(): boolean {
    return this.saved.revision === 0 || !samePlan(this.plan, this.saved);
  }

  /** Does something that can be taken back; `timetable` is what follows from it, if that is known. */
  do(plan: Plan, what: string, { kind, timetable }: { kind?: string; timetable?: Timetable } = {}): boolean {
    if (!this.history.do(plan, what, kind)) return false;
    this.#follow(timetable);
    return true;
  }

  undo(): string | undefined {
    const what = this.history.undo();
    if (what !== undefined) this.#follow();
    return what;
  }

  redo(): string | undefined {
    const what = this.history.redo();
    if (what !== undefined) this.#follow();
    return what;
  }

  /** The server has it now, as it answers; what was done while it was asked is still to be saved. */
  stored(sent: Plan, saved: Plan): void {
    this.saved = saved;
    if (this.plan === sent) this.history.amend(saved);
    this.#keep();
    this.#changed();
  }

  /** Asks how it works out, also again. */
  again(): void {
    this.#latest.want(this.plan, 0);
  }

  close(): void {
    this.#latest.stop();
  }

  #follow(timetable?: Timetable): void {
    this.#keep();
    if (timetable) {
      this.#latest.stop();
      this.timetable = timetable;
      this.failed = undefined;
      this.#changed();
    } else this.#latest.want(this.plan, pause);
  }

  #keep(): void {
    keepDraft(this.saved.id, this.dirty ? { saved: this.saved, now: this.plan } : undefined);
  }
}

/** Whether two plans say the same, whatever revision they are. */
export function samePlan(a: Plan, b: Plan): boolean {
  const said = ({ revision: _, ...plan }: Plan) => JSON.stringify(plan, sorted);
  return a === b || said(a) === said(b);
}

/** Members in the order of their names, and none that say nothing: servers and pages write them differently. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([, v]) => v !== null && v !== "" && v !== false && !(Array.isArray(v) && v.length === 0));
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}
