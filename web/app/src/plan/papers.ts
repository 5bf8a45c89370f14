import { h } from "../dom.ts";
import { term } from "../i18n/index.ts";
import { number, text } from "../panel/naming.ts";
import { allConflicts, restrictionName } from "./conflicts.ts";
import { labelled, line } from "./fields.ts";
import type { Scene } from "./scene.ts";
import { type Paper, paperStates } from "./types.ts";

/** Permits and consents: what is asked for, granted or refused, for every restriction that the plan meets. */
export function papersTab(scene: Scene): HTMLElement {
  const { t, desk } = scene;
  const wanted = wantedPapers(scene);
  const papers = desk.plan.papers ?? [];
  return h(
    "div",
    { class: "papers" },
    h("h3", {}, t("plan.tab.papers")),
    h("p", { class: "note" }, t("plan.paper.about")),
    wanted.length === 0 && h("p", {}, t("plan.paper.none")),
    ...wanted.map((id) => ofRestriction(scene, id, papers)),
  );
}

/** Restrictions that a conflict names and that a paper can lift, and those of which the plan holds papers. */
function wantedPapers({ desk, restrictions }: Scene): string[] {
  const { timetable, plan } = desk;
  const told = timetable ? [...allConflicts(timetable), ...timetable.left_out.flatMap((l) => l.reasons)] : [];
  const named = told.flatMap((c) => (c.restriction !== undefined && needsPaper(restrictions.get(c.restriction)?.properties) ? [c.restriction] : []));
  return [...new Set([...(plan.papers ?? []).map((p) => p.restriction), ...named])].sort();
}

const needsPaper = (properties: Record<string, unknown> | undefined) => properties?.["effect"] === "needs_paper";

function ofRestriction(scene: Scene, id: string, papers: readonly Paper[]): HTMLElement {
  const { t, language, restrictions, looking } = scene;
  const p = restrictions.get(id)?.properties ?? {};
  const lead = number(p, "lead_days");
  const own = papers.flatMap((paper, index) => (paper.restriction === id ? [{ paper, index }] : []));
  const add = () => set(scene, [...papers, { restriction: id, state: "asked" }]);
  return h(
    "section",
    { class: "restriction", "data-restriction": id },
    h(
      "h4",
      {},
      h(
        "button",
        { type: "button", class: "link", "data-key": `restriction-${id}`, onclick: () => scene.openRestriction(id) },
        restrictionName(language, restrictions, id),
      ),
      p["fictional"] === true && h("span", { class: "tag" }, t("map.invented")),
    ),
    h(
      "p",
      { class: "note" },
      [
        text(p, "kind") && term(language, "plan.kind", text(p, "kind") ?? ""),
        text(p, "issuer") && t("plan.paper.issuer", { issuer: text(p, "issuer") ?? "" }),
        lead === undefined ? t("plan.paper.lead.unknown") : t("plan.paper.lead", { n: lead }),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    text(p, "note") && h("p", { class: "note" }, text(p, "note")),
    own.length === 0 && h("p", {}, t("plan.paper.state.none")),
    ...own.map(({ paper, index }) => onePaper(scene, paper, index)),
    h("button", { type: "button", "data-key": `paper-add-${id}`, disabled: looking, onclick: add }, t("plan.paper.add")),
  );
}

const set = (scene: Scene, papers: Paper[]) => scene.change({ ...scene.desk.plan, papers }, scene.t("plan.step.paper"));

function onePaper(scene: Scene, paper: Paper, index: number): HTMLElement {
  const { t, desk, looking } = scene;
  const papers = desk.plan.papers ?? [];
  const id = (name: string) => `paper-${index}-${name}`;
  const change = (now: Partial<Paper>) =>
    set(
      scene,
      papers.map((p, i) => (i === index ? said({ ...p, ...now }) : p)),
    );
  const state = h(
    "select",
    { id: id("state"), "data-key": id("state"), disabled: looking, onchange: () => change({ state: state.value }) },
    ...paperStates.map((name) => h("option", { value: name, selected: name === paper.state }, t(`plan.paper.state.${name}`))),
  );
  const site = h(
    "select",
    { id: id("site"), "data-key": id("site"), disabled: looking, onchange: () => change({ site: site.value }) },
    h("option", { value: "", selected: !paper.site }, t("plan.paper.allsites")),
    ...desk.plan.stops.map((s) => h("option", { value: s.site, selected: s.site === paper.site }, scene.nameOf(s.site))),
  );
  const date = (name: "asked" | "from" | "to") =>
    line(id(name), { type: "date", value: paper[name] ?? "", disabled: looking }, (value) => change({ [name]: value }));
  const granted = paper.state === "granted";
  return h(
    "div",
    {
      class: `paper paper-${paper.state}`,
      role: "group",
      "aria-label": `${restrictionName(scene.language, scene.restrictions, paper.restriction)} ${index + 1}`,
    },
    labelled(t("plan.paper.state"), state),
    labelled(t("plan.paper.for"), site),
    labelled(t("plan.paper.asked"), date("asked")),
    granted && labelled(t("plan.paper.from"), date("from")),
    granted && labelled(t("plan.paper.to"), date("to")),
    labelled(
      t("plan.paper.reference"),
      line(id("reference"), { value: paper.reference ?? "", maxlength: 200, disabled: looking }, (reference) => change({ reference })),
    ),
    h(
      "button",
      {
        type: "button",
        "data-key": id("remove"),
        disabled: looking,
        onclick: () =>
          set(
            scene,
            papers.filter((_, i) => i !== index),
          ),
      },
      t("plan.remove"),
    ),
  );
}

/** What is empty is not said. */
function said({ restriction, state, ...rest }: Paper): Paper {
  return { restriction, state, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== "")) };
}
