import "./style.css";
import { fetchPage, type Item, itemsAddress } from "./api.ts";
import { Banner } from "./banner.ts";
import { h } from "./dom.ts";
import { ExportDialog } from "./exporting/dialog.ts";
import { addPageFonts } from "./fonts.ts";
import type { CollectionName } from "./hash.ts";
import { translate } from "./i18n/index.ts";
import { ImportPage } from "./importing/page.ts";
import type { BurialMap, Chosen } from "./map/map.ts";
import type { Dossier } from "./panel/details.ts";
import { Panel } from "./panel/panel.ts";
import { SearchBox } from "./search/box.ts";
import type { Found } from "./search/found.ts";
import { Shell, type ShellHost } from "./shell.ts";
import { region, State } from "./state.ts";
import { Table } from "./table.ts";

addPageFonts();
void start(new State(location.hash, navigator.languages));

async function start(state: State): Promise<void> {
  const hasMap = canDrawMap();
  if (!hasMap && state.view.page === "map") state.set({ page: "table" });
  state.bindAddress();

  let drawn: BurialMap | undefined;
  let drawing: Promise<BurialMap> | undefined;
  const showAll = async (items: readonly Item[]) => {
    state.set({ page: "map" });
    (await drawing)?.fit(items, panelRoom());
  };
  const showOnMap = (item: Item) => showAll([item]);
  const panel = new Panel({
    state,
    onLoaded: (dossier) => drawn?.select(dossier && chosen(dossier)),
    showOnMap: (item) => void showOnMap(item),
    onChanged: () => drawn?.reload(),
    export: (record) => exporting.open(record),
    zoomTo: (counted) => drawn?.fitCell(counted, panelRoom()),
  });
  const table = new Table(state, () => exporting.open());
  const importing = new ImportPage({
    state,
    hasMap,
    onLoaded: () => drawn?.reload(),
    showOnMap: (items) => void showAll(items),
  });
  const exporting = new ExportDialog({ state, bounds: () => drawn?.bounds });
  const search = new SearchBox({ state, go: (found) => void goTo(found) });
  const goTo = async ({ ref, point, name }: Found) => {
    if (point && hasMap) state.set({ page: "map" });
    state.set({ selected: ref });
    if (point) (await drawing)?.visit(point, ref ? nearness[ref.collection] : 10, ref ? undefined : name);
  };
  const host: ShellHost = {
    state,
    hasMap,
    search: search.element,
    export: () => exporting.open(),
    showDemonstration: undefined,
    showRegion: () => drawn?.map.flyTo({ center: [region.lon, region.lat], zoom: region.zoom }),
  };
  const shell = new Shell(host);
  const place = h("div", { class: "map", id: "map" });
  const notice = h("p", { class: "notice", role: "status", hidden: hasMap });
  const main = h("main", {}, notice, place, table.element, importing.element, shell.sheet, panel.element);
  document.body.classList.toggle("no-map", !hasMap);
  document.body.replaceChildren(shell.header, main, exporting.element);

  const arrange = () => {
    place.hidden = state.view.page !== "map";
    notice.textContent = hasMap ? "" : translate(state.view.language, "app.nowebgl");
  };
  state.listen(arrange);
  arrange();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open) panel.close();
  });

  const drawOnce = () => {
    if (!hasMap || drawing || state.view.page !== "map") return;
    drawing = drawMap(state, place, panel);
    void drawing.then((map) => {
      drawn = map;
      panel.reselect();
    });
  };
  state.listen(drawOnce);
  drawOnce();
  const invented = await demonstration();
  if (invented.length > 0 && hasMap) {
    host.showDemonstration = () => {
      panel.close();
      drawn?.fit(invented, panelRoom());
    };
    shell.draw();
  }
}

/** The map is most of the program, so the page around it does not wait for it. */
async function drawMap(state: State, place: HTMLElement, panel: Panel): Promise<BurialMap> {
  const [{ BurialMap }, { MapControls }] = await Promise.all([import("./map/map.ts"), import("./map/controls.ts")]);
  const controls = new MapControls();
  const canvas = h("div", { class: "canvas" });
  place.append(canvas, controls.element);
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
    onUnshown: (unshown) => controls.tell(unshown, state.view.language),
    onMove: (map) => controls.update(map, state.view.language),
  });
  controls.update(drawn.map, state.view.language);
  state.listen((now, before) => {
    if (now.language !== before.language) controls.update(drawn.map, now.language);
    if (now.page === "map" && before.page !== "map") drawn.map.resize();
  });
  Object.assign(window, { burialmap: drawn.map });
  return drawn;
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
const nearness: Record<CollectionName, number> = { sites: 10, cemeteries: 15, plots: 18, overlaps: 18, positions: 10, sources: 4 };

function canDrawMap(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

/** Room that the open panel takes from the map. */
function panelRoom(): Partial<Record<"right" | "bottom" | "left", number>> {
  const wide = matchMedia("(min-width: 800px)").matches;
  const open = document.body.classList.contains("with-panel");
  if (wide) return { left: 352, ...(open && { right: 440 }) };
  return open ? { bottom: Math.round(innerHeight * 0.55) } : {};
}
