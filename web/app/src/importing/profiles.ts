import { h } from "../dom.ts";
import { translate } from "../i18n/index.ts";
import { choice, entry, part } from "./controls.ts";
import { fromProfile } from "./say.ts";
import type { Scene } from "./scene.ts";

/** What was said of one file, kept by name for the next of its kind. */
export function profiles(scene: Scene): HTMLElement | undefined {
  const { language, welcome, look, say, opened } = scene;
  if (welcome.profiles.length === 0 && !welcome.edit) return undefined;
  const take = (name: string) => {
    const profile = welcome.profiles.find((p) => p.name === name);
    if (!profile) return;
    remember(opened, name);
    say({ ...fromProfile(profile), collection: profile.collection || look.collection });
  };
  return part(
    "import-profiles",
    translate(language, "import.profiles"),
    h("p", { class: "note" }, translate(language, "import.profiles.about")),
    h(
      "div",
      { class: "fields" },
      welcome.profiles.length > 0 &&
        choice(
          { id: "import-profile", label: translate(language, "import.profiles.use"), value: "" },
          [["", translate(language, "import.profiles.choose")], ...welcome.profiles.map((p) => [p.name, p.name] as const)],
          take,
        ),
      welcome.edit && keep(scene),
    ),
  );
}

function keep(scene: Scene): HTMLElement {
  const { language, welcome, opened, saveProfile, removeProfile } = scene;
  const name = remembered(opened);
  const known = welcome.profiles.some((p) => p.name === name);
  const save = () => {
    const now = remembered(opened).trim();
    if (now !== "") saveProfile(now);
  };
  return h(
    "div",
    { class: "keep" },
    entry({ id: "import-profile-name", label: translate(language, "import.profiles.name"), value: name }, {}, (text) => remember(opened, text)),
    h("button", { type: "button", "data-key": "import-profile-save", onclick: save }, translate(language, "import.profiles.save")),
    known &&
      h("button", { type: "button", "data-key": "import-profile-remove", onclick: () => removeProfile(name) }, translate(language, "import.profiles.remove")),
  );
}

const mark = "profile ";
const remembered = (opened: Set<string>) => [...opened].find((o) => o.startsWith(mark))?.slice(mark.length) ?? "";

/** The name that is being written, kept while the page is drawn anew. */
function remember(opened: Set<string>, name: string): void {
  for (const o of opened) if (o.startsWith(mark)) opened.delete(o);
  opened.add(mark + name);
}
