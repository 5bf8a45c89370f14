import type { Position } from "geojson";
import type { App } from "../app.ts";
import { boundsOf, middle } from "../circle.ts";
import { h } from "../dom.ts";
import { positionsOf } from "../geometry.ts";
import type { BurialMap } from "../map/map.ts";
import { bent, beside } from "../tools/geodesy.ts";
import { datesOf } from "./days.ts";
import { icon, wayOf, ways } from "./icons.ts";
import { leftOut } from "./moves.ts";
import type { Scene } from "./scene.ts";
import type { Plan } from "./types.ts";

/** A stop, or a place where a day begins or ends, as the map shows it. */
interface Mark {
  at: Position;
  words: string;
  kind: "stop" | "base" | "night" | "out";
  way: number;
  site?: string;
  name: string;
}

interface Route {
  path: Position[];
  way: number;
}

/**
 * Draws the ways of the days that are looked at over the map, with a number at every stop. Vehicles are told apart by the
 * dashes of their ways and the shapes of their numbers. It lies over the canvas, in the colours of the page.
 */
export class PlanOnMap {
  readonly element = h("div", { class: "plan-onmap", "aria-hidden": "true" });
  #app: App;
  #drawn: BurialMap | undefined;
  #svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  #routes: Route[] = [];
  #marks: Mark[] = [];
  #shown = "";
  #gone = false;
  #redraw = () => this.#draw();
  #choose: (site: string) => void;

  constructor(app: App, choose: (site: string) => void) {
    this.#app = app;
    this.#choose = choose;
    this.element.append(this.#svg);
    void app.drawing?.then((drawn) => this.#begin(drawn));
  }

  #begin(drawn: BurialMap): void {
    if (this.#gone) return;
    this.#drawn = drawn;
    drawn.map.getContainer().append(this.element);
    drawn.map.on("move", this.#redraw);
    drawn.map.on("resize", this.#redraw);
    this.#draw();
    if (this.#shown) this.#fit();
  }

  /** Shows what is looked at; the map goes there when it is something else than before. */
  show({ desk, sites, app, nameOf }: Scene): void {
    const { page, day } = app.state.view;
    this.element.hidden = page !== "plan";
    const { plan } = desk;
    const at = (id: string) => placeOf(plan, id) ?? siteAt(sites.get(id)?.geometry);
    const dates = datesOf(plan);
    const looked = plan.days.filter((d) => (day === "" || d.date === day) && d.stops.length > 0);
    const start = (date: string, vehicle: string) => plan.days.filter((d) => d.vehicle === vehicle && d.date < date).at(-1)?.end || plan.base.id;
    this.#routes = looked.map(({ date, vehicle, stops, end }) => ({
      path: [start(date, vehicle), ...stops.map((s) => s.site), end || plan.base.id].map(at).filter((p) => p !== undefined),
      way: plan.vehicles.findIndex((v) => v.id === vehicle),
    }));
    const marks = looked.flatMap(({ date, vehicle, stops }) =>
      stops.map(({ site }, i): Mark | undefined => {
        const p = at(site);
        const words = day === "" ? `${dates.indexOf(date) + 1}.${i + 1}` : String(i + 1);
        return p && { at: p, words, kind: "stop", way: plan.vehicles.findIndex((v) => v.id === vehicle), site, name: nameOf(site) };
      }),
    );
    const out = leftOut(plan).map(({ site }): Mark | undefined => {
      const p = at(site);
      return p && { at: p, words: "–", kind: "out", way: 0, site, name: nameOf(site) };
    });
    const places = [plan.base, ...(plan.nights ?? [])].map(
      ({ position, name }, i): Mark => ({ at: position, words: "", kind: i === 0 ? "base" : "night", way: 0, name }),
    );
    this.#marks = [...places, ...out, ...marks].filter((m) => m !== undefined);
    this.#draw();
    const shown = `${plan.id} ${day} ${this.#marks.length > places.length}`;
    const other = shown !== this.#shown;
    this.#shown = shown;
    if (other) this.#fit();
  }

  hide(): void {
    this.element.hidden = true;
  }

  remove(): void {
    this.#gone = true;
    this.#drawn?.map.off("move", this.#redraw);
    this.#drawn?.map.off("resize", this.#redraw);
    this.element.remove();
  }

  /** The map goes to what is drawn, where there is more to see than one place. */
  #fit(): void {
    const whole = this.#app.state.view.day === "" || this.#routes.length === 0;
    const wanted = this.#marks.filter((m) => whole || m.kind === "stop" || m.kind === "base").map((m) => m.at);
    const bounds = boundsOf([...wanted, ...this.#routes.flatMap((r) => r.path)]);
    if (!this.#drawn || !bounds || this.#app.state.view.page !== "plan") return;
    const [west, south, east, north] = bounds;
    this.#drawn.map.resize();
    this.#drawn.map.fitBounds([west, south, east, north], { padding: 56, maxZoom: 13, essential: false, maxDuration: 3000 });
  }

  #draw(): void {
    const map = this.#drawn?.map;
    if (!map || this.element.hidden) return;
    const { lng, lat } = map.getCenter();
    const point = (p: Position) => {
      const [lon = 0, y = 0] = beside(p, [lng, lat]);
      return map.project([lon, y]);
    };
    this.#svg.replaceChildren(...this.#routes.flatMap(({ path, way }) => lineOf(path, way, point)));
    this.element.replaceChildren(this.#svg, ...this.#marks.map((m) => this.#sign(m, point(m.at))));
  }

  #sign({ words, kind, way, site, name }: Mark, { x, y }: { x: number; y: number }): HTMLElement {
    const choose = site === undefined ? undefined : () => this.#choose(site);
    const shape = kind === "stop" ? `shape-${wayOf(way).shape} sign-${Math.max(0, way) % ways.length}` : "";
    const sign = h(
      "div",
      { class: `plan-sign ${kind} ${shape}`, title: name, ...(choose && { onclick: choose }) },
      kind === "base" || kind === "night" ? icon(kind) : h("span", {}, words),
    );
    sign.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
    return sign;
  }
}

function placeOf(plan: Plan, id: string): Position | undefined {
  return [plan.base, ...(plan.nights ?? [])].find((p) => p.id === id)?.position;
}

function siteAt(geometry: Parameters<typeof positionsOf>[0] | undefined): Position | undefined {
  return geometry ? middle(positionsOf(geometry)) : undefined;
}

function lineOf(path: readonly Position[], way: number, point: (p: Position) => { x: number; y: number }): SVGElement[] {
  const points = path.slice(1).flatMap((p, i) => bent(path[i] ?? p, p).slice(i === 0 ? 0 : 1));
  const d = points.map((p, i) => `${i === 0 ? "M" : "L"}${point(p).x.toFixed(1)} ${point(p).y.toFixed(1)}`).join("");
  const line = (name: string, dash: string) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", "path");
    element.setAttribute("d", d);
    element.setAttribute("class", name);
    if (dash) element.setAttribute("stroke-dasharray", dash);
    return element;
  };
  return d ? [line("way-halo", ""), line(`way way-${Math.max(0, way) % ways.length}`, wayOf(way).dash)] : [];
}
