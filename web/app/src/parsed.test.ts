import { expect, test } from "vitest";
import { readAs, uncertaintiesOf } from "./parsed.ts";

const dzhatva = { id: "2022050", name: "Dzhatva", name_ru: "Джатва", name_ja: "ジャトワ", extent_m: 1000 };
const offset = { kind: "offset", offset_m: 4000, offset_error_m: 500, heading: 315, heading_error_deg: 22.5, from: dzhatva };

test("a distance and a direction are said in each language", () => {
  expect(readAs("en", offset)).toBe("4 km north-west of Dzhatva");
  expect(readAs("ru", offset)).toBe("4 км к северо-западу от пункта Джатва");
  expect(readAs("ja", offset)).toBe("ジャトワの北西4 km");
});

test.each([
  [{ ...offset, heading: 312 }, "4 km from Dzhatva at an azimuth of 312°"],
  [{ ...offset, heading: 360 }, "4 km north of Dzhatva"],
  [{ ...offset, heading: undefined }, "4 km from Dzhatva, direction not stated"],
  [{ kind: "near", from: dzhatva }, "near Dzhatva"],
  [{ kind: "at", from: dzhatva }, "at Dzhatva"],
  [{ kind: "between", from: dzhatva, to: { name: "Khurmuli" } }, "between Dzhatva and Khurmuli"],
])("%j is read as %s", (parse, words) => {
  expect(readAs("en", parse)).toBe(words);
});

test("what makes it uncertain is said part by part", () => {
  expect(uncertaintiesOf("en", offset)).toEqual(["distance ± 500 m", "direction ± 22.5°", "extent of the place 1 km"]);
  expect(uncertaintiesOf("en", { kind: "at", from: { name: "x" } })).toEqual([]);
});

test.each([undefined, null, "words", 7, {}, { kind: "offset", offset_m: 4000 }])("%j says nothing", (parse) => {
  expect(readAs("en", parse)).toBeUndefined();
});
