import type { Item } from "../api.ts";
import type { App } from "../app.ts";
import { text } from "../panel/naming.ts";

/** While somebody steps on, the map does not set out for each pair. */
const pause = 150;

/** Has the map show the pair that is looked at, and what it compares. */
export class Flight {
  #app: App;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(app: App) {
    this.#app = app;
  }

  to(pair: Item | undefined, parties: ReadonlyMap<string, Item>): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#go(pair, parties), pause);
  }

  /** The map is somebody else's again. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#app.drawn?.select(undefined);
  }

  async #go(pair: Item | undefined, known: ReadonlyMap<string, Item>): Promise<void> {
    const drawn = await this.#app.drawing;
    const { page, selected } = this.#app.state.view;
    if (!drawn || page !== "review" || (selected && selected.id !== pair?.id)) return;
    if (!pair) {
      drawn.select(undefined);
      return;
    }
    const party = (field: string) => known.get(text(pair.properties, field) ?? "");
    const parties = { pow: party("pow"), civilian: party("civilian") };
    drawn.select({ item: pair, ref: { collection: "overlaps", id: String(pair.id) }, parties, positions: [] });
    drawn.fit(inSight(pair, parties.pow, parties.civilian));
  }
}

/** What is to be seen whole: the pair, and of what it compares the graves; whole cemeteries only where there is no grave. */
function inSight(pair: Item, ...parties: (Item | undefined)[]): Item[] {
  const there = parties.filter((p) => p !== undefined);
  const graves = there.filter((p) => "occupancy" in p.properties || "kind" in p.properties);
  return [pair, ...(graves.length > 0 ? graves : there)];
}
