import { h } from "../dom.ts";
import { formatLength } from "../format.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import type { Layer, Reference } from "./contract.ts";
import { choice, entry, part, tick } from "./controls.ts";
import { adviceOf, ruleTitle } from "./rules.ts";
import { withCollection } from "./say.ts";
import type { Scene } from "./scene.ts";

/** How the file was read, each answer open to correction. */
export function reading(scene: Scene): HTMLElement {
  const { language, look, welcome, said, say } = scene;
  const t = translate;
  const formats = welcome.formats.map((f) => [f.name, f.title] as const);
  return part(
    "import-reading",
    t(language, "import.reading"),
    h(
      "div",
      { class: "fields" },
      choice(
        { id: "import-collection", label: t(language, "import.collection"), value: look.collection },
        welcome.collections.map((c) => [c.name, term(language, "collection", c.name)] as const),
        (collection) => say((now) => withCollection({ ...now, collection: look.collection }, collection)),
      ),
      choice(
        { id: "import-format", label: t(language, "import.format"), value: said.format },
        [["", t(language, "import.detected", { what: look.format_title || look.format })], ...formats],
        (format) => say({ format, layer: "" }),
      ),
      (look.encoding || said.encoding) && encoding(scene),
      (look.layers?.length ?? 0) > 1 && layers(scene, look.layers ?? []),
    ),
    look.crs ? reference(scene, look.crs) : undefined,
  );
}

function encoding({ language, look, welcome, said, say }: Scene): HTMLElement {
  const automatic = said.encoding === "" ? translate(language, "import.detected", { what: look.encoding ?? "" }) : translate(language, "import.automatic");
  return choice(
    { id: "import-encoding", label: translate(language, "import.encoding"), value: said.encoding, hint: translate(language, "import.encoding.hint") },
    [["", automatic], ...welcome.encodings.map((e) => [e, e] as const)],
    (chosen) => say({ encoding: chosen }),
  );
}

function layers({ language, look, said, say }: Scene, all: readonly Layer[]): HTMLElement {
  const words = ({ name, records, geometry }: Layer) =>
    [name, geometry, records >= 0 && translate(language, "import.records", { n: records })].filter(Boolean).join(" · ");
  return choice(
    { id: "import-layer", label: translate(language, "import.layer"), value: look.layer ?? said.layer },
    [["", translate(language, "import.layer.all")], ...all.map((l) => [l.name, words(l)] as const)],
    (layer) => say({ layer, map: {} }),
  );
}

/** The coordinate reference system: which, who says so, how it leads to WGS 84 and how surely. */
function reference({ language, said, say }: Scene, crs: Reference): HTMLElement {
  const list = "import-crs-list";
  return h(
    "div",
    { class: "reference" },
    h(
      "div",
      { class: "fields" },
      entry({ id: "import-crs", label: translate(language, "import.crs"), value: said.crs, hint: translate(language, "import.crs.hint") }, { list }, (text) =>
        say({ crs: text.trim() }),
      ),
      tick({ id: "import-north", label: translate(language, "import.north"), hint: translate(language, "import.north.hint") }, said.north_first, (on) =>
        say({ north_first: on }),
      ),
    ),
    h("datalist", { id: list }, ...usual.map(([code, name]) => h("option", { value: code }, name))),
    h("p", {}, h("strong", {}, nameOf(crs)), ` – ${translate(language, `import.crs.by.${crs.by}`)}`),
    h("p", {}, operation(language, crs)),
    crs.finding ? h("p", { class: "finding-line" }, h("strong", {}, ruleTitle(language, crs.finding)), " ", adviceOf(language, crs.finding)) : undefined,
  );
}

function nameOf({ name, code, stated }: Reference): string {
  const first = name || code || stated;
  return code !== "" && code !== first ? `${first} (${code})` : first;
}

/** By what coordinates come to WGS 84, and how much that may be off. */
function operation(language: Language, crs: Reference): string {
  if ((crs.operation === "" || crs.operation === "none") && crs.operation_name === "") return translate(language, "import.crs.same");
  const name = [crs.operation_name, crs.operation && crs.operation_name ? `(${crs.operation})` : crs.operation].filter(Boolean).join(" ");
  const accuracy = crs.accuracy_m;
  if (typeof accuracy !== "number" || accuracy <= 0) return translate(language, "import.crs.operation.unknown", { name });
  return translate(language, "import.crs.operation", { name, accuracy: formatLength(language, accuracy) });
}

/** Systems that maps and lists of the region are in, to choose from while writing. */
const usual: readonly (readonly [code: string, name: string])[] = [
  ["EPSG:4326", "WGS 84"],
  ["EPSG:4284", "Pulkovo 1942 / СК-42"],
  ["EPSG:4200", "Pulkovo 1995 / СК-95"],
  ["EPSG:4301", "Tokyo"],
  ["EPSG:3857", "Web Mercator"],
  ...Array.from({ length: 15 }, (_, i) => [`EPSG:${28418 + i}`, `Pulkovo 1942 / Gauss-Kruger zone ${18 + i}`] as const),
  ...Array.from({ length: 13 }, (_, i) => [`EPSG:${32648 + i}`, `WGS 84 / UTM zone ${48 + i}N`] as const),
];
