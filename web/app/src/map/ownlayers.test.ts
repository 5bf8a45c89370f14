import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { expect, test, vi } from "vitest";
import { themeNames, themes } from "../palette/index.ts";
import type { OwnBasemap } from "./own.ts";
import { ownGround, ownLabels, ownSources } from "./ownlayers.ts";

vi.stubGlobal("document", { baseURI: "http://localhost/" });

const kinds: Record<string, Pick<OwnBasemap, "kind" | "schema">> = {
  pictures: { kind: "raster" },
  Protomaps: { kind: "vector", schema: "protomaps" },
  OpenMapTiles: { kind: "vector", schema: "openmaptiles" },
};

test.each(Object.entries(kinds))("a basemap of %s is a style without mistakes, in every theme", (_, kind) => {
  const about: OwnBasemap = { ...kind, minzoom: 0, maxzoom: 15, bounds: [130, 42, 150, 60], attribution: "© <b>Somebody</b>" };
  for (const theme of themeNames) {
    const layers = [...ownGround(about, themes[theme], theme), ...ownLabels(about, themes[theme])];
    const state = { language: { default: "en" } };
    expect(validateStyleMin({ version: 8, state, sources: ownSources(about), layers })).toEqual([]);
    expect(new Set(layers.map((l) => l.id)).size).toBe(layers.length);
  }
});
