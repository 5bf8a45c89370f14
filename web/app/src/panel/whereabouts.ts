import type { Item } from "../api.ts";
import { middle } from "../circle.ts";
import { h } from "../dom.ts";
import { formatLength } from "../format.ts";
import { positionsOf } from "../geometry.ts";
import { type Language, term, translate } from "../i18n/index.ts";
import { meaningLink } from "../legend/link.ts";
import { accuracyOf } from "../map/uncertainty.ts";
import { readAs, uncertaintiesOf } from "../parsed.ts";
import { text } from "./naming.ts";
import { coordinates, type NotationLinks } from "./notations.ts";
import { lines, rows } from "./rows.ts";

export interface PlaceLinks extends NotationLinks {
  showOnMap(item: Item): void;
}

/** Where a record lies, in words and numbers, and how surely. */
export function whereabouts(language: Language, item: Item, links: PlaceLinks): HTMLElement {
  const p = item.properties;
  const centre = middle(positionsOf(item.geometry));
  const accuracy = accuracyOf(p);
  const outline = centre && item.geometry?.type !== "Point" ? translate(language, "coordinates.of.outline") : undefined;
  const written = centre && coordinates(language, { lon: centre[0], lat: centre[1], accuracy }, links);
  const position = written ? lines(written.chosen, outline && h("small", {}, outline)) : translate(language, "place.none");
  return h(
    "div",
    { class: "whereabouts" },
    rows(language, [
      ["field.place_text", text(p, "location_text")],
      ["field.place_read", reading(language, p["location_parse"])],
      ["field.position", position],
      ["field.known", centre ? lines(surely(language, item), accuracy === undefined ? undefined : meaningLink(language)) : undefined],
    ]),
    ...(written ? [written.all, written.status] : []),
    centre
      ? h("button", { type: "button", "data-key": "show-on-map", onclick: () => links.showOnMap(item) }, translate(language, "place.show"))
      : h("p", { class: "note" }, translate(language, "place.none.about")),
  );
}

/** Accuracy and method in sentences. */
export function surely(language: Language, { properties }: Item): string {
  const accuracy = accuracyOf(properties);
  const known =
    accuracy === undefined ? translate(language, "known.unstated") : translate(language, "known.within", { radius: formatLength(language, accuracy) });
  const method = term(language, "method", text(properties, "location_method") ?? "unknown");
  const said = translate(language, "known.method", { method: language === "ja" ? method : method.charAt(0).toLowerCase() + method.slice(1) });
  return language === "ja" ? `${known}${said}` : `${known} ${said}`;
}

/** How the words of the place were read, and what makes that uncertain. */
function reading(language: Language, parse: unknown): HTMLElement | undefined {
  const words = readAs(language, parse);
  return words === undefined ? undefined : lines(words, h("small", {}, uncertaintiesOf(language, parse).join(" · ")));
}
