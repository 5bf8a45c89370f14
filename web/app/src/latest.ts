/** How long is waited for another change before the server is asked, in milliseconds. */
const pause = 350;

export interface LatestHost<Said, Seen> {
  ask(said: Said, signal: AbortSignal): Promise<Seen>;
  /** What was asked for last and only that; an answer that a later question overtook is never shown. */
  onSeen(seen: Seen): void;
  onFailed(error: unknown): void;
  /** The server is being asked, or will be in a moment. */
  onBusy(busy: boolean): void;
}

/** Asks the server whenever something else is said: not at every key, in order, and only the last answer counts. */
export class Latest<Said, Seen> {
  #host: LatestHost<Said, Seen>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor(host: LatestHost<Said, Seen>) {
    this.#host = host;
  }

  want(said: Said, wait = pause): void {
    this.#halt();
    this.#host.onBusy(true);
    this.#timer = setTimeout(() => void this.#ask(said), wait);
  }

  /** Forgets what is asked; nothing more is heard of it. */
  stop(): void {
    this.#halt();
    this.#host.onBusy(false);
  }

  #halt(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = undefined;
  }

  async #ask(said: Said): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    const current = () => this.#asking === asking;
    try {
      const seen = await this.#host.ask(said, asking.signal);
      if (current()) this.#host.onSeen(seen);
    } catch (error) {
      if (current()) this.#host.onFailed(error);
    } finally {
      if (current()) {
        this.#asking = undefined;
        this.#host.onBusy(false);
      }
    }
  }
}
