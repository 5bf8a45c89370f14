import { apiAddress, fetchJSON, fetchPage, itemsAddress } from "../api.ts";
import { type Bounds, boxOf } from "../exporting/order.ts";
import type { SwitchName } from "../state/view.ts";

/** A source of records within the frame. */
export interface Cited {
  id: string;
  /** Its citation, or at least its title. */
  words: string;
  licence: string | undefined;
}

export interface Lineage {
  sources: Cited[];
  revision: number | undefined;
  /** Some of the records are invented. */
  invented: boolean;
}

interface Facets {
  revision: number;
  facets: { field: string; values?: { value: string; count: number }[] }[];
}

const collections = ["sites", "cemeteries", "plots", "restrictions", "observations", "positions"] as const;

/** The sources of the records within bounds, those of most records first, and the revision of the data. */
export async function lineageOf(bounds: Bounds, hidden: readonly SwitchName[]): Promise<Lineage> {
  const box = boxOf(bounds);
  const asked = collections.filter((c) => !hidden.includes(c));
  const answers = await Promise.all(
    asked.map((c) => fetchJSON<Facets>(apiAddress(`collections/${c}/facets`, { fields: "source,fictional", ...(box && { bbox: box }) }))),
  );
  const counts = new Map<string, number>();
  for (const { value, count } of valuesOf(answers, "source")) if (count > 0) counts.set(value, (counts.get(value) ?? 0) + count);
  const ids = [...counts].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  const invented = valuesOf(answers, "fictional").some((v) => v.value === "true" && v.count > 0);
  return { sources: await cited(ids), revision: answers[0]?.revision, invented };
}

const valuesOf = (answers: readonly Facets[], field: string) => answers.flatMap((a) => a.facets.find((f) => f.field === field)?.values ?? []);

async function cited(ids: readonly string[]): Promise<Cited[]> {
  if (ids.length === 0) return [];
  const { items } = await fetchPage(itemsAddress("sources", { ids: ids.slice(0, 200).join(","), limit: 200 }));
  const text = (id: string, field: string) => {
    const value = items.find((i) => String(i.id) === id)?.properties[field];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const all = ids.map((id): Cited => ({ id, words: text(id, "citation") ?? text(id, "title") ?? id, licence: text(id, "licence") }));
  return all.filter(({ words }, i) => all.findIndex((c) => c.words === words) === i);
}
