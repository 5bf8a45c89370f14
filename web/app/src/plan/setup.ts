import { h } from "../dom.ts";
import { datesBetween, isRest } from "./days.ts";
import { labelled, line, tick } from "./fields.ts";
import type { Matrix } from "./matrix.ts";
import { languagesOf, zones } from "./newplan.ts";
import { sayDay } from "./say.ts";
import type { Scene } from "./scene.ts";
import type { Contact, Person, Place, Plan, Vehicle } from "./types.ts";

/** Everything that people decide about the journey as a whole. */
export function setupTab(scene: Scene, matrix: Matrix): HTMLElement {
  const { t } = scene;
  return h(
    "div",
    { class: "setup" },
    h("h3", {}, t("plan.tab.setup")),
    group(t("plan.setup.journey"), ...journey(scene)),
    group(t("plan.rest.days"), restDays(scene)),
    group(t("plan.places"), places(scene)),
    group(t("plan.vehicles"), vehicles(scene)),
    group(t("plan.team"), team(scene)),
    group(t("plan.emergency"), emergency(scene)),
    group(t("plan.ways"), detour(scene), matrix.element(scene)),
  );
}

const group = (title: string, ...children: (HTMLElement | undefined)[]) => h("fieldset", {}, h("legend", {}, title), ...children);

/** Does something to the plan; what is written one after the other into one field is one step. */
function set(scene: Scene, change: Partial<Plan>, kind?: string): void {
  scene.change({ ...scene.desk.plan, ...change }, scene.t("plan.step.setup"), kind);
}

function journey(scene: Scene): HTMLElement[] {
  const { t, desk, looking: disabled } = scene;
  const { plan } = desk;
  const text = (
    name: "title" | "zone" | "from" | "to" | "start" | "end",
    type: "text" | "date" | "time",
    more: Record<string, string | boolean | number> = {},
  ) => line(`setup-${name}`, { type, value: plan[name], disabled, required: true, ...more }, (value) => set(scene, { [name]: value }));
  const note = h(
    "textarea",
    { id: "setup-note", "data-key": "setup-note", rows: 2, maxlength: 4000, disabled, onchange: () => set(scene, { note: note.value.trim() }) },
    plan.note,
  );
  return [
    labelled(t("plan.name"), text("title", "text", { maxlength: 200 })),
    labelled(t("plan.note.plan"), note),
    h("div", { class: "pair-of" }, labelled(t("plan.from"), text("from", "date")), labelled(t("plan.to"), text("to", "date"))),
    h("div", { class: "pair-of" }, labelled(t("plan.start"), text("start", "time")), labelled(t("plan.end"), text("end", "time"))),
    labelled(t("plan.zone"), text("zone", "text", { list: "plan-zones" }), t("plan.zone.about")),
    h("datalist", { id: "plan-zones" }, ...zones.map((zone) => h("option", { value: zone }))),
    languagesOf(t("plan.languages"), plan.languages, (languages) => set(scene, { languages }, "languages"), disabled),
  ];
}

function restDays(scene: Scene): HTMLElement {
  const { plan } = scene.desk;
  const change = (date: string, rest: boolean) => set(scene, { rest: [...(plan.rest ?? []).filter((d) => d !== date), ...(rest ? [date] : [])].sort() });
  const days = datesBetween(plan.from, plan.to).map((date) =>
    tick(sayDay(scene.language, date), `rest-${date}`, isRest(plan, date), scene.looking, (rest) => change(date, rest)),
  );
  return h("div", { class: "rest-days" }, ...days);
}

/** The base, and other places where the night can be spent, each by its coordinates or a click on the map. */
function places(scene: Scene): HTMLElement {
  const { t, desk, looking } = scene;
  const { plan } = desk;
  const nights = plan.nights ?? [];
  const night = (i: number, change: Partial<Place>) => set(scene, { nights: nights.map((n, j) => (j === i ? { ...n, ...change } : n)) });
  const add = () => {
    const id = freeId("night", [plan.base.id, ...nights.map((n) => n.id), ...plan.stops.map((s) => s.site)]);
    set(scene, { nights: [...nights, { id, name: t("plan.night.n", { n: nights.length + 1 }), position: plan.base.position }] });
  };
  const remove = (i: number) => {
    const days = plan.days.map(({ end, ...d }) => ({ ...d, ...(end && end !== nights[i]?.id && { end }) }));
    set(scene, { nights: nights.filter((_, j) => j !== i), days });
  };
  return h(
    "div",
    { class: "places" },
    place(scene, "base", t("plan.base"), plan.base, (change) => set(scene, { base: { ...plan.base, ...change } })),
    ...nights.map((n, i) =>
      place(
        scene,
        `night-${i}`,
        t("plan.night.n", { n: i + 1 }),
        n,
        (change) => night(i, change),
        () => remove(i),
      ),
    ),
    h("button", { type: "button", "data-key": "night-add", disabled: looking, onclick: add }, t("plan.night.add")),
  );
}

/** An id that nobody has: "night-2". */
export function freeId(stem: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(`${stem}-${n}`)) return `${stem}-${n}`;
}

function place(scene: Scene, key: string, title: string, { name, position }: Place, change: (now: Partial<Place>) => void, remove?: () => void): HTMLElement {
  const { t, looking: disabled, app, pointing } = scene;
  const [lon, lat] = position;
  const degrees = { type: "number" as const, step: "any", disabled, required: true };
  return h(
    "div",
    { class: "place row", role: "group", "aria-label": title },
    labelled(
      title,
      line(`${key}-name`, { value: name, disabled, required: true, maxlength: 200 }, (value) => change({ name: value })),
    ),
    labelled(
      t("plan.lat"),
      line(`${key}-lat`, { ...degrees, value: round(lat), min: -90, max: 90 }, (value) => change({ position: [lon, Number(value)] })),
    ),
    labelled(
      t("plan.lon"),
      line(`${key}-lon`, { ...degrees, value: round(lon), min: -180, max: 180 }, (value) => change({ position: [Number(value), lat] })),
    ),
    app.hasMap &&
      h(
        "button",
        {
          type: "button",
          "data-key": `${key}-point`,
          disabled,
          "aria-pressed": String(pointing === key),
          onclick: () => scene.point(key, (at) => change({ position: at })),
        },
        t("plan.point"),
      ),
    remove && h("button", { type: "button", "data-key": `${key}-remove`, disabled, onclick: remove }, t("plan.remove")),
    pointing === key && h("p", { class: "note", role: "status" }, t("plan.pointing")),
  );
}

/** About a decimetre: no more is needed of where a car stands. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function vehicles(scene: Scene): HTMLElement {
  const { t, desk, looking: disabled } = scene;
  const { plan } = desk;
  const change = (i: number, now: Partial<Vehicle>) => set(scene, { vehicles: plan.vehicles.map((v, j) => (j === i ? { ...v, ...now } : v)) });
  const row = (v: Vehicle, i: number) =>
    h(
      "div",
      { class: "row", role: "group", "aria-label": v.name || v.id },
      labelled(
        t("plan.vehicle"),
        line(`vehicle-${v.id}-name`, { value: v.name, disabled, maxlength: 200 }, (name) => change(i, { name })),
      ),
      labelled(
        t("plan.speed"),
        line(`vehicle-${v.id}-speed`, { type: "number", value: v.speed_kmh, min: 0.1, max: 300, step: "any", required: true, disabled }, (kmh) =>
          change(i, { speed_kmh: Number(kmh) }),
        ),
      ),
      h("button", { type: "button", "data-key": `vehicle-${v.id}-remove`, disabled, onclick: () => removeVehicle(scene, v.id) }, t("plan.remove")),
    );
  const add = () => {
    const id =
      [..."abcdefghijklmnopqrstuvwxyz"].find((c) => plan.vehicles.every((v) => v.id !== c)) ??
      freeId(
        "v",
        plan.vehicles.map((v) => v.id),
      );
    set(scene, { vehicles: [...plan.vehicles, { id, name: t("plan.vehicle.n", { n: plan.vehicles.length + 1 }), speed_kmh: 40 }] });
  };
  return h(
    "div",
    {},
    ...plan.vehicles.map(row),
    plan.vehicles.length < 20 && h("button", { type: "button", "data-key": "vehicle-add", disabled, onclick: add }, t("plan.vehicle.add")),
    h("p", { class: "note" }, t("plan.speed.about")),
  );
}

/** What a vehicle that is no more would have visited is on no day. */
function removeVehicle(scene: Scene, id: string): void {
  const { plan } = scene.desk;
  set(scene, { vehicles: plan.vehicles.filter((v) => v.id !== id), days: plan.days.filter((d) => d.vehicle !== id) });
}

function team(scene: Scene): HTMLElement {
  const { t, desk, looking: disabled } = scene;
  const { team: people, vehicles: cars } = desk.plan;
  const change = (i: number, now: Partial<Person>) => set(scene, { team: people.map((p, j) => (j === i ? said({ ...p, ...now }) : p)) });
  const row = (p: Person, i: number) => {
    const id = `person-${i}-vehicle`;
    const ride = h(
      "select",
      { id, "data-key": id, disabled, onchange: () => change(i, { vehicle: ride.value }) },
      h("option", { value: "", selected: !p.vehicle }, "–"),
      ...cars.map((v) => h("option", { value: v.id, selected: v.id === p.vehicle }, v.name || v.id)),
    );
    const field = (name: "name" | "role" | "phone") =>
      labelled(
        t(`plan.person.${name}`),
        line(`person-${i}-${name}`, { value: p[name] ?? "", disabled, maxlength: 200, required: name === "name" }, (value) => change(i, { [name]: value })),
      );
    return h(
      "div",
      { class: "row", role: "group", "aria-label": p.name },
      field("name"),
      field("role"),
      field("phone"),
      labelled(t("plan.vehicle"), ride),
      h(
        "button",
        { type: "button", "data-key": `person-${i}-remove`, disabled, onclick: () => set(scene, { team: people.filter((_, j) => j !== i) }) },
        t("plan.remove"),
      ),
    );
  };
  const add = () => set(scene, { team: [...people, { name: t("plan.person.n", { n: people.length + 1 }) }] });
  return h("div", {}, ...people.map(row), h("button", { type: "button", "data-key": "person-add", disabled, onclick: add }, t("plan.person.add")));
}

function emergency(scene: Scene): HTMLElement {
  const { t, desk, looking: disabled } = scene;
  const contacts = desk.plan.emergency ?? [];
  const change = (i: number, now: Partial<Contact>) => set(scene, { emergency: contacts.map((c, j) => (j === i ? said({ ...c, ...now }) : c)) });
  const row = (c: Contact, i: number) => {
    const field = (name: "name" | "phone" | "note") =>
      labelled(
        t(`plan.person.${name}`),
        line(`contact-${i}-${name}`, { value: c[name] ?? "", disabled, maxlength: 200, required: name === "name" }, (value) => change(i, { [name]: value })),
      );
    return h(
      "div",
      { class: "row", role: "group", "aria-label": c.name },
      field("name"),
      field("phone"),
      field("note"),
      h(
        "button",
        { type: "button", "data-key": `contact-${i}-remove`, disabled, onclick: () => set(scene, { emergency: contacts.filter((_, j) => j !== i) }) },
        t("plan.remove"),
      ),
    );
  };
  const add = () => set(scene, { emergency: [...contacts, { name: t("plan.contact.n", { n: contacts.length + 1 }) }] });
  return h("div", {}, ...contacts.map(row), h("button", { type: "button", "data-key": "contact-add", disabled, onclick: add }, t("plan.contact.add")));
}

/** What is empty is not said; a name always is. */
function said<T extends { name: string }>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([name, v]) => name === "name" || v !== "")) as T;
}

function detour(scene: Scene): HTMLElement {
  const { t, desk, looking } = scene;
  const value = desk.plan.detour_factor || desk.timetable?.detour_factor || 1.4;
  const field = line("setup-detour", { type: "number", value, min: 1, max: 10, step: 0.05, disabled: looking }, (factor) =>
    set(scene, { detour_factor: Number(factor) }),
  );
  return labelled(t("plan.detour"), field, t("plan.detour.about"));
}
