import { apiAddress, Refusal, refusalOf, Unreachable } from "../api.ts";
import { h } from "../dom.ts";
import { explain } from "../trouble.ts";
import type { Scene } from "./scene.ts";
import { matrixAddress } from "./server.ts";
import type { Leg } from "./types.ts";

interface Problem {
  place?: string;
  record?: number;
  message: string;
  advice?: string;
}

interface Read {
  matrix: Leg[] | null;
  problems: Problem[] | null;
}

/** The largest table that is sent, as the server takes it. */
const most = 8 << 20;

/** A travel matrix of one's own: taken from a table, with what is wrong in it line by line; given as one to be filled in. */
export class Matrix {
  #problems: readonly Problem[] = [];
  #failed: unknown;
  #file = "";

  element(scene: Scene): HTMLElement {
    const { t, desk, looking } = scene;
    const legs = desk.plan.matrix ?? [];
    const input = h("input", {
      type: "file",
      id: "matrix-file",
      "data-key": "matrix-file",
      accept: ".csv,text/csv",
      disabled: looking,
      "aria-describedby": "matrix-about",
      onchange: () => {
        const [file] = input.files ?? [];
        if (file) void this.#take(scene, file);
      },
    });
    const drop = () => {
      this.#forget();
      const { matrix: _, ...plan } = scene.desk.plan;
      scene.change(plan, t("plan.step.matrix"));
    };
    return h(
      "div",
      { class: "matrix" },
      h("p", { class: "note", id: "matrix-about" }, t("plan.matrix.about")),
      h("p", { role: "status", "data-matrix": legs.length }, legs.length > 0 ? t("plan.matrix.count", { n: legs.length }) : t("plan.matrix.none")),
      h("div", { class: "field" }, h("label", { for: "matrix-file" }, t("plan.matrix.upload")), input),
      this.#failed !== undefined && h("p", { class: "trouble", role: "alert" }, explain(scene.language, this.#failed)),
      this.#problems.length > 0 && this.#told(scene),
      h(
        "div",
        { class: "actions" },
        desk.saved.revision > 0 && h("a", { href: matrixAddress(desk.saved.id), download: `${desk.saved.id}-matrix.csv` }, t("plan.matrix.download")),
        legs.length > 0 && h("button", { type: "button", "data-key": "matrix-drop", disabled: looking, onclick: drop }, t("plan.matrix.drop")),
      ),
    );
  }

  #told({ t }: Scene): HTMLElement {
    const line = ({ place, record, message, advice }: Problem) =>
      h("li", {}, h("strong", {}, place || t("plan.matrix.line", { n: (record ?? 0) + 1 })), `: ${message}`, advice && h("small", {}, ` ${advice}`));
    return h(
      "div",
      { class: "trouble", role: "alert" },
      h("p", {}, t("plan.matrix.problems", { n: this.#problems.length, file: this.#file })),
      h("ul", { class: "plain", lang: "en" }, ...this.#problems.map(line)),
    );
  }

  #forget(): void {
    [this.#problems, this.#failed, this.#file] = [[], undefined, ""];
  }

  async #take(scene: Scene, file: File): Promise<void> {
    this.#forget();
    this.#file = file.name;
    try {
      if (file.size > most) throw new Refusal(413, "", undefined);
      const { matrix, problems } = await readMatrix(file);
      this.#problems = problems ?? [];
      if (matrix && matrix.length > 0) scene.change({ ...scene.desk.plan, matrix }, scene.t("plan.step.matrix"));
    } catch (error) {
      this.#failed = error;
    }
    scene.draw();
  }
}

async function readMatrix(file: Blob): Promise<Read> {
  const headers = { "X-Burialmap": "1", "Content-Type": "text/csv", Accept: "application/json" };
  const answer = await fetch(apiAddress("plans/matrix"), { method: "POST", headers, body: file }).catch(() => {
    throw new Unreachable();
  });
  if (!answer.ok) throw refusalOf(answer.status, await answer.text(), answer.headers.get("Retry-After"));
  return (await answer.json()) as Read;
}
