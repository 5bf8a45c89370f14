import { h, render } from "../dom.ts";
import { AddStop } from "./addstop.ts";
import { Dragging, type DragHost } from "./dragging.ts";
import { dayTabs, lanes } from "./lanes.ts";
import { append, moveTo, spotOf, step, stepDay } from "./moves.ts";
import type { Scene } from "./scene.ts";
import type { Plan } from "./types.ts";

/** The days with their stops, which are moved by hand: with a pointer, or by keys on the grip of a stop. */
export class DaysTab {
  readonly element = h("div", { class: "days" });
  #scene: Scene | undefined;
  #search = new AddStop();

  constructor(hold: DragHost["hold"]) {
    const drop = (site: string, move: (plan: Plan) => Plan) => this.#scene && this.#move(this.#scene, site, move);
    new Dragging(this.element, {
      drop: (site, to) => drop(site, (plan) => moveTo(plan, site, to)),
      dropOnDay: (site, date) => drop(site, (plan) => append(plan, site, date, spotOf(plan, site)?.vehicle ?? plan.vehicles[0]?.id ?? "")),
      hold,
    });
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  show(scene: Scene): void {
    this.#scene = scene;
    const { t } = scene;
    if (!scene.looking) this.#search.show(scene);
    render(
      this.element,
      h("p", { id: "plan-grip-help", class: "note grip-help" }, t("plan.grip.help")),
      dayTabs(scene),
      lanes(scene),
      !scene.looking && this.#search.element,
    );
  }

  #move(scene: Scene, site: string, move: (plan: Plan) => Plan): void {
    scene.change(move(scene.desk.plan), scene.t("plan.step.move", { name: scene.nameOf(site) }));
  }

  /** Arrows on a grip move the stop: up and down within its day, left and right to other days. */
  #key(event: KeyboardEvent): void {
    const grip = event.target instanceof Element ? event.target.closest(".grip") : null;
    const site = grip?.closest<HTMLElement>("[data-site]")?.dataset["site"];
    const scene = this.#scene;
    if (!site || !scene || scene.looking || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, (plan: Plan) => Plan> = {
      ArrowUp: (plan) => step(plan, site, -1),
      ArrowDown: (plan) => step(plan, site, 1),
      ArrowLeft: (plan) => stepDay(plan, site, -1),
      ArrowRight: (plan) => stepDay(plan, site, 1),
      Delete: (plan) => moveTo(plan, site, undefined),
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      this.#move(scene, site, move);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(`more-${site}`)}"]`)?.click();
    }
  }
}
