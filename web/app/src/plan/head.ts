import { h } from "../dom.ts";
import { planTabs } from "../state/view.ts";
import { allConflicts, conflictList, graveOf } from "./conflicts.ts";
import { datesBetween, isRest } from "./days.ts";
import { sayDates, sayKM, sayMinutes } from "./say.ts";
import type { Scene } from "./scene.ts";
import type { Conflict } from "./types.ts";

/** What the head of a plan can have done. */
export interface Deeds {
  list(): void;
  undo(): void;
  redo(): void;
  arrange(): void;
  save(): void;
  newest(): void;
  takeUp(): void;
  arranging: boolean;
  saving: boolean;
}

/** What the plan is, what it comes to, and what can be done with the whole of it. */
export function planHead(scene: Scene, deeds: Deeds): HTMLElement {
  const { t, desk, looking, language } = scene;
  const { plan } = desk;
  return h(
    "div",
    { class: looking ? "plan-head looking" : "plan-head" },
    h("nav", {}, h("button", { type: "button", class: "link", "data-key": "plan-list", onclick: () => deeds.list() }, `‹ ${t("plan.list")}`)),
    h(
      "h2",
      { id: "plan-title", tabindex: "-1" },
      scene.plain(plan.title) || plan.id,
      plan.fictional === true && h("span", { class: "tag" }, t("map.invented")),
    ),
    h("p", { class: "note" }, sayDates(language, plan.from, plan.to), " · ", standing(scene)),
    looking && lookingAt(scene, deeds),
    !scene.edit && !looking && h("p", { class: "note readonly" }, t("plan.readonly")),
    totals(scene),
    !looking && buttons(scene, deeds),
    tabs(scene),
  );
}

function standing({ t, desk, looking }: Scene): string {
  const { saved, dirty } = desk;
  if (saved.revision === 0) return t("plan.unsaved.new");
  return t(dirty && !looking ? "plan.unsaved" : "plan.revision", { n: saved.revision });
}

function lookingAt({ t, desk, edit }: Scene, deeds: Deeds): HTMLElement {
  return h(
    "div",
    { class: "filter", role: "status" },
    h("p", {}, t("plan.looking", { n: desk.plan.revision })),
    h("button", { type: "button", "data-key": "plan-newest", onclick: () => deeds.newest() }, t("plan.newest")),
    edit && h("button", { type: "button", "data-key": "plan-take-up", onclick: () => deeds.takeUp() }, t("plan.takeup")),
  );
}

/** Days, stops, kilometres and hours, and how much stands against it. */
function totals(scene: Scene): HTMLElement {
  const { t, desk, language } = scene;
  const { plan, timetable, busy } = desk;
  const days = datesBetween(plan.from, plan.to).filter((date) => !isRest(plan, date)).length;
  const of = timetable?.totals;
  const conflicts = timetable ? allConflicts(timetable) : [];
  const grave = graveOf(conflicts);
  return h(
    "div",
    { class: "plan-totals", "aria-busy": String(busy) },
    h(
      "ul",
      { class: "totals" },
      h("li", {}, t("plan.totals.days", { n: days })),
      of && h("li", { "data-total": "visited" }, t("plan.totals.visited", { n: of.stops, visited: of.visited })),
      of && of.musts_out > 0 && h("li", { class: "strong" }, t("plan.totals.musts", { n: of.musts_out })),
      of && h("li", {}, t("plan.totals.drive", { km: sayKM(language, of.drive_km), time: sayMinutes(language, of.drive_minutes) })),
      of && h("li", {}, t("plan.totals.work", { time: sayMinutes(language, of.work_minutes) })),
      timetable &&
        h("li", { "data-total": "conflicts", class: grave > 0 ? "strong" : undefined }, grave > 0 ? t("plan.graves", { n: grave }) : t("plan.graves.none")),
      conflicts.length > grave && h("li", {}, t("plan.knowns", { n: conflicts.length - grave })),
    ),
    timetable &&
      conflictList(
        scene,
        timetable.conflicts.filter((c) => c.grave),
      ),
    timetable &&
      everywhere(
        scene,
        timetable.conflicts.filter((c) => !c.grave),
      ),
    timetable && h("p", { class: "note basis" }, basis(scene)),
  );
}

/** What is to be known at every stop, folded so that the days stay in sight. */
function everywhere(scene: Scene, known: readonly Conflict[]): HTMLElement | undefined {
  if (known.length === 0) return undefined;
  const toggle = (event: Event) => {
    if ((event.target as HTMLDetailsElement).open) scene.opened.add("everywhere");
    else scene.opened.delete("everywhere");
  };
  return h(
    "details",
    { class: "everywhere", open: scene.opened.has("everywhere"), ontoggle: toggle },
    h("summary", { "data-key": "plan-everywhere" }, scene.t("plan.everywhere", { n: known.length })),
    conflictList(scene, known),
  );
}

/** Where the times of ways come from is said wherever they stand. */
function basis({ t, desk, language }: Scene): string {
  const { travel_basis, detour_factor } = desk.timetable ?? { travel_basis: "", detour_factor: 0 };
  const factor = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(detour_factor);
  if (travel_basis === "matrix") return t("plan.basis.matrix");
  return t(travel_basis === "both" ? "plan.basis.both" : "plan.basis.straight", { factor });
}

function buttons({ t, desk, edit }: Scene, deeds: Deeds): HTMLElement {
  const { undoable, redoable } = desk.history;
  const button = (key: string, words: string, off: boolean, act: () => void, more: Record<string, string | undefined> = {}) =>
    h("button", { type: "button", "data-key": `plan-${key}`, disabled: off, onclick: act, ...more }, words);
  return h(
    "div",
    { class: "actions" },
    button("undo", t("plan.undo"), undoable === undefined, deeds.undo, { title: undoable || undefined }),
    button("redo", t("plan.redo"), redoable === undefined, deeds.redo, { title: redoable || undefined }),
    button("arrange", t(deeds.arranging ? "plan.arranging" : "plan.arrange"), deeds.arranging, deeds.arrange, {
      title: t("plan.arrange.about"),
      "aria-busy": String(deeds.arranging),
    }),
    edit && button("save", t(deeds.saving ? "plan.saving" : "plan.save"), deeds.saving || !desk.dirty, deeds.save, { class: "primary" }),
  );
}

function tabs({ t, app }: Scene): HTMLElement {
  const { planTab } = app.state.view;
  const tab = (name: (typeof planTabs)[number]) =>
    h(
      "button",
      { type: "button", class: "tab", "data-key": `tab-${name}`, "aria-pressed": String(name === planTab), onclick: () => app.state.set({ planTab: name }) },
      t(`plan.tab.${name}`),
    );
  return h("div", { class: "tabs plan-tabs", role: "group", "aria-label": t("plan.tabs") }, ...planTabs.map(tab));
}
