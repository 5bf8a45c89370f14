import type { Item } from "../api.ts";
import type { App } from "../app.ts";
import { h, render } from "../dom.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";
import { withoutInvented } from "../naming.ts";
import { loadAll } from "../panel/dossier.ts";
import { nameOf } from "../panel/naming.ts";
import type { View } from "../state/view.ts";
import { Pointing } from "../tools/pointing.ts";
import { explain } from "../trouble.ts";
import { Asking } from "./asking.ts";
import { carryTab } from "./carry.ts";
import { changesTab } from "./changed.ts";
import { compare, isNothing } from "./compare.ts";
import { differences } from "./comparison.ts";
import { DaysTab } from "./daystab.ts";
import { Desk, samePlan } from "./desk.ts";
import { type Deeds, planHead } from "./head.ts";
import { keepDraft } from "./keeping.ts";
import { Matrix } from "./matrix.ts";
import { addStop, spotOf } from "./moves.ts";
import { PlanOnMap } from "./onmap.ts";
import { papersTab } from "./papers.ts";
import { RankingTab } from "./ranking.ts";
import { RevisionsTab } from "./revisions.ts";
import { sayDay } from "./say.ts";
import type { Scene } from "./scene.ts";
import { arrange, createPlan, fetchChanges, fetchPlan, fetchRestrictions, isStale, savePlan } from "./server.ts";
import { setupTab } from "./setup.ts";
import type { Changed, Plan } from "./types.ts";
import { takeWishes } from "./wishes.ts";

/** Whether somebody is writing, so that keys are theirs. */
const isWriting = (target: EventTarget | null) => target instanceof Element && target.closest("input:not([type=range], [type=checkbox]), textarea") !== null;

/** What of the view the page is drawn from; where the map is, is not. */
const drawnFrom = ["page", "language", "planTab", "day", "compare", "planRevision"] as const;

/** The plan that is open: its head, and the part of it that is looked at. */
export class OpenPlan implements Scene {
  readonly element = h("div", { class: "open-plan" });
  readonly app: App;
  readonly desk: Desk;
  readonly edit: boolean;
  readonly looking: boolean;
  readonly opened = new Set<string>();
  sites: ReadonlyMap<string, Item> = new Map();
  restrictions: ReadonlyMap<string, Item> = new Map();
  changes: readonly Changed[] | undefined;
  pointing: string | undefined;
  #pointing: Pointing | undefined;
  #asking = new Asking("saving");
  #head = h("div");
  #body = h("div", { class: "plan-body" });
  #voice = h("p", { class: "voice", role: "status", "aria-live": "polite" });
  #trouble: string | undefined;
  #told: HTMLElement | undefined;
  #days = new DaysTab((held) => this.#hold(held));
  #ranking = new RankingTab();
  #revisions = new RevisionsTab();
  #matrix = new Matrix();
  #onMap: PlanOnMap;
  #held = false;
  #arranging = false;
  #saving = false;
  #loading = new Set<string>();
  #gone = new AbortController();

  constructor(app: App, saved: Plan, edit: boolean, looking: boolean) {
    this.app = app;
    this.edit = edit;
    this.looking = looking;
    this.#onMap = new PlanOnMap(app, (site) => this.#goToCard(site));
    this.desk = new Desk(saved, () => this.draw(), { drafts: !looking, restored: this.t("plan.step.restored") });
    this.element.append(h("div", { class: "plan-scroll" }, this.#head, this.#body), this.#voice, this.#asking.element);
    const { signal } = this.#gone;
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    addEventListener("beforeunload", (event) => this.#leave(event), { signal });
    void this.#load();
    this.desk.again();
  }

  get language(): Language {
    return this.app.state.view.language;
  }

  t = (key: Key, values: Record<string, string | number> = {}): string => translate(this.language, key, values);

  nameOf = (site: string): string => {
    const item = this.sites.get(site);
    return item ? nameOf(this.language, "sites", site, item.properties) : site;
  };

  vehicleName = (id: string): string => this.plain(this.desk.plan.vehicles.find((v) => v.id === id)?.name || id);

  plain = (name: string): string => (this.desk.plan.fictional ? withoutInvented(name) : name);

  close(): void {
    this.#gone.abort();
    this.#endPointing();
    this.desk.close();
    this.#onMap.remove();
  }

  /** The page is left for another one, or looked at again. */
  follow(now: View, before: View): void {
    if (now.page === "plan") {
      if (drawnFrom.some((member) => now[member] !== before[member])) this.draw();
    } else {
      this.#endPointing();
      this.#onMap.hide();
    }
  }

  change(plan: Plan, what: string, kind?: string): void {
    if (this.looking || !this.desk.do(plan, what, kind ? { kind } : {})) return;
    this.#told = undefined;
    this.draw();
    this.say(`${what}.`);
  }

  say(words: string): void {
    this.#voice.textContent = words;
  }

  openSite(site: string): void {
    this.app.state.set({ selected: { collection: "sites", id: site } });
  }

  openRestriction = (id: string): void => this.app.state.set({ selected: { collection: "restrictions", id } });

  point(what: string, done: (at: [number, number]) => void): void {
    const same = this.pointing === what;
    this.#endPointing();
    const map = this.app.drawn?.map;
    if (same || !map) {
      this.draw();
      return;
    }
    this.pointing = what;
    this.#pointing = new Pointing(map, {
      place: ([lon = 0, lat = 0]) => {
        this.#endPointing();
        done([Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]);
        this.draw();
      },
      hover: () => undefined,
      undo: () => undefined,
      end: () => {
        this.#endPointing();
        this.draw();
      },
    });
    this.draw();
  }

  #endPointing(): void {
    this.#pointing?.remove();
    this.#pointing = undefined;
    this.pointing = undefined;
  }

  /** Takes up the sites that somebody wanted in the plan. */
  takeWishes(): void {
    const wishes = takeWishes();
    const plan = wishes.reduce((now, { site }) => addStop(now, site), this.desk.plan);
    const names = wishes.map((w) => w.name).join(", ");
    if (wishes.length > 0 && plan !== this.desk.plan) this.change(plan, this.t("plan.step.add", { name: names }));
    else if (wishes.length > 0) this.say(this.t("plan.rank.planned"));
  }

  async #load(): Promise<void> {
    const { id, revision } = this.desk.saved;
    const ignore = () => undefined;
    const restrictions = fetchRestrictions().then((all) => {
      this.restrictions = all;
    }, ignore);
    const changes = revision > 0 && !this.looking ? fetchChanges(id).then((all) => this.#know(all), ignore) : undefined;
    await Promise.all([restrictions, changes]);
    this.draw();
  }

  #know(changes: Changed[]): void {
    this.changes = changes;
  }

  /** The names of sites that are not known yet; those that are not there are asked for once. */
  async #nameSites(): Promise<void> {
    const wanted = [...this.desk.plan.stops.map((s) => s.site), ...this.#revisions.sites].filter((site) => !this.sites.has(site) && !this.#loading.has(site));
    if (wanted.length === 0) return;
    for (const site of wanted) this.#loading.add(site);
    try {
      const found = await loadAll(
        wanted.map((site) => `sites/${site}`),
        this.#gone.signal,
      );
      const sites = new Map(this.sites);
      for (const [ref, item] of found) sites.set(ref.slice("sites/".length), item);
      this.sites = sites;
      this.draw();
    } catch {
      // The page is closed.
    }
  }

  #hold(held: boolean): void {
    this.#held = held;
    if (!held) this.draw();
  }

  draw(): void {
    if (this.#held || this.app.state.view.page !== "plan") return;
    void this.#nameSites();
    render(this.#head, planHead(this, this.#deeds()), this.#troubles(), this.#told);
    this.element.classList.toggle("working", this.desk.busy);
    this.element.setAttribute("aria-busy", String(this.desk.busy || this.#arranging || this.#saving));
    render(this.#body, this.#tab());
    this.#onMap.show(this);
  }

  #tab(): HTMLElement {
    switch (this.app.state.view.planTab) {
      case "days":
        this.#days.show(this);
        return this.#days.element;
      case "ranking":
        this.#ranking.show(this);
        return this.#ranking.element;
      case "revisions":
        this.#revisions.show(this);
        return this.#revisions.element;
      case "papers":
        return papersTab(this);
      case "setup":
        return setupTab(this, this.#matrix);
      case "changes":
        return changesTab(this, { accept: () => void this.#accept(), saving: this.#saving });
      case "package":
        return carryTab(this);
    }
  }

  #troubles(): HTMLElement | undefined {
    const failed = this.desk.failed;
    if (failed === undefined && this.#trouble === undefined) return undefined;
    const again = () => {
      this.#trouble = undefined;
      this.desk.again();
    };
    return h(
      "div",
      { class: "trouble", role: "alert" },
      this.#trouble !== undefined && h("p", {}, this.#trouble),
      failed !== undefined && h("p", {}, this.t("plan.failed", { reason: explain(this.language, failed) })),
      ...findingsOf(failed),
      h("button", { type: "button", "data-key": "plan-retry", onclick: again }, this.t("app.retry")),
    );
  }

  #deeds(): Deeds {
    return {
      list: () => this.app.state.set({ plan: "", planRevision: 0, planTab: "days", day: "", compare: "" }),
      undo: () => this.#undo(),
      redo: () => this.#redo(),
      arrange: () => void this.#arrange(),
      save: () => void this.#save(),
      newest: () => this.app.state.set({ planRevision: 0 }),
      takeUp: () => void this.#takeUp(),
      arranging: this.#arranging,
      saving: this.#saving,
    };
  }

  #undo(): void {
    const what = this.desk.undo();
    this.#told = undefined;
    this.draw();
    if (what !== undefined) this.say(this.t("plan.undone", { what }));
  }

  #redo(): void {
    const what = this.desk.redo();
    this.draw();
    if (what !== undefined) this.say(this.t("plan.redone", { what }));
  }

  #key(event: KeyboardEvent): void {
    const dialog = event.target instanceof Element && event.target.closest("dialog");
    if (this.app.state.view.page !== "plan" || this.looking || dialog || isWriting(event.target) || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    // Keys in their place, not characters: they work while somebody writes Russian or Japanese.
    const redo = (event.code === "KeyZ" && event.shiftKey) || event.code === "KeyY";
    if (event.code !== "KeyZ" && !redo) return;
    event.preventDefault();
    if (redo) this.#redo();
    else this.#undo();
  }

  /** What was not saved is kept for this tab; whoever leaves is asked all the same. */
  #leave(event: BeforeUnloadEvent): void {
    if (!this.looking && this.edit && this.desk.dirty) event.preventDefault();
  }

  /** A new arrangement, as one step that can be taken back, with what it changed. */
  async #arrange(): Promise<void> {
    const before = this.desk.plan;
    this.#arranging = true;
    this.#trouble = undefined;
    this.draw();
    this.say(this.t("plan.arranging"));
    try {
      const { plan, timetable } = await arrange(before);
      if (this.desk.plan !== before) this.#trouble = this.t("plan.arrange.overtaken");
      else this.#arranged(before, { ...plan, id: before.id, revision: before.revision }, timetable);
    } catch (error) {
      this.#trouble = this.t("plan.failed", { reason: explain(this.language, error) });
    }
    this.#arranging = false;
    this.draw();
  }

  #arranged(before: Plan, plan: Plan, timetable: Awaited<ReturnType<typeof arrange>>["timetable"]): void {
    const d = compare(before, plan);
    this.desk.do(samePlan(before, plan) ? before : plan, this.t("plan.step.arrange"), { timetable });
    const words = isNothing(d)
      ? this.t("plan.arranged.same")
      : this.t("plan.arranged", { moved: d.moved.length + d.reordered.length, taken: d.taken.length, out: d.leftOut.length });
    this.say(words);
    this.#told = h(
      "details",
      { class: "arranged filter" },
      h("summary", { "data-key": "arranged" }, words),
      h("div", { class: "differences" }, ...differences(this, d)),
    );
  }

  async #save(): Promise<void> {
    const sent = this.desk.plan;
    await this.#storing(async () => {
      const saved = this.desk.saved.revision > 0 ? await savePlan(sent, this.desk.saved.revision) : await createPlan({ ...sent, id: "" });
      this.#stored(sent, saved);
    });
  }

  #stored(sent: Plan, saved: Plan): void {
    const { id } = this.desk.saved;
    this.desk.stored(sent, saved);
    this.say(this.t("plan.saved", { n: saved.revision }));
    if (id !== saved.id) {
      keepDraft(id, undefined);
      this.app.state.set({ plan: saved.id });
    }
    void fetchChanges(saved.id).then(
      (changes) => {
        this.#know(changes);
        this.draw();
      },
      () => undefined,
    );
  }

  async #storing(store: () => Promise<void>): Promise<void> {
    this.#saving = true;
    this.#trouble = undefined;
    this.draw();
    try {
      await store();
    } catch (error) {
      if (isStale(error)) await this.#overtaken();
      else this.#trouble = [this.t("plan.notsaved", { reason: explain(this.language, error) }), ...findingWords(error)].join(" ");
    }
    this.#saving = false;
    this.draw();
  }

  /** Somebody else was first: what is different is shown, and whose it is to be is asked. */
  async #overtaken(): Promise<void> {
    const theirs = await fetchPlan(this.desk.saved.id);
    const mine = this.desk.plan;
    const d = compare(mine, theirs);
    const choice = await this.#asking.ask(
      this.t("plan.overtaken", { n: theirs.revision }),
      [
        h("p", {}, this.t("plan.overtaken.about")),
        isNothing(d) ? h("p", {}, this.t("plan.compare.same")) : h("div", { class: "differences" }, ...differences(this, d)),
      ],
      [
        { key: "theirs", words: this.t("plan.overtaken.theirs", { n: theirs.revision }) },
        { key: "mine", words: this.t("plan.overtaken.mine", { n: theirs.revision + 1 }), primary: true },
        { key: "neither", words: this.t("plan.overtaken.neither") },
      ],
    );
    if (choice === "theirs") {
      this.desk.saved = theirs;
      this.desk.do(theirs, this.t("plan.step.theirs"));
    } else if (choice === "mine") this.#stored(mine, await savePlan(mine, theirs.revision));
  }

  /** What the overlaps come to now is what later changes are counted from: the server notes it with a revision that does not say so. */
  async #accept(): Promise<void> {
    const { before: _, ...plan } = this.desk.plan;
    this.desk.do(plan, this.t("plan.step.accept"));
    await this.#save();
  }

  /** An earlier revision becomes what is worked on; it is saved as a new one, or not at all. */
  async #takeUp(): Promise<void> {
    const newest = await fetchPlan(this.desk.saved.id);
    keepDraft(newest.id, { saved: newest, now: { ...this.desk.plan, revision: newest.revision } });
    this.app.state.set({ planRevision: 0 });
  }

  /** From the map to where a stop is in the list. */
  #goToCard(site: string): void {
    const spot = spotOf(this.desk.plan, site);
    const { day } = this.app.state.view;
    this.app.state.set({ planTab: "days", ...(spot && day !== "" && { day: spot.date }) });
    const button = this.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(`site-${site}`)}"]`);
    button?.scrollIntoView({ block: "center" });
    button?.focus({ preventScroll: true });
    if (spot) this.say(`${this.nameOf(site)}, ${sayDay(this.language, spot.date, "long")}`);
  }
}

/** What the server finds wrong with a plan, as it says it. */
function findingWords(error: unknown): string[] {
  const findings = (error as { findings?: readonly { message: string; advice: string }[] } | undefined)?.findings ?? [];
  return findings.slice(0, 5).map(({ message, advice }) => `${message}: ${advice}.`);
}

const findingsOf = (error: unknown) => findingWords(error).map((words) => h("p", { lang: "en" }, words));
