import "./plan.css";
import type { App, Part } from "../app.ts";
import { h, render } from "../dom.ts";
import { mayEdit } from "../editing.ts";
import { translate } from "../i18n/index.ts";
import type { View } from "../state/view.ts";
import { Pointing } from "../tools/pointing.ts";
import { explain } from "../trouble.ts";
import { Asking } from "./asking.ts";
import { keepDraft, keptDraft } from "./keeping.ts";
import { planList } from "./list.ts";
import { blankPlan, newPlanForm } from "./newplan.ts";
import { OpenPlan } from "./openplan.ts";
import { createPlan, deletePlan, fetchPlan, listPlans } from "./server.ts";
import type { Plan, PlanDocument } from "./types.ts";
import { firstWish, onWish, takeWishes } from "./wishes.ts";

/** The id under which a plan is worked on that no server has. */
const unsaved = "new";

/** What is said of a plan that is to be made. */
interface Making {
  base: string;
  draft: Plan;
  wrong: string | undefined;
}

/** Plans of visits: the list of them, a new one, or the one that is open, beside the map. */
export class PlanPage implements Part {
  readonly element = h("section", { class: "plan", "aria-labelledby": "plan-title" });
  #app: App;
  #edit = false;
  #plans: PlanDocument[] | undefined;
  #open: OpenPlan | undefined;
  #making: Making | undefined;
  #pointing: Pointing | undefined;
  #asking = new Asking("deleting");
  #place = h("div", { class: "plan-place" });
  #failed: unknown;
  #shown: string | undefined;

  constructor(app: App) {
    this.#app = app;
    this.element.append(this.#place, this.#asking.element);
    app.state.listen((now, before) => this.#follow(now, before));
    onWish(() => app.state.view.page === "plan" && this.#comeBack());
    void mayEdit().then((edit) => {
      this.#edit = edit;
      void this.#show();
    });
  }

  #t = (...[key, values]: [Parameters<typeof translate>[1], Record<string, string | number>?]) => translate(this.#app.state.view.language, key, values);

  #follow(now: View, before: View): void {
    if (now.page !== "plan") this.#endPointing();
    this.#open?.follow(now, before);
    if (now.page !== "plan") return;
    if (this.#shown !== `${now.plan} ${now.planRevision}`) void this.#show();
    else if (before.page !== "plan") this.#comeBack();
    else if (now.language !== before.language && !this.#open) this.#draw();
  }

  #comeBack(): void {
    if (this.#open && !this.#open.looking) this.#open.takeWishes();
    else if (!this.#open) void this.#list();
  }

  /** What the address says: the list, or a plan at a revision. */
  async #show(): Promise<void> {
    const { plan, planRevision } = this.#app.state.view;
    const shown = `${plan} ${planRevision}`;
    const already = this.#open && planRevision === 0 && !this.#open.looking && this.#open.desk.saved.id === plan;
    this.#shown = shown;
    if (already) return;
    this.#open?.close();
    this.#open = undefined;
    this.#failed = undefined;
    if (plan === "") {
      await this.#list();
      return;
    }
    this.#making = undefined;
    this.#draw();
    try {
      const found = plan === unsaved ? this.#unsaved() : await fetchPlan(plan, planRevision);
      if (this.#shown !== shown) return;
      this.#open = new OpenPlan(this.#app, found, this.#edit, planRevision > 0);
    } catch (error) {
      if (this.#shown !== shown) return;
      this.#failed = error;
    }
    this.#draw();
    if (this.#open && !this.#open.looking) this.#open.takeWishes();
    this.#focusTitle();
  }

  #unsaved(): Plan {
    const draft = keptDraft(unsaved);
    return draft ? draft.saved : { ...blankPlan(this.#app.state.view.language, new Date()), id: unsaved };
  }

  async #list(): Promise<void> {
    this.#failed = undefined;
    this.#draw();
    try {
      this.#plans = await listPlans();
    } catch (error) {
      this.#failed = error;
    }
    this.#draw();
  }

  #focusTitle(): void {
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (lost) this.element.querySelector<HTMLElement>("#plan-title")?.focus({ preventScroll: true });
  }

  #draw(): void {
    if (this.#open) {
      this.#place.replaceChildren(this.#open.element);
      this.#open.draw();
      return;
    }
    const { language, plan } = this.#app.state.view;
    const title = h("h2", { id: "plan-title", tabindex: "-1" }, this.#t("plan.list"));
    if (this.#failed !== undefined) render(this.#place, this.#scroll(title, this.#trouble()));
    else if (plan !== "") render(this.#place, this.#scroll(title, h("p", { role: "status" }, this.#t("app.loading"))));
    else if (this.#making) render(this.#place, this.#scroll(this.#form(this.#making)));
    else
      render(
        this.#place,
        this.#scroll(
          planList({
            language,
            edit: this.#edit,
            plans: this.#plans,
            adding: firstWish()?.name,
            open: (id) => this.#app.state.set({ plan: id, planRevision: 0, planTab: "days", day: "", compare: "" }),
            make: () => this.#make(),
            remove: (document) => void this.#remove(document),
            notAdd: () => {
              takeWishes();
              this.#draw();
            },
          }),
        ),
      );
  }

  #scroll = (...children: HTMLElement[]) => h("div", { class: "plan-scroll" }, ...children);

  #trouble(): HTMLElement {
    const again = h("button", { type: "button", "data-key": "plan-retry", onclick: () => void this.#again() }, this.#t("app.retry"));
    const back = h(
      "button",
      { type: "button", "data-key": "plan-list", onclick: () => this.#app.state.set({ plan: "", planRevision: 0 }) },
      this.#t("plan.list"),
    );
    return h("div", { class: "trouble", role: "alert" }, h("p", {}, explain(this.#app.state.view.language, this.#failed)), again, back);
  }

  #again(): Promise<void> {
    this.#shown = undefined;
    return this.#show();
  }

  #make(): void {
    this.#making = { base: "", draft: blankPlan(this.#app.state.view.language, new Date()), wrong: undefined };
    this.#draw();
    this.element.querySelector<HTMLElement>("#new-title")?.focus();
  }

  #form(making: Making): HTMLElement {
    return newPlanForm({
      language: this.#app.state.view.language,
      ...making,
      map: this.#app.hasMap,
      pointing: this.#pointing !== undefined,
      point: () => this.#point(),
      set: (change) => {
        if (this.#making) this.#making.draft = { ...this.#making.draft, ...change };
      },
      setBase: (base) => {
        if (this.#making) this.#making.base = base;
      },
      said: () => this.#making ?? making,
      make: (plan) => void this.#made(plan),
      cancel: () => {
        this.#endPointing();
        this.#making = undefined;
        this.#draw();
      },
      fail: (wrong) => {
        if (this.#making) this.#making = { ...this.#making, wrong };
        this.#draw();
      },
    });
  }

  /** The base is where the map is clicked next. */
  #point(): void {
    const map = this.#app.drawn?.map;
    const was = this.#pointing;
    this.#endPointing();
    if (map && !was) {
      this.#pointing = new Pointing(map, {
        place: ([lon = 0, lat = 0]) => {
          this.#endPointing();
          if (this.#making) this.#making = { ...this.#making, base: `${lat.toFixed(5)}, ${lon.toFixed(5)}` };
          this.#draw();
          this.element.querySelector<HTMLElement>("#new-base")?.focus();
        },
        hover: () => undefined,
        undo: () => undefined,
        end: () => {
          this.#endPointing();
          this.#draw();
        },
      });
    }
    this.#draw();
  }

  #endPointing(): void {
    this.#pointing?.remove();
    this.#pointing = undefined;
  }

  /** Where plans can be stored it is, so that it has an address; else it is tried in this tab. */
  async #made(plan: Plan): Promise<void> {
    this.#endPointing();
    try {
      const made = this.#edit ? await createPlan(plan) : { ...plan, id: unsaved };
      if (!this.#edit) keepDraft(unsaved, { saved: made, now: made });
      this.#making = undefined;
      this.#app.state.set({ plan: made.id, planRevision: 0, planTab: "days", day: "", compare: "" });
    } catch (error) {
      if (this.#making) this.#making = { ...this.#making, wrong: explain(this.#app.state.view.language, error) };
      this.#draw();
    }
  }

  async #remove(document: PlanDocument): Promise<void> {
    const title = document.title || document.id;
    const choice = await this.#asking.ask(
      this.#t("plan.delete.of", { title }),
      [this.#t("plan.delete.about")],
      [
        { key: "delete", words: this.#t("plan.delete"), primary: true },
        { key: "cancel", words: this.#t("plan.cancel") },
      ],
    );
    if (choice !== "delete") return;
    try {
      await deletePlan(document);
      keepDraft(document.id, undefined);
    } catch (error) {
      this.#failed = error;
      this.#draw();
      return;
    }
    await this.#list();
    this.#focusTitle();
  }
}
