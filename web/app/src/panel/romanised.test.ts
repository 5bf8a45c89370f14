import { expect, test } from "vitest";
import { romanised } from "./romanised.ts";

test.each([
  ["Хурмули", "Khurmuli"],
  ["Комсомольск-на-Амуре", "Komsomol’sk-na-Amure"],
  ["Елизово", "Yelizovo"],
  ["Биробиджан, лагерь № 46", "Birobidzhan, lager’ № 46"],
  ["Подъезд", "Pod”yezd"],
  ["Щёкино", "Shchëkino"],
  ["Мулинский", "Mulinskiy"],
])("%s is romanised as %s", (russian, latin) => {
  expect(romanised(russian)).toBe(latin);
});

test("what has no Russian letters is left alone", () => {
  expect(romanised("フルムリ")).toBeUndefined();
  expect(romanised("Khurmuli")).toBeUndefined();
});
