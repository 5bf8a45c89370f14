import { type GeoJSONSource, type LayerSpecification, MapLibreMap, type Tile, type VectorTileSource } from "maplibre-gl";
import type { Item } from "../api.ts";
import { boundsOf } from "../circle.ts";
import { countedAddress, recordsAddress } from "../finding/records.ts";
import { labelFaces } from "../fonts.ts";
import { formatLength, formatShare } from "../format.ts";
import { positionsOf } from "../geometry.ts";
import { translate } from "../i18n/index.ts";
import type { Shown } from "../legend/list.ts";
import { palette } from "../palette/index.ts";
import { watchTheme } from "../palette/page.ts";
import type { State } from "../state/state.ts";
import type { Ref, SwitchName, View } from "../state/view.ts";
import { basemapGround, basemapLabels, basemapSources } from "./basemap.ts";
import { ringWords, selectionLabels, selectionLayers } from "./chosen.ts";
import { aggregates, cellAt, countLayers, isCount } from "./counts.ts";
import { addCountSigns, redrawCountSigns } from "./countsigns.ts";
import { fieldworkMarks, restrictionGround, restrictionLabels } from "./fieldwork.ts";
import { gapsOf, groundLayers } from "./ground.ts";
import { cemeteryLabels, labels, outlinesFrom, recordLabels } from "./labels.ts";
import { laterLayers, laterMarks } from "./later.ts";
import { collectionOf, counted, countsUntil, records, selection, sought, switchOf, uncertainty } from "./layers.ts";
import { type Look, relook } from "./look.ts";
import { recordMarks, soughtLayers } from "./marks.ts";
import { addPatterns } from "./patterns.ts";
import { prepareMaps } from "./prepare.ts";
import { pixelsOfMetre, reachLayers } from "./reach.ts";
import { countedIn, drawnOf } from "./shown.ts";
import { followTime, inTime, timeState } from "./time.ts";
import { circlesOf, emptyCollection, type Parties, ringWordsAt, selectionParts } from "./uncertainty.ts";

/** What was found under a click: enough to list it, and to load the rest. */
export interface Hit {
  ref: Ref;
  properties: Record<string, unknown>;
}

/** What was counted in a cell of the map, by the names that the tiles have for it, and where the cell is. */
export interface Counted {
  counts: Readonly<Record<string, unknown>>;
  bounds: readonly [west: number, south: number, east: number, north: number];
}

/** What the map does not show by itself: drawn together because it is too small, and left out because it is too much. */
export interface Unshown {
  merged: number;
  dropped: number;
  /** Names that are left out. */
  unnamed: number;
}

/** The parts of the page that the map reports to. */
export interface MapHost {
  state: State;
  onHits(hits: Hit[]): void;
  onCounts(counted: Counted): void;
  onUnshown(unshown: Unshown): void;
  /** How many records of each layer are on screen: as counted far out, as drawn close up. */
  onShown(shown: Shown): void;
  onMove(map: MapLibreMap): void;
  /** How many of the records on screen are invented; far out, where a place is a dot, nobody is told. */
  onRest(invented: "none" | "some" | "all"): void;
  /** The server did not give some records, or is asked for them again. */
  onAnswer(answers: boolean): void;
}

/** What to draw as chosen: a record, its reference, and if it is an overlap the two it compares. */
export interface Chosen {
  item: Item;
  ref: Ref;
  parties: Parties | undefined;
  /** Where several sources place it, in the order of their letters. */
  positions: readonly Item[];
}

const highest = 21;
/** How far a sign reaches around its point, in pixels: a smaller circle would not be seen. */
const signRadius = 6;
/** The radius in pixels from which on there is room for the words of a ring. */
const ringWordsFrom = 15;
/** From here on a place is more than a dot. */
const groundZoom = 9;

export class BurialMap {
  readonly map: MapLibreMap;
  /** The tiles asked for while there was no service worker to keep them. The list of what was fetched lacks them: workers of the map's own fetch them. */
  readonly unkept = new Set<string>();
  #host: MapHost;
  #chosen: Chosen | undefined;
  #answers = true;
  /** The tiles of each source that the server did not give. */
  #missed = new Map<string, Tile["tileID"]["canonical"][]>();

  constructor(container: HTMLElement, host: MapHost) {
    this.#host = host;
    prepareMaps();
    const { view } = host.state;
    this.map = new MapLibreMap({
      container,
      center: [view.lon, view.lat],
      zoom: view.zoom,
      maxZoom: highest,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200,
      style: this.#style(view),
      transformRequest: (url, kind) => {
        if (kind === "Tile" && !navigator.serviceWorker?.controller) this.unkept.add(url);
        return { url };
      },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.on("style.load", () => addPatterns(this.map, palette(host.state.view)));
    addCountSigns(this.map, () => palette(host.state.view));
    watchTheme(host.state, () => this.#relook());
    this.map.on("moveend", () => this.#moved());
    this.map.on("move", () => host.onMove(this.map));
    this.map.on("idle", () => this.#rest());
    this.map.on("error", (event) => {
      const source = "sourceId" in event ? String(event.sourceId) : "";
      if (!(source in recordAddresses)) return;
      if ("tile" in event) this.#missed.set(source, [...(this.#missed.get(source) ?? []), (event.tile as Tile).tileID.canonical]);
      this.#hears(false);
    });
    this.map.on("click", ({ point: { x, y } }) => {
      const counted = this.#countsAt(x, y);
      if (counted) host.onCounts(counted);
      else host.onHits(this.#hitsAt(x, y));
    });
    this.map.on("mousemove", ({ point: { x, y } }) => {
      this.map.getCanvas().style.cursor = this.#countsAt(x, y) || this.#hitsAt(x, y).length > 0 ? "pointer" : "";
    });
    this.map.once("load", () => {
      this.#drawSelection();
      host.onMove(this.map);
    });
    host.state.listen((now, before) => this.#follow(now, before));
    narrow(this.map, host.state);
    this.#label(view);
  }

  /** Draws a record as the chosen one, or none. */
  select(chosen: Chosen | undefined): void {
    this.#chosen = chosen;
    this.#drawSelection();
  }

  /** Asks the server again for the tiles it did not give, or for their description if it did not give that. */
  reload(): void {
    const missed = this.#missed;
    this.#missed = new Map();
    this.#hears(true);
    for (const [source, address] of Object.entries(recordAddresses)) {
      const tiles = missed.get(source);
      if (tiles) this.map.refreshTiles(source, tiles);
      else this.map.getSource<VectorTileSource>(source)?.setUrl(address(this.#host.state.view));
    }
  }

  #hears(answers: boolean): void {
    if (answers === this.#answers) return;
    this.#answers = answers;
    this.#host.onAnswer(answers);
  }

  /** Moves to a place, leaving room for the panels; a single point is shown with its surroundings. */
  fit(items: readonly Item[], padding: Partial<Record<"top" | "right" | "bottom" | "left", number>> = {}): void {
    const bounds = boundsOf(items.flatMap((i) => positionsOf(i.geometry)));
    if (!bounds) return;
    const [west, south, east, north] = bounds;
    const maxZoom = west === east && south === north ? 9 : highest - 1;
    const room = { top: 48, right: 48, bottom: 48, left: 48, ...padding };
    this.map.fitBounds([west, south, east, north], { padding: room, maxZoom, essential: false, maxDuration: 4000 });
  }

  /** Shows a cell that was counted, as large as the panels leave room for. */
  fitCell({ bounds: [west, south, east, north] }: Counted, padding: Partial<Record<"top" | "right" | "bottom" | "left", number>> = {}): void {
    this.map.fitBounds([west, south, east, north], {
      padding: { top: 8, right: 8, bottom: 8, left: 8, ...padding },
      maxZoom: highest - 1,
      essential: false,
      maxDuration: 2000,
    });
  }

  /** Goes to a point, near enough to see what is there. What is no record is marked with its name. */
  visit(point: readonly [number, number], zoom: number, name: string | undefined): void {
    const features =
      name === undefined ? [] : [{ type: "Feature" as const, properties: { name }, geometry: { type: "Point" as const, coordinates: [...point] } }];
    this.map.getSource<GeoJSONSource>(sought)?.setData({ type: "FeatureCollection", features });
    this.map.flyTo({ center: [point[0], point[1]], zoom: Math.max(zoom, this.map.getZoom()), essential: false, maxDuration: 4000 });
  }

  /** West, south, east and north of what is on screen; west may lie beyond east, across 180°. */
  get bounds(): [number, number, number, number] {
    const [[west, south], [east, north]] = this.map.getBounds().toArray();
    return [west, south, east, north];
  }

  #style(view: View) {
    const state = Object.fromEntries(Object.entries({ ...words(view), ...timeState(view) }).map(([name, word]) => [name, { default: word }]));
    const empty = { type: "geojson" as const, data: emptyCollection };
    const layers = layersOf(lookOf(view));
    return {
      version: 8 as const,
      state,
      "font-faces": labelFaces(),
      sources: {
        ...basemapSources(),
        [records]: { type: "vector" as const, url: recordsAddress(view) },
        [counted]: { type: "vector" as const, url: countedAddress(view) },
        [labels]: empty,
        [uncertainty]: empty,
        [selection]: empty,
        [ringWords]: empty,
        [sought]: empty,
      },
      layers: layers.map((l) => ({ ...l, layout: { ...l.layout, visibility: visible(l.id, view.hidden) } })) as typeof layers,
    };
  }

  #follow(now: View, before: View): void {
    if (now.language !== before.language) {
      for (const [name, word] of Object.entries(words(now))) this.map.setGlobalStateProperty(name, word);
      this.#label(now);
      this.#drawRingWords();
    }
    followTime(this.map, now, before);
    if (now.hidden !== before.hidden) this.#showLayers(now.hidden);
    if (now.strength !== before.strength) relook(this.map, layersOf(lookOf(now)));
    if (now.lat !== before.lat || now.lon !== before.lon || now.zoom !== before.zoom) this.#goTo(now);
  }

  /** The same map in other colours, or more or less of a layer: nothing is loaded again. */
  #relook(): void {
    const look = lookOf(this.#host.state.view);
    addPatterns(this.map, look.colours);
    redrawCountSigns(this.map, look.colours);
    relook(this.map, layersOf(look));
  }

  #label(view: View): void {
    this.map.getCanvas().setAttribute("aria-label", translate(view.language, "map.label"));
  }

  #showLayers(hidden: readonly SwitchName[]): void {
    for (const layer of this.map.getStyle().layers) {
      if (switchOf(layer.id)) this.map.setLayoutProperty(layer.id, "visibility", visible(layer.id, hidden));
    }
    this.#rest();
  }

  #moved(): void {
    const { lat, lng } = this.map.getCenter().wrap();
    this.#host.state.set({ lat, lon: lng, zoom: this.map.getZoom() });
  }

  #goTo(view: View): void {
    const { lat, lng } = this.map.getCenter().wrap();
    if (Math.abs(lat - view.lat) < 1e-9 && Math.abs(lng - view.lon) < 1e-9 && Math.abs(this.map.getZoom() - view.zoom) < 1e-9) return;
    this.map.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom });
  }

  /** What a sign counts, if it is the first thing at a point. */
  #countsAt(x: number, y: number): Counted | undefined {
    if (!this.map.isStyleLoaded() && !this.map.getSource(records)) return undefined;
    const layers = this.map.getLayersOrder().filter((id) => collectionOf(id));
    const [top] = this.map.queryRenderedFeatures([x, y], { layers });
    if (!top || !isCount(top.layer.id) || top.geometry.type !== "Point") return undefined;
    const [lon = 0, lat = 0] = top.geometry.coordinates;
    return { counts: top.properties, bounds: cellAt([lon, lat], this.map.getZoom()) };
  }

  /** Records within four pixels, each once: sites and overlaps before the grounds they lie in. */
  #hitsAt(x: number, y: number): Hit[] {
    if (!this.map.isStyleLoaded() && !this.map.getSource(records)) return [];
    const layers = this.map.getLayersOrder().filter((id) => collectionOf(id));
    const found = new Map<string, Hit>();
    const only = new Set<string>();
    for (const f of this.map.queryRenderedFeatures(
      [
        [x - 4, y - 4],
        [x + 4, y + 4],
      ],
      { layers },
    )) {
      const collection = collectionOf(f.layer.id);
      const id = f.properties["id"];
      if (!collection || typeof id !== "string") continue;
      const key = `${collection}/${id}`;
      if (!/^restrictions-.*-fill$/.test(f.layer.id)) only.add(key);
      if (!found.has(key)) found.set(key, { ref: { collection, id }, properties: f.properties });
    }
    const order = ["sites", "overlaps", "plots", "observations", "positions", "cemeteries", "restrictions"];
    return nearest([...found.values()], only).sort((a, b) => order.indexOf(a.ref.collection) - order.indexOf(b.ref.collection));
  }

  /** What depends on what has been drawn: circles, labels, and whether it is invented. */
  #rest(): void {
    if (!this.map.getSource(labels)) return;
    this.#drawCircles();
    this.#drawLabels();
    this.#drawRingWords();
    const layers = this.map.getLayersOrder().filter((id) => collectionOf(id) && !id.endsWith("-label") && !isCount(id));
    const zoom = this.map.getZoom();
    const shown = zoom < groundZoom ? [] : this.map.queryRenderedFeatures({ layers });
    const made = shown.filter((f) => f.properties["fictional"] === true).length;
    this.#host.onRest(made === 0 ? "none" : made === shown.length ? "all" : "some");
    this.#host.onUnshown(this.#unshown());
    const cells = zoom < countsUntil ? this.map.querySourceFeatures(counted, { sourceLayer: aggregates }) : [];
    this.#host.onShown(zoom < countsUntil ? { ...countedIn(cells, this.bounds), ...this.#fieldwork() } : drawnOf(shown));
  }

  /** What no tile counts far out, but is drawn there. */
  #fieldwork(): Shown {
    const layers = this.map.getLayersOrder().filter((id) => /^(restrictions|observations)-/.test(id) && !id.endsWith("-label"));
    const { restrictions = 0, observations = 0 } = drawnOf(this.map.queryRenderedFeatures({ layers }));
    return { restrictions, observations };
  }

  /** What the tiles on screen say of themselves. What lies on an edge is counted in both. */
  #unshown(): Unshown {
    const said = this.map.querySourceFeatures(records, { sourceLayer: "about" });
    const sum = (name: string) => said.reduce((n, f) => n + Number(f.properties[name] ?? 0), 0);
    return { merged: sum("merged"), dropped: sum("dropped"), unnamed: sum("labels_dropped") };
  }

  #drawLabels(): void {
    const layers = this.map.getLayersOrder().filter((id) => /^cemeteries-(\w+-fill|points)$/.test(id));
    const [[west, south], [east, north]] = this.map.getBounds().toArray();
    const shown = this.map.getZoom() < outlinesFrom ? [] : this.map.queryRenderedFeatures({ layers });
    const data = cemeteryLabels(shown, [west, south, east, north]);
    const key = JSON.stringify(data);
    if (key === this.#labelsKey) return;
    this.#labelsKey = key;
    this.map.getSource<GeoJSONSource>(labels)?.setData(data);
  }
  #labelsKey = "";

  /** Metre-true circles around what is on screen as a point, where its accuracy is known and wider than its sign. */
  #drawCircles(): void {
    const source = this.map.getSource<GeoJSONSource>(uncertainty);
    if (!source) return;
    const layers = this.map.getZoom() < groundZoom ? ["sites-icon"] : ["sites-icon", "cemeteries-points", "plots-points", "observations-icon"];
    const shown = this.map.queryRenderedFeatures({ layers });
    const circles = circlesOf(shown, signRadius / pixelsOfMetre(this.map.getZoom(), this.map.getCenter().lat));
    if (circles.key === this.#circlesKey) return;
    this.#circlesKey = circles.key;
    source.setData(circles.data);
  }
  #circlesKey = "";

  #drawSelection(): void {
    const { item, ref, parties, positions } = this.#chosen ?? {};
    this.#parts = selectionParts(item, parties, positions);
    this.map.getSource<GeoJSONSource>(selection)?.setData(this.#parts);
    this.#drawRingWords();
    if (this.map.getLayer("overlaps-gap")) this.map.setFilter("overlaps-gap", gapsOf(ref && `${ref.collection}/${ref.id}`));
  }
  #parts = emptyCollection;

  /** How far each ring reaches, written where the ring is on screen. */
  #drawRingWords(): void {
    const source = this.map.getSource<GeoJSONSource>(ringWords);
    if (!source) return;
    const { language } = this.#host.state.view;
    const say = (share: number, metres: number) => `${formatShare(language, share)} · ${formatLength(language, metres)}`;
    const data = ringWordsAt(this.#parts.features, this.bounds, say, ringWordsFrom / pixelsOfMetre(this.map.getZoom(), this.map.getCenter().lat));
    const key = JSON.stringify(data);
    if (key === this.#ringWordsKey) return;
    this.#ringWordsKey = key;
    source.setData(data);
  }
  #ringWordsKey = "";
}

/** What was pointed at. Ground that is restricted lies around much else, and counts only where nothing else is. */
function nearest(hits: Hit[], pointed: ReadonlySet<string>): Hit[] {
  const at = hits.filter(({ ref }) => pointed.has(`${ref.collection}/${ref.id}`));
  return at.length > 0 ? at : hits;
}

/** The words that labels are made with, in the reader's language. */
function words({ language }: View): Record<string, string> {
  const unit = (key: "unit.m" | "unit.km" | "unit.m2" | "unit.ha") => translate(language, key, { n: "" }).trim();
  return {
    language,
    invented: translate(language, "map.invented"),
    partlyInvented: translate(language, "map.invented.part"),
    unstated: translate(language, "map.unstated"),
    m: unit("unit.m"),
    km: unit("unit.km"),
    m2: unit("unit.m2"),
    ha: unit("unit.ha"),
    overlaps: translate(language, "map.overlaps", { n: "" }),
    expected: translate(language, "map.expected", { area: "" }),
    percent: new Intl.NumberFormat(language, { style: "percent" }).format(1).replace("100", ""),
  };
}

/** What a view asks of the look of the map. */
function lookOf(view: View): Look {
  const strengths: Partial<Record<string, number>> = view.strength;
  return { colours: palette(view), strength: (layer) => (strengths[layer] ?? 100) / 100 };
}

/** All that is drawn, the lowest first. */
function layersOf(look: Look): LayerSpecification[] {
  const layers = [
    ...basemapGround(look.colours),
    ...reachLayers(look),
    ...restrictionGround(look),
    ...groundLayers(look),
    ...laterLayers(),
    ...selectionLayers(look),
    ...basemapLabels(look.colours),
    // Below the labels, since what lies higher is placed first: a percentage counts for more.
    ...laterMarks(),
    ...restrictionLabels(look),
    ...recordLabels(look),
    ...countLayers(look),
    ...fieldworkMarks(),
    ...recordMarks(),
    ...selectionLabels(look),
    ...soughtLayers(look),
  ];
  return layers.map(inTime);
}

/** The sources whose tiles hold records, and where the server describes them for a view. */
const recordAddresses: Readonly<Record<string, (view: View) => string>> = { [records]: recordsAddress, [counted]: countedAddress };

/** Keeps the tiles to what is wanted. */
function narrow(map: MapLibreMap, state: State): void {
  const shown = new Map(Object.entries(recordAddresses).map(([source, address]) => [source, address(state.view)]));
  state.listen((now) => {
    for (const [source, address] of Object.entries(recordAddresses)) {
      const wanted = address(now);
      if (wanted === shown.get(source)) continue;
      shown.set(source, wanted);
      map.getSource<VectorTileSource>(source)?.setUrl(wanted);
    }
  });
}

function visible(layerId: string, hidden: readonly SwitchName[]): "visible" | "none" {
  const name = switchOf(layerId);
  return name && hidden.includes(name) ? "none" : "visible";
}
