import { h } from "../dom.ts";
import { formatTime } from "../format.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";
import type { PlanDocument } from "./types.ts";

export interface ListScene {
  language: Language;
  edit: boolean;
  plans: readonly PlanDocument[] | undefined;
  /** The site that is to be added to the plan that is chosen, by its name. */
  adding: string | undefined;
  open(id: string): void;
  make(): void;
  remove(plan: PlanDocument): void;
  notAdd(): void;
}

/** The plans that there are, or how to come by one. */
export function planList(scene: ListScene): HTMLElement {
  const t = (key: Key, values = {}) => translate(scene.language, key, values);
  const { plans, edit, adding } = scene;
  return h(
    "div",
    { class: "plan-list" },
    h("h2", { id: "plan-title", tabindex: "-1" }, t("plan.list")),
    h("p", { class: "note" }, t("plan.about")),
    !edit && h("p", { class: "note readonly" }, t("plan.readonly")),
    adding !== undefined &&
      h(
        "p",
        { class: "filter", role: "status" },
        t("plan.adding", { name: adding }),
        " ",
        h("button", { type: "button", "data-key": "plan-not-add", onclick: () => scene.notAdd() }, t("plan.cancel")),
      ),
    h("div", { class: "actions" }, h("button", { type: "button", class: "primary", "data-key": "plan-new", onclick: () => scene.make() }, t("plan.new"))),
    plans === undefined
      ? h("p", { role: "status" }, t("app.loading"))
      : plans.length === 0
        ? none(t)
        : h("ul", { class: "plans" }, ...plans.map((plan) => row(scene, t, plan))),
  );
}

function none(t: (key: Key) => string): HTMLElement {
  return h("div", { class: "none" }, h("p", {}, t("plan.none")), h("p", {}, t("plan.none.demo"), " ", h("code", {}, "burialmap plan demo")));
}

function row(scene: ListScene, t: (key: Key, values?: Record<string, string | number>) => string, plan: PlanDocument): HTMLElement {
  const who = plan.author === "local" || plan.author === "" ? t("review.local") : plan.author;
  return h(
    "li",
    { class: "plan-row", "data-plan": plan.id },
    h(
      "button",
      { type: "button", class: "card", "data-key": `open-${plan.id}`, onclick: () => scene.open(plan.id) },
      h("strong", {}, plan.title || plan.id),
      h("span", {}, t("plan.revision.by", { n: plan.revision, who, time: formatTime(scene.language, plan.time) })),
    ),
    scene.edit &&
      h(
        "button",
        {
          type: "button",
          "data-key": `delete-${plan.id}`,
          "aria-label": t("plan.delete.of", { title: plan.title || plan.id }),
          onclick: () => scene.remove(plan),
        },
        t("plan.delete"),
      ),
  );
}
