import { apiAddress, fetchJSON } from "../api.ts";
import { h, render } from "../dom.ts";
import { Latest } from "../latest.ts";
import { foundIn, type SearchAnswer } from "../search/found.ts";
import { explain } from "../trouble.ts";
import { addStop } from "./moves.ts";
import type { Scene } from "./scene.ts";

/** Finds a site by its name and adds it to the plan. */
export class AddStop {
  readonly element = h("div", { class: "add-stop" });
  #scene: Scene | undefined;
  #words = "";
  #answer: SearchAnswer | undefined;
  #failed: unknown;
  #list = h("ul", { class: "add-found" });
  #latest = new Latest<string, SearchAnswer>({
    ask: (words, signal) => fetchJSON<SearchAnswer>(apiAddress("search", { q: words, limit: 20 }), signal),
    onSeen: (answer) => this.#know(answer, undefined),
    onFailed: (error) => this.#know(undefined, error),
    onBusy: (busy) => this.#list.setAttribute("aria-busy", String(busy)),
  });

  show(scene: Scene): void {
    this.#scene = scene;
    const { t } = scene;
    const field = h("input", {
      type: "search",
      id: "plan-add",
      "data-key": "plan-add",
      autocomplete: "off",
      value: this.#words,
      oninput: () => {
        this.#words = field.value.trim();
        if (this.#words) this.#latest.want(this.#words, 200);
        else {
          this.#latest.stop();
          this.#know(undefined, undefined);
        }
      },
    });
    render(this.element, h("label", { for: "plan-add" }, t("plan.add.search")), field, this.#list);
    this.#draw();
  }

  #know(answer: SearchAnswer | undefined, failed: unknown): void {
    [this.#answer, this.#failed] = [answer, failed];
    this.#draw();
  }

  #draw(): void {
    const scene = this.#scene;
    if (!scene) return;
    const { t, desk, language } = scene;
    const found = this.#answer ? foundIn(language, this.#answer).filter((f) => f.ref?.collection === "sites") : [];
    const row = ({ ref, name, about }: (typeof found)[number]) => {
      const site = ref?.id ?? "";
      const planned = desk.plan.stops.some((s) => s.site === site);
      const add = () => scene.change(addStop(scene.desk.plan, site), t("plan.step.add", { name }));
      return h(
        "li",
        {},
        h("span", {}, name, h("small", {}, ` ${about}`)),
        planned
          ? h("span", { class: "note" }, t("plan.rank.planned"))
          : h("button", { type: "button", "data-key": `add-${site}`, "aria-label": t("plan.add.of", { name }), onclick: add }, t("plan.add")),
      );
    };
    const none = this.#answer && found.length === 0;
    render(
      this.#list,
      ...found.map(row),
      none && h("li", { role: "status" }, t("search.none")),
      this.#failed !== undefined && h("li", { role: "alert" }, explain(language, this.#failed)),
    );
  }
}
