import { readings } from "../coordinates.ts";
import { h } from "../dom.ts";
import { type Key, type Language, languageNames, languages, translate } from "../i18n/index.ts";
import { labelled, line } from "./fields.ts";
import type { Plan } from "./types.ts";

/** The zones in which the sites lie, from the Urals to Kamchatka; another can be written. */
export const zones = [
  "Asia/Vladivostok",
  "Asia/Khabarovsk",
  "Asia/Sakhalin",
  "Asia/Magadan",
  "Asia/Kamchatka",
  "Asia/Chita",
  "Asia/Yakutsk",
  "Asia/Irkutsk",
  "Asia/Krasnoyarsk",
  "Asia/Novosibirsk",
  "Asia/Omsk",
  "Asia/Yekaterinburg",
  "Europe/Moscow",
  "Asia/Tokyo",
];

/** What a plan is before anybody has said anything. Its dates are the first ten days of the next July. */
export function blankPlan(language: Language, today: Date): Plan {
  const year = today.getUTCFullYear() + (today.getUTCMonth() >= 5 ? 1 : 0);
  return {
    id: "",
    revision: 0,
    title: "",
    languages: [language],
    team: [],
    vehicles: [{ id: "a", name: translate(language, "plan.vehicle.n", { n: 1 }), speed_kmh: 40 }],
    base: { id: "base", name: translate(language, "plan.base"), position: [0, 0] },
    from: `${year}-07-01`,
    to: `${year}-07-10`,
    zone: "Asia/Vladivostok",
    start: "08:00",
    end: "20:00",
    stops: [],
    weights: { overlap: 0, ground: 0, unrecovered: 0, accuracy: 0, age: 0 }, // as the server weighs
    days: [],
  };
}

export interface NewScene {
  language: Language;
  /** Where the map was clicked, as text. */
  base: string;
  draft: Plan;
  wrong: string | undefined;
  /** Whether the map can be clicked, and waits for it. */
  map: boolean;
  pointing: boolean;
  point(): void;
  /** Says more of the plan; nothing is drawn anew by it. */
  set(change: Partial<Plan>): void;
  setBase(text: string): void;
  /** All that is said by now. */
  said(): { base: string; draft: Plan };
  make(plan: Plan): void;
  cancel(): void;
  fail(words: string): void;
}

/** The form for a new plan. */
export function newPlanForm(scene: NewScene): HTMLElement {
  const { language, draft } = scene;
  const t = (key: Key, values = {}) => translate(language, key, values);
  const { set } = scene;
  const text = (name: "title" | "zone" | "from" | "to" | "start" | "end", type: "text" | "date" | "time", more: Record<string, string | boolean> = {}) =>
    line(`new-${name}`, { type, value: draft[name], required: true, ...more }, (value) => set({ [name]: value }));
  const base = line("new-base", { value: scene.base, required: true, autocomplete: "off" }, scene.setBase);
  return h(
    "form",
    { class: "plan-new", novalidate: true, onsubmit: (event: SubmitEvent) => void submit(event, scene) },
    h("h2", { id: "plan-title", tabindex: "-1" }, t("plan.new")),
    labelled(t("plan.name"), text("title", "text", { maxlength: "200" })),
    h(
      "div",
      { class: "field" },
      h("label", { for: "new-base" }, t("plan.base")),
      h(
        "div",
        { class: "with-unit" },
        base,
        scene.map &&
          h("button", { type: "button", "data-key": "new-point", "aria-pressed": String(scene.pointing), onclick: () => scene.point() }, t("plan.point")),
      ),
      h("p", { class: "note", role: scene.pointing ? "status" : undefined }, t(scene.pointing ? "plan.pointing" : "plan.base.about")),
    ),
    h("div", { class: "pair-of" }, labelled(t("plan.from"), text("from", "date")), labelled(t("plan.to"), text("to", "date"))),
    h("div", { class: "pair-of" }, labelled(t("plan.start"), text("start", "time")), labelled(t("plan.end"), text("end", "time"))),
    labelled(t("plan.zone"), text("zone", "text", { list: "plan-zones" }), t("plan.zone.about")),
    h("datalist", { id: "plan-zones" }, ...zones.map((zone) => h("option", { value: zone }))),
    vehiclesOf(scene, t),
    languagesOf(t("plan.languages"), draft.languages, (chosen) => set({ languages: chosen })),
    scene.wrong !== undefined && h("p", { class: "trouble", role: "alert" }, scene.wrong),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "submit", class: "primary", "data-key": "new-make" }, t("plan.make")),
      h("button", { type: "button", "data-key": "new-cancel", onclick: () => scene.cancel() }, t("plan.cancel")),
    ),
  );
}

function vehiclesOf(scene: NewScene, t: (key: Key, values?: Record<string, number>) => string): HTMLElement {
  const { draft } = scene;
  const count = line("new-vehicles", { type: "number", value: draft.vehicles.length, min: 1, max: 8 }, (value) => {
    const n = Math.round(Number(value));
    const vehicle = (i: number) => draft.vehicles[i] ?? { id: String.fromCharCode(97 + i), name: t("plan.vehicle.n", { n: i + 1 }), speed_kmh: 40 };
    scene.set({ vehicles: Array.from({ length: n }, (_, i) => vehicle(i)) });
  });
  return labelled(t("plan.vehicles"), count, t("plan.vehicles.about"));
}

/** The languages of the book, of which there is at least one. */
export function languagesOf(words: string, chosen: readonly string[], set: (chosen: string[]) => void, disabled = false): HTMLElement {
  const boxes = languages.map((language) => {
    const id = `plan-language-${language}`;
    return { language, box: h("input", { type: "checkbox", id, "data-key": id, checked: chosen.includes(language), disabled }) };
  });
  for (const { box } of boxes) {
    box.addEventListener("change", () => {
      if (boxes.every((b) => !b.box.checked)) box.checked = true;
      else set(boxes.filter((b) => b.box.checked).map((b) => b.language));
    });
  }
  const ticks = boxes.map(({ language, box }) => h("div", { class: "tick" }, box, h("label", { for: box.id, lang: language }, languageNames[language])));
  return h("fieldset", { class: "plan-languages" }, h("legend", {}, words), ...ticks);
}

/** Reads where the base is, and makes the plan; what is wrong is said where it is. */
async function submit(event: SubmitEvent, scene: NewScene): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  // What was not left yet is told now.
  for (const field of form.querySelectorAll("input")) field.dispatchEvent(new Event("change"));
  const bad = form.querySelector<HTMLElement>("input:invalid");
  if (bad) {
    bad.focus();
    (bad as HTMLInputElement).reportValidity();
    return;
  }
  const { base, draft } = scene.said();
  try {
    const [found] = (await readings(base)).readings;
    if (found) scene.make({ ...draft, base: { ...draft.base, position: [found.lon, found.lat] } });
    else scene.fail(translate(scene.language, "plan.base.unread"));
  } catch {
    scene.fail(translate(scene.language, "plan.base.unread"));
  }
}
