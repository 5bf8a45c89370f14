import type { Criteria } from "../state/criteria.ts";
import { type CollectionName, collectionsForPeople } from "../state/view.ts";

export type Criterion = keyof Criteria;

/** The criteria in the order in which people are offered them. */
export const criterionNames = [
  "words",
  "classes",
  "probability",
  "statuses",
  "regions",
  "who",
  "kinds",
  "effects",
  "outcomes",
  "review",
  "source",
  "accuracy",
  "located",
  "fictional",
] as const satisfies readonly Criterion[];

type Fields = Partial<Record<CollectionName, string>>;
const everywhere = (field: string): Fields => ({
  sites: field,
  cemeteries: field,
  plots: field,
  overlaps: field,
  restrictions: field,
  observations: field,
  positions: field,
});

/**
 * The field that each criterion looks at in each collection that has it: the others are not narrowed. A place has the
 * class and the probability of its likeliest overlap. Words are looked for in all names, and need no field of their own.
 */
export const fieldsOf: Record<Criterion, Fields> = {
  words: { sites: "name", cemeteries: "name", plots: "name", restrictions: "name", sources: "title" },
  classes: { overlaps: "class", sites: "overlap_class", cemeteries: "overlap_class" },
  probability: { overlaps: "probability", sites: "overlap_probability", cemeteries: "overlap_probability" },
  statuses: { sites: "status" },
  regions: { sites: "region", restrictions: "region" },
  who: { plots: "occupancy", cemeteries: "use" },
  kinds: { restrictions: "kind" },
  effects: { restrictions: "effect" },
  outcomes: { observations: "outcome" },
  review: { overlaps: "review" },
  source: { sites: "source", cemeteries: "source", plots: "source", restrictions: "source", observations: "source", positions: "source" },
  accuracy: { sites: "accuracy_m", cemeteries: "accuracy_m", plots: "accuracy_m", observations: "accuracy_m", positions: "accuracy_m" },
  located: everywhere("geometry"),
  fictional: { ...everywhere("fictional"), sources: "fictional" },
};

/** Which collections a criterion narrows, in the order in which people look for them. */
export function narrowedBy(criterion: Criterion): CollectionName[] {
  return collectionsForPeople.filter((c) => fieldsOf[criterion][c] !== undefined);
}

/** The judgement of what nobody has judged: the server has no value for it. */
export const unjudged = "open";
