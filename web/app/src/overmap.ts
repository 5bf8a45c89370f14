import type { App, Part } from "./app.ts";
import type { BurialMap } from "./map/map.ts";

interface OverMap {
  /** Whether it lies over the map, or at its foot beside the scale. */
  at: "map" | "foot";
  make(app: App, drawn: BurialMap): Promise<Part>;
}

/** What lies over the map and is fetched after it was drawn, in the order of the tab key. */
const parts: readonly OverMap[] = [
  { at: "map", make: async (app, drawn) => new (await import("./tools/bar.ts")).ToolBar(app, drawn) },
  { at: "foot", make: async (app) => new (await import("./time/bar.ts")).TimeBar(app) },
  { at: "foot", make: async (app, drawn) => new (await import("./map/corner.ts")).Corner(app, drawn) },
];

/** Lays them over the map; one that cannot be had is left out, since the map is worth more. */
export async function layOver(places: Record<OverMap["at"], HTMLElement>, app: App, drawn: BurialMap): Promise<void> {
  const made = await Promise.allSettled(parts.map(async ({ at, make }) => ({ at, part: await make(app, drawn) })));
  for (const one of made) {
    if (one.status === "fulfilled") places[one.value.at].append(one.value.part.element);
    else console.info("a part of the map could not be had", one.reason);
  }
}
