import { h } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import { everything } from "../state/criteria.ts";
import type { State } from "../state/state.ts";
import { sayYears } from "../time/words.ts";
import { activeIn, without } from "./conditions.ts";
import { narrowedBy } from "./fields.ts";
import { criterionWords, narrowsWords } from "./words.ts";

/** What is asked for, each with a button that takes it away, and one that takes all away. Nothing where nothing is asked for. */
export function chips(state: State): HTMLElement | undefined {
  const { language, criteria, years, undated, table } = state.view;
  const list = activeIn(criteria).map((name) =>
    chip(state, `chip-${name}`, criterionWords(language, name, criteria), {
      about: narrowsWords(language, name),
      idle: !narrowedBy(name).includes(table),
      remove: () => state.set({ criteria: without(criteria, name) }),
    }),
  );
  if (years || !undated) {
    const said = [...(years ? [sayYears(language, years)] : []), ...(undated ? [] : [translate(language, "finding.dated")])].join(", ");
    const words = translate(language, "finding.chip", { name: translate(language, "finding.date"), value: said });
    list.push(chip(state, "chip-date", words, { about: "", idle: false, remove: () => state.set({ years: undefined, undated: true }) }));
  }
  if (list.length === 0) return undefined;
  const clear = () => state.set({ criteria: everything, years: undefined, undated: true });
  return h(
    "div",
    { class: "chips", role: "group", "aria-label": translate(language, "finding.active") },
    ...list,
    h("button", { type: "button", class: "link", "data-key": "clear-all", onclick: clear }, translate(language, "finding.clear")),
  );
}

interface Chip {
  /** Which collections it narrows. */
  about: string;
  /** Whether it leaves the list as it is. */
  idle: boolean;
  remove: () => void;
}

function chip(state: State, key: string, words: string, { about, idle, remove }: Chip): HTMLElement {
  const label = translate(state.view.language, "finding.remove", { name: words });
  return h(
    "span",
    { class: idle ? "chip idle" : "chip" },
    h("span", {}, words, about && h("small", {}, about)),
    h("button", { type: "button", "data-key": key, "aria-label": label, title: label, onclick: remove }, "×"),
  );
}
