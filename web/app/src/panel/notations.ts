import { isDegrees, notations, refusedWords, systemWords, type Written, writeDegrees } from "../coordinates.ts";
import { h, render } from "../dom.ts";
import { type Language, translate } from "../i18n/index.ts";
import { type NotationName, notationNames } from "../state/view.ts";
import { copyText } from "../tools/copy.ts";

export interface Placed {
  lon: number;
  lat: number;
  accuracy: number | undefined;
}

export interface NotationLinks {
  /** The notation that the reader has chosen. */
  notation: NotationName;
  choose(notation: NotationName): void;
}

/** What the server said of a place, so that drawing a record anew asks nothing twice. */
const said = new Map<string, Promise<Written[]>>();
const most = 50;

/** A place in the reader's notation and in all others, each with a button that copies it, and where it is said that it did. */
export interface Coordinates {
  chosen: HTMLElement;
  all: HTMLElement;
  status: HTMLElement;
}

export function coordinates(language: Language, place: Placed, links: NotationLinks): Coordinates {
  const status = h("p", { class: "unseen", role: "status" });
  const copy = (name: NotationName, text: string) => void tellCopy(language, name, text, status);
  const first = h("div", { class: "notation-first" });
  const list = h("dl", { class: "notations" });
  const choice = h("select", {
    "data-key": "panel-notation",
    "aria-label": translate(language, "coordinates.notation"),
    onchange: () => links.choose(choice.value as NotationName),
  });
  choice.append(...notationNames.map((n) => h("option", { value: n }, translate(language, `notation.short.${n}`))));
  choice.value = links.notation;
  const draw = (written: ReadonlyMap<NotationName, Written>, waiting: boolean) => {
    render(first, ...value(language, links.notation, written.get(links.notation), waiting, copy, "chosen"), choice);
    list.setAttribute("aria-busy", String(waiting));
    render(list, ...notationNames.flatMap((n) => row(language, n, written.get(n), waiting, copy)));
  };
  draw(byTheBrowser(place), true);
  asked(place).then(
    (all) => draw(new Map(all.map((w) => [w.notation, w])), false),
    () => {
      draw(byTheBrowser(place), false);
      list.append(h("dt", {}, ""), h("dd", { class: "note" }, translate(language, "coordinates.failed")));
    },
  );
  const wide = typeof matchMedia === "function" && matchMedia("(min-width: 800px)").matches;
  const all = h("details", { class: "all-notations", open: wide }, h("summary", { "data-key": "all-notations" }, translate(language, "coordinates.all")), list);
  return { chosen: first, all, status };
}

/** Degrees at once; grids when the server has been asked. */
function byTheBrowser({ lon, lat, accuracy }: Placed): Map<NotationName, Written> {
  const step = Math.max(0.001, (accuracy ?? 10) / 10);
  return new Map(notationNames.filter(isDegrees).map((n) => [n, { notation: n, text: writeDegrees(n, lon, lat, step) }]));
}

function asked({ lon, lat, accuracy }: Placed): Promise<Written[]> {
  const key = `${lon} ${lat} ${accuracy}`;
  const known = said.get(key);
  if (known) return known;
  if (said.size >= most) said.clear();
  const answer = notations(lon, lat, { accuracy });
  said.set(key, answer);
  answer.catch(() => said.delete(key));
  return answer;
}

type Copy = (name: NotationName, text: string) => void;

function row(language: Language, name: NotationName, written: Written | undefined, waiting: boolean, copy: Copy): HTMLElement[] {
  const system = written && systemWords(language, written);
  const shown = value(language, name, written, waiting, copy, "row");
  return [h("dt", {}, translate(language, `notation.${name}`)), h("dd", {}, h("span", { class: "value" }, ...shown), system && h("small", {}, system))];
}

function value(language: Language, name: NotationName, written: Written | undefined, waiting: boolean, copy: Copy, where: string): (HTMLElement | string)[] {
  const text = written?.text;
  if (text === undefined) {
    const why = written?.refusal ? refusedWords(language, written.refusal) : waiting ? "…" : "–";
    return [h("span", { class: "note" }, why)];
  }
  const label = translate(language, "coordinates.copy.of", { notation: translate(language, `notation.${name}`) });
  const button = h(
    "button",
    { type: "button", class: "small copy", "data-key": `copy-${where}-${name}`, "aria-label": label, title: label, onclick: () => copy(name, text) },
    translate(language, "coordinates.copy"),
  );
  return [h("span", { class: "number" }, text), button];
}

/** Says that it was copied, to eyes on the button's line and to ears, and that it was not if the browser forbids it. */
async function tellCopy(language: Language, name: NotationName, text: string, status: HTMLElement): Promise<void> {
  const done = await copyText(text);
  status.textContent = translate(language, done ? "coordinates.copied" : "coordinates.copy.failed", { text });
  const buttons = status.closest(".whereabouts")?.querySelectorAll<HTMLElement>(`[data-key$="-${name}"].copy`) ?? [];
  for (const button of buttons) {
    button.textContent = translate(language, done ? "coordinates.copied.short" : "coordinates.copy");
    setTimeout(() => {
      button.textContent = translate(language, "coordinates.copy");
    }, 2500);
  }
}
