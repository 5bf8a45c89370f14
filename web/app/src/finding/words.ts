import { formatLength, formatProbability } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import type { Criteria } from "../state/criteria.ts";
import { type Criterion, narrowedBy, unjudged } from "./fields.ts";

/** What a choice of a criterion is called. */
export function choiceName(language: Language, criterion: Criterion, value: string): string {
  switch (criterion) {
    case "classes":
      return term(language, "class.short", value);
    case "statuses":
      return term(language, "status", value);
    case "who":
      return term(language, "who", value);
    case "kinds":
      return term(language, "plan.kind", value);
    case "effects":
      return term(language, "effect", value);
    case "outcomes":
      return term(language, "outcome", value);
    case "review":
      return translate(language, value === unjudged ? "finding.review.open" : (reviewKeys[value] ?? "finding.review.open"));
    case "located":
      return translate(language, value === "true" ? "finding.located.yes" : "finding.located.no");
    case "fictional":
      return translate(language, value === "true" ? "finding.fictional.yes" : "finding.fictional.no");
    default:
      return value;
  }
}

const reviewKeys: Record<string, "finding.review.accepted" | "finding.review.rejected" | "finding.review.postponed"> = {
  accepted: "finding.review.accepted",
  rejected: "finding.review.rejected",
  postponed: "finding.review.postponed",
};

const separator = (language: Language) => (language === "ja" ? "、" : ", ");

/** What a criterion asks for, in a few words: "Status: overbuilt, refused". */
export function criterionWords(language: Language, criterion: Criterion, criteria: Criteria): string {
  return translate(language, "finding.chip", { name: translate(language, `finding.${criterion}`), value: valueWords(language, criterion, criteria) });
}

function valueWords(language: Language, criterion: Criterion, c: Criteria): string {
  switch (criterion) {
    case "words":
      return c.words ?? "";
    case "source":
      return c.source ?? "";
    case "probability":
      return c.probability ? rangeWords(language, c.probability) : "";
    case "accuracy":
      return translate(language, "finding.accuracy.most", { length: formatLength(language, c.accuracy ?? 0) });
    case "located":
    case "fictional":
      return choiceName(language, criterion, String(c[criterion]));
    default:
      return (c[criterion] ?? []).map((v) => choiceName(language, criterion, v)).join(separator(language));
  }
}

/** Neither end of a range of probabilities is printed as 0 % or 100 %. */
function rangeWords(language: Language, [from, to]: readonly [number, number]): string {
  if (from <= 0) return translate(language, "finding.probability.to", { to: formatProbability(language, to) });
  if (to >= 1) return translate(language, "finding.probability.from", { from: formatProbability(language, from) });
  return translate(language, "finding.probability.range", { from: formatProbability(language, from), to: formatProbability(language, to) });
}

/** Which collections a criterion narrows: "narrows: burial sites, overlaps". */
export function narrowsWords(language: Language, criterion: Criterion): string {
  const names = narrowedBy(criterion).map((c) => translate(language, `collection.${c}`));
  return translate(language, "finding.narrows", { collections: names.join(separator(language)) });
}
