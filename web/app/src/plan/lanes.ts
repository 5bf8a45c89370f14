import { h } from "../dom.ts";
import { conflictList, graveOf } from "./conflicts.ts";
import { datesOf, isRest } from "./days.ts";
import { waySample } from "./icons.ts";
import { dayOf, endDay, leftOut } from "./moves.ts";
import { sayDay, sayKM, sayMinutes } from "./say.ts";
import type { Scene } from "./scene.ts";
import { stopCard } from "./stopcard.ts";
import type { Plan, Schedule, Stop } from "./types.ts";

/** The days to choose from, each with how much is on it and whether something stands against it; stops can be dropped on them. */
export function dayTabs(scene: Scene): HTMLElement {
  const { t, language, desk, app } = scene;
  const { day } = app.state.view;
  const tab = (date: string, words: string, ...marks: (HTMLElement | false)[]) =>
    h(
      "button",
      {
        type: "button",
        class: "tab day-tab",
        "data-key": `day-${date || "all"}`,
        "data-day": date,
        "aria-pressed": String(day === date),
        onclick: () => app.state.set({ day: date }),
      },
      words,
      ...marks,
    );
  /** A short mark that is seen, and what it means for whoever hears it. */
  const mark = (tag: "small" | "b", seen: string, heard: string) =>
    h(tag, { class: tag === "b" ? "flag" : undefined }, h("span", { "aria-hidden": "true" }, seen), h("span", { class: "unseen" }, ` ${heard}`));
  const days = datesOf(desk.plan).map((date) => {
    const stops = desk.plan.days.filter((d) => d.date === date).reduce((n, d) => n + d.stops.length, 0);
    const grave = graveIn(scene, date);
    const idle = isRest(desk.plan, date) && stops === 0;
    const count = idle ? h("small", {}, t("plan.rest")) : mark("small", String(stops), t("plan.stops", { n: stops }));
    return tab(date, sayDay(language, date), count, grave > 0 && mark("b", "!", t("plan.graves", { n: grave })));
  });
  return h("div", { class: "tabs day-tabs", role: "group", "aria-label": t("plan.days") }, tab("", t("plan.alldays")), ...days);
}

function graveIn({ desk }: Scene, date: string): number {
  const schedules = desk.timetable?.days.filter((d) => d.date === date) ?? [];
  return schedules.reduce((n, d) => n + graveOf(d.conflicts) + d.stops.reduce((m, s) => m + graveOf(s.conflicts), 0), 0);
}

/** The days that are looked at, with a column for each vehicle, and what is on no day. */
export function lanes(scene: Scene): HTMLElement {
  const { day } = scene.app.state.view;
  const dates = datesOf(scene.desk.plan).filter((date) => day === "" || date === day);
  return h("div", { class: day === "" ? "lanes all" : "lanes" }, h("div", { class: "lane-days" }, ...dates.map((date) => oneDay(scene, date))), outLane(scene));
}

function oneDay(scene: Scene, date: string): HTMLElement {
  const { t, language, desk } = scene;
  const { plan } = desk;
  const rest = isRest(plan, date);
  const known = plan.vehicles.map((v) => v.id);
  const beyond = plan.days.filter((d) => d.date === date && d.stops.length > 0 && !known.includes(d.vehicle)).map((d) => d.vehicle);
  const idle = rest && !plan.days.some((d) => d.date === date && d.stops.length > 0);
  return h(
    "section",
    { class: "lane-day", "aria-labelledby": `day-title-${date}` },
    h("h3", { id: `day-title-${date}` }, sayDay(language, date, "long"), rest && h("small", {}, ` ${t("plan.rest")}`)),
    idle
      ? h("p", { class: "note" }, t("plan.rest.about"))
      : h("div", { class: "vehicles" }, ...[...known, ...beyond].map((vehicle) => lane(scene, date, vehicle, known.indexOf(vehicle)))),
  );
}

function lane(scene: Scene, date: string, vehicle: string, index: number): HTMLElement {
  const { t, desk } = scene;
  const { plan } = desk;
  const schedule = desk.timetable?.days.find((d) => d.date === date && d.vehicle === vehicle);
  const stops = dayOf(plan, date, vehicle)?.stops ?? [];
  const name = scene.vehicleName(vehicle);
  const cards = stops.flatMap(({ site }, i) => {
    const stop = stopOf(plan, site);
    return stop
      ? [
          stopCard(
            scene,
            stop,
            { date, vehicle, index: i },
            schedule?.stops.find((s) => s.site === site),
          ),
        ]
      : [];
  });
  return h(
    "div",
    { class: "lane", "data-lane": `${date}/${vehicle}` },
    h("h4", {}, waySample(index), name),
    schedule && stops.length > 0 && summary(scene, schedule),
    schedule && conflictList(scene, schedule.conflicts),
    h("ol", { class: "stops", "aria-label": `${sayDay(scene.language, date)} · ${name}` }, ...cards),
    stops.length === 0 && h("p", { class: "note empty" }, t("plan.day.empty")),
    foot(scene, date, vehicle, stops.length > 0 ? schedule : undefined),
  );
}

const stopOf = (plan: Plan, site: string): Stop | undefined => plan.stops.find((s) => s.site === site);

function summary({ t, language }: Scene, s: Schedule): HTMLElement {
  return h(
    "p",
    { class: "lane-summary" },
    h("span", { class: "number" }, `${s.depart}–${s.arrive}`),
    h(
      "span",
      {},
      t("plan.day.sum", { drive: sayMinutes(language, s.drive_minutes), km: sayKM(language, s.drive_km), work: sayMinutes(language, s.work_minutes) }),
    ),
    h("span", {}, sun({ t } as Scene, s)),
  );
}

function sun({ t }: Pick<Scene, "t">, { sun: always, sunrise, sunset }: Schedule): string {
  if (always === "never_rises") return t("plan.sun.never_rises");
  if (always === "never_sets") return t("plan.sun.never_sets");
  return sunrise && sunset ? t("plan.sun", { rise: sunrise, set: sunset }) : "";
}

/** The way home, and where that is: the base, or another place where the night can be spent. */
function foot(scene: Scene, date: string, vehicle: string, schedule: Schedule | undefined): HTMLElement | undefined {
  const { t, language, desk, looking } = scene;
  const { plan } = desk;
  const nights = plan.nights ?? [];
  const way = schedule && t("plan.home", { time: schedule.arrive, way: sayMinutes(language, schedule.home_minutes), km: sayKM(language, schedule.home_km) });
  if (nights.length === 0) return way ? h("p", { class: "lane-foot" }, `${scene.plain(plan.base.name)}: ${way}`) : undefined;
  const id = `end-${date}-${vehicle}`;
  const end = dayOf(plan, date, vehicle)?.end ?? "";
  const choice = h(
    "select",
    {
      id,
      "data-key": id,
      disabled: looking,
      onchange: () => scene.change(endDay(plan, date, vehicle, choice.value), t("plan.step.night")),
    },
    h("option", { value: "", selected: end === "" }, scene.plain(plan.base.name)),
    ...nights.map((n) => h("option", { value: n.id, selected: n.id === end }, scene.plain(n.name))),
  );
  return h("div", { class: "lane-foot" }, h("label", { for: id }, t("plan.night")), choice, way && h("span", {}, way));
}

function outLane(scene: Scene): HTMLElement {
  const { t, desk } = scene;
  const out = leftOut(desk.plan);
  const told = new Map(desk.timetable?.left_out.map((l) => [l.site, l]) ?? []);
  return h(
    "section",
    { class: "lane out", "data-lane": "out", "aria-labelledby": "plan-out" },
    h("h3", { id: "plan-out" }, t("plan.noday"), h("small", {}, ` ${t("plan.stops", { n: out.length })}`)),
    h("ul", { class: "stops" }, ...out.map((stop) => stopCard(scene, stop, undefined, told.get(stop.site)))),
    out.length === 0 && h("p", { class: "note empty" }, t("plan.noday.empty")),
  );
}
