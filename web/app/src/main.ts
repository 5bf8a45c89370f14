import "maplibre-gl/dist/maplibre-gl.css";
import { MapLibreMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

setWorkerUrl(new URL(workerUrl, document.baseURI).href);
new MapLibreMap({
  container: "map",
  center: [125, 54],
  zoom: 3,
  style: {
    version: 8,
    sources: { burials: { type: "vector", url: new URL("tiles.json", document.baseURI).href } },
    layers: [
      { id: "background", type: "background", paint: { "background-color": "#eef1ee" } },
      { id: "sites", type: "circle", source: "burials", "source-layer": "sites", paint: { "circle-radius": 5 } },
    ],
  },
});
