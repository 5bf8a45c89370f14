import { h } from "../dom.ts";
import { workdaysOf } from "./days.ts";
import { labelled, tick } from "./fields.ts";
import { append, changeStop, dayOf, moveTo, removeStop, type Spot, step, stepDay } from "./moves.ts";
import { sayDay } from "./say.ts";
import type { Scene } from "./scene.ts";
import { taskWords } from "./stopcard.ts";
import { type Plan, type Stop, tasks } from "./types.ts";

/** Everything that can be done to a stop: where it goes, without a mouse too, and what is to be done there. */
export function stopMore(scene: Scene, stop: Stop, spot: Spot | undefined): HTMLElement {
  return h("div", { class: "stop-more" }, !scene.looking && moving(scene, stop, spot), editing(scene, stop));
}

function moving(scene: Scene, { site }: Stop, spot: Spot | undefined): HTMLElement {
  const { t, desk } = scene;
  const { plan } = desk;
  const last = (spot && dayOf(plan, spot.date, spot.vehicle)?.stops.length) ?? 0;
  const button = (key: "earlier" | "later" | "nextday" | "previousday" | "out", to: Plan, off: boolean) =>
    h(
      "button",
      {
        type: "button",
        "data-key": `${key}-${site}`,
        disabled: off || to === plan,
        onclick: () => scene.change(to, t("plan.step.move", { name: scene.nameOf(site) })),
      },
      t(`plan.${key}`),
    );
  return h(
    "div",
    { class: "moving", role: "group", "aria-label": t("plan.grip", { name: scene.nameOf(site) }) },
    spot && button("earlier", step(plan, site, -1), spot.index === 0),
    spot && button("later", step(plan, site, 1), spot.index >= last - 1),
    button("previousday", stepDay(plan, site, -1), !spot),
    button("nextday", stepDay(plan, site, 1), false),
    anywhere(scene, site, spot),
    spot && button("out", moveTo(plan, site, undefined), false),
    h(
      "button",
      {
        type: "button",
        "data-key": `remove-${site}`,
        onclick: () => scene.change(removeStop(plan, site), t("plan.step.remove", { name: scene.nameOf(site) })),
      },
      t("plan.remove"),
    ),
  );
}

/** Any day with any vehicle, from a list. */
function anywhere(scene: Scene, site: string, spot: Spot | undefined): HTMLElement {
  const { t, desk, language } = scene;
  const { plan } = desk;
  const here = spot ? `${spot.date}/${spot.vehicle}` : "";
  const options = workdaysOf(plan).flatMap((date) =>
    plan.vehicles.map(({ id }) => {
      const words = plan.vehicles.length > 1 ? `${sayDay(language, date)} · ${scene.vehicleName(id)}` : sayDay(language, date);
      return h("option", { value: `${date}/${id}`, selected: `${date}/${id}` === here }, words);
    }),
  );
  const choice = h(
    "select",
    {
      "data-key": `day-${site}`,
      "aria-label": t("plan.today.of", { name: scene.nameOf(site) }),
      onchange: () => {
        const [date = "", vehicle = ""] = choice.value.split("/");
        scene.change(choice.value ? append(plan, site, date, vehicle) : moveTo(plan, site, undefined), t("plan.step.move", { name: scene.nameOf(site) }));
      },
    },
    h("option", { value: "", selected: !spot }, t("plan.noday")),
    ...options,
  );
  return choice;
}

function editing(scene: Scene, stop: Stop): HTMLElement {
  const { t, looking } = scene;
  const { site } = stop;
  const key = (name: string) => `edit-${name}-${site}`;
  const change = (now: Partial<Stop>, kind: string) =>
    scene.change(changeStop(scene.desk.plan, site, now), t("plan.step.edit", { name: scene.nameOf(site) }), `${kind}-${site}`);
  const task = h(
    "select",
    { id: key("task"), "data-key": key("task"), disabled: looking, onchange: () => change({ task: task.value }, "task") },
    ...tasks.map((name) => h("option", { value: name, selected: name === stop.task }, taskWords(scene, name))),
  );
  const number = (name: "minutes" | "priority", min: number, max: number) => {
    const field = h("input", {
      type: "number",
      id: key(name),
      "data-key": key(name),
      min,
      max,
      step: 1,
      value: stop[name],
      disabled: looking,
      onchange: () => field.checkValidity() && field.value !== "" && change({ [name]: Math.round(Number(field.value)) }, name),
    });
    return field;
  };
  const note = h(
    "textarea",
    { id: key("note"), "data-key": key("note"), rows: 2, maxlength: 2000, disabled: looking, onchange: () => change({ note: note.value.trim() }, "note") },
    stop.note,
  );
  return h(
    "div",
    { class: "editing" },
    labelled(t("plan.task"), task),
    labelled(t("plan.minutes"), number("minutes", 1, 1440)),
    labelled(t("plan.priority"), number("priority", 1, 9)),
    tick(t("plan.must.about"), key("must"), stop.must === true, looking, (must) => change({ must }, "must")),
    labelled(t("plan.note"), note),
  );
}
