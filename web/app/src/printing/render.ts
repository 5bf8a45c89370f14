import "./offscreen.css";
import type { MapLibreMap } from "maplibre-gl";
import { h } from "../dom.ts";
import type { Shown } from "../legend/list.ts";
import { BurialMap } from "../map/map.ts";
import { writeHash } from "../state/address.ts";
import { State } from "../state/state.ts";
import type { View } from "../state/view.ts";

/** A piece of map to draw: around which place, at which zoom, how large in pixels of a style sheet, and how finely. */
export interface Piece {
  lon: number;
  lat: number;
  zoom: number;
  width: number;
  height: number;
  /** Dots of the picture to a pixel. */
  ratio: number;
}

export interface Picture {
  blob: Blob;
  /** Dots, as drawn: fewer than wanted where the machine cannot draw so large a picture. */
  width: number;
  height: number;
  shown: Shown;
  invented: "none" | "some" | "all";
  /** The server gave everything that was asked of it. */
  whole: boolean;
  /** Who is to be named for the ground of the map. */
  attribution: string | undefined;
}

/**
 * Draws a piece of the map as the view has it, but in the colours of paper, on a canvas of its own that nobody sees. The
 * picture is taken in the moment in which it is drawn, for the canvas does not keep it. A signal stops it where another
 * picture is wanted.
 */
export async function draw(view: View, piece: Piece, signal: AbortSignal): Promise<Picture> {
  const place = h("div", { class: "offscreen", inert: true, "aria-hidden": "true" });
  place.style.width = `${piece.width}px`;
  place.style.height = `${piece.height}px`;
  document.body.append(place);
  const told = { shown: {} as Shown, invented: "none" as Picture["invented"], whole: true };
  const state = new State(writeHash({ ...view, theme: "light", page: "map", lon: piece.lon, lat: piece.lat, zoom: piece.zoom }), [view.language]);
  const { map } = new BurialMap(place, {
    state,
    onHits: () => undefined,
    onCounts: () => undefined,
    onUnshown: () => undefined,
    onMove: () => undefined,
    onShown: (shown) => (told.shown = shown),
    onRest: (invented) => (told.invented = invented),
    onAnswer: (answers) => (told.whole &&= answers),
  });
  try {
    map.setPixelRatio(piece.ratio);
    map.jumpTo({ center: [piece.lon, piece.lat], zoom: piece.zoom });
    await Promise.race([atRest(map), stopped(signal)]);
    const { width, height } = map.getCanvas();
    return { blob: await taken(map), width, height, ...told, attribution: attributionOf(map) };
  } finally {
    map.remove();
    place.remove();
  }
}

/** Waits until nothing more is drawn: what has been drawn may lead to circles and names, which are drawn after it. */
async function atRest(map: MapLibreMap): Promise<void> {
  const idle = () => new Promise<void>((resolve) => void map.once("idle", () => resolve()));
  await idle();
  for (let i = 0; i < 5; i++) {
    const again = await Promise.race([idle().then(() => true), new Promise<false>((resolve) => setTimeout(resolve, 500, false))]);
    if (!again && map.areTilesLoaded()) return;
  }
}

function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}

function taken(map: MapLibreMap): Promise<Blob> {
  return new Promise((resolve, reject) => {
    map.once("render", () => map.getCanvas().toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture of the map could be made"))), "image/png"));
    map.triggerRepaint();
  });
}

function attributionOf(map: MapLibreMap): string | undefined {
  return (map.getSource("records") as { attribution?: string } | undefined)?.attribution?.replace(/<[^>]*>/g, "");
}
