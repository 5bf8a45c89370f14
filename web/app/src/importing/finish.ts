import { h } from "../dom.ts";
import { formatNumber } from "../format.ts";
import { type Key, translate } from "../i18n/index.ts";
import type { Report } from "./contract.ts";
import { part } from "./controls.ts";
import { commandLine } from "./say.ts";
import type { Scene } from "./scene.ts";

export interface Finish {
  load(): void;
  showOnMap(): void;
  /** The file is being written now. */
  loading: boolean;
  done: Report | undefined;
}

/** The last step: loading the file, or the command that loads it where this server only looks. */
export function finish(scene: Scene, { load, loading, done, showOnMap }: Finish): HTMLElement {
  const { language, look, welcome, said } = scene;
  const title = translate(language, done ? "import.done" : "import.load");
  if (done) {
    return part(
      "import-load",
      title,
      counts(scene, done),
      proposals(scene, done),
      h("button", { type: "button", class: "primary", "data-key": "import-show", onclick: showOnMap }, translate(language, "import.done.map")),
    );
  }
  const command = commandLine(look.file, look.collection, said);
  if (!welcome.edit) {
    return part("import-load", title, h("p", {}, translate(language, "import.command.about")), commandBlock(scene, command));
  }
  const { refused, read } = look.report;
  return part(
    "import-load",
    title,
    h("p", {}, translate(language, "import.load.about", { n: read - refused })),
    refused > 0 && h("p", {}, translate(language, "import.load.refused", { n: refused })),
    proposals(scene, look.report),
    h(
      "button",
      { type: "button", class: "primary", "data-key": "import-load", disabled: loading || read === refused, onclick: load },
      translate(language, loading ? "import.loading" : "import.load.now", { n: read - refused }),
    ),
  );
}

function commandBlock({ language }: Scene, command: string): HTMLElement {
  const copied = h("span", { role: "status", class: "note" });
  const copy = () => {
    void navigator.clipboard?.writeText(command).then(() => {
      copied.textContent = translate(language, "import.command.copied");
    });
  };
  return h(
    "div",
    { class: "command" },
    h("pre", { tabindex: "0" }, h("code", {}, command)),
    h("div", {}, h("button", { type: "button", "data-key": "import-copy", onclick: copy }, translate(language, "import.command.copy")), " ", copied),
  );
}

/** How many positions are proposed for which features, and that nothing moves by that. */
function proposals({ language }: Pick<Scene, "language">, report: Report): HTMLElement | undefined {
  const { positions = [], positions_stated: stated = 0, positions_unsaid: unsaid = 0 } = report;
  if (stated + unsaid === 0) return undefined;
  const rest = stated - positions.length;
  const names = positions.map((p) => p.of).join(language === "ja" ? "、" : ", ");
  return h(
    "div",
    { class: "proposals" },
    stated > 0 ? h("p", {}, translate(language, "import.proposals", { n: stated })) : undefined,
    names ? h("p", { class: "note" }, rest > 0 ? `${names} … (+${formatNumber(language, rest)})` : names) : undefined,
    unsaid > 0 ? h("p", {}, translate(language, "import.unsaid", { n: unsaid })) : undefined,
  );
}

/** What becomes, or became, of the records. Nothing is left out: read is new, updated, unchanged and refused together. */
export function counts({ language }: Pick<Scene, "language">, report: Report): HTMLElement {
  const tile = (key: Key, n: number, mark = "") =>
    h("div", { class: `count ${mark}` }, h("dt", {}, translate(language, key)), h("dd", {}, formatNumber(language, n)));
  return h(
    "dl",
    { class: "counts" },
    tile("import.count.read", report.read),
    tile("import.count.new", report.new),
    tile("import.count.updated", report.updated),
    tile("import.count.unchanged", report.unchanged),
    tile("import.count.refused", report.refused, report.refused > 0 ? "refused" : ""),
    tile("import.count.warnings", report.warnings, report.warnings > 0 ? "warning" : ""),
    tile("import.count.notlocated", report.not_located),
    tile("import.count.unknownaccuracy", report.unknown_accuracy),
  );
}
