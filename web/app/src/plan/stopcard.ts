import type { Properties } from "../api.ts";
import { h } from "../dom.ts";
import { formatProbability } from "../format.ts";
import { term } from "../i18n/index.ts";
import { number, text } from "../panel/naming.ts";
import { badge } from "../panel/overlap.ts";
import { sinceAccepted } from "./changed.ts";
import { conflictList } from "./conflicts.ts";
import { icon } from "./icons.ts";
import { isLocked, lock, type Spot } from "./moves.ts";
import { sayKM, sayMinutes } from "./say.ts";
import type { Scene } from "./scene.ts";
import { stopMore } from "./stopmore.ts";
import type { Arrival, LeftOut, Stop } from "./types.ts";

/** A stop of a day, with what the server says of it there, or of no day with the reasons. */
export function stopCard(scene: Scene, stop: Stop, spot: Spot | undefined, told: Arrival | LeftOut | undefined): HTMLElement {
  const { site } = stop;
  const open = scene.opened.has(`stop-${site}`);
  const conflicts = told === undefined ? [] : "reasons" in told ? told.reasons : told.conflicts;
  const grave = conflicts.some((c) => c.grave) && spot !== undefined;
  return h(
    "li",
    { class: grave ? "stop has-grave" : "stop", "data-site": site },
    head(scene, stop, spot, open),
    told !== undefined && "arrive" in told && times(scene, told),
    facts(scene, stop),
    conflictList(scene, conflicts),
    open && stopMore(scene, stop, spot),
  );
}

function head(scene: Scene, { site }: Stop, spot: Spot | undefined, open: boolean): HTMLElement {
  const name = scene.nameOf(site);
  return h(
    "div",
    { class: "stop-head" },
    !scene.looking && grip(scene, site, name),
    spot && h("span", { class: "order" }, String(spot.index + 1)),
    h("div", { class: "stop-name" }, h("button", { type: "button", class: "link", "data-key": `site-${site}`, onclick: () => scene.openSite(site) }, name)),
    spot && lockButton(scene, site, name),
    moreButton(scene, site, name, open),
  );
}

/** When the stop is reached and left, and the way before it. */
function times({ t, language }: Scene, arrival: Arrival): HTMLElement {
  return h(
    "p",
    { class: "times" },
    h("span", { class: "number" }, `${arrival.arrive}–${arrival.leave}`),
    h("small", {}, t("plan.way", { time: sayMinutes(language, arrival.travel_minutes), km: sayKM(language, arrival.travel_km) })),
    arrival.begin !== arrival.arrive && h("small", {}, t("plan.begins", { time: arrival.begin })),
  );
}

function grip(scene: Scene, site: string, name: string): HTMLElement {
  return h(
    "button",
    { type: "button", class: "grip", "data-key": `grip-${site}`, "aria-label": scene.t("plan.grip", { name }), "aria-describedby": "plan-grip-help" },
    icon("grip"),
  );
}

function lockButton(scene: Scene, site: string, name: string): HTMLElement {
  const { t, desk } = scene;
  const locked = isLocked(desk.plan, site);
  const words = t(locked ? "plan.locked" : "plan.unlocked");
  const toggle = () => scene.change(lock(desk.plan, site, !locked), t(locked ? "plan.step.unlock" : "plan.step.lock", { name }));
  return h(
    "button",
    {
      type: "button",
      class: "lock",
      "data-key": `lock-${site}`,
      "aria-pressed": String(locked),
      "aria-label": t("plan.lock.of", { name }),
      title: words,
      disabled: scene.looking,
      onclick: toggle,
    },
    icon(locked ? "locked" : "unlocked"),
  );
}

function moreButton(scene: Scene, site: string, name: string, open: boolean): HTMLElement {
  const toggle = () => {
    if (!scene.opened.delete(`stop-${site}`)) scene.opened.add(`stop-${site}`);
    scene.desk.history.settle();
    scene.draw();
  };
  return h(
    "button",
    { type: "button", class: "more", "data-key": `more-${site}`, "aria-expanded": String(open), "aria-label": scene.t("plan.more", { name }), onclick: toggle },
    icon(open ? "less" : "more"),
  );
}

function facts(scene: Scene, stop: Stop): HTMLElement {
  const { t, language } = scene;
  const properties = scene.sites.get(stop.site)?.properties;
  const changed = sinceAccepted(scene, stop.site);
  return h(
    "div",
    { class: "stop-facts" },
    h("span", {}, t("plan.task.time", { task: taskWords(scene, stop.task), time: sayMinutes(language, stop.minutes) })),
    stop.must ? h("strong", { class: "must" }, t("plan.must")) : h("span", {}, t("plan.priority.of", { n: stop.priority })),
    ...(properties ? likelihood(scene, properties) : []),
    properties?.["fictional"] === true && h("span", { class: "tag" }, t("map.invented")),
    changed && h("strong", { class: "since" }, changed),
    stop.note && h("p", { class: "stop-note" }, stop.note),
  );
}

/** The likeliest pair by its class, and how likely any pair shares ground: two things, as the panel has them. */
function likelihood({ t, language }: Scene, p: Properties): HTMLElement[] {
  const name = text(p, "overlap_class");
  if (name === undefined) return [h("span", {}, t("plan.nopairs"))];
  const probability = number(p, "overlap_probability");
  const any = probability === undefined ? t("plan.any.not") : t("plan.any", { probability: formatProbability(language, probability) });
  return [badge(language, name, t("plan.likeliest", { class: term(language, "class.short", name) })), h("span", {}, any)];
}

export function taskWords({ t }: Scene, task: string): string {
  return task === "survey" || task === "trial_dig" || task === "exhumation" || task === "visit" ? t(`plan.task.${task}`) : task;
}
