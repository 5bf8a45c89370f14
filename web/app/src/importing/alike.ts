import { h } from "../dom.ts";
import { formatLength } from "../format.ts";
import { type Ref, readRef } from "../hash.ts";
import { term, translate } from "../i18n/index.ts";
import type { Alike } from "./contract.ts";
import { part } from "./controls.ts";
import type { Scene } from "./scene.ts";

/** Records that look like ones already here. They are pointed out and never merged. */
export function alike(scene: Scene): HTMLElement | undefined {
  const { language, look } = scene;
  const found = look.alike ?? [];
  if (found.length === 0) return undefined;
  return part(
    "import-alike",
    translate(language, "import.alike"),
    h("p", { class: "note" }, translate(language, "import.alike.about")),
    h("ul", { class: "alike" }, ...found.map((a) => h("li", {}, pair(scene, a)))),
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
  return h("div", {}, record, " ≈ ", ref ? existing(language, ref, a, open) : a.ref_name, h("small", {}, ` ${apart}`));
}

function existing(language: Scene["language"], ref: Ref, a: Alike, open: (ref: Ref) => void): HTMLElement {
  const name = a.ref_name || ref.id;
  return h(
    "button",
    { type: "button", class: "link", "data-key": `alike-${a.record}-${a.ref}`, title: term(language, "one", ref.collection), onclick: () => open(ref) },
    name,
  );
}
