import "./ownbasemap.css";
import type { LayerSpecification, MapLibreMap } from "maplibre-gl";
import { h, render } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import { palette, themeOf } from "../palette/index.ts";
import { watchTheme } from "../palette/page.ts";
import type { State } from "../state/state.ts";
import { type BasemapName, basemapNames } from "../state/view.ts";
import { basemapGround, basemapLabels } from "./basemap.ts";
import { relook } from "./look.ts";
import { type OwnBasemap, ownSource } from "./own.ts";
import { ownGround, ownLabels, ownSources } from "./ownlayers.ts";

/** Keeps a map with or without the basemap of the server, as the view says, and in the colours of the page. */
export function follow(state: State, map: MapLibreMap, about: OwnBasemap): void {
  const layers = () => {
    const [theme, colours] = [themeOf(state.view), palette(state.view)];
    return { ground: ownGround(about, colours, theme), labels: ownLabels(about, colours) };
  };
  const show = () => {
    const wanted = state.view.basemap === "own";
    if (wanted === (map.getSource(ownSource) !== undefined)) return;
    if (wanted) add(map, about, layers());
    else remove(map, layers());
    nameFrom(map, wanted ? about.minzoom : 24, state);
  };
  state.listen((now, before) => now.basemap !== before.basemap && show());
  watchTheme(state, () => {
    const { ground, labels } = layers();
    relook(map, [...ground, ...labels]);
  });
  if (map.isStyleLoaded() || map.getLayer("sea")) show();
  else void map.once("style.load", show);
}

type Layers = Record<"ground" | "labels", LayerSpecification[]>;

/** Ground goes on that of the program, words on its words: records stay above both. */
function add(map: MapLibreMap, about: OwnBasemap, { ground, labels }: Layers): void {
  for (const [name, source] of Object.entries(ownSources(about))) map.addSource(name, source);
  const order = map.getLayersOrder();
  const after = (own: readonly LayerSpecification[]) => order[Math.max(...own.map(({ id }) => order.indexOf(id))) + 1];
  const colours = palette({ theme: "light" });
  const [overGround, overLabels] = [after(basemapGround(colours)), after(basemapLabels(colours))];
  for (const layer of ground) map.addLayer(layer, overGround);
  for (const layer of labels) map.addLayer(layer, overLabels);
}

function remove(map: MapLibreMap, { ground, labels }: Layers): void {
  const layers = [...ground, ...labels];
  for (const { id } of layers) map.removeLayer(id);
  for (const name of new Set(layers.flatMap((l) => ("source" in l && typeof l.source === "string" ? [l.source] : [])))) map.removeSource(name);
}

/** The words of the program's basemap end where those of the other begin. */
function nameFrom(map: MapLibreMap, zoom: number, state: State): void {
  for (const { id, minzoom = 0, maxzoom = 24 } of basemapLabels(palette(state.view))) {
    map.setLayoutProperty(id, "visibility", minzoom < zoom ? "visible" : "none");
    if (minzoom < zoom) map.setLayerZoomRange(id, minzoom, Math.min(maxzoom, zoom));
  }
}

/** Two basemaps to choose from, below the layers. */
export class BasemapChoice {
  readonly element = h("section", { class: "layer basemaps" });
  #state: State;
  #about: OwnBasemap;

  constructor(state: State, about: OwnBasemap) {
    this.#state = state;
    this.#about = about;
    state.listen((now, before) => (now.language !== before.language || now.basemap !== before.basemap) && this.#draw());
    this.#draw();
  }

  #draw(): void {
    const { language } = this.#state.view;
    render(
      this.element,
      h("fieldset", {}, h("legend", {}, translate(language, "basemap.title")), ...basemapNames.map((name) => this.#choice(name))),
      this.#about.attribution && h("p", { class: "note" }, this.#about.attribution),
    );
  }

  #choice(name: BasemapName): HTMLElement {
    const { basemap, language } = this.#state.view;
    const said = name === "own" && this.#about.name ? this.#about.name : translate(language, `basemap.${name}`);
    const box = h("input", { type: "radio", name: "basemap", value: name, "data-key": `basemap-${name}`, onchange: () => this.#state.set({ basemap: name }) });
    box.checked = basemap === name;
    return h("label", {}, box, h("span", {}, said));
  }
}
