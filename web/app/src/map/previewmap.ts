import type { Feature, Polygon } from "geojson";
import { type FilterSpecification, type GeoJSONSource, type LayerSpecification, MapLibreMap } from "maplibre-gl";
import { boundsOf, circle } from "../circle.ts";
import { h } from "../dom.ts";
import { labelFaces, labelFont } from "../fonts.ts";
import { positionsOf } from "../geometry.ts";
import { translate } from "../i18n/index.ts";
import type { Previewed, PreviewProperties } from "../importing/contract.ts";
import { type Colours, palette } from "../palette/index.ts";
import { watchTheme } from "../palette/page.ts";
import type { State } from "../state/state.ts";
import { basemapGround, basemapLabels, basemapSources } from "./basemap.ts";
import { MapControls } from "./controls.ts";
import { relook } from "./look.ts";
import { prepareMaps } from "./prepare.ts";
import { previewLooks, previewStates } from "./previewsigns.ts";
import { emptyCollection } from "./uncertainty.ts";

/** A small map of what a file holds, on the basemap of the large one. */
export class PreviewMap {
  readonly map: MapLibreMap;
  #ready: Promise<unknown>;

  constructor(container: HTMLElement, state: State, onChoose: (record: PreviewProperties | undefined) => void) {
    prepareMaps();
    const { language } = state.view;
    const foot = h("div", { class: "foot" });
    const controls = new MapControls(foot);
    const canvas = h("div", { class: "canvas" });
    container.append(canvas, controls.element, foot);
    this.map = new MapLibreMap({
      container: canvas,
      center: [state.view.lon, state.view.lat],
      zoom: 2.5,
      maxZoom: 19,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      style: {
        version: 8,
        state: { language: { default: language } },
        "font-faces": labelFaces(),
        sources: { ...basemapSources(), circles: { type: "geojson", data: emptyCollection }, preview: { type: "geojson", data: emptyCollection } },
        layers: layersOf(palette(state.view)),
      },
    });
    this.map.touchZoomRotate.disableRotation();
    const signs = () => this.#addSigns(palette(state.view));
    this.map.on("style.load", signs);
    watchTheme(state, () => {
      signs();
      relook(this.map, layersOf(palette(state.view)));
    });
    this.#ready = new Promise((resolve) => this.map.once("load", resolve));
    this.map.on("click", (event) => {
      const [found] = this.map.queryRenderedFeatures(around(event.point), { layers: shown });
      onChoose(found && (found.properties as unknown as PreviewProperties));
    });
    const label = () => {
      this.map.getCanvas().setAttribute("aria-label", translate(state.view.language, "import.preview.map"));
      controls.update(this.map, state.view.language);
    };
    this.map.on("move", () => controls.update(this.map, state.view.language));
    label();
    state.listen((now, before) => {
      if (now.language === before.language) return;
      this.map.setGlobalStateProperty("language", now.language);
      label();
    });
    Object.assign(window, { burialmapPreview: this.map });
  }

  async show(features: Previewed[], bounds: readonly [number, number, number, number] | null | undefined): Promise<void> {
    await this.#ready;
    const circles = features.flatMap(circleOf);
    this.map.getSource<GeoJSONSource>("circles")?.setData({ type: "FeatureCollection", features: circles });
    this.map.getSource<GeoJSONSource>("preview")?.setData({ type: "FeatureCollection", features });
    this.mark(undefined);
    if (bounds) this.#fit(withCircles(bounds, circles));
  }

  goTo(feature: Previewed): void {
    const bounds = boundsOf([feature, ...circleOf(feature)].flatMap((f) => positionsOf(f.geometry)));
    if (bounds) this.#fit(bounds);
  }

  /** Rings the record with this number, or none. */
  mark(record: number | undefined): void {
    void this.#ready.then(() => this.map.setFilter("preview-marked", ["==", ["get", "record"], record ?? -1]));
  }

  #fit([west, south, east, north]: readonly [number, number, number, number]): void {
    this.map.resize();
    this.map.fitBounds([west, south, east < west ? east + 360 : east, north], { padding: 40, maxZoom: 11, animate: false });
  }

  #addSigns(colours: Colours): void {
    const looks = previewLooks(colours);
    for (const name of previewStates) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 40;
      const context = canvas.getContext("2d");
      if (!context) return;
      const { fill, line, path } = looks[name];
      context.scale(2, 2);
      context.translate(2, 2);
      const shape = new Path2D(path);
      context.lineJoin = "round";
      context.lineWidth = 4;
      context.strokeStyle = colours.halo;
      context.stroke(shape);
      context.fillStyle = fill;
      context.fill(shape);
      context.lineWidth = 1.6;
      context.strokeStyle = line;
      context.stroke(shape);
      const drawn = context.getImageData(0, 0, 40, 40);
      if (this.map.hasImage(`preview-${name}`)) this.map.updateImage(`preview-${name}`, drawn);
      else this.map.addImage(`preview-${name}`, drawn, { pixelRatio: 2 });
    }
  }
}

function layersOf(colours: Colours): LayerSpecification[] {
  return [...basemapGround(colours), ...circleLayers(colours), ...basemapLabels(colours), ...previewLayers(colours)];
}

type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Bounds that hold the circles as well; across 180° they stay as they are, for circles there run on past it. */
function withCircles(bounds: Bounds, circles: readonly Feature<Polygon>[]): Bounds {
  const [west, south, east, north] = bounds;
  const round = boundsOf(circles.flatMap((c) => positionsOf(c.geometry)));
  if (!round || west > east) return bounds;
  return [Math.min(west, round[0]), Math.min(south, round[1]), Math.max(east, round[2]), Math.max(north, round[3])];
}

const around = ({ x, y }: { x: number; y: number }): [[number, number], [number, number]] => [
  [x - 4, y - 4],
  [x + 4, y + 4],
];

const shown = ["preview-area", ...previewStates.map((s) => `preview-line-${s}`), "preview-point"];

/** The circle that holds a point's true position with 95 %, where somebody states its radius. */
function circleOf({ geometry, properties }: Previewed): Feature<Polygon>[] {
  const radius = properties.accuracy_m;
  if (geometry.type !== "Point" || typeof radius !== "number" || radius <= 0) return [];
  return [{ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [circle(geometry.coordinates as [number, number], radius)] } }];
}

function circleLayers(colours: Colours): LayerSpecification[] {
  const from = { source: "circles" };
  return [
    { id: "circles-fill", type: "fill", ...from, paint: { "fill-color": colours.uncertainty, "fill-opacity": 0.06 } },
    {
      id: "circles-line",
      type: "line",
      ...from,
      paint: { "line-color": colours.uncertainty, "line-width": 1.1, "line-dasharray": [2, 2], "line-opacity": 0.75 },
    },
  ];
}

function previewLayers(colours: Colours): LayerSpecification[] {
  const looks = previewLooks(colours);
  const from = { source: "preview" };
  const kinds = (...names: string[]): FilterSpecification => ["in", ["geometry-type"], ["literal", names.flatMap((n) => [n, `Multi${n}`])]];
  const colour = ["match", ["get", "state"], ...previewStates.slice(1).flatMap((s) => [s, looks[s].line]), looks.ok.line] as unknown as string;
  return [
    { id: "preview-area", type: "fill", ...from, filter: kinds("Polygon"), paint: { "fill-color": colour, "fill-opacity": 0.18 } },
    ...previewStates.map((state): LayerSpecification => {
      const { line, dash } = looks[state];
      const filter = ["all", kinds("Polygon", "LineString"), ["==", ["get", "state"], state]] as FilterSpecification;
      return {
        id: `preview-line-${state}`,
        type: "line",
        ...from,
        filter,
        paint: { "line-color": line, "line-width": 2, ...(dash && { "line-dasharray": [...dash] }) },
      };
    }),
    {
      id: "preview-marked",
      type: "circle",
      ...from,
      filter: ["==", ["get", "record"], -1],
      paint: {
        "circle-radius": 13,
        "circle-color": colours.selectedHalo,
        "circle-opacity": 0.55,
        "circle-stroke-color": colours.selected,
        "circle-stroke-width": 2,
      },
    },
    {
      id: "preview-point",
      type: "symbol",
      ...from,
      filter: kinds("Point"),
      layout: {
        "icon-image": ["concat", "preview-", ["get", "state"]],
        "icon-allow-overlap": true,
        "text-field": ["coalesce", ["get", "name"], ""],
        "text-font": [...labelFont],
        "text-size": 11,
        "text-anchor": "top",
        "text-offset": [0, 0.9],
        "text-optional": true,
      },
      paint: { "text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 1.6 },
    },
  ];
}
