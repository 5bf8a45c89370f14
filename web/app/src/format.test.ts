import { expect, test } from "vitest";
import { formatArea, formatEstimate, formatLength, formatPeriod, formatPosition, formatProbability, formatShare } from "./format.ts";

test("lengths and areas carry their unit in each language", () => {
  expect([formatLength("en", 0.5), formatLength("en", 999), formatLength("en", 2100)]).toEqual(["0.5 m", "999 m", "2.1 km"]);
  expect([formatLength("ru", 2100), formatArea("ru", 1.25)]).toEqual(["2,1 км", "1,25 м²"]);
  expect([formatLength("ja", 12000), formatArea("ja", 25_000)]).toEqual(["12 km", "2.5 ha"]);
});

test("a little is not rounded down to nothing", () => {
  expect([formatArea("en", 0), formatArea("en", 0.00009), formatArea("ru", 0.00009), formatArea("ja", 0.00009)]).toEqual([
    "0 m²",
    "under 0.01 m²",
    "менее 0,01 м²",
    "0.01 m²未満",
  ]);
  expect([formatLength("en", 0), formatLength("en", 0.0004), formatLength("en", 0.004), formatLength("en", 0.0734)]).toEqual([
    "0 m",
    "under 0.001 m",
    "0.004 m",
    "0.07 m",
  ]);
});

test("a small share is not 0 %, nearly all is not 100 %", () => {
  expect([formatShare("en", 0), formatShare("en", 0.0004), formatShare("en", 0.054), formatShare("en", 0.5)]).toEqual(["0%", "under 0.1%", "5.4%", "50%"]);
  expect([formatShare("en", 0.9995), formatShare("en", 1)]).toEqual(["over 99.9%", "100%"]);
});

test.each([
  [0, "under 0.1%", "менее 0,1\u00a0%", "0.1%未満"],
  [0.0004, "under 0.1%", "менее 0,1\u00a0%", "0.1%未満"],
  [0.0472, "4.7%", "4,7\u00a0%", "4.7%"],
  [0.621414, "62%", "62\u00a0%", "62%"],
  [0.9995, "over 99.9%", "более 99,9\u00a0%", "99.9%超"],
  [1, "over 99.9%", "более 99,9\u00a0%", "99.9%超"],
])("probability %d is never said to be 0 or 100 %%", (p, en, ru, ja) => {
  expect([formatProbability("en", p), formatProbability("ru", p), formatProbability("ja", p)]).toEqual([en, ru, ja]);
});

test("rounding does not lift a probability into the next class", () => {
  const said = [0.04999, 0.05, 0.4981, 0.5, 0.9497, 0.95].map((p) => formatProbability("en", p));
  expect(said).toEqual(["4.9%", "5%", "49.8%", "50%", "94.9%", "95%"]);
});

test("a numerical error is said where it shows", () => {
  expect(formatEstimate("en", 0.878174, 0.012606)).toBe("88% ± 1.3 percentage points (numerical error)");
  expect(formatEstimate("ru", 0.992188, 0.002632)).toBe("99,2\u00a0% ± 0,3 п. п. (вычислительная погрешность)");
  expect(formatEstimate("ja", 0.878174, 0.012606)).toBe("88% ± 1.3ポイント（計算上の誤差）");
  expect([formatEstimate("en", 0.62, 0.004), formatEstimate("en", 1, 0.000732), formatEstimate("en", 1, 0.0126), formatEstimate("en", 0, 0.0126)]).toEqual([
    "62%",
    "over 99.9%",
    "over 98.7%",
    "under 1.3%",
  ]);
});

test("a place known to two kilometres has three decimals, a surveyed one six", () => {
  expect(formatPosition("en", [116.91667, 52.98333], 2100)).toBe("52.983° N, 116.917° E");
  expect(formatPosition("ru", [132.21433361, 55.0871199], 0.5)).toBe("55,087120° с. ш., 132,214334° в. д.");
  expect(formatPosition("ja", [-173.2, -1.5], undefined)).toBe("南緯1.50000°、西経173.20000°");
});

test.each([
  ["1945/1948", "1945–1948", "1945–1948", "1945～1948年"],
  ["194X", "the 1940s", "1940-е годы", "1940年代"],
  ["1946~", "about 1946", "около 1946", "1946年頃"],
  ["1946?", "1946 (uncertain)", "1946 (неточно)", "1946年（不確か）"],
  ["1928/", "from 1928, end not known", "с 1928, конец неизвестен", "1928年から（終わりは不明）"],
  ["1928/..", "from 1928 on", "с 1928", "1928年以降"],
  ["/1956", "until 1956, beginning not known", "до 1956, начало неизвестно", "1956年まで（始まりは不明）"],
  ["1946-02", "February 1946", "февраль 1946 г.", "1946年2月"],
  ["1946-02-03", "February 3, 1946", "3 февраля 1946 г.", "1946年2月3日"],
  ["some day", "some day", "some day", "some day"],
])("period %s", (edtf, en, ru, ja) => {
  expect([formatPeriod("en", edtf), formatPeriod("ru", edtf), formatPeriod("ja", edtf)]).toEqual([en, ru, ja]);
});
