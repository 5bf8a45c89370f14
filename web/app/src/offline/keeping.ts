import "./offline.css";
import { fetchJSON } from "../api.ts";
import type { App } from "../app.ts";
import { h, render } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import type { News, Wish } from "./messages.ts";

/** What the page asks itself; tiles are asked by the map. */
const worth = /\/(tiles\.json|basemap\.json|api\/)/;
/** Addresses that are only ever sent to. The worker has a rule of its own: it is one file, and can share no code with the page. */
const sentTo = /\/api\/(import|export|measure)(\/|$|\?)|\/(review|prefer|what-if)$/;

/** Has a service worker keep the page and what is visited, and says when copies are shown or a new version is ready. */
export class Keeping {
  readonly element = h("div", { class: "offline" });
  #app: App;
  #since: string | undefined;
  #waiting: ServiceWorker | undefined;

  constructor(app: App) {
    this.#app = app;
    app.state.listen((now, before) => now.language !== before.language && this.#draw());
    navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<News>) => this.#hear(data));
  }

  async start(): Promise<void> {
    const workers = navigator.serviceWorker;
    const first = workers.controller === null;
    const registration = await workers.register(new URL("service-worker.js", document.baseURI));
    this.#await(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const found = registration.installing;
      found?.addEventListener("statechange", () => found.state === "installed" && this.#await(registration.waiting));
    });
    say(workers.controller, "how is it"); // the page was drawn before anybody listened
    if (first) workers.addEventListener("controllerchange", () => this.#askAgain(), { once: true });
  }

  /** What was asked before there was a worker, answered or not yet, passes it now, and is kept. */
  #askAgain(): void {
    const began = performance.now();
    const again = (url: string, ask: (url: string) => Promise<unknown> = fetchJSON) => void ask(url).catch(() => undefined); // whoever needs it has it already
    const answered = new PerformanceObserver((list) => {
      const before = list.getEntries().filter(({ startTime }) => startTime < began);
      for (const url of new Set(before.map(({ name }) => name))) if (isOurs(url)) again(url);
    });
    answered.observe({ type: "resource", buffered: true });
    for (const tile of this.#app.drawn?.unkept ?? []) again(tile, fetch);
    this.#app.drawn?.unkept.clear();
  }

  /** A worker that waits while another one runs is a new version; the first one of all is none. */
  #await(waiting: ServiceWorker | null): void {
    if (!waiting || !navigator.serviceWorker.controller) return;
    this.#waiting = waiting;
    this.#draw();
  }

  #hear(news: News): void {
    const before = this.#since;
    this.#since = news.offline ? news.since : undefined;
    if (before === this.#since) return;
    this.#draw();
    if (before && !news.offline) this.#app.reload();
  }

  #draw(): void {
    const { language } = this.#app.state.view;
    const time = this.#since && new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(this.#since));
    const reload = h("button", { type: "button", "data-key": "new-version", onclick: () => this.#takeOver() }, translate(language, "offline.reload"));
    render(
      this.element,
      time && h("p", { role: "status" }, translate(language, "offline.kept", { time })),
      this.#waiting && h("div", { role: "status" }, h("p", {}, translate(language, "offline.version")), reload),
    );
  }

  #takeOver(): void {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    say(this.#waiting, "take over");
  }
}

const say = (worker: ServiceWorker | null | undefined, wish: Wish) => worker?.postMessage(wish);

/** A list of what was fetched does not tell by which method, so what is only sent to has to be left out by its address. */
function isOurs(url: string): boolean {
  return url.startsWith(new URL(".", document.baseURI).href) && worth.test(url) && !sentTo.test(url);
}
