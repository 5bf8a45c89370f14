import "../finding/finding.css";
import "./review.css";
import type { Item } from "../api.ts";
import type { App, Part } from "../app.ts";
import { h, render } from "../dom.ts";
import { mayEdit } from "../editing.ts";
import { chips } from "../finding/chips.ts";
import { type Language, translate } from "../i18n/index.ts";
import { classOf, text } from "../panel/naming.ts";
import { pairName } from "../parties.ts";
import { type ReviewShow, reviewShows, type View } from "../state/view.ts";
import { explain } from "../trouble.ts";
import { Flight } from "./flight.ts";
import { isOpen } from "./judgement.ts";
import { commandOf, keyHelp } from "./keys.ts";
import { columns, headRow, pairRow, stateOf } from "./list.ts";
import { progressOf } from "./progress.ts";
import { type Decision, isGone, isStale, Queue } from "./queue.ts";
import { ReasonForm } from "./reasonform.ts";

type Command = ReturnType<typeof commandOf>;

/** With another one of these the list is another. */
const asked = ["criteria", "years", "undated", "reviewed", "reviewSort"] as const;

/** The pairs one after the other, beside the map: each is looked at, judged, and the next one follows. */
export class ReviewPage implements Part {
  readonly element = h("section", { class: "review", "aria-labelledby": "review-title" });
  #app: App;
  #queue = new Queue();
  #reasons = new ReasonForm();
  #flight: Flight;
  #edit = false;
  #current = "";
  #failed: unknown;
  #busy = false;
  #head = h("div", { class: "review-head" });
  #list = h("div", { class: "review-list" });
  #foot = h("div", { class: "review-foot" });
  #voice = h("p", { class: "voice", role: "status", "aria-live": "polite" });

  constructor(app: App) {
    this.#app = app;
    this.#flight = new Flight(app);
    this.element.append(this.#head, this.#list, this.#foot, this.#voice, this.#reasons.element);
    this.element.addEventListener("keydown", (event) => this.#key(event));
    app.state.listen((now, before) => this.#follow(now, before));
    void mayEdit().then((edit) => {
      this.#edit = edit;
      this.#draw();
    });
    void this.#start(false);
  }

  get #language(): Language {
    return this.#app.state.view.language;
  }

  get #pairs(): readonly Item[] {
    return this.#queue.page?.pairs ?? [];
  }

  get #pair(): Item | undefined {
    return this.#queue.find(this.#current);
  }

  #follow(now: View, before: View): void {
    if (now.page !== "review") {
      if (before.page === "review" && !now.selected) this.#flight.leave();
      return;
    }
    const other = asked.some((member) => now[member] !== before[member]);
    if (other) void this.#start(false);
    else if (now.language !== before.language) this.#draw();
    if (before.page !== "review") void this.#start(false);
    else if (before.selected && !now.selected) this.#comeBack();
  }

  /** The details were closed: the map shows the pair again, and the focus is in the list. */
  #comeBack(): void {
    this.#show();
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (lost) this.#row(this.#current)?.focus({ preventScroll: true });
  }

  /** Reads the list anew and begins with its first pair. */
  async #start(focus: boolean): Promise<void> {
    const { view } = this.#app.state;
    await this.#reading(() => Promise.all([this.#queue.start(view), this.#queue.count(view)]), focus);
  }

  async #turn(to: "next" | "previous", focus: boolean): Promise<void> {
    await this.#reading(() => Promise.all([this.#queue.turn(to), this.#queue.count(this.#app.state.view)]), focus);
  }

  async #reading(read: () => Promise<unknown>, focus: boolean): Promise<void> {
    this.#failed = undefined;
    this.#busy = true;
    this.#draw();
    try {
      await read();
      if (!this.#pair) this.#current = String(this.#pairs[0]?.id ?? "");
    } catch (error) {
      this.#failed = error;
    }
    this.#busy = false;
    this.#draw();
    this.#show();
    if (focus) this.#row(this.#current)?.focus();
  }

  #draw(): void {
    const language = this.#language;
    const { progress, page } = this.#queue;
    render(
      this.#head,
      h("h2", { id: "review-title" }, translate(language, "review.title")),
      h("p", { class: "note" }, translate(language, this.#app.hasMap ? "review.about" : "review.nomap")),
      !this.#edit && h("p", { class: "note readonly" }, translate(language, "review.readonly")),
      progress && progressOf(language, progress),
      this.#choices(language),
      chips(this.#app.state),
    );
    if (this.#failed !== undefined) render(this.#list, this.#trouble(language, this.#failed));
    else if (!page) render(this.#list, h("p", { role: "status" }, translate(language, "app.loading")));
    else if (page.pairs.length === 0) render(this.#list, h("p", {}, this.#nothing(language)));
    else render(this.#list, this.#table(language));
    this.#list.classList.toggle("busy", this.#busy);
    this.#drawFoot();
  }

  #drawFoot(): void {
    render(this.#foot, this.#actions(this.#language), this.#pager(this.#language), keyHelp(this.#language, this.#edit));
  }

  #nothing(language: Language): string {
    const judged = this.#app.state.view.reviewed === "open" && (this.#queue.progress?.total ?? 0) > 0;
    return translate(language, judged ? "review.none.open" : "review.none");
  }

  #trouble(language: Language, error: unknown): HTMLElement {
    const again = h("button", { type: "button", "data-key": "review-retry", onclick: () => void this.#start(true) }, translate(language, "app.retry"));
    return h("div", { class: "trouble", role: "alert" }, h("p", {}, explain(language, error)), again);
  }

  /** Which pairs, and on a phone, where columns have no headings, in which order. */
  #choices(language: Language): HTMLElement {
    const { reviewed, reviewSort } = this.#app.state.view;
    const show = (name: ReviewShow) => {
      const pressed = name === reviewed ? "true" : "false";
      const choose = () => this.#app.state.set({ reviewed: name });
      return h(
        "button",
        { type: "button", class: "tab", "data-key": `show-${name}`, "aria-pressed": pressed, onclick: choose },
        translate(language, `review.show.${name}`),
      );
    };
    const options = columns.map(({ key, field, first }) =>
      h("option", { value: `${first}${field}`, selected: reviewSort.replace("-", "") === field }, translate(language, key)),
    );
    const sort = h(
      "select",
      {
        class: "sort-choice",
        "data-key": "review-sort",
        "aria-label": translate(language, "review.sorted", { column: "" }).trim(),
        onchange: () => this.#app.state.set({ reviewSort: sort.value }),
      },
      ...options,
    );
    return h(
      "div",
      { class: "review-choices" },
      h("div", { class: "tabs", role: "group", "aria-label": translate(language, "review.show") }, ...reviewShows.map(show)),
      sort,
    );
  }

  #table(language: Language): HTMLElement {
    const { pairs, parties, first, total } = this.#queue.page ?? { pairs: [], parties: new Map(), first: 1, total: 0 };
    const head = headRow(language, this.#app.state.view.reviewSort, (reviewSort) => this.#app.state.set({ reviewSort }));
    const rows = pairs.map((pair, i) => pairRow(language, parties, pair, first + i + 1, pair.id === this.#current));
    const body = h("tbody", { onclick: (event: MouseEvent) => this.#clicked(event), ondblclick: () => this.#do("open") }, ...rows);
    const title = translate(language, "review.title");
    return h("div", { class: "scroll" }, h("table", { role: "grid", "aria-label": title, "aria-rowcount": (total ?? pairs.length) + 1 }, head, body));
  }

  #actions(language: Language): HTMLElement {
    const action = (command: NonNullable<Command>, words: string, key: string, off = false) =>
      h("button", { type: "button", "data-key": `do-${command}`, disabled: off, onclick: () => this.#do(command) }, words, " ", h("kbd", {}, key));
    const none = this.#pair === undefined;
    return h(
      "div",
      { class: "actions" },
      this.#edit && action("accepted", translate(language, "review.accept"), "A", none),
      this.#edit && action("rejected", translate(language, "review.reject"), "R", none),
      this.#edit && action("postponed", translate(language, "review.postpone"), "P", none),
      this.#edit && action("undo", translate(language, "review.undo"), "U", !this.#queue.canUndo),
      action("nextopen", translate(language, "review.nextopen"), "N"),
      action("open", translate(language, "review.details"), "Enter", none),
    );
  }

  #pager(language: Language): HTMLElement | undefined {
    const { page } = this.#queue;
    if (!page || page.total === undefined || page.pairs.length === 0) return undefined;
    const range = translate(language, "table.range", { from: page.first, to: page.first + page.pairs.length - 1, total: page.total });
    const turn = (to: "previous" | "next", off: boolean) =>
      h("button", { type: "button", "data-key": `review-${to}`, disabled: off, onclick: () => void this.#turn(to, false) }, translate(language, `table.${to}`));
    return h(
      "nav",
      { class: "pager", "aria-label": translate(language, "review.title") },
      turn("previous", page.trail.length < 2),
      h("span", {}, range),
      turn("next", !page.next),
    );
  }

  #row(id: string): HTMLElement | null {
    return this.#list.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
  }

  #clicked(event: MouseEvent): void {
    const row = (event.target as Element).closest<HTMLElement>("[data-id]");
    if (row) this.#goTo(row.dataset["id"] ?? "");
  }

  #key(event: KeyboardEvent): void {
    const inList = event.target instanceof Element && event.target.closest("[data-id]") !== null;
    const command = inList ? commandOf(event) : undefined;
    if (!command) return;
    event.preventDefault();
    this.#do(command);
  }

  #do(command: NonNullable<Command>): void {
    const at = this.#pairs.findIndex((p) => p.id === this.#current);
    const step = (index: number) => this.#goTo(String(this.#pairs[index]?.id ?? this.#current));
    const commands: Record<NonNullable<Command>, () => void> = {
      down: () => (at + 1 < this.#pairs.length ? step(at + 1) : this.#queue.page?.next && void this.#turn("next", true)),
      up: () => step(Math.max(at - 1, 0)),
      first: () => step(0),
      last: () => step(this.#pairs.length - 1),
      nextpage: () => this.#queue.page?.next && void this.#turn("next", true),
      previouspage: () => (this.#queue.page?.trail.length ?? 0) > 1 && void this.#turn("previous", true),
      open: () => this.#pair && this.#app.state.set({ selected: { collection: "overlaps", id: this.#current } }),
      nextopen: () => void this.#nextOpen(),
      undo: () => void this.#undo(),
      accepted: () => void this.#judge("accepted"),
      rejected: () => void this.#judge("rejected"),
      postponed: () => void this.#judge("postponed"),
    };
    commands[command]();
  }

  /** Another pair becomes the one that is looked at. Open details are of the one before, and close. */
  #goTo(id: string): void {
    const [before, now] = [this.#row(this.#current), this.#row(id)];
    for (const [row, chosen] of [
      [before, false],
      [now, true],
    ] as const) {
      row?.setAttribute("aria-selected", String(chosen));
      row?.setAttribute("tabindex", chosen ? "0" : "-1");
      row?.classList.toggle("current", chosen);
    }
    this.#current = id;
    if (this.#app.state.view.selected) this.#app.state.set({ selected: undefined });
    now?.focus({ preventScroll: true });
    now?.scrollIntoView({ block: "nearest" });
    this.#show();
    this.#say();
  }

  #show(): void {
    if (this.#app.state.view.page === "review") this.#flight.to(this.#pair, this.#queue.page?.parties ?? new Map());
  }

  #name(pair: Item): string {
    return pairName(this.#language, this.#queue.page?.parties ?? new Map(), pair);
  }

  /** Tells a screen reader which pair it is, after whatever has just been done. */
  #say(done?: string): void {
    const { page } = this.#queue;
    const pair = this.#pair;
    const at = page && pair ? page.first + page.pairs.indexOf(pair) : 0;
    const here =
      page &&
      pair &&
      translate(this.#language, "review.at", {
        n: at,
        total: page.total ?? page.pairs.length,
        pair: this.#name(pair),
        chance: classOf(this.#language, pair.properties),
        state: stateOf(this.#language, pair),
      });
    this.#voice.textContent = [done, here].filter(Boolean).join(" ");
  }

  /** The next pair below that is open; if there is none on this page, the first of all that are. */
  async #nextOpen(done?: string): Promise<void> {
    const at = this.#pairs.findIndex((p) => p.id === this.#current);
    const next = this.#pairs.slice(at + 1).find(isOpen) ?? this.#pairs.find(isOpen);
    if (next) this.#goTo(String(next.id));
    else if (this.#app.state.view.reviewed === "open") await this.#start(true);
    else this.#app.state.set({ reviewed: "open" });
    this.#say(done);
  }

  async #judge(decision: Decision): Promise<void> {
    const pair = this.#pair;
    if (!this.#edit || !pair || this.#busy) return;
    const name = this.#name(pair);
    const reason = decision === "accepted" ? "" : await this.#reasons.ask(this.#language, decision, name, this.#reasonsHere());
    if (reason === undefined) {
      this.#row(this.#current)?.focus();
      return;
    }
    const done = translate(this.#language, "review.done", { decision: translate(this.#language, `review.${decision}`), pair: name });
    if (await this.#recording(() => this.#queue.judge(pair, decision, reason))) await this.#nextOpen(done);
  }

  async #undo(): Promise<void> {
    if (!this.#edit || this.#busy) return;
    if (!this.#queue.canUndo) {
      this.#voice.textContent = translate(this.#language, "review.nothing.undo");
      return;
    }
    let pair: Item | undefined;
    const undone = await this.#recording(async () => {
      pair = await this.#queue.undo();
    });
    if (!undone || !pair) return;
    if (this.#queue.find(String(pair.id))) this.#goTo(String(pair.id));
    this.#say(translate(this.#language, "review.undone", { pair: this.#name(pair) }));
  }

  /** Reasons that others gave for pairs in sight. */
  #reasonsHere(): string[] {
    return this.#pairs.map((p) => text(p.properties, "review_reason")).filter((r) => r !== undefined);
  }

  /** Has something recorded, and says so if it was not: nothing is lost but the press of a key. */
  async #recording(record: () => Promise<void>): Promise<boolean> {
    this.#busy = true;
    let failed: unknown;
    try {
      await record();
    } catch (error) {
      failed = error;
    }
    this.#busy = false;
    this.#draw();
    this.#row(this.#current)?.focus({ preventScroll: true });
    if (failed === undefined) {
      this.#app.reload();
      return true;
    }
    const language = this.#language;
    const said = isStale(failed)
      ? translate(language, "review.stale")
      : isGone(failed)
        ? translate(language, "review.gone")
        : translate(language, "review.failed", { reason: explain(language, failed) });
    this.#foot.prepend(h("p", { class: "trouble", role: "alert" }, said));
    return false;
  }
}
