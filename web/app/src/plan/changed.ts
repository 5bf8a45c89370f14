import { h } from "../dom.ts";
import { formatProbability } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import type { Scene } from "./scene.ts";
import type { Changed } from "./types.ts";

/** What overlaps were and are: "46% → 8%", or the classes where there are no figures. */
export function beforeAndNow(language: Language, { before, after, class_before, class_after, kind }: Changed): string {
  const say = (probability: number | null, name: string | undefined) =>
    typeof probability === "number" ? formatProbability(language, probability) : term(language, "class.short", name || "not_assessed");
  const was = kind === "new" ? translate(language, "plan.change.new") : say(before, class_before);
  const is = kind === "gone" ? translate(language, "plan.change.gone") : say(after, class_after);
  return `${was} → ${is}`;
}

/** That a stop is not what it was when the plan was accepted, in few words. */
export function sinceAccepted({ changes, t, language }: Scene, site: string): string | undefined {
  const own = changes?.find((c) => c.site === site && !c.overlap && c.kind === "changed");
  return own && t("plan.since", { change: beforeAndNow(language, own) });
}

/** All of it as a list: each site as a whole, and the pairs that changed. */
export function changesTab(scene: Scene, deeds: { accept(): void; saving: boolean }): HTMLElement {
  const { t, changes, desk, edit, looking } = scene;
  const before = desk.saved.before;
  return h(
    "div",
    { class: "changes" },
    h("h3", {}, t("plan.tab.changes")),
    h("p", { class: "note" }, t("plan.changes.about")),
    desk.saved.revision === 0 && h("p", {}, t("plan.changes.unsaved")),
    before && h("p", { class: "note" }, t("plan.changes.from", { n: before.data_revision })),
    changes?.length === 0 && h("p", { role: "status" }, t("plan.changes.none")),
    changes && changes.length > 0 && list(scene, changes),
    edit && !looking && desk.saved.revision > 0 && h("div", { class: "actions" }, acceptButton(scene, deeds)),
  );
}

function acceptButton({ t }: Scene, { accept, saving }: { accept(): void; saving: boolean }): HTMLElement {
  return h(
    "button",
    { type: "button", class: "primary", "data-key": "plan-accept", disabled: saving, title: t("plan.accept.about"), onclick: accept },
    t("plan.accept"),
  );
}

function list(scene: Scene, changes: readonly Changed[]): HTMLElement {
  const sites = [...new Set(changes.map((c) => c.site))];
  const ofSite = (site: string) => {
    const own = changes.filter((c) => c.site === site);
    const whole = own.find((c) => !c.overlap);
    const pairs = own.filter((c) => c.overlap);
    return h(
      "li",
      { class: "change", "data-changed": site },
      site && h("button", { type: "button", class: "link", "data-key": `changed-${site}`, onclick: () => scene.openSite(site) }, scene.nameOf(site)),
      whole && h("p", { class: "strong" }, beforeAndNow(scene.language, whole)),
      pairs.length > 0 && h("ul", { class: "plain" }, ...pairs.map((pair) => onePair(scene, pair))),
    );
  };
  return h("ul", { class: "change-list" }, ...sites.map(ofSite));
}

function onePair({ t, language, app }: Scene, pair: Changed): HTMLElement {
  const id = pair.overlap ?? "";
  const words = pair.pow && pair.civilian ? t("overlap.between", { pow: idOf(pair.pow), civilian: idOf(pair.civilian) }) : id;
  const open = () => app.state.set({ selected: { collection: "overlaps", id } });
  return h(
    "li",
    {},
    pair.kind === "gone" ? words : h("button", { type: "button", class: "link", "data-key": `pair-${id}`, onclick: open }, words),
    `: ${beforeAndNow(language, pair)}`,
  );
}

const idOf = (ref: string) => ref.slice(ref.indexOf("/") + 1);
