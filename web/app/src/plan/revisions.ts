import { h, render } from "../dom.ts";
import { formatTime } from "../format.ts";
import { explain } from "../trouble.ts";
import { comparison, type Side } from "./comparison.ts";
import type { Scene } from "./scene.ts";
import { fetchPlan, fetchRevisions, listPlans, workOut } from "./server.ts";
import type { PlanDocument } from "./types.ts";

/** The revisions of a plan and the other plans: to open an earlier one, and to compare. */
export class RevisionsTab {
  readonly element = h("div", { class: "revisions" });
  #scene: Scene | undefined;
  #known: { of: string; revisions: PlanDocument[]; plans: PlanDocument[] } | undefined;
  #asked = "";
  #other: { name: string; side: Side } | undefined;
  #wanted = "";
  #failed: unknown;

  show(scene: Scene): void {
    this.#scene = scene;
    void this.#load(scene);
    void this.#loadOther(scene);
    this.#draw();
  }

  async #load(scene: Scene): Promise<void> {
    const { id, revision } = scene.desk.saved;
    const of = `${id} ${revision}`;
    if (of === this.#asked) return;
    this.#asked = of;
    try {
      const [revisions, plans] = await Promise.all([revision > 0 ? fetchRevisions(id) : [], listPlans()]);
      this.#known = { of, revisions, plans };
      this.#failed = undefined;
    } catch (error) {
      [this.#failed, this.#asked] = [error, ""];
    }
    this.#draw();
  }

  /** What the address says is compared with. */
  async #loadOther(scene: Scene): Promise<void> {
    const { compare } = scene.app.state.view;
    if (compare === this.#wanted) return;
    this.#wanted = compare;
    this.#other = undefined;
    if (compare === "") return;
    const [, id = "", revision = ""] = /^([^@]*)(?:@(\d+))?$/.exec(compare) ?? [];
    try {
      const plan = await fetchPlan(id || scene.desk.saved.id, Number(revision));
      const timetable = await workOut(plan);
      const title = id && id !== scene.desk.saved.id ? plan.title || plan.id : scene.t("plan.revision", { n: plan.revision });
      if (this.#wanted === compare) this.#other = { name: compare, side: { title, plan, timetable } };
    } catch (error) {
      if (this.#wanted === compare) this.#failed = error;
    }
    this.#scene?.draw();
  }

  /** The sites of the other plan are to have their names too. */
  get sites(): string[] {
    return this.#other?.side.plan.stops.map((s) => s.site) ?? [];
  }

  #draw(): void {
    const scene = this.#scene;
    if (!scene) return;
    const { t, desk } = scene;
    render(
      this.element,
      h("h3", {}, t("plan.tab.revisions")),
      h("p", { class: "note" }, t("plan.revisions.about")),
      this.#failed !== undefined && h("p", { class: "trouble", role: "alert" }, explain(scene.language, this.#failed)),
      this.#choice(scene),
      this.#other &&
        comparison(scene, this.#other.side, {
          title: t(desk.dirty ? "plan.compare.now" : "plan.revision", { n: desk.saved.revision }),
          plan: desk.plan,
          timetable: desk.timetable,
        }),
      this.#list(scene),
    );
  }

  #choice({ t, app, desk }: Scene): HTMLElement {
    const { compare } = app.state.view;
    const id = "plan-compare";
    const revisions = this.#known?.revisions.filter((r) => !r.deleted) ?? [];
    const plans = this.#known?.plans.filter((p) => p.id !== desk.saved.id) ?? [];
    const option = (value: string, words: string) => h("option", { value, selected: value === compare }, words);
    const choice = h(
      "select",
      { id, "data-key": id, onchange: () => app.state.set({ compare: choice.value }) },
      option("", t("plan.compare.none")),
      ...revisions.map((r) => option(`@${r.revision}`, t("plan.revision", { n: r.revision }))),
      ...plans.map((p) => option(p.id, p.title || p.id)),
    );
    return h("div", { class: "field" }, h("label", { for: id }, t("plan.compare.with")), choice);
  }

  #list({ t, language, app, desk }: Scene): HTMLElement {
    const shown = app.state.view.planRevision || desk.saved.revision;
    const row = ({ revision, author, time, deleted }: PlanDocument) => {
      const who = author === "local" || author === "" ? t("review.local") : author;
      const newest = revision === this.#known?.revisions[0]?.revision;
      return h(
        "li",
        { "data-revision": revision },
        h("span", {}, t("plan.revision.by", { n: revision, who, time: formatTime(language, time) })),
        deleted
          ? h("span", { class: "note" }, t("plan.deleted"))
          : revision === shown
            ? h("span", { class: "note" }, t("plan.revision.shown"))
            : h(
                "button",
                { type: "button", "data-key": `revision-${revision}`, onclick: () => app.state.set({ planRevision: newest ? 0 : revision, planTab: "days" }) },
                t("plan.open"),
              ),
      );
    };
    return h("ol", { class: "revision-list" }, ...(this.#known?.revisions.map(row) ?? []));
  }
}
