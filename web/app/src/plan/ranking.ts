import type { Item } from "../api.ts";
import { h, render } from "../dom.ts";
import { formatNumber, formatProbability } from "../format.ts";
import { isKey, translate } from "../i18n/index.ts";
import { Latest } from "../latest.ts";
import { loadAll } from "../panel/dossier.ts";
import { nameOf } from "../panel/naming.ts";
import { readRef } from "../state/view.ts";
import { explain } from "../trouble.ts";
import { addStop } from "./moves.ts";
import type { Scene } from "./scene.ts";
import { rank } from "./server.ts";
import { type Fact, type Ranked, type Ranking, type RankPart, type Weights, weightNames } from "./types.ts";

const atOnce = 25;

/** Sites by what a visit would tell. Every score can be taken apart into what it was made of. */
export class RankingTab {
  readonly element = h("div", { class: "ranking" });
  #scene: Scene | undefined;
  #ranking: Ranking | undefined;
  #usual: Weights | undefined;
  #names: ReadonlyMap<string, Item> = new Map();
  #failed: unknown;
  #limit = atOnce;
  #asked = "";
  #latest = new Latest<{ weights: Weights; limit: number }, { ranking: Ranking; names: ReadonlyMap<string, Item> }>({
    ask: async ({ weights, limit }, signal) => {
      this.#usual ??= (await rank(undefined, 1, signal)).weights;
      const ranking = await rank(isNone(weights) ? undefined : weights, limit, signal);
      const names = await loadAll(
        ranking.sites.map((s) => `sites/${s.site}`),
        signal,
      );
      return { ranking, names };
    },
    onSeen: ({ ranking, names }) => {
      [this.#ranking, this.#names, this.#failed] = [ranking, new Map([...this.#names, ...names]), undefined];
      this.#draw();
    },
    onFailed: (error) => {
      [this.#failed, this.#asked] = [error, ""];
      this.#draw();
    },
    onBusy: (busy) => this.element.setAttribute("aria-busy", String(busy)),
  });

  show(scene: Scene): void {
    this.#scene = scene;
    this.#ask();
    this.#draw();
  }

  #ask(): void {
    const { weights } = this.#scene?.desk.plan ?? {};
    if (!weights) return;
    const asked = JSON.stringify([weights, this.#limit]);
    if (asked === this.#asked) return;
    this.#latest.want({ weights, limit: this.#limit }, this.#asked === "" ? 0 : 250);
    this.#asked = asked;
  }

  #draw(): void {
    const scene = this.#scene;
    if (!scene) return;
    const { t } = scene;
    const ranking = this.#ranking;
    render(
      this.element,
      h("h3", {}, t("plan.tab.ranking")),
      h("p", { class: "note" }, t("plan.rank.about")),
      this.#weights(scene),
      this.#failed !== undefined && h("div", { class: "trouble", role: "alert" }, h("p", {}, explain(scene.language, this.#failed)), this.#retry(scene)),
      ranking === undefined && this.#failed === undefined && h("p", { role: "status" }, t("app.loading")),
      ranking && h("ol", { class: "ranked" }, ...ranking.sites.map((site) => this.#site(scene, site))),
      ranking && ranking.sites.length >= this.#limit && this.#more(scene),
    );
  }

  #retry({ t }: Scene): HTMLElement {
    return h("button", { type: "button", "data-key": "rank-retry", onclick: () => this.#ask() }, t("app.retry"));
  }

  #more({ t }: Scene): HTMLElement {
    const more = () => {
      this.#limit += 4 * atOnce;
      this.#ask();
    };
    return h("button", { type: "button", "data-key": "rank-more", onclick: more }, t("plan.rank.more"));
  }

  #weights(scene: Scene): HTMLElement {
    const { t, desk, looking } = scene;
    const weights = isNone(desk.plan.weights) ? (this.#usual ?? desk.plan.weights) : desk.plan.weights;
    const set = (now: Weights, kind?: string) => scene.change({ ...scene.desk.plan, weights: now }, t("plan.step.weights"), kind);
    const most = Math.max(5, ...weightNames.map((name) => weights[name]));
    const slider = (name: keyof Weights) => {
      const id = `weight-${name}`;
      const field = h("input", {
        type: "range",
        id,
        "data-key": id,
        min: 0,
        max: most,
        step: 0.5,
        value: weights[name],
        disabled: looking,
        "aria-describedby": `${id}-about`,
        oninput: () => set({ ...weights, [name]: Number(field.value) }, "weights"),
      });
      const shown = new Intl.NumberFormat(scene.language, { maximumFractionDigits: 2 }).format(weights[name]);
      return h(
        "div",
        { class: "weight" },
        h("label", { for: id }, t(`plan.rank.${name}`)),
        field,
        h("output", { for: id }, shown),
        h("p", { class: "note", id: `${id}-about` }, t(`plan.rank.${name}.about`)),
      );
    };
    const usual = this.#usual;
    const same = usual && weightNames.every((name) => usual[name] === weights[name]);
    return h(
      "fieldset",
      { class: "weights" },
      h("legend", {}, t("plan.rank.weights")),
      ...weightNames.map(slider),
      h("button", { type: "button", "data-key": "rank-reset", disabled: looking || !usual || same, onclick: () => usual && set(usual) }, t("plan.rank.reset")),
    );
  }

  #site(scene: Scene, ranked: Ranked): HTMLElement {
    const { t, desk, language, opened } = scene;
    const { site, score, located, parts } = ranked;
    const item = this.#names.get(`sites/${site}`);
    const name = item ? nameOf(language, "sites", site, item.properties) : site;
    const planned = desk.plan.stops.some((s) => s.site === site);
    const key = `rank-${site}`;
    const toggle = (event: Event) => {
      if ((event.target as HTMLDetailsElement).open) opened.add(key);
      else opened.delete(key);
    };
    return h(
      "li",
      { class: "rank", "data-ranked": site },
      h(
        "div",
        { class: "rank-head" },
        h("button", { type: "button", class: "link", "data-key": `rank-site-${site}`, onclick: () => scene.openSite(site) }, name),
        item?.properties["fictional"] === true && h("span", { class: "tag" }, t("map.invented")),
        !located && h("span", { class: "note" }, t("place.none")),
        h("meter", { min: 0, max: 1, value: score, "aria-label": t("plan.rank.score") }),
        h("span", { class: "number" }, decimal(language, score)),
        planned
          ? h("span", { class: "note" }, t("plan.rank.planned"))
          : h(
              "button",
              {
                type: "button",
                "data-key": `rank-add-${site}`,
                disabled: scene.looking,
                onclick: () => scene.change(addStop(desk.plan, site), t("plan.step.add", { name })),
              },
              t("plan.add"),
            ),
      ),
      h(
        "details",
        { open: opened.has(key), ontoggle: toggle },
        h("summary", { "data-key": key }, t("plan.rank.why")),
        h("ul", { class: "parts" }, ...parts.map((part) => this.#part(scene, part))),
      ),
    );
  }

  #part(scene: Scene, part: RankPart): HTMLElement {
    const { t, language } = scene;
    const key = `plan.rank.${part.name}`;
    return h(
      "li",
      {},
      h("strong", {}, isKey(key) ? translate(language, key) : part.name),
      " ",
      h(
        "span",
        { class: "number" },
        t("plan.rank.points", { points: decimal(language, part.points), value: decimal(language, part.value), weight: decimal(language, part.weight) }),
      ),
      !part.known && h("span", { class: "note" }, ` ${t("plan.rank.unknown")}`),
      part.facts && part.facts.length > 0 && h("ul", { class: "facts" }, ...part.facts.map((fact) => factLine(scene, fact))),
    );
  }
}

/** Weights of which nobody said anything: those that the server takes count. */
const isNone = (weights: Weights) => weightNames.every((name) => !weights[name]);
const decimal = (language: Scene["language"], n: number) => new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(n);

/** A fact with a way to the record that says so. */
function factLine(scene: Scene, { name, value, ref }: Fact): HTMLElement {
  const { t, language, app } = scene;
  const key = [`plan.fact.${name}`, `field.${name}`].find(isKey);
  const record = readRef(ref);
  return h(
    "li",
    {},
    `${key ? t(key) : name.replaceAll("_", " ")}: ${factValue(scene, name, value)} `,
    record
      ? h("button", { type: "button", class: "link", onclick: () => app.state.set({ selected: record }) }, translate(language, `one.${record.collection}`))
      : h("small", {}, ref),
  );
}

function factValue({ t, language }: Scene, name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return t("plan.fact.none");
  if (typeof value === "number") return name.includes("probability") ? formatProbability(language, value) : formatNumber(language, value);
  if (typeof value === "boolean") return t(value ? "plan.yes" : "plan.no");
  const key = ["class", "status", "method"].map((vocabulary) => `${vocabulary === "class" ? "class.short" : vocabulary}.${value}`).find(isKey);
  return key ? t(key) : String(value);
}
