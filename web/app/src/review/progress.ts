import { h } from "../dom.ts";
import { type Language, translate } from "../i18n/index.ts";
import { type Decision, decisions, type Progress } from "./queue.ts";

/** How far the review is, as a bar and in words. */
export function progressOf(language: Language, progress: Progress): HTMLElement {
  const { total, accepted, rejected, postponed } = progress;
  const words = translate(language, "review.progress", { judged: accepted + rejected + postponed, total, accepted, rejected, postponed });
  const part = (decision: Decision) => {
    const bar = h("span", { class: `done done-${decision}` });
    bar.style.flexGrow = String(progress[decision]);
    bar.hidden = progress[decision] === 0;
    return bar;
  };
  const rest = h("span", { class: "rest" });
  rest.style.flexGrow = String(Math.max(total - accepted - rejected - postponed, 0));
  return h("div", { class: "progress" }, h("div", { class: "progress-bar", "aria-hidden": "true" }, ...decisions.map(part), rest), h("p", {}, words));
}
