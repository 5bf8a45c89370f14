import { h } from "../dom.ts";
import { formatBytes } from "../format.ts";
import { type Language, translate } from "../i18n/index.ts";
import type { Welcome } from "./contract.ts";

/** Where a file is dropped or chosen; what is accepted is said beside it. */
export function dropZone(language: Language, welcome: Welcome, onFile: (file: File) => void): HTMLElement {
  const input = h("input", { type: "file", hidden: true, id: "import-file" });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) onFile(file);
    input.value = "";
  });
  const endings = [...new Set(welcome.formats.flatMap((f) => f.extensions))];
  return h(
    "div",
    { class: "drop" },
    h("p", { class: "strong" }, translate(language, "import.drop")),
    h("button", { type: "button", class: "primary", "data-key": "import-choose", onclick: () => input.click() }, translate(language, "import.choose")),
    input,
    h("p", { class: "note" }, translate(language, "import.accepted", { endings: endings.join("  "), size: formatBytes(language, welcome.max_bytes) })),
  );
}

/** Files can be dropped anywhere on a place; it says so by its looks while one hovers over it. */
export function takeDrops(place: HTMLElement, onFile: (file: File) => void): void {
  const over = (on: boolean) => (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    place.classList.toggle("over", on);
  };
  place.addEventListener("dragover", over(true));
  place.addEventListener("dragleave", over(false));
  place.addEventListener("drop", (event) => {
    over(false)(event);
    const file = event.dataTransfer?.files[0];
    if (file) onFile(file);
  });
}
