import { h, svg } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import type { Look, Problem, RuleCount } from "./contract.ts";
import { part } from "./controls.ts";
import { adviceOf, inEnglish, ruleTitle, severityWord } from "./rules.ts";
import type { Scene } from "./scene.ts";
import { annotatedAddress, problemsAddress } from "./server.ts";

/** How many rows of a rule are shown before more are asked for. */
const few = 8;

/** What was found wrong or doubtful, the gravest first, by the rule it breaks. */
export function findings(scene: Scene): HTMLElement {
  const { language, look } = scene;
  const rules = (look.rules ?? []).filter((r) => !elsewhere(look, r.rule));
  const title = translate(language, "import.findings");
  if (rules.length === 0) {
    const others = (look.rules?.length ?? 0) > 0;
    const words = h("p", { class: others ? undefined : "all-well" }, translate(language, others ? "import.findings.elsewhere" : "import.findings.none"));
    return part("import-findings", title, others && downloads(scene), words);
  }
  return part("import-findings", title, downloads(scene), h("div", { class: "rules" }, ...rules.map((r) => group(scene, r))));
}

/** What has a part of the page of its own is not said twice. */
function elsewhere(look: Look, rule: string): boolean {
  return rule === "looks_like" ? (look.alike?.length ?? 0) > 0 : rule.startsWith("place_") && (look.places?.length ?? 0) > 0;
}

function downloads({ language, look, said }: Scene): HTMLElement {
  const link = (address: string, key: "import.findings.csv" | "import.findings.annotated") =>
    h("a", { href: address, download: "", "data-key": key }, translate(language, key));
  return h(
    "p",
    { class: "downloads" },
    link(problemsAddress(look.id, said), "import.findings.csv"),
    look.annotatable && link(annotatedAddress(look.id, said), "import.findings.annotated"),
    look.annotatable && h("small", {}, translate(language, "import.findings.annotated.about")),
  );
}

function group(scene: Scene, rule: RuleCount): HTMLElement {
  const { language, look, opened } = scene;
  const key = `rule ${rule.severity} ${rule.rule} ${rule.field ?? ""}`;
  const own = (look.problems ?? []).filter((p) => p.rule === rule.rule && p.severity === rule.severity && (!rule.field || p.field === rule.field));
  const details = h(
    "details",
    { class: `rule ${rule.severity}`, open: opened.has(key) },
    h(
      "summary",
      { "data-key": key },
      severitySign(rule.severity),
      h("span", { class: "rule-title" }, ruleTitle(language, rule), rule.field ? h("small", {}, ` ${rule.field}`) : undefined),
      h("span", { class: "rule-count" }, severityWord(language, rule.severity), ": ", translate(language, "import.count", { n: rule.count })),
    ),
    own.length === 0 && h("p", {}, inEnglish(language, rule.message)),
    h("p", { class: "advice" }, h("strong", {}, translate(language, "import.todo")), " ", adviceOf(language, rule)),
    own.length > 0 ? list(scene, key, own, rule.count) : undefined,
  );
  details.addEventListener("toggle", () => (details.open ? opened.add(key) : opened.delete(key)));
  return details;
}

function list(scene: Scene, key: string, own: readonly Problem[], count: number): HTMLElement {
  const { language, opened, draw } = scene;
  const all = opened.has(`all ${key}`);
  const shown = all ? own : own.slice(0, few);
  const showAll = () => {
    opened.add(`all ${key}`);
    draw();
  };
  return h(
    "div",
    {},
    h("ul", { class: "problems" }, ...shown.map((p) => line(scene, p))),
    shown.length < own.length &&
      h(
        "button",
        { type: "button", class: "small", "data-key": `all ${key}`, onclick: showAll },
        translate(language, "import.findings.more", { n: own.length }),
      ),
    shown.length === own.length && own.length < count && h("p", { class: "note" }, translate(language, "import.findings.rest", { n: count - own.length })),
  );
}

function line({ language, showRecord }: Scene, problem: Problem): HTMLElement {
  const where = problem.record > 0 ? translate(language, "import.record", { n: problem.record }) : translate(language, "import.wholefile");
  const record = () =>
    h("button", { type: "button", class: "link", "data-key": `show ${problem.rule} ${problem.record}`, onclick: () => showRecord(problem.record) }, where);
  return h(
    "li",
    {},
    problem.record > 0 ? record() : h("span", { class: "strong" }, where),
    [problem.id, problem.place, problem.field]
      .filter(Boolean)
      .map((w) => ` · ${w}`)
      .join(""),
    h("div", {}, inEnglish(language, problem.message)),
  );
}

/** A cross for what was refused, a triangle for what was kept with a doubt: told by shape as well as colour. */
export function severitySign(severity: string): SVGSVGElement {
  const refused = severity === "refused";
  const path = refused ? "M3 3L11 11M11 3L3 11" : "M7 1.8L13 12.4H1Z";
  const paint: Record<string, string> = refused
    ? { stroke: "var(--danger)", "stroke-width": "2.6", fill: "none" }
    : { fill: "var(--warning-tint)", stroke: "var(--warning)", "stroke-width": "1" };
  return svg({ viewBox: "0 0 14 14", shapes: [["path", { d: path, ...paint }]] }, "sign");
}
