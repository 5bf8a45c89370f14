import { h } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import type { FieldInfo } from "./contract.ts";
import { choice, entry, part } from "./controls.ts";
import { unfilled, withValue } from "./say.ts";
import { fieldsOf, fieldTitle, type Scene, valueTitle } from "./scene.ts";

/** What holds for every record that does not say it itself: its source, how surely it lies there, and other fields. */
export function valuesForAll(scene: Scene): HTMLElement {
  const { language, look, said, say } = scene;
  const t = translate;
  const fields = fieldsOf(scene);
  const names = new Set([...Object.keys(said.set), ...[...scene.opened].filter((o) => o.startsWith(asked)).map((o) => o.slice(asked.length))]);
  const chosen = [...names].map((name) => fields.find((f) => f.name === name) ?? { name, title: name, type: "text" });
  return part(
    "import-values",
    t(language, "import.values"),
    h("p", { class: "note" }, t(language, "import.values.about")),
    h(
      "div",
      { class: "fields" },
      entry(
        {
          id: "import-source",
          label: t(language, "field.source"),
          value: said.source,
          hint: t(language, "import.source.hint", { source: look.report.source || "–" }),
        },
        {},
        (source) => say({ source: source.trim() }),
      ),
      entry(
        {
          id: "import-accuracy",
          label: t(language, "field.accuracy"),
          value: said.accuracy_m > 0 ? String(said.accuracy_m) : "",
          hint: t(language, "import.accuracy.hint"),
        },
        { type: "number", suffix: t(language, "unit.m", { n: "" }).trim() },
        (metres) => say({ accuracy_m: Math.max(0, Number(metres) || 0) }),
      ),
      ...chosen.map((field) => valueFor(scene, field, fields)),
      more(scene, fields),
    ),
  );
}

function valueFor(scene: Scene, field: FieldInfo, fields: readonly FieldInfo[]): HTMLElement {
  const { language, look, said, say } = scene;
  const id = `import-set-${field.name}`;
  const label = fieldTitle(language, field.name, fields);
  const value = said.set[field.name] ?? "";
  const set = (v: string) => say((now) => withValue(now, field.name, v));
  const none = ["", translate(language, "import.values.none")] as const;
  if (field.values && field.values.length > 0) {
    return choice({ id, label, value }, [none, ...field.values.map((v) => [v, valueTitle(language, look.collection, field.name, v)] as const)], set);
  }
  if (field.type === "boolean") {
    return choice({ id, label, value }, [none, ["true", translate(language, "import.yes")], ["false", translate(language, "import.no")]], set);
  }
  return entry({ id, label, value }, {}, set);
}

/** Marks a field that was chosen to be given a value, whether or not it has one yet. */
const asked = "value of ";

function more(scene: Scene, fields: readonly FieldInfo[]): HTMLElement | undefined {
  const { language, look, said, opened } = scene;
  const free = unfilled(fields, look.columns ?? [], said).filter((f) => !opened.has(asked + f.name));
  if (free.length === 0) return undefined;
  const ask = (name: string) => {
    opened.add(asked + name);
    scene.draw();
  };
  return choice(
    { id: "import-set", label: translate(language, "import.values.more"), value: "" },
    [["", translate(language, "import.values.choose")], ...free.map((f) => [f.name, fieldTitle(language, f.name, fields)] as const)],
    (name) => name !== "" && ask(name),
  );
}
