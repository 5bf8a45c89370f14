import workerUrl from "virtual:map-worker";
import { addProtocol, setWorkerUrl } from "maplibre-gl";
import { Protocol } from "pmtiles";

let prepared = false;

/** What every map of the page needs once: where its worker is, and how the basemap's archive is read. */
export function prepareMaps(): void {
  if (prepared) return;
  prepared = true;
  setWorkerUrl(new URL(workerUrl, document.baseURI).href);
  addProtocol("pmtiles", new Protocol().tile);
}
