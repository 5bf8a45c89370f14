import { expect, test } from "vitest";
import { reasonSentences } from "./reasons.ts";

const overlap = (...reasons: unknown[]) => ({ pow: "plots/A-1", civilian: "plots/K-3", reasons });
const names = (ref: string) => `<${ref}>`;

test("reasons become sentences with their values, by what they speak of", () => {
  const properties = overlap(
    { code: "outlines_share_ground", area_m2: 0.845, pow_fraction: 0.42, civilian_fraction: 0.18 },
    { code: "own_cemetery", side: "civilian", ref: "cemeteries/old" },
    { code: "accuracy_stated", side: "pow", ref: "plots/A-1", accuracy_m: 12, method: "plan" },
    { code: "civilian_later", pow_period: "1945/1948", civilian_period: "1952/" },
  );
  expect([...reasonSentences("en", properties, names)]).toEqual([
    ["lie", ["The outlines as drawn share 0.85 m²: 42% of the prisoners’ burial and 18% of the civilian one."]],
    ["known", ["“<plots/A-1>” is placed to within 12 m (95% probability). Method: Taken from a plan."]],
    ["time", ["The civilian burials (from 1952, end not known) are later than the prisoners’ (1945–1948)."]],
    ["records", ["“<plots/K-3>” is recorded as part of this same cemetery, “<cemeteries/old>”."]],
  ]);
  expect(reasonSentences("ja", properties, names).get("time")).toEqual(["住民の埋葬（1952年から（終わりは不明））は、捕虜の埋葬（1945～1948年）より後です。"]);
});

test("what is taken for the ground of a point or a line says its size and for how many", () => {
  const properties = overlap(
    { code: "footprint_disc", side: "pow", ref: "plots/A-1", area_m2: 24, burials: 12 },
    { code: "footprint_strip", side: "civilian", ref: "plots/K-3", area_m2: 19.04, width_m: 2 },
  );
  expect(reasonSentences("en", properties, names).get("lie")).toEqual([
    "“<plots/A-1>” is recorded as a point. A circle of 24 m² is taken as its ground, room for 12 burials.",
    "“<plots/K-3>” is recorded as a line. A strip along it, 2 m wide and 19 m² in area, is taken as its ground.",
  ]);
  expect(reasonSentences("ru", properties, names).get("lie")?.[0]).toContain("24 м² — место для 12 погребений");
  expect(reasonSentences("ja", properties, names).get("lie")?.[0]).toContain("12人分の広さとして24 m²の円");
});

test("why nobody can tell is said with the figures it rests on, sources by their titles", () => {
  const properties = overlap(
    { code: "shared_shift", side: "pow", source: "plan", accuracy_m: 12 },
    { code: "datum_operation", side: "civilian", source: "list", operation: "EPSG:5044", accuracy_m: 4 },
    { code: "accuracy_too_poor", accuracy_m: 15.905974, probability: 0.0499 },
    { code: "neighbours_left_out", count: 21 },
  );
  expect(reasonSentences("en", properties, names).get("known")).toEqual([
    "Everything taken from “<sources/plan>” may be shifted together by up to 12 m (95% probability).",
    "The coordinates from “<sources/list>” were converted to WGS 84 by EPSG:5044, which is accurate to 4 m.",
    "The positions are known too poorly to tell: where one lies relative to the other is known only to within 16 m (95% probability). Even recorded right on top of each other, they could reach no more than 4.9%.",
    "21 more civilian burials near the prisoners’ one were not compared: they lie farther away than those that were, and there were too many.",
  ]);
  expect(reasonSentences("ru", properties, names).get("known")?.[3]).toMatch(/^Ещё 21 захоронение .* не сопоставлялось/);
});

test("a code nobody has told us is shown, and what is no reason is left out", () => {
  expect([...reasonSentences("ru", overlap({ code: "posterior_updated" }, 7, null), names)]).toEqual([["lie", ["posterior updated"]]]);
  expect([...reasonSentences("ru", {}, names)]).toEqual([]);
});
