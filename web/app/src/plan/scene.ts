import type { Item } from "../api.ts";
import type { App } from "../app.ts";
import type { Key, Language } from "../i18n/index.ts";
import type { Desk } from "./desk.ts";
import type { Changed, Plan } from "./types.ts";

/** What each part of the plan page is drawn from, and what it can ask for. */
export interface Scene {
  app: App;
  language: Language;
  desk: Desk;
  /** Whether the server lets plans be stored; if not, all else can be tried. */
  edit: boolean;
  /** An earlier revision, or another state that is only looked at. */
  looking: boolean;
  /** Sites and restrictions by id, as far as they were loaded. */
  sites: ReadonlyMap<string, Item>;
  restrictions: ReadonlyMap<string, Item>;
  /** What became different at the stops since the plan was accepted; undefined until it is known. */
  changes: readonly Changed[] | undefined;
  /** What a person opened, so that it stays open when the page is drawn anew. */
  opened: Set<string>;
  t(key: Key, values?: Record<string, string | number>): string;
  /** Does something to the plan that can be taken back, and says what. */
  change(plan: Plan, what: string, kind?: string): void;
  draw(): void;
  say(words: string): void;
  openSite(site: string): void;
  openRestriction(id: string): void;
  nameOf(site: string): string;
  vehicleName(id: string): string;
  /** A name of the plan without the words that it is invented: what shows it says so. */
  plain(name: string): string;
  /** Has a place pointed at on the map. */
  point(what: string, done: (at: [number, number]) => void): void;
  /** What is pointed at now, if anything is. */
  pointing: string | undefined;
}
