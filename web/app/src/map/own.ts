import type { MapLibreMap } from "maplibre-gl";
import type { State } from "../state/state.ts";

/** What the server says of the basemap it was given (/basemap.json). Its texts are plain text. */
export interface OwnBasemap {
  kind: "vector" | "raster";
  schema?: "protomaps" | "openmaptiles";
  name?: string;
  attribution?: string;
  minzoom: number;
  maxzoom: number;
  /** West, south, east and north. */
  bounds: [number, number, number, number];
}

/** The name of its source in the style of the map. */
export const ownSource = "own-basemap";

let asked: Promise<OwnBasemap | undefined> | undefined;

/** The basemap of the server, or nothing if it was given none or does not answer. */
function ownBasemap(): Promise<OwnBasemap | undefined> {
  asked ??= fetch(new URL("basemap.json", document.baseURI))
    .then(async (answer) => (answer.ok ? ((await answer.json()) as OwnBasemap | { kind: "none" }) : undefined))
    .then((about) => (about?.kind === "none" ? undefined : about))
    .catch(() => undefined);
  return asked;
}

/** Draws the basemap of the server for as long as the view wants it. */
export async function drawOwnBasemap(state: State, map: MapLibreMap): Promise<void> {
  const about = await ownBasemap();
  if (!about) return;
  const { follow } = await import("./ownbasemap.ts");
  follow(state, map, about);
}

/** Lets people choose between it and that of the program, if there is a choice. */
export async function offerBasemaps(state: State, place: HTMLElement): Promise<void> {
  const about = await ownBasemap();
  if (!about) return;
  const { BasemapChoice } = await import("./ownbasemap.ts");
  place.append(new BasemapChoice(state, about).element);
}
