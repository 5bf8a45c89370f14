import { h } from "../dom.ts";
import { formatLength } from "../format.ts";
import { term, translate } from "../i18n/index.ts";
import { type Ref, readRef } from "../state/view.ts";
import type { Alike } from "./contract.ts";
import { part } from "./controls.ts";
import type { Scene } from "./scene.ts";

const few = 10;
const key = "all alike";

/** Records that look like ones already here. They are pointed out and never merged. */
export function alike(scene: Scene): HTMLElement | undefined {
  const { language, look, opened, draw } = scene;
  const found = look.alike ?? [];
  if (found.length === 0) return undefined;
  const shown = opened.has(key) ? found : found.slice(0, few);
  const all = () => {
    opened.add(key);
    draw();
  };
  return part(
    "import-alike",
    translate(language, "import.alike"),
    h("p", { class: "note" }, translate(language, "import.alike.about")),
    h("ul", { class: "alike" }, ...shown.map((a) => h("li", {}, pair(scene, a)))),
    shown.length < found.length &&
      h("button", { type: "button", class: "small", "data-key": key, onclick: all }, translate(language, "import.findings.more", { n: found.length })),
  );
}

function pair({ language, open, showRecord }: Scene, a: Alike): HTMLElement {
  const ref = readRef(a.ref);
  const apart =
    typeof a.distance_m === "number"
      ? translate(language, "import.alike.distance", { distance: formatLength(language, a.distance_m) })
      : translate(language, "import.alike.nowhere");
  const record = h(
    "button",
    { type: "button", class: "link", "data-key": `alike-record-${a.record}`, onclick: () => showRecord(a.record) },
    translate(language, "import.record.named", { n: a.record, name: a.name }),
  );
  return h("div", {}, record, " ~ ", ref ? existing(language, ref, a, open) : a.ref_name, h("small", {}, ` ${apart}`));
}

function existing(language: Scene["language"], ref: Ref, a: Alike, open: (ref: Ref) => void): HTMLElement {
  const name = a.ref_name || ref.id;
  return h(
    "button",
    { type: "button", class: "link", "data-key": `alike-${a.record}-${a.ref}`, title: term(language, "one", ref.collection), onclick: () => open(ref) },
    name,
  );
}
