import { apiAddress, fetchJSON } from "../api.ts";
import { h, render } from "../dom.ts";
import { formatLength, formatTime } from "../format.ts";
import { type Language, translate } from "../i18n/index.ts";
import { fieldTitle } from "../importing/scene.ts";
import type { Ref } from "../state/view.ts";
import { explain } from "../trouble.ts";

/** One state of a record and what made it so, as web/history.go has it. */
export interface Version {
  revision: number;
  time: string;
  author?: string;
  what?: string;
  source?: string;
  changed?: { field: string; old?: unknown; new?: unknown }[] | null;
  moved_m?: number | null;
}

const most = 60;

/** What was recorded when and from where, asked for when it is opened. */
export function history(language: Language, ref: Ref): HTMLElement {
  const place = h("div", {});
  const details = h("details", { class: "history" }, h("summary", { "data-key": "history" }, h("h3", {}, translate(language, "history.title"))), place);
  let asked = false;
  details.addEventListener("toggle", () => {
    if (!details.open || asked) return;
    asked = true;
    render(place, h("p", { role: "status" }, translate(language, "app.loading")));
    load(ref).then(
      (versions) => render(place, versionList(language, versions)),
      (error) => render(place, h("p", { role: "alert" }, explain(language, error))),
    );
  });
  return details;
}

async function load({ collection, id }: Ref): Promise<Version[]> {
  const address = apiAddress(`collections/${collection}/items/${encodeURIComponent(id)}/history`);
  return (await fetchJSON<{ versions: Version[] | null }>(address)).versions ?? [];
}

export function versionList(language: Language, versions: readonly Version[]): HTMLElement {
  if (versions.length === 0) return h("p", {}, translate(language, "history.none"));
  return h("ol", { class: "versions" }, ...versions.slice(0, most).map((v, i) => h("li", {}, version(language, v, i === versions.length - 1))));
}

function version(language: Language, v: Version, first: boolean): HTMLElement {
  const who = v.author === "external" ? translate(language, "history.external") : v.author && translate(language, "history.by", { author: v.author });
  const source = v.source ? translate(language, "history.from", { source: v.source }) : undefined;
  const changed = v.changed ?? [];
  return h(
    "div",
    {},
    h("div", { class: "strong" }, formatTime(language, v.time)),
    h("small", {}, [translate(language, "history.revision", { n: v.revision }), who, source, v.what].filter(Boolean).join(" · ")),
    first && changed.length === 0 && h("div", {}, translate(language, "history.new")),
    typeof v.moved_m === "number" && v.moved_m > 0 && h("div", {}, translate(language, "history.moved", { distance: formatLength(language, v.moved_m) })),
    changed.length > 0 &&
      h(
        "dl",
        {},
        ...changed.flatMap((c) => [h("dt", {}, fieldTitle(language, c.field, [])), h("dd", {}, said(language, c.old), " → ", said(language, c.new))]),
      ),
  );
}

/** A value as it was recorded; what was not recorded is said to be none. */
function said(language: Language, value: unknown): string {
  if (value === null || value === undefined || value === "") return translate(language, "history.nothing");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
