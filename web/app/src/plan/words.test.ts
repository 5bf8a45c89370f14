// The words of a plan's vocabularies, read from the Go source that defines them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isKey, languages, translate, wordsOf } from "../i18n/index.ts";
import { conflictWords } from "./conflicts.ts";
import { paperStates, tasks, weightNames } from "./types.ts";

const root = new URL("../../../../data/", import.meta.url);
const go = (path: string) => readFileSync(new URL(path, root), "utf8");
const rules = [...go("fieldplan/timetable.go").matchAll(/\bRule\w+\s*=\s*"([a-z_]+)"/g)].map((m) => m[1] ?? "");
const strings = (path: string, name: string) =>
  [...(new RegExp(`\\b${name}\\s*=\\s*\\[\\]string\\{([^}]*)\\}`).exec(go(path))?.[1] ?? "").matchAll(/"([a-z_]+)"/g)].map((m) => m[1] ?? "");
const told = (language: (typeof languages)[number]) => ({ language, restrictions: new Map(), vehicleName: (id: string) => id });

test("every rule of a timetable has its sentence in each language, also without facts", () => {
  expect(rules.length).toBeGreaterThan(20);
  for (const rule of rules) {
    for (const language of languages) {
      const words = conflictWords(told(language), { rule, grave: true, message: "no words" });
      expect(words, `${rule} ${language}`).not.toBe("no words");
      expect(words).not.toMatch(/[{}]/);
    }
  }
});

test("no sentence is left of a rule that is no more", () => {
  const named = Object.keys(wordsOf("en")).flatMap((key) => /^plan\.(?:rule|advice)\.([a-z_]+)/.exec(key)?.[1] ?? []);
  expect([...new Set(named)].filter((rule) => !rules.includes(rule))).toEqual([]);
});

test("facts are written as people write them", () => {
  const facts = { lead_days: "60", days_left: "22", date: "2027-07-03", ready: "2027-08-01", name: "Border zone" };
  const conflict = { rule: "paper_too_late", grave: true, message: "", facts };
  expect(conflictWords(told("en"), conflict)).toBe("“Border zone” needs a paper that takes 60 days, longer than the time left: 22 days until Sat 3 Jul.");
  expect(conflictWords(told("ja"), { ...conflict, facts: { ...facts, state: "asked" } })).toMatch(/届くのは8月1日/);
  const late = { rule: "no_daylight", grave: true, message: "", facts: { date: "2027-12-21", minutes: "420", light_minutes: "95", sun: "" } };
  expect(conflictWords(told("en"), late)).toBe("On Tue 21 Dec there is light for 1 h 35 min; the work takes 7 h.");
  const closed = { rule: "season_closed", grave: true, message: "", facts: { name: "Winter road", opens: "12-15", closes: "03-20", days: "9" } };
  expect(conflictWords(told("en"), closed)).toBe("All days of the plan are outside the season of “Winter road”: 15 December to 20 March.");
  const near = { rule: "may_apply", grave: false, message: "", facts: { name: "Zone", distance_m: "1200", accuracy_m: "3000" } };
  expect(conflictWords(told("en"), near)).toContain("1.2 km outside its bounds, but known to within 3 km only");
});

test("a rule that is new to us is told in the server's words", () => {
  expect(conflictWords(told("ru"), { rule: "newly_found", grave: false, message: "As the server says." })).toBe("As the server says.");
});

test("tasks, papers and weights are those of the server, and have words", () => {
  expect([...tasks]).toEqual(strings("restriction.go", "Tasks"));
  expect([...paperStates]).toEqual(strings("fieldplan/plan.go", "PaperStates"));
  for (const task of tasks) expect(isKey(`plan.task.${task}`)).toBe(true);
  for (const state of paperStates) expect(isKey(`plan.paper.state.${state}`)).toBe(true);
  for (const kind of strings("restriction.go", "RestrictionKinds")) expect(isKey(`plan.kind.${kind}`), kind).toBe(true);
  for (const name of weightNames) expect(translate("ja", `plan.rank.${name}.about`)).not.toBe("");
});

test("every fact of a ranking has a name", () => {
  const files = readdirSync(new URL("fieldplan/", root)).filter((f) => f.startsWith("rank") && existsSync(new URL(`fieldplan/${f}`, root)));
  const names = files.flatMap((f) =>
    [...go(`fieldplan/${f}`).matchAll(/factOf\(f, "(\w+)"\)|Fact\{(?:Name: )?"(\w+)"|\{Name: "(\w+)"/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? ""),
  );
  expect([...new Set(names)].filter((name) => !isKey(`plan.fact.${name}`) && !isKey(`field.${name}`))).toEqual([]);
});
