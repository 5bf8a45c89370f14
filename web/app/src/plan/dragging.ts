import { h } from "../dom.ts";
import type { Spot } from "./moves.ts";

export interface DragHost {
  /** Dropped on a day at a place in the order, counted without the stop itself; on no day; or on a day at its end, with the same vehicle. */
  drop(site: string, to: Spot | undefined): void;
  dropOnDay(site: string, date: string): void;
  /** While something is dragged nothing is drawn anew. */
  hold(held: boolean): void;
}

/** How far a pointer goes before it drags, in pixels; and how near to an edge the list moves under it. */
const least = 5;
const edge = 48;

interface Drag {
  site: string;
  card: HTMLElement;
  from: { x: number; y: number };
  at: { x: number; y: number };
  ghost: HTMLElement | undefined;
}

/** Stops are taken by their grip, or by a mouse anywhere at their head, and put down in another place. Escape puts them back. */
export class Dragging {
  #root: HTMLElement;
  #host: DragHost;
  #drag: Drag | undefined;
  #line = h("div", { class: "drop-line", "aria-hidden": "true" });
  #over: HTMLElement | undefined;

  constructor(root: HTMLElement, host: DragHost) {
    this.#root = root;
    this.#host = host;
    root.addEventListener("pointerdown", (event) => this.#press(event));
    // A drag that ends over a button is no press of it.
    root.addEventListener("click", (event) => this.#dragged && event.stopPropagation(), { capture: true });
  }
  #dragged = false;

  #press(event: PointerEvent): void {
    this.#dragged = false;
    const target = event.target as Element;
    const grip = target.closest<HTMLElement>(".grip");
    const head = event.pointerType === "mouse" && !target.closest("button, select, input, textarea") ? target.closest<HTMLElement>(".stop-head") : null;
    const card = (grip ?? head)?.closest<HTMLElement>("[data-site]");
    if (!card || event.button !== 0 || this.#root.querySelector(".looking")) return;
    const drag: Drag = {
      site: card.dataset["site"] ?? "",
      card,
      from: { x: event.clientX, y: event.clientY },
      at: { x: event.clientX, y: event.clientY },
      ghost: undefined,
    };
    this.#drag = drag;
    if (head) event.preventDefault(); // no text is marked
    const ends = new AbortController();
    const options = { signal: ends.signal };
    addEventListener("pointermove", (e) => e.pointerId === event.pointerId && this.#move(e), options);
    const end = (drop: boolean) => {
      ends.abort();
      this.#end(drop);
    };
    addEventListener("pointerup", (e) => e.pointerId === event.pointerId && end(true), options);
    addEventListener("pointercancel", (e) => e.pointerId === event.pointerId && end(false), options);
    addEventListener(
      "keydown",
      (e) => {
        if (e.key !== "Escape") return;
        e.stopPropagation();
        end(false);
      },
      { ...options, capture: true },
    );
  }

  #move({ clientX: x, clientY: y }: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    if (!drag.ghost) {
      if (Math.hypot(x - drag.from.x, y - drag.from.y) < least) return;
      drag.ghost = this.#lift(drag);
    }
    drag.at = { x, y };
    drag.ghost.style.transform = `translate(${x + 12}px, ${y - 12}px)`;
    this.#aim(x, y);
  }

  #lift({ card }: Drag): HTMLElement {
    this.#host.hold(true);
    this.#dragged = true;
    card.classList.add("lifted");
    document.body.classList.add("dragging-stop");
    const ghost = h("div", { class: "drag-ghost", "aria-hidden": "true" }, card.querySelector(".stop-name .link")?.textContent ?? "");
    document.body.append(ghost);
    requestAnimationFrame(this.#scroll);
    return ghost;
  }

  /** Near an edge the list moves under the pointer for as long as it is held there. */
  #scroll = (): void => {
    const { at, ghost } = this.#drag ?? {};
    if (!at || !ghost) return;
    const scroller = this.#root.closest<HTMLElement>(".plan-scroll") ?? this.#root;
    const { top, bottom } = scroller.getBoundingClientRect();
    const by = at.y < top + edge ? -10 : at.y > bottom - edge ? 10 : 0;
    if (by !== 0) {
      scroller.scrollBy(0, by);
      this.#aim(at.x, at.y);
    }
    requestAnimationFrame(this.#scroll);
  };

  /** Shows where it would fall: a line between two stops, or the day's tab. */
  #aim(x: number, y: number): void {
    const under = document.elementFromPoint(x, y);
    const tab = under?.closest<HTMLElement>(".day-tab[data-day]");
    const place = tab?.dataset["day"] ? tab : under?.closest<HTMLElement>("[data-lane]");
    if (place !== this.#over) {
      this.#over?.classList.remove("drop-here");
      place?.classList.add("drop-here");
      this.#over = place ?? undefined;
    }
    this.#line.remove();
    if (!place || place === tab || place.dataset["lane"] === "out") return;
    const list = place.querySelector(".stops");
    const next = this.#others(place).find((card) => y < card.getBoundingClientRect().top + card.getBoundingClientRect().height / 2);
    if (next) next.before(this.#line);
    else list?.append(this.#line);
  }

  #others(lane: HTMLElement): HTMLElement[] {
    return [...lane.querySelectorAll<HTMLElement>(".stops > [data-site]")].filter((card) => card !== this.#drag?.card);
  }

  #end(drop: boolean): void {
    const { ghost, card, site } = this.#drag ?? {};
    const over = this.#over;
    const before = this.#line.parentElement ? this.#line.nextElementSibling : undefined;
    const index = over?.dataset["lane"] ? indexAt(this.#others(over), before) : 0;
    this.#line.remove();
    over?.classList.remove("drop-here");
    card?.classList.remove("lifted");
    ghost?.remove();
    document.body.classList.remove("dragging-stop");
    this.#drag = undefined;
    this.#over = undefined;
    if (!ghost || site === undefined) return;
    this.#host.hold(false);
    if (!drop || !over) return;
    const [date = "", vehicle = ""] = (over.dataset["lane"] ?? "").split("/");
    if (over.dataset["day"]) this.#host.dropOnDay(site, over.dataset["day"]);
    else this.#host.drop(site, date === "out" ? undefined : { date, vehicle, index });
  }
}

function indexAt(cards: readonly HTMLElement[], before: Element | null | undefined): number {
  const next = before instanceof HTMLElement ? cards.indexOf(before) : -1;
  return next < 0 ? cards.length : next;
}
