import { h } from "../dom.ts";
import { compare, type Difference, isNothing } from "./compare.ts";
import { allConflicts, graveOf } from "./conflicts.ts";
import type { Spot } from "./moves.ts";
import { sayDay, sayKM, sayMinutes } from "./say.ts";
import type { Scene } from "./scene.ts";
import type { Plan, Stop, Timetable } from "./types.ts";

/** One side of a comparison. */
export interface Side {
  title: string;
  plan: Plan;
  timetable: Timetable | undefined;
}

/** What is different from one plan to another, and what both come to side by side. */
export function comparison(scene: Scene, before: Side, after: Side): HTMLElement {
  const d = compare(before.plan, after.plan);
  return h(
    "section",
    { class: "comparison", "aria-label": scene.t("plan.compare") },
    totalsTable(scene, before, after),
    isNothing(d) ? h("p", { role: "status" }, scene.t("plan.compare.same")) : h("div", { class: "differences" }, ...differences(scene, d)),
    sideBySide(scene, before, after),
  );
}

/** What is different, as lists under their headings. */
export function differences(scene: Scene, d: Difference): HTMLElement[] {
  const { t, nameOf } = scene;
  const group = (key: "added" | "removed" | "leftout" | "taken" | "moved" | "reordered" | "changed" | "about", lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [
          h(
            "div",
            { class: `difference ${key}` },
            h("p", { class: "strong" }, t(`plan.diff.${key}`, { n: lines.length })),
            h("ul", {}, ...lines.map((l) => h("li", {}, l))),
          ),
        ];
  return [
    ...group(
      "moved",
      d.moved.map(({ site, from, to }) => `${nameOf(site)}: ${spotWords(scene, from)} → ${spotWords(scene, to)}`),
    ),
    ...group(
      "taken",
      d.taken.map(({ site, to }) => `${nameOf(site)}: ${spotWords(scene, to)}`),
    ),
    ...group("leftout", d.leftOut.map(nameOf)),
    ...group(
      "reordered",
      d.reordered.map(({ site, at }) => `${nameOf(site)}: ${spotWords(scene, at)}, ${t("plan.nth", { n: at.index + 1 })}`),
    ),
    ...group("added", d.added.map(nameOf)),
    ...group("removed", d.removed.map(nameOf)),
    ...group(
      "changed",
      d.changed.map(({ site, members }) => `${nameOf(site)}: ${members.map((m) => memberWords(scene, m)).join(", ")}`),
    ),
    ...group(
      "about",
      d.about.map((m) => t(`plan.member.${m as "title"}`)),
    ),
  ];
}

const memberWords = ({ t }: Scene, member: keyof Stop) => (member === "site" ? "" : t(`plan.stop.${member}`));

function spotWords(scene: Scene, { date, vehicle }: Spot): string {
  const day = sayDay(scene.language, date);
  return scene.desk.plan.vehicles.length > 1 ? `${day} · ${scene.vehicleName(vehicle)}` : day;
}

function totalsTable(scene: Scene, before: Side, after: Side): HTMLElement | undefined {
  const { t, language } = scene;
  const [was, is] = [before.timetable, after.timetable];
  if (!was || !is) return undefined;
  const signed = (n: number, say: (n: number) => string) => (Math.abs(n) < 0.5 ? t("plan.compare.equal") : `${n > 0 ? "+" : "−"}${say(Math.abs(n))}`);
  const row = (words: string, of: (timetable: Timetable) => number, say: (n: number) => string) =>
    h("tr", {}, h("th", { scope: "row" }, words), h("td", {}, say(of(was))), h("td", {}, say(of(is))), h("td", {}, signed(of(is) - of(was), say)));
  const count = (n: number) => new Intl.NumberFormat(language).format(n);
  const minutes = (n: number) => sayMinutes(language, n);
  const heading = (words: string) => h("th", { scope: "col" }, words);
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "compared" },
      h("thead", {}, h("tr", {}, h("td", {}), heading(before.title), heading(after.title), heading(t("plan.compare.difference")))),
      h(
        "tbody",
        {},
        row(t("plan.compare.visited"), (x) => x.totals.visited, count),
        row(
          t("plan.compare.km"),
          (x) => x.totals.drive_km,
          (n) => sayKM(language, n),
        ),
        row(t("plan.compare.drive"), (x) => x.totals.drive_minutes, minutes),
        row(t("plan.compare.work"), (x) => x.totals.work_minutes, minutes),
        row(t("plan.compare.grave"), (x) => graveOf(allConflicts(x)), count),
      ),
    ),
  );
}

/** Both arrangements, day by day. */
function sideBySide(scene: Scene, before: Side, after: Side): HTMLElement {
  const dates = [...new Set([before, after].flatMap(({ plan }) => plan.days.filter((d) => d.stops.length > 0).map((d) => d.date)))].sort();
  const side = ({ title, plan }: Side, other: Plan) =>
    h("div", { class: "side" }, h("h4", {}, title), ...dates.map((date) => dayOfSide(scene, plan, other, date)));
  return h("div", { class: "sides" }, side(before, after.plan), side(after, before.plan));
}

function dayOfSide(scene: Scene, plan: Plan, other: Plan, date: string): HTMLElement {
  const there = new Set(other.days.filter((d) => d.date === date).flatMap((d) => d.stops.map((s) => `${d.vehicle}/${s.site}`)));
  const stops = plan.days
    .filter((d) => d.date === date)
    .flatMap((d) =>
      d.stops.map(({ site }) => {
        const same = there.has(`${d.vehicle}/${site}`);
        return h("li", { class: same ? "same" : "other" }, same ? scene.nameOf(site) : h("strong", {}, `→ ${scene.nameOf(site)}`));
      }),
    );
  return h(
    "div",
    {},
    h("h5", {}, sayDay(scene.language, date)),
    stops.length > 0 ? h("ol", {}, ...stops) : h("p", { class: "note" }, scene.t("plan.day.empty")),
  );
}
