"""Merges slices of one font and keeps the given characters: merge.py OUT CHARACTERS SLICE..."""

import logging
import sys
import tempfile

from fontTools import merge, subset, ttLib

out, characters, *slices = sys.argv[1:]
wanted = {ord(c) for c in characters}


def options():
    o = subset.Options()
    o.layout_features = []
    o.drop_tables += ["STAT", "GSUB", "GPOS", "GDEF", "vhea", "vmtx", "VORG"]
    o.notdef_outline = True
    o.glyph_names = False
    o.hinting = False
    o.name_IDs = [0, 1, 2, 13, 14]
    return o


def cut(font, characters):
    s = subset.Subsetter(options())
    s.populate(unicodes=characters)
    s.subset(font)
    return font


logging.getLogger("fontTools").setLevel(logging.ERROR)
parts, taken = [], set()
for path in slices:
    font = ttLib.TTFont(path, recalcTimestamp=False)
    here = (wanted & set(font.getBestCmap())) - taken
    if not here:
        continue
    taken |= here
    cut(font, here)
    font.flavor = None
    part = tempfile.NamedTemporaryFile(suffix=".ttf")
    font.save(part.name)
    parts.append(part)

missing = wanted - taken
if missing:
    print("not in the font:", " ".join(f"U+{c:04X}" for c in sorted(missing)), file=sys.stderr)
whole = merge.Merger().merge([p.name for p in parts])
whole["head"].created = whole["head"].modified = 3786912000  # a fixed day: the same input gives the same bytes
whole.recalcTimestamp = False
whole.flavor = "woff2"
whole.save(out)
