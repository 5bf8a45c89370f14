/**
 * Characters the page shows that none of its own fonts holds in the weight in which they are shown: they would come from
 * the machine, or be boxes.
 */
export function missingGlyphs(page) {
  return page.evaluate(async () => {
    const shown = { 400: new Set(), 600: new Set() };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.parentElement.checkVisibility()) continue;
      const weight = Number(getComputedStyle(node.parentElement).fontWeight) >= 600 ? 600 : 400;
      for (const c of node.data) if (/\S/.test(c)) shown[weight].add(c);
    }
    const missing = [];
    for (const [weight, characters] of Object.entries(shown)) {
      await document.fonts.load(`${weight} 15px "Noto Sans"`, [...characters].join(""));
      const faces = [...document.fonts].filter((f) => /Noto Sans/.test(f.family) && f.weight === weight && f.status === "loaded");
      const ranges = faces.flatMap((f) =>
        f.unicodeRange.split(",").map((r) =>
          r
            .trim()
            .slice(2)
            .split("-")
            .map((h) => Number.parseInt(h, 16)),
        ),
      );
      const held = (c) => ranges.some(([first, last]) => c >= first && c <= (last ?? first));
      missing.push(...[...characters].filter((c) => !held(c.codePointAt(0))).map((c) => `${c} (${weight})`));
    }
    return missing;
  });
}

/**
 * Draws each character as the map does, with the map's own font faces alone, and compares it with
 * the box a font draws for a character that nobody has.
 */
export function glyphsDrawn(page, text) {
  return page.evaluate((word) => {
    const families = [...document.fonts]
      .filter((f) => f.status === "loaded" && f.family.includes("maplibre-gl-font-face"))
      .map((f) => f.family.replaceAll('"', ""));
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 64;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const picture = (family, character) => {
      context.clearRect(0, 0, 64, 64);
      context.font = `48px "${family}", "AdobeBlank"`;
      context.fillText(character, 4, 52);
      return context.getImageData(0, 0, 64, 64).data;
    };
    const same = (a, b) => a.every((v, i) => v === b[i]);
    return [...word].map((character) => {
      const candidates = families.map((family) => ({ glyph: picture(family, character), box: picture(family, "\u{10fff0}") }));
      const own = candidates.find(({ glyph, box }) => !same(glyph, box));
      const ink = own ? own.glyph.reduce((n, v, i) => n + (i % 4 === 3 && v > 0 ? 1 : 0), 0) : 0;
      return { character, ink, tofu: own === undefined };
    });
  }, text);
}
