import { h } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import type { Column } from "./contract.ts";
import { part } from "./controls.ts";
import { withColumn } from "./say.ts";
import { fieldsOf, fieldTitle, type Scene } from "./scene.ts";

/** Each column of the file, what it holds, and the field it fills. */
export function columnsTable(scene: Scene): HTMLElement | undefined {
  const { language, look } = scene;
  const columns = look.columns ?? [];
  if (columns.length === 0) return undefined;
  const head = (["column", "samples", "field"] as const).map((k) => h("th", { scope: "col" }, translate(language, `import.columns.${k}`)));
  const kept = columns.filter((c) => c.field === "").length;
  return part(
    "import-columns",
    translate(language, "import.columns"),
    h("p", { class: "note" }, translate(language, "import.columns.about")),
    h(
      "div",
      { class: "scroll" },
      h("table", { class: "columns" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...columns.map((c, i) => row(scene, c, i)))),
    ),
    kept > 0 && h("p", { class: "note" }, translate(language, "import.columns.kept", { n: kept })),
  );
}

function row(scene: Scene, column: Column, index: number): HTMLElement {
  const { language } = scene;
  const samples = (column.samples ?? []).slice(0, 3).map((s) => h("span", { class: "value" }, s));
  return h(
    "tr",
    { class: column.field === "" ? "unused" : undefined },
    h("th", { scope: "row", id: `import-column-${index}` }, column.name, h("small", {}, translate(language, "import.columns.filled", { n: column.filled }))),
    h("td", { class: "samples" }, ...(samples.length > 0 ? samples : ["–"])),
    h("td", {}, fieldChoice(scene, column, index), meant(scene, column, index)),
  );
}

function fieldChoice(scene: Scene, column: Column, index: number): HTMLElement {
  const { language, look, say } = scene;
  const fields = fieldsOf(scene);
  const filler = (field: string) => (look.columns ?? []).find((c) => c.field === field && c.name !== column.name)?.name;
  const words = (name: string) => {
    const title = fieldTitle(language, name, fields);
    const other = filler(name);
    return other === undefined ? title : translate(language, "import.columns.taken", { field: title, column: other });
  };
  const select = h(
    "select",
    {
      "data-key": `column-${index}`,
      "aria-label": translate(language, "import.columns.choose", { column: column.name }),
      onchange: () => say((now) => withColumn(now, column, select.value)),
    },
    h("option", { value: "" }, translate(language, "import.columns.none")),
    ...fields.map((f) => h("option", { value: f.name }, words(f.name))),
  );
  select.value = column.field;
  return h("div", {}, select, column.how === "said" ? h("small", {}, translate(language, "import.columns.said")) : undefined);
}

/** What the column may have meant, a press each. */
function meant(scene: Scene, column: Column, index: number): HTMLElement | undefined {
  const { language, say } = scene;
  const suggestions = column.suggestions ?? [];
  if (column.field !== "" || suggestions.length === 0) return undefined;
  const fields = fieldsOf(scene);
  return h(
    "div",
    { class: "meant", role: "group", "aria-label": translate(language, "import.columns.meant") },
    h("small", {}, translate(language, "import.columns.meant")),
    ...suggestions.map(({ field, why }) =>
      h(
        "button",
        {
          type: "button",
          class: "small",
          "data-key": `meant-${index}-${field}`,
          title: translate(language, why === "values" ? "import.columns.why.values" : "import.columns.why.spelling"),
          onclick: (event: Event) => {
            // The button goes away with the question, so the focus moves to the answer.
            (event.currentTarget as HTMLElement).closest("td")?.querySelector("select")?.focus();
            say((now) => withColumn(now, column, field));
          },
        },
        fieldTitle(language, field, fields),
      ),
    ),
  );
}
