/** What may be kept of visited places: enough for a day in the field, little enough for a phone. */
export const bounds = { entries: 4000, bytes: 64 << 20 } as const;

/** How large what is kept is, the longest unused first. */
export class Ledger {
  #sizes = new Map<string, number>();
  #bytes = 0;
  #most: Readonly<Record<"entries" | "bytes", number>>;

  constructor(most: Readonly<Record<"entries" | "bytes", number>> = bounds) {
    this.#most = most;
  }

  /** Notes that an entry was put in, or used again, and says which others are to go. */
  use(name: string, bytes = this.#sizes.get(name) ?? 0): string[] {
    this.#drop(name);
    this.#sizes.set(name, bytes);
    this.#bytes += bytes;
    const gone: string[] = [];
    for (const oldest of this.#sizes.keys()) {
      if (this.#sizes.size <= this.#most.entries && this.#bytes <= this.#most.bytes) break;
      gone.push(oldest);
      this.#drop(oldest);
    }
    return gone;
  }

  #drop(name: string): void {
    this.#bytes -= this.#sizes.get(name) ?? 0;
    this.#sizes.delete(name);
  }
}
