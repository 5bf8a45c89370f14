import { h } from "../dom.ts";
import { formatLength, formatNumber } from "../format.ts";
import { type Key, type Language, translate } from "../i18n/index.ts";
import { entriesOf } from "../legend/entries.ts";
import type { Shown } from "../legend/list.ts";
import { countsUntil } from "../map/layers.ts";
import { outlineOf } from "../state/area.ts";
import { type SwitchName, switchNames, type View } from "../state/view.ts";
import type { Frame, Grid } from "./grid.ts";
import { northArrow, overlay, scaleBar } from "./overlay.ts";
import type { Layout, Orientation, Size } from "./paper.ts";
import { barOf, zoomOf } from "./scale.ts";
import type { Lineage } from "./sources.ts";

/** Everything that stands on a sheet. */
export interface Content {
  view: View;
  size: Size;
  orientation: Orientation;
  layout: Layout;
  title: string;
  scale: number;
  frame: Frame;
  grid: Grid | undefined;
  /** Address of the picture of the map, and what is on it. */
  picture: string;
  shown: Shown;
  invented: "none" | "some" | "all";
  attribution: string | undefined;
  lineage: Lineage | undefined;
  date: Date;
}

/** More sources are told by their number. */
const mostSources: Record<Size, number> = { A4: 7, A3: 14 };

/** A sheet of paper, in millimetres, in the colours of paper whatever the page is in. */
export function sheetOf(c: Content): HTMLElement {
  const { layout, orientation, view } = c;
  const paper = h("article", { class: `paper-sheet ${orientation}`, "data-theme": "light", lang: view.language, "aria-label": c.title });
  paper.style.width = `${layout.width}mm`;
  paper.style.height = `${layout.height}mm`;
  const beside = h("div", { class: "beside" }, ...besides(c));
  paper.append(h("h2", { class: "print-title" }, c.title), h("div", { class: "print-body" }, mapOf(c), beside));
  return paper;
}

function mapOf({ layout, frame, grid, picture, view, title }: Content): HTMLElement {
  const [width, height] = layout.map;
  const image = h("img", { src: picture, alt: translate(view.language, "print.picture", { title }), class: "print-picture" });
  image.style.width = `${width}mm`;
  image.style.height = `${height}mm`;
  const map = h("div", { class: "print-map" }, image);
  map.append(overlay(frame, grid, view.area && outlineOf(view.area)));
  return map;
}

function besides(c: Content): (HTMLElement | undefined)[] {
  return [
    scaleOf(c),
    inventedNote(c),
    legendOf(c),
    section(c.view.language, "print.rings.title", "print-rings", h("p", {}, translate(c.view.language, "print.rings"))),
    sourcesOf(c),
    colophon(c),
  ];
}

function section(language: Language, title: Key, name: string, ...children: (HTMLElement | undefined)[]): HTMLElement {
  return h("section", { class: name }, h("h3", {}, translate(language, title)), ...children);
}

function scaleOf({ view, scale, grid, orientation }: Content): HTMLElement {
  const { language } = view;
  const { metres, millimetres } = barOf(scale, orientation === "landscape" ? 40 : 50);
  const bar = scaleBar(millimetres, ["0", formatLength(language, metres / 2), formatLength(language, metres)]);
  bar.setAttribute("aria-label", translate(language, "print.bar", { length: formatLength(language, metres) }));
  bar.setAttribute("data-metres", String(metres));
  const words = translate(language, "print.scale", { n: formatNumber(language, scale) });
  const system = grid?.zone
    ? translate(language, "print.utm", { zone: `${grid.zone.number}${grid.zone.north ? "N" : "S"}`, step: formatLength(language, grid.step) })
    : grid && translate(language, "print.degrees");
  const scales = h("div", { class: "print-scale" }, h("div", {}, h("p", { class: "ratio" }, words), h("div", { class: "bar-place" })));
  scales.querySelector(".bar-place")?.append(bar);
  scales.append(northArrow(language));
  return h(
    "section",
    { class: "print-measures" },
    scales,
    system ? h("p", { class: "small" }, system) : undefined,
    h("p", { class: "small" }, translate(language, "print.mercator")),
  );
}

function inventedNote({ view, lineage, ...c }: Content): HTMLElement | undefined {
  const invented = c.invented === "none" && lineage?.invented ? "some" : c.invented;
  return invented === "none" ? undefined : h("p", { class: "invented" }, translate(view.language, `banner.invented.${invented}`));
}

/** What is drawn only where graves are counted and not drawn one by one. */
const farOut = ["legend.counts", "legend.counts.cemeteries", "legend.classes"] as const satisfies readonly Key[];

/** The legend of what is there to be seen, and of nothing else; what two layers share is said once. */
function legendOf({ view, shown, scale }: Content): HTMLElement {
  const { language, hidden } = view;
  const seen = (name: SwitchName) => !hidden.includes(name) && (name === "uncertainty" ? (shown.sites ?? 0) > 0 : (shown[name] ?? 0) > 0);
  const order: readonly SwitchName[] = ["overlaps", "plots", "cemeteries", "sites", "uncertainty", "restrictions", "observations", "positions"];
  const title = (name: SwitchName): Key => (name === "uncertainty" ? "layers.uncertainty" : `collection.${name}`);
  const layers = order.filter((name) => switchNames.includes(name) && seen(name));
  const absent: readonly Key[] = ["legend.distance", "legend.rings", ...(zoomOf(scale, view.lat) < countsUntil ? [] : farOut)];
  const said = new Set<string>(absent.map((key) => translate(language, key)));
  const entries = layers.map((name) => {
    const fresh = entriesOf(language, name).filter(({ textContent: words }) => !said.has(words) && said.add(words));
    if (fresh.length === 0) return undefined;
    return h("div", { class: "print-layer" }, h("h4", {}, translate(language, title(name))), ...fresh);
  });
  return section(language, "print.legend", "print-legend", ...entries);
}

function sourcesOf({ view, lineage, attribution, size }: Content): HTMLElement {
  const { language } = view;
  const sources = lineage?.sources ?? [];
  const lines = sources
    .slice(0, mostSources[size])
    .map(({ words, licence }) => h("li", {}, licence && licence !== "not stated" ? `${words} (${licence})` : words));
  const more = sources.length - lines.length;
  return section(
    language,
    "print.sources",
    "print-sources",
    h("ul", {}, ...lines, more > 0 ? h("li", {}, translate(language, "print.sources.more", { n: more })) : undefined),
    h("p", {}, [translate(language, "map.attribution"), attribution].filter(Boolean).join(" · ")),
  );
}

function colophon({ view, lineage, date }: Content): HTMLElement {
  const { language } = view;
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(date);
  const revision = lineage?.revision;
  const said =
    revision === undefined
      ? translate(language, "print.date", { date: day })
      : translate(language, "print.revision", { date: day, revision: String(revision) });
  return h("footer", {}, h("p", {}, said), h("p", { class: "address" }, location.href.replace(/&print(?=&|$)/, "")));
}

/** Makes what stands beside the map small enough to have room; false if even the smallest letters do not. */
export function fitBeside(paper: HTMLElement): boolean {
  const beside = paper.querySelector<HTMLElement>(".beside");
  if (!beside) return true;
  for (const points of [8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5]) {
    beside.style.fontSize = `${points}pt`;
    if (beside.scrollHeight <= beside.clientHeight + 1 && beside.scrollWidth <= beside.clientWidth + 1) return true;
  }
  return false;
}
