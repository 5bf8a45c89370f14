import { h } from "../dom.ts";
import { type Key, type Language, term, translate } from "../i18n/index.ts";
import type { Drawable, Facts } from "./record.ts";

const uses = ["civilian", "pow", "mixed", "unknown"];
const kinds = ["grave", "row", "plot", "section"];
/** How a position that somebody draws may have been found. */
const methods = ["survey", "gps", "satellite", "osm", "plan", "map", "unknown"];

export interface FormScene {
  language: Language;
  collection: Drawable;
  /** Of a record that is corrected only how its position is known is asked. */
  correcting: boolean;
  facts: Facts;
  sources: readonly { id: string; title: string }[];
  /** What is wrong with a field, in words. */
  wrong: ReadonlyMap<keyof Facts, string>;
  set(change: Partial<Facts>): void;
  /** Something that other fields depend on was set. */
  redraw(): void;
}

/** What is asked of a place beside where it lies. */
export function factsForm(scene: FormScene): HTMLElement {
  const { language, collection, correcting, facts } = scene;
  const vocabulary = (words: string, values: readonly string[]) => values.map((v) => [v, term(language, words, v)] as const);
  const asked = correcting
    ? []
    : [
        input(scene, "name", "draw.name"),
        choice(scene, "use", "draw.use", vocabulary("who", uses)),
        collection === "plots" && choice(scene, "kind", "draw.kind", vocabulary("kind", kinds)),
        input(scene, "period", "draw.period", "draw.period.about"),
      ];
  return h(
    "div",
    { class: "draw-facts" },
    ...asked,
    accuracy(scene),
    choice(scene, "method", "draw.method", vocabulary("method", methods)),
    choice(scene, "source", "draw.source", [...scene.sources.map((s) => [s.id, s.title] as const), ["new", translate(language, "draw.source.new")]]),
    facts.source === "new" && input(scene, "sourceTitle", "draw.source.title"),
    !correcting && check(scene, "fictional", "draw.fictional"),
    h("p", { class: "note" }, translate(language, "draw.rule")),
  );
}

type TextFact = Exclude<keyof Facts, "fictional" | "accuracyUnknown">;

function input(scene: FormScene, fact: TextFact, label: Key, about?: Key): HTMLElement {
  const field = h("input", {
    type: "text",
    id: `draw-${fact}`,
    "data-key": `draw-${fact}`,
    value: scene.facts[fact],
    ...said(scene, fact, about !== undefined),
    oninput: () => scene.set({ [fact]: field.value }),
  });
  return labelled(scene, fact, label, field, about);
}

function choice(scene: FormScene, fact: TextFact, label: Key, options: readonly (readonly [string, string])[]): HTMLElement {
  const now = scene.facts[fact];
  const known = now === "" || options.some(([value]) => value === now) ? options : [...options, [now, now] as const];
  const field = h(
    "select",
    {
      id: `draw-${fact}`,
      "data-key": `draw-${fact}`,
      ...said(scene, fact, false),
      onchange: () => {
        scene.set({ [fact]: field.value });
        if (fact === "source") scene.redraw();
      },
    },
    h("option", { value: "" }, translate(scene.language, "draw.choose")),
    ...known.map(([value, words]) => h("option", { value }, words)),
  );
  field.value = now;
  return labelled(scene, fact, label, field);
}

function accuracy(scene: FormScene): HTMLElement {
  const field = h("input", {
    type: "text",
    inputmode: "decimal",
    id: "draw-accuracy",
    "data-key": "draw-accuracy",
    value: scene.facts.accuracy,
    disabled: scene.facts.accuracyUnknown,
    ...said(scene, "accuracy", false),
    oninput: () => scene.set({ accuracy: field.value }),
  });
  const both = h("div", { class: "draw-accuracy" }, field, check(scene, "accuracyUnknown", "draw.accuracy.unknown"));
  return labelled(scene, "accuracy", "draw.accuracy", both);
}

function check(scene: FormScene, fact: "fictional" | "accuracyUnknown", label: Key): HTMLElement {
  const box = h("input", {
    type: "checkbox",
    id: `draw-${fact}`,
    "data-key": `draw-${fact}`,
    checked: scene.facts[fact],
    onchange: () => {
      scene.set({ [fact]: box.checked });
      scene.redraw();
    },
  });
  return h("label", { class: "draw-check" }, box, " ", translate(scene.language, label));
}

function said({ wrong }: FormScene, fact: keyof Facts, about: boolean): Record<string, string | undefined> {
  const ids = [wrong.has(fact) && `draw-${fact}-wrong`, about && `draw-${fact}-about`].filter(Boolean).join(" ");
  return { "aria-invalid": wrong.has(fact) ? "true" : undefined, "aria-describedby": ids || undefined };
}

function labelled(scene: FormScene, fact: keyof Facts, label: Key, field: HTMLElement, about?: Key): HTMLElement {
  const { language, wrong } = scene;
  return h(
    "div",
    { class: "draw-field" },
    h("label", { for: `draw-${fact}` }, translate(language, label)),
    field,
    about && h("small", { id: `draw-${fact}-about` }, translate(language, about)),
    wrong.has(fact) && h("p", { class: "draw-wrong", id: `draw-${fact}-wrong` }, wrong.get(fact)),
  );
}
