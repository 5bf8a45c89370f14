import { h } from "../dom.ts";
import { type Language, translate } from "../i18n/index.ts";

/** A button that says in plain words what rings, discs, hatching and probabilities mean; the words come when somebody asks. */
export function meaningLink(language: Language): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      class: "link meaning-link",
      "data-key": "meaning",
      onclick: () => void import("./meaning.ts").then(({ showMeaning }) => showMeaning(language)),
    },
    translate(language, "meaning.title"),
  );
}
