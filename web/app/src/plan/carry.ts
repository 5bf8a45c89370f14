import { h } from "../dom.ts";
import { languageNames, languages } from "../i18n/index.ts";
import { languagesOf } from "./newplan.ts";
import type { Scene } from "./scene.ts";
import { bookAddress, matrixAddress, packageAddress } from "./server.ts";

/** What a team carries: the package with everything, and the book to be printed. */
export function carryTab(scene: Scene): HTMLElement {
  const { t, desk, looking } = scene;
  const { saved, plan, dirty } = desk;
  const stored = saved.revision > 0;
  const set = (chosen: string[]) => scene.change({ ...scene.desk.plan, languages: chosen }, t("plan.step.setup"), "languages");
  return h(
    "div",
    { class: "carry" },
    h("h3", {}, t("plan.tab.package")),
    h("p", { class: "note" }, t("plan.package.about")),
    languagesOf(t("plan.languages"), plan.languages, set, looking),
    !stored && h("p", { class: "filter" }, t("plan.package.unsaved")),
    stored && dirty && !looking && h("p", { class: "filter" }, t("plan.package.dirty", { n: saved.revision })),
    stored &&
      h(
        "ul",
        { class: "plain downloads" },
        h(
          "li",
          {},
          h(
            "a",
            { href: packageAddress(saved.id, plan.languages), download: `${saved.id}.zip`, "data-key": "package", class: "download" },
            t("plan.package.download"),
          ),
        ),
        ...languages
          .filter((l) => plan.languages.includes(l))
          .map((l) =>
            h(
              "li",
              {},
              h(
                "a",
                { href: bookAddress(saved.id, l), target: "_blank", rel: "noopener", lang: l, "data-key": `book-${l}` },
                `${t("plan.book")}: ${languageNames[l]}`,
              ),
            ),
          ),
        h("li", {}, h("a", { href: matrixAddress(saved.id), download: `${saved.id}-matrix.csv`, "data-key": "matrix-download" }, t("plan.matrix.download"))),
      ),
  );
}
