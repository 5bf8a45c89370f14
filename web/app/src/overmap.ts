import type { App, Part } from "./app.ts";
import type { BurialMap } from "./map/map.ts";

type OverMap = (app: App, drawn: BurialMap) => Promise<Part>;

/** What lies over the map and is fetched after it was drawn, in the order of the tab key. Each places itself by its style sheet. */
const parts: readonly OverMap[] = [
  async (app, drawn) => new (await import("./tools/bar.ts")).ToolBar(app, drawn),
  async (app) => new (await import("./time/bar.ts")).TimeBar(app),
  async (app, drawn) => new (await import("./map/corner.ts")).Corner(app, drawn),
];

/** Lays them over the map; one that cannot be had is left out, since the map is worth more. */
export async function layOver(place: HTMLElement, app: App, drawn: BurialMap): Promise<void> {
  const made = await Promise.allSettled(parts.map((part) => part(app, drawn)));
  for (const part of made) {
    if (part.status === "fulfilled") place.append(part.value.element);
    else console.info("a part of the map could not be had", part.reason);
  }
}
