package format

import (
	"fmt"

	"burialmap/data"
)

// Colour is red, green and blue as 0xRRGGBB.
type Colour uint32

// String is the colour as the web writes it: "#1f5fa8".
func (c Colour) String() string { return fmt.Sprintf("#%06x", uint32(c)) }

// RGB are the parts of the colour.
func (c Colour) RGB() (red, green, blue byte) { return byte(c >> 16), byte(c >> 8), byte(c) }

// Paint is how something is drawn: its outline, and what lies within.
type Paint struct{ Line, Fill Colour }

// Paints are those of the map (web/app/src/palette.ts), by who lies in a place, by how
// likely ground is shared, and by what else is drawn. Of shared ground that cannot be
// assessed the map shows a hatch; the colour is that of what joins two records.
var Paints = map[string]Paint{
	"pow": {0x1f5fa8, 0x1f5fa8}, "civilian": {0xc65f00, 0xe08a2e}, "mixed": {0x7a3b8f, 0x8e5aa3}, "unknown": {0x6a6f78, 0x8b9099},
	"certain": {0x440154, 0x440154}, "probable": {0x3b528b, 0x3b528b}, "possible": {0x21918c, 0x21918c}, "unlikely": {0x5ec962, 0x5ec962},
	data.ClassNotAssessed: {0x3c3f47, 0x3c3f47},
	"site":                {0x123c69, 0x123c69}, "uncertainty": {0x5b4a8a, 0x5b4a8a},
	"restriction": {0x0e5a5e, 0x0e5a5e}, "observation": {0x2a661c, 0x2a661c},
}

// PaintOf names the paint of a feature.
func PaintOf(f data.Feature) string {
	for _, field := range []string{"class", "occupancy", "use"} {
		name := f.Text(field)
		if _, ok := Paints[name]; ok {
			return name
		}
	}
	switch f.Collection {
	case data.Sites.Name:
		return "site"
	case data.Restrictions.Name:
		return "restriction"
	case data.Observations.Name:
		return "observation"
	}
	return "unknown"
}
