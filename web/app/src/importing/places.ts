import { h } from "../dom.ts";
import { formatLength, formatPosition } from "../format.ts";
import { isKey, translate } from "../i18n/index.ts";
import { placeName, readAs, uncertaintiesOf } from "../parsed.ts";
import type { Candidate, PlaceInWords } from "./contract.ts";
import { part, tick } from "./controls.ts";
import { inEnglish } from "./rules.ts";
import type { Scene } from "./scene.ts";

const few = 10;

/** Records that give their place only in words: how the words were read, and where that leads, or why nowhere. */
export function placesInWords(scene: Scene): HTMLElement | undefined {
  const { language, look, said, say } = scene;
  const places = look.places ?? [];
  if (places.length === 0) return undefined;
  const found = places.filter((p) => p.found);
  const lost = places.filter((p) => !p.found);
  return part(
    "import-places",
    translate(language, "import.places"),
    h("p", { class: "note" }, translate(language, "import.places.about")),
    found.length > 0 &&
      tick(
        { id: "import-locate", label: translate(language, "import.places.use", { n: found.length }), hint: translate(language, "import.places.use.about") },
        said.locate_words,
        (on) => say({ locate_words: on }),
      ),
    found.length > 0 && h("h4", {}, translate(language, "import.places.found", { n: found.length })),
    found.length > 0 && list(scene, "found places", found),
    lost.length > 0 && h("h4", {}, translate(language, "import.places.lost", { n: lost.length })),
    lost.length > 0 && list(scene, "lost places", lost),
  );
}

function list(scene: Scene, key: string, places: readonly PlaceInWords[]): HTMLElement {
  const { language, opened, draw } = scene;
  const shown = opened.has(key) ? places : places.slice(0, few);
  const all = () => {
    opened.add(key);
    draw();
  };
  return h(
    "div",
    {},
    h("ul", { class: "places" }, ...shown.map((p) => h("li", {}, p.found ? located(scene, p) : unlocated(scene, p)))),
    shown.length < places.length &&
      h("button", { type: "button", class: "small", "data-key": key, onclick: all }, translate(language, "import.findings.more", { n: places.length })),
  );
}

function located(scene: Scene, place: PlaceInWords): HTMLElement {
  const { language } = scene;
  const radius = place.accuracy_m === undefined ? undefined : translate(language, "accuracy.known", { radius: formatLength(language, place.accuracy_m) });
  const point = place.point ? formatPosition(language, place.point, place.accuracy_m) : undefined;
  const uncertain = uncertaintiesOf(language, place.parse);
  return h(
    "div",
    { class: "located" },
    heading(scene, place),
    h("div", {}, translate(language, "import.places.read", { words: readAs(language, place.parse) ?? place.words })),
    h("small", { class: "number" }, [point, radius].filter(Boolean).join(" · ")),
    uncertain.length > 0 && h("small", {}, uncertain.join(" · ")),
  );
}

function unlocated(scene: Scene, place: PlaceInWords): HTMLElement {
  const { language } = scene;
  const key = `unplaced.${place.why_code}`;
  const why = isKey(key) ? translate(language, key) : inEnglish(language, place.why ?? "");
  const candidates = place.candidates ?? [];
  return h(
    "div",
    {},
    heading(scene, place),
    h("div", {}, why),
    candidates.length > 0 &&
      h(
        "details",
        { class: "candidates" },
        h("summary", { "data-key": `candidates-${place.record}` }, translate(language, "import.places.candidates", { n: candidates.length })),
        h("ul", {}, ...candidates.map((c) => h("li", {}, candidateWords(language, c)))),
      ),
  );
}

function heading({ language, showRecord }: Scene, place: PlaceInWords): HTMLElement {
  const record = translate(language, "import.record", { n: place.record });
  const show = () => h("button", { type: "button", class: "link", "data-key": `place-${place.record}`, onclick: () => showRecord(place.record) }, record);
  return h("div", {}, place.point ? show() : h("span", { class: "strong" }, record), h("q", {}, place.words));
}

function candidateWords(language: Scene["language"], c: Candidate): string {
  return [placeName(language, c), c.region, formatPosition(language, c.point, 1000)].filter(Boolean).join(" · ");
}
