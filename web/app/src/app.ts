import type { Item } from "./api.ts";
import type { BurialMap } from "./map/map.ts";
import type { State } from "./state/state.ts";
import type { Ref } from "./state/view.ts";

/** What the parts of the page can ask of each other. Whatever can be said by the state is said by the state. */
export interface App {
  readonly state: State;
  /** False where the browser cannot draw the map. */
  readonly hasMap: boolean;
  /** The map, once it was needed and is drawn. */
  readonly drawn: BurialMap | undefined;
  /** The map when it is drawn; absent where it cannot be, or is not wanted yet. */
  readonly drawing: Promise<BurialMap> | undefined;
  /** Goes to the map and shows these records, leaving room for what lies over it. */
  showOnMap(items: readonly Item[]): Promise<void>;
  /** The whole region, as at the start. */
  showRegion(): void;
  /** Invented cemeteries that show what the map can do; absent until the server was asked, and if it has none. */
  readonly showDemonstration: (() => void) | undefined;
  /** Records were changed: what was drawn before may be out of date. */
  reload(): void;
  /** Opens the window for exports, for one record or for what the page shows. */
  export(record?: { ref: Ref; name: string }): void;
}

/** Something in the page that draws itself, and goes on doing so as the state changes. */
export interface Part {
  readonly element: HTMLElement;
}
