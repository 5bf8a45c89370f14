/** Characters the page shows that none of its own loaded fonts holds: they would come from the machine, or be boxes. */
export function missingGlyphs(page) {
  return page.evaluate(async () => {
    const shown = new Set([...document.body.innerText].filter((c) => /\S/.test(c)));
    await document.fonts.load('400 15px "Noto Sans", "Noto Sans Regular"', [...shown].join(""));
    const faces = [...document.fonts].filter((f) => /Noto Sans/.test(f.family) && f.status === "loaded");
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
    return [...shown].filter((c) => !held(c.codePointAt(0)));
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

/** Texts of the page that a font of the machine draws, whatever their weight: the page brings its own for all it says itself. */
export async function drawnByTheMachine(page) {
  await page.evaluate(() => document.fonts.ready);
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument", { depth: -1 });
  const elements = [];
  const walk = (node) => {
    const text = (node.children ?? []).filter((c) => c.nodeType === 3).map((c) => c.nodeValue);
    if (text.length > 0 && !["SCRIPT", "STYLE", "OPTION", "TITLE"].includes(node.nodeName)) elements.push({ id: node.nodeId, text: text.join("") });
    node.children?.forEach(walk);
  };
  walk(root);
  const borrowed = [];
  for (const { id, text } of elements) {
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId: id });
    for (const f of fonts) if (!f.isCustomFont && f.glyphCount > 0) borrowed.push(`${f.familyName}: ${text}`);
  }
  await session.detach();
  return borrowed;
}
