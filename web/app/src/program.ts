import { fetchPage, type Item, itemsAddress } from "./api.ts";
import type { App } from "./app.ts";
import { Banner } from "./banner.ts";
import { h } from "./dom.ts";
import type { ExportDialog } from "./exporting/dialog.ts";
import { translate } from "./i18n/index.ts";
import type { Shown } from "./legend/list.ts";
import type { BurialMap, Chosen } from "./map/map.ts";
import { drawOwnBasemap } from "./map/own.ts";
import { layOver } from "./overmap.ts";
import { Pages, showsMap } from "./pages.ts";
import type { Dossier } from "./panel/details.ts";
import { Panel } from "./panel/panel.ts";
import { wish } from "./plan/wishes.ts";
import { SearchBox } from "./search/box.ts";
import type { Found } from "./search/found.ts";
import { Header } from "./shell/header.ts";
import { Sheet } from "./shell/sheet.ts";
import type { State } from "./state/state.ts";
import { type CollectionName, type Ref, region } from "./state/view.ts";

/** Makes the parts of the page, and is what they know of each other. */
export class Program implements App {
  readonly state: State;
  readonly hasMap = document.createElement("canvas").getContext("webgl2") !== null;
  drawn: BurialMap | undefined;
  showDemonstration: (() => void) | undefined;
  #drawing: Promise<BurialMap> | undefined;
  #exporting: Promise<ExportDialog> | undefined;
  #keeping: Promise<void> | undefined;
  #place = h("div", { class: "map", id: "map" });
  /** At the foot of the map things lie side by side, and wrap where there is no room. */
  #foot = h("div", { class: "foot" });
  #panel: Panel;
  #sheet: Sheet | undefined;

  constructor(state: State) {
    this.state = state;
    if (!this.hasMap && state.view.page === "map") state.set({ page: "table" });
    state.bindAddress();
    this.#panel = new Panel({
      state,
      onLoaded: (dossier) => this.drawn?.select(dossier && chosen(dossier)),
      showOnMap: (item) => void this.showOnMap([item]),
      onChanged: () => this.reload(),
      export: (record) => this.export(record),
      addToPlan: (site, name) => {
        wish(site, name);
        state.set({ page: "plan" });
      },
      zoomTo: (counted) => this.drawn?.fitCell(counted, panelRoom()),
    });
  }

  start(): void {
    const { state, hasMap } = this;
    const search = new SearchBox({ state, go: (found) => void this.#goTo(found) });
    const sheet = new Sheet(this);
    this.#sheet = sheet;
    const notice = h("p", { class: "notice", role: "status", hidden: hasMap });
    const main = h("main", {}, notice, this.#place, new Pages(this).element, sheet.element, this.#panel.element);
    document.body.classList.toggle("no-map", !hasMap);
    document.body.replaceChildren(new Header(this, search.element).element, main);
    const arrange = () => {
      this.#place.hidden = !showsMap(state.view.page);
      notice.textContent = hasMap ? "" : translate(state.view.language, "app.nowebgl");
      this.#drawOnce();
    };
    state.listen(arrange);
    arrange();
    if (!this.#drawing) this.#keep();
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#panel.open && this.#panel.close());
    void demonstration().then((invented) => this.#offer(invented, sheet));
  }

  get drawing(): Promise<BurialMap> | undefined {
    return this.#drawing;
  }

  async showOnMap(items: readonly Item[]): Promise<void> {
    if (!showsMap(this.state.view.page)) this.state.set({ page: "map" });
    (await this.#drawing)?.fit(items, panelRoom());
  }

  showRegion(): void {
    this.drawn?.map.flyTo({ center: [region.lon, region.lat], zoom: region.zoom });
  }

  reload(): void {
    this.drawn?.reload();
  }

  export(record?: { ref: Ref; name: string }): void {
    this.#exporting ??= import("./exporting/dialog.ts").then(({ ExportDialog }) => {
      const dialog = new ExportDialog({ state: this.state, bounds: () => this.drawn?.bounds });
      document.body.append(dialog.element);
      return dialog;
    });
    void this.#exporting.then((dialog) => dialog.open(record));
  }

  #offer(invented: readonly Item[], sheet: Sheet): void {
    if (invented.length === 0 || !this.hasMap) return;
    this.showDemonstration = () => {
      this.#panel.close();
      this.drawn?.fit(invented, panelRoom());
    };
    sheet.draw();
  }

  async #goTo({ ref, point, name, zoom = 10 }: Found): Promise<void> {
    if (point && this.hasMap) this.state.set({ page: "map" });
    this.state.set({ selected: ref });
    if (point) (await this.#drawing)?.visit(point, ref ? nearness[ref.collection] : zoom, ref ? undefined : name);
  }

  /** Once, and after what is looked at is there. */
  #keep(): void {
    this.#keeping ??= keepOffline(this);
  }

  #drawOnce(): void {
    if (!this.hasMap || this.#drawing || !showsMap(this.state.view.page)) return;
    this.#drawing = drawMap(this, { place: this.#place, foot: this.#foot }, this.#panel, (shown) => this.#sheet?.tell(shown));
    void this.#drawing.then((drawn) => {
      this.drawn = drawn;
      this.state.set({}); // who listens to the view may now ask the map
      this.#panel.reselect();
      void drawOwnBasemap(this.state, drawn.map);
      drawn.map.once("idle", () => this.#keep());
      return layOver({ map: this.#place, foot: this.#foot }, this, drawn);
    });
  }
}

/** The map is most of the program, so the page around it does not wait for it. */
async function drawMap({ state }: App, { place, foot }: Record<"place" | "foot", HTMLElement>, panel: Panel, tell: (shown: Shown) => void): Promise<BurialMap> {
  const [{ BurialMap }, { MapControls }] = await Promise.all([import("./map/map.ts"), import("./map/controls.ts")]);
  const controls = new MapControls(foot);
  const canvas = h("div", { class: "canvas" });
  place.append(canvas, controls.element, foot);
  const banner = new Banner(state, () => drawn.reload());
  place.append(banner.element);
  const drawn: BurialMap = new BurialMap(canvas, {
    state,
    onRest: (invented) => banner.tell({ invented }),
    onAnswer: (answers) => banner.tell({ answers }),
    onHits: (hits) => panel.offer(hits),
    onCounts: (counted) => {
      panel.count(counted);
      drawn.fitCell(counted, panelRoom());
    },
    onShown: tell,
    onUnshown: (unshown) => controls.tell(unshown, state.view.language),
    onMove: (map) => controls.update(map, state.view.language),
  });
  controls.update(drawn.map, state.view.language);
  state.listen((now, before) => {
    if (now.language !== before.language) controls.update(drawn.map, now.language);
    if (now.page !== before.page && showsMap(now.page)) drawn.map.resize();
  });
  Object.assign(window, { burialmap: drawn.map });
  return drawn;
}

/** Once the page is at rest it is kept for when the server is gone, where browsers allow that: by https, or from this machine. */
async function keepOffline(app: App): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const { Keeping } = await import("./offline/keeping.ts");
  const keeping = new Keeping(app);
  document.body.append(keeping.element);
  await keeping.start().catch((reason: unknown) => console.info("the page cannot be kept for later", reason));
}

/** What the map draws of a record that the panel shows. */
function chosen({ ref, item, related, positions }: Dossier): Chosen {
  const party = (field: string) => related.get(String(item.properties[field]));
  const parties = ref.collection === "overlaps" ? { pow: party("pow"), civilian: party("civilian") } : undefined;
  return { item, ref, parties, positions };
}

/** Invented cemeteries to show what the map can do; none if the server holds none. */
async function demonstration(): Promise<Item[]> {
  try {
    const { items } = await fetchPage(itemsAddress("cemeteries", { fictional: "true", limit: 50 }));
    return items.filter((i) => i.properties["use"] === "pow" || i.properties["use"] === "civilian");
  } catch {
    return [];
  }
}

/** How near a record of each kind is looked at. */
const nearness: Record<CollectionName, number> = {
  sites: 10,
  cemeteries: 15,
  plots: 18,
  overlaps: 18,
  restrictions: 8,
  observations: 18,
  positions: 10,
  sources: 4,
};

/** Room that the open panel takes from the map. */
function panelRoom(): Partial<Record<"right" | "bottom" | "left", number>> {
  const wide = matchMedia("(min-width: 800px)").matches;
  const open = document.body.classList.contains("with-panel");
  if (wide) return { left: 352, ...(open && { right: 440 }) };
  return open ? { bottom: Math.round(innerHeight * 0.55) } : {};
}
