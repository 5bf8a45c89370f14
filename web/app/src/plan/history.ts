/** One state and how it came about. */
interface Step<T> {
  state: T;
  /** In words, for whoever takes it back. */
  what: string;
  /** Steps of one kind that follow each other are one: a slider that is drawn, a note that is written. */
  kind: string | undefined;
}

/** A state with all that was done to it and taken back, from when it was opened. */
export class History<T> {
  #past: Step<T>[];
  #future: Step<T>[] = [];

  constructor(state: T) {
    this.#past = [{ state, what: "", kind: undefined }];
  }

  get now(): T {
    return this.#last.state;
  }

  get #last(): Step<T> {
    return this.#past.at(-1) as Step<T>;
  }

  /** What would be taken back, and done again; undefined if nothing would. */
  get undoable(): string | undefined {
    return this.#past.length > 1 ? this.#last.what : undefined;
  }

  get redoable(): string | undefined {
    return this.#future.at(-1)?.what;
  }

  /** Does something new; the same state is nothing new. */
  do(state: T, what: string, kind?: string): boolean {
    if (state === this.now) return false;
    if (kind !== undefined && this.#last.kind === kind) this.#past.pop();
    this.#past.push({ state, what, kind });
    this.#future = [];
    return true;
  }

  /** The same state in other words, which is no step. */
  amend(state: T): void {
    this.#last.state = state;
  }

  undo(): string | undefined {
    const step = this.#past.length > 1 ? this.#past.pop() : undefined;
    if (!step) return undefined;
    this.#future.push(step);
    this.settle();
    return step.what;
  }

  redo(): string | undefined {
    const step = this.#future.pop();
    if (!step) return undefined;
    this.#past.push(step);
    this.settle();
    return step.what;
  }

  /** What comes next is a step of its own, whatever its kind. */
  settle(): void {
    this.#last.kind = undefined;
  }
}
