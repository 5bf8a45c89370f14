import { h, svg } from "../dom.ts";
import { formatLength } from "../format.ts";
import { type Language, translate } from "../i18n/index.ts";
import { isClass } from "../palette/index.ts";
import { classSign } from "../sign.ts";
import type { Criteria } from "../state/criteria.ts";
import type { State } from "../state/state.ts";
import { datedCollections } from "../time/condition.ts";
import type { Facet } from "../time/facets.ts";
import { sayYears } from "../time/words.ts";
import { earliest, latest, limiting } from "../time/years.ts";
import { without } from "./conditions.ts";
import type { Counted, Counts } from "./counts.ts";
import { type Criterion, fieldsOf, unjudged } from "./fields.ts";
import { choiceName } from "./words.ts";

type Chosen = "classes" | "statuses" | "regions" | "who" | "kinds" | "effects" | "outcomes" | "review";

/** What the panel of filters is drawn from. */
export interface FiltersHost {
  readonly state: State;
  /** What each choice would leave, as far as the server has said. */
  readonly counts: Counts | undefined;
  /** The titles of sources by their ids. */
  readonly titles: ReadonlyMap<string, string>;
  /** Which groups are unfolded; it is changed here. */
  readonly unfolded: Set<string>;
}

/** A group of choices for each criterion that the collection of the list knows. */
export function filters(host: FiltersHost): HTMLElement[] {
  const { table } = host.state.view;
  const has = (criterion: Criterion) => fieldsOf[criterion][table] !== undefined && served(host, criterion);
  const group = (criterion: Criterion, body: () => HTMLElement) => (has(criterion) ? fold(host, criterion, body()) : undefined);
  return [
    group("classes", () => choices(host, "classes")),
    group("probability", () => probability(host)),
    group("statuses", () => choices(host, "statuses")),
    group("regions", () => choices(host, "regions")),
    group("who", () => choices(host, "who")),
    group("kinds", () => choices(host, "kinds")),
    group("effects", () => choices(host, "effects")),
    group("outcomes", () => choices(host, "outcomes")),
    group("review", () => choices(host, "review")),
    datedCollections.includes(table) ? fold(host, "date", date(host)) : undefined,
    group("accuracy", () => accuracy(host)),
    group("source", () => sources(host)),
    group("located", () => yesOrNo(host, "located")),
    group("fictional", () => yesOrNo(host, "fictional")),
  ].filter((g) => g !== undefined);
}

/** A field that the server does not divide by is not offered; until it has answered, nothing is left out. */
function served({ counts }: FiltersHost, criterion: Criterion): boolean {
  return criterion !== "review" || counts === undefined || counts.has("review");
}

function fold({ state, unfolded }: FiltersHost, name: Criterion | "date", body: HTMLElement): HTMLElement {
  const { language, criteria, years, undated } = state.view;
  const active = name === "date" ? years !== undefined || !undated : criteria[name] !== undefined;
  const details = h(
    "details",
    { class: active ? "filter-group active" : "filter-group", open: unfolded.has(name) },
    h(
      "summary",
      { "data-key": `group-${name}` },
      translate(language, `finding.${name}`),
      active && h("span", { class: "tag plain" }, translate(language, "finding.set")),
    ),
    body,
  );
  details.addEventListener("toggle", () => (details.open ? unfolded.add(name) : unfolded.delete(name)));
  return details;
}

function choices(host: FiltersHost, name: Chosen): HTMLElement {
  const { language, criteria } = host.state.view;
  const chosen = criteria[name] ?? [];
  const facet = host.counts?.get(name);
  const counts = new Map((facet?.values ?? []).map((v) => [v.value, v.count]));
  if (name === "review") counts.set(unjudged, facet?.missing ?? 0);
  for (const value of chosen) if (!counts.has(value)) counts.set(value, 0);
  if (!facet) return h("p", { class: "note", role: "status" }, translate(language, "app.loading"));
  const line = ([value, n]: [string, number]) => {
    const id = `filter-${name}-${value}`;
    const box = h("input", { type: "checkbox", id, "data-key": id });
    box.checked = chosen.includes(value);
    box.addEventListener("change", () => toggle(host.state, name, value));
    const sign = name === "classes" && isClass(value) ? classSign(value) : undefined;
    return h(
      "li",
      { class: n === 0 ? "none" : undefined },
      h("label", { for: id }, box, sign, h("span", {}, choiceName(language, name, value))),
      h("span", { class: "n" }, formatCount(language, n)),
    );
  };
  const rest = name === "review" ? 0 : (facet.missing ?? 0);
  return h(
    "div",
    {},
    h("ul", { class: "choices" }, ...[...counts].map(line)),
    rest > 0 && h("p", { class: "note" }, translate(language, name === "classes" ? "finding.missing.classes" : "finding.missing", { n: rest })),
  );
}

function toggle(state: State, name: Chosen, value: string): void {
  const { criteria } = state.view;
  const chosen = criteria[name] ?? [];
  const now = chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value];
  set(state, name, now.length > 0 ? now : undefined);
}

/** Sets a criterion, or takes it away. */
function set<K extends Criterion>(state: State, name: K, value: Criteria[K] | undefined): void {
  const rest = without(state.view.criteria, name);
  state.set({ criteria: value === undefined ? rest : { ...rest, [name]: value } });
}

const formatCount = (language: Language, n: number) => new Intl.NumberFormat(language).format(n);

/** Two ends in percent over a picture of how many there are between. What is not assessed has no probability and is left out. */
function probability(host: FiltersHost): HTMLElement {
  const { language, criteria } = host.state.view;
  const [from, to] = criteria.probability ?? [0, 1];
  const input = (end: "from" | "to", value: number) =>
    h("input", {
      type: "number",
      min: 0,
      max: 100,
      step: 1,
      value: String(Math.round(value * 100)),
      "data-key": `probability-${end}`,
      "aria-label": translate(language, `finding.probability.${end}.label`),
      onchange: (event: Event) => changed(end, (event.target as HTMLInputElement).valueAsNumber / 100),
    });
  const changed = (end: "from" | "to", value: number) => {
    const at = Math.min(1, Math.max(0, Number.isFinite(value) ? value : end === "from" ? 0 : 1));
    const range: readonly [number, number] = end === "from" ? [at, Math.max(at, to)] : [Math.min(from, at), at];
    set(host.state, "probability", range[0] <= 0 && range[1] >= 1 ? undefined : range);
  };
  const facet = host.counts?.get("probability");
  return h(
    "div",
    {},
    facet && bars(facet),
    h("p", { class: "range" }, input("from", from), h("span", {}, "–"), input("to", to), h("span", {}, "%")),
    facet && facet.missing > 0 && h("p", { class: "note" }, translate(language, "finding.missing.probability", { n: facet.missing })),
  );
}

/** How many are in each bin; the figures are those of the list, so that the picture is hidden from a screen reader. */
function bars({ bins = [] }: Facet): SVGSVGElement {
  const most = Math.max(1, ...bins.map((b) => b.count));
  const shapes = bins.map((b, i): [string, Record<string, string>] => {
    const height = b.count === 0 ? 0 : Math.max(1.5, (b.count / most) * 30);
    return ["rect", { x: String(i * 10), y: String(32 - height), width: "9", height: String(height), class: "bar-of" }];
  });
  return svg({ viewBox: `0 0 ${bins.length * 10} 32`, shapes }, "bars");
}

const accuracies = [1, 5, 10, 50, 100, 500, 1000, 5000, 20_000];

function accuracy(host: FiltersHost): HTMLElement {
  const { language, criteria } = host.state.view;
  const offered =
    criteria.accuracy === undefined || accuracies.includes(criteria.accuracy) ? accuracies : [...accuracies, criteria.accuracy].sort((a, b) => a - b);
  const options = offered.map((m): [string, string] => [String(m), translate(language, "finding.accuracy.most", { length: formatLength(language, m) })]);
  const facet = host.counts?.get("accuracy");
  return h(
    "div",
    {},
    select(host, "accuracy", options, criteria.accuracy?.toString(), (v) => set(host.state, "accuracy", v === undefined ? undefined : Number(v))),
    facet && facet.missing > 0 && h("p", { class: "note" }, translate(language, "finding.missing.accuracy", { n: facet.missing })),
  );
}

function sources(host: FiltersHost): HTMLElement {
  const { language, criteria } = host.state.view;
  const values = host.counts?.get("source")?.values ?? [];
  const counts = new Map(values.map((v) => [v.value, v.count]));
  if (criteria.source !== undefined && !counts.has(criteria.source)) counts.set(criteria.source, 0);
  const options = [...counts].map(([id, n]): [string, string] => [id, `${shortened(host.titles.get(id) ?? id)} (${formatCount(language, n)})`]);
  return select(host, "source", options, criteria.source, (v) => set(host.state, "source", v));
}

const shortened = (title: string) => (title.length > 60 ? `${title.slice(0, 58)}…` : title);

function yesOrNo(host: FiltersHost, name: "located" | "fictional"): HTMLElement {
  const { language, criteria } = host.state.view;
  const counts = new Map((host.counts?.get(name)?.values ?? []).map((v) => [v.value, v.count]));
  const option = (value: "true" | "false"): [string, string] => {
    const n = counts.get(value);
    return [value, choiceName(language, name, value) + (n === undefined ? "" : ` (${formatCount(language, n)})`)];
  };
  const said = criteria[name];
  return select(host, name, [option("true"), option("false")], said === undefined ? undefined : String(said), (v) =>
    set(host.state, name, v === undefined ? undefined : v === "true"),
  );
}

/** One of some values, or any. */
function select(
  host: FiltersHost,
  name: Counted,
  options: [string, string][],
  chosen: string | undefined,
  choose: (value: string | undefined) => void,
): HTMLElement {
  const { language } = host.state.view;
  const element = h(
    "select",
    {
      "data-key": `filter-${name}`,
      "aria-label": translate(language, `finding.${name}`),
      onchange: () => choose(element.value === "" ? undefined : element.value),
    },
    h("option", { value: "" }, translate(language, "finding.any")),
    ...options.map(([value, words]) => h("option", { value }, words)),
  );
  element.value = chosen ?? "";
  return element;
}

/** The years, which are those of the slider over the map. */
function date(host: FiltersHost): HTMLElement {
  const { language, years, undated } = host.state.view;
  const [from, to] = years ?? [earliest, latest];
  const input = (end: "from" | "to", value: number | undefined) =>
    h("input", {
      type: "number",
      min: 1800,
      max: 2100,
      step: 1,
      value: value === undefined ? "" : String(value),
      "data-key": `date-${end}`,
      "aria-label": translate(language, `finding.date.${end}`),
      onchange: (event: Event) => changed(end, (event.target as HTMLInputElement).valueAsNumber),
    });
  const changed = (end: "from" | "to", year: number) => {
    const at = Number.isInteger(year) && year >= earliest && year <= latest ? year : end === "from" ? earliest : latest;
    host.state.set({ years: limiting(end === "from" ? [at, Math.max(at, to)] : [Math.min(from, at), at]) });
  };
  const box = h("input", { type: "checkbox", id: "filter-undated", "data-key": "filter-undated", onchange: () => host.state.set({ undated: !undated }) });
  box.checked = undated;
  return h(
    "div",
    {},
    h("p", { class: "range" }, input("from", from <= earliest ? undefined : from), h("span", {}, "–"), input("to", to >= latest ? undefined : to)),
    h("p", { class: "note" }, sayYears(language, years)),
    h("label", { class: "line", for: "filter-undated" }, box, h("span", {}, translate(language, "years.undated"))),
  );
}
