import { addProtocol, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { Protocol } from "pmtiles";

let prepared = false;

/** What every map of the page needs once: where its worker is, and how the basemap's archive is read. */
export function prepareMaps(): void {
  if (prepared) return;
  prepared = true;
  setWorkerUrl(new URL(workerUrl, document.baseURI).href);
  addProtocol("pmtiles", new Protocol().tile);
}
