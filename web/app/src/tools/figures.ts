import { type Language, translate } from "../i18n/index.ts";

/** Figures as they were measured, with the digits that they are good for: centimetres on the ground, more is not in any plan. */
export function measuredLength(language: Language, metres: number): string {
  if (metres >= 100_000) return translate(language, "unit.km", { n: digits(language, metres / 1000, 1) });
  if (metres >= 10_000) return translate(language, "unit.km", { n: digits(language, metres / 1000, 3) });
  return translate(language, "unit.m", { n: digits(language, metres, metres < 100 ? 2 : 1) });
}

export function measuredArea(language: Language, squareMetres: number): string {
  if (squareMetres >= 1e8) return translate(language, "tool.km2", { n: digits(language, squareMetres / 1e6, 1) });
  if (squareMetres >= 1e6) return translate(language, "tool.km2", { n: digits(language, squareMetres / 1e6, 3) });
  if (squareMetres >= 1e5) return translate(language, "unit.ha", { n: digits(language, squareMetres / 1e4, 3) });
  return translate(language, "unit.m2", { n: digits(language, squareMetres, squareMetres < 100 ? 2 : 1) });
}

export function measuredAngle(language: Language, degrees: number): string {
  const text = digits(language, degrees, 1);
  return `${text === digits(language, 360, 1) ? digits(language, 0, 1) : text}°`;
}

function digits(language: Language, n: number, decimals: number): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(n);
}
