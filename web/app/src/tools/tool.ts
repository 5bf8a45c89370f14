import type { Part } from "../app.ts";

/** A tool that is in use: what its card shows beside the tool bar. */
export interface Tool extends Part {
  /** It takes the clicks on the map; Escape then is its own. */
  readonly busy: boolean;
  /** Draws itself anew, in another language. */
  draw(): void;
  /** Takes away everything it has put on the map. */
  close(): void;
}
