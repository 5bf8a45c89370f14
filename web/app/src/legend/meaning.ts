import "./meaning.css";
import { h, svg } from "../dom.ts";
import { formatShare } from "../format.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";
import { ringShares } from "../rings.ts";
import { aboutSample, classSample, inventedSample, nested, poorSample, unstatedSample } from "./samples.ts";

/** Opens the window that says what the rings mean; it goes when it is closed, and the focus returns to where it was. */
export function showMeaning(language: Language): void {
  const t = (key: Key) => translate(language, key);
  const dialog = h("dialog", { class: "meaning", "aria-labelledby": "meaning-title", onclose: () => dialog.remove() });
  const close = h("button", { type: "button", class: "close", "aria-label": t("app.close"), onclick: () => dialog.close() }, "×");
  const part = (title: Key, picture: SVGSVGElement | undefined, ...words: (Key | HTMLElement)[]) =>
    h("section", {}, picture, h("div", {}, h("h3", {}, t(title)), ...words.map((w) => (typeof w === "string" ? h("p", {}, t(w)) : w))));
  const not = (["meaning.not.share", "meaning.not.who", "meaning.not.records", "meaning.not.zero"] as const).map((key) => h("li", {}, t(key)));
  dialog.append(
    close,
    h("h2", { id: "meaning-title", tabindex: "-1" }, t("meaning.title")),
    h("p", {}, t("meaning.about")),
    part("meaning.rings.title", ringsPicture(language), "meaning.rings", "meaning.outlines"),
    part("meaning.disc.title", aboutSample(), "meaning.disc"),
    part("meaning.unstated.title", unstatedSample(), "meaning.unstated"),
    part("meaning.hatch.title", classSample("not_assessed"), "meaning.hatch"),
    h("section", {}, poorSample(), h("div", {}, h("p", {}, t("meaning.poor")))),
    part("meaning.probability.title", classSample("probable"), "meaning.probability", h("ul", {}, ...not)),
    part("meaning.invented.title", inventedSample(), "meaning.invented"),
  );
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLElement>("h2")?.focus();
}

/** The three rings, each with its percent, and places as they may truly lie. */
function ringsPicture(language: Language): SVGSVGElement {
  const radius = 44;
  const [x, y] = [50, 52];
  const heights = [0.481, 0.733, 1];
  const picture = svg(
    {
      viewBox: "0 0 100 104",
      shapes: [
        ...nested([x, y], radius),
        ["circle", { cx: String(x), cy: String(y), r: "2.6", fill: "none", stroke: "var(--site)", "stroke-width": "1.4" }],
        ...lying(),
      ],
    },
    "rings-picture",
  );
  for (const [i, share] of ringShares.entries()) {
    const words = document.createElementNS("http://www.w3.org/2000/svg", "text");
    words.setAttribute("x", String(x));
    words.setAttribute("y", (y - radius * (heights[i] ?? 1) + 2.8).toFixed(1));
    words.textContent = formatShare(language, share);
    picture.append(words);
  }
  return picture;
}

/** Twenty places that are known equally well: ten in the inner ring, six between it and the middle one, three before the outer one, one outside. */
function lying(): [string, Record<string, string>][] {
  const distances = [3, 6, 8, 10, 12, 13, 15, 17, 19, 20, 23, 24, 26, 27, 29, 31, 34, 38, 42, 48];
  return distances.map((distance, i) => {
    const angle = i * 2.4 + 0.6; // close to the golden angle, so that they spread
    const at = { cx: (50 + distance * Math.cos(angle)).toFixed(1), cy: (52 + distance * Math.sin(angle)).toFixed(1) };
    return ["circle", { ...at, r: "1.1", fill: "var(--ink)" }];
  });
}
