import { h, render } from "./dom.ts";
import { translate } from "./i18n/index.ts";
import type { State } from "./state/state.ts";

interface News {
  /** How many of the records on screen are invented. */
  invented: "none" | "some" | "all";
  answers: boolean;
}

/** What must not be overlooked, above the map: that what is shown is invented, or that the server is gone. */
export class Banner {
  readonly element = h("div", { class: "banner" });
  #news: News = { invented: "none", answers: true };
  #state: State;
  #retry: () => void;

  constructor(state: State, retry: () => void) {
    this.#state = state;
    this.#retry = retry;
    state.listen((now, before) => now.language !== before.language && this.#draw());
  }

  tell(news: Partial<News>): void {
    const before = this.#news;
    this.#news = { ...before, ...news };
    if (before.invented !== this.#news.invented || before.answers !== this.#news.answers) this.#draw();
  }

  #draw(): void {
    const { language } = this.#state.view;
    const { invented, answers } = this.#news;
    render(
      this.element,
      !answers &&
        h(
          "div",
          { class: "trouble", role: "alert" },
          h("p", {}, translate(language, "map.unreachable")),
          h("button", { type: "button", "data-key": "map-retry", onclick: this.#retry }, translate(language, "app.retry")),
        ),
      invented !== "none" && h("p", { class: "invented", role: "status" }, translate(language, `banner.invented.${invented}`)),
    );
  }
}
