package kml

import (
	"image/color"
	"slices"
	"strings"

	kml "github.com/twpayne/go-kml/v3"

	"burialmap/data"
)

// style is how the features of a kind are drawn. The colours are those of the map; width is
// in pixels, so that prisoners' ground is told from civilian ground without colour as well.
type style struct {
	id          string
	line, fill  uint32 // RRGGBB
	alpha, icon byte   // of the fill; the shape of the icon
	width       float64
}

// Shapes of icons.
const (
	disc byte = iota
	square
	diamond
	ring
	triangle
)

var allStyles = []style{
	{"site", 0x123c69, 0x123c69, 0x40, triangle, 2},
	{"pow", 0x1f5fa8, 0x1f5fa8, 0x59, square, 3},
	{"civilian", 0xc65f00, 0xe08a2e, 0x59, disc, 1.5},
	{"mixed", 0x7a3b8f, 0x8e5aa3, 0x59, diamond, 2},
	{"unknown", 0x6a6f78, 0x8b9099, 0x40, ring, 1},
	{"certain", 0x440154, 0x440154, 0x8c, diamond, 3},
	{"probable", 0x3b528b, 0x3b528b, 0x8c, diamond, 2.5},
	{"possible", 0x21918c, 0x21918c, 0x8c, diamond, 2},
	{"unlikely", 0x5ec962, 0x5ec962, 0x8c, diamond, 1.5},
	{"not_assessed", 0x3c3f47, 0x3c3f47, 0, ring, 1},
	{circleStyle, 0x5b4a8a, 0x5b4a8a, 0x14, ring, 1.5},
}

const circleStyle = "uncertainty"

// styleOf is the id of the style that a feature is drawn in.
func styleOf(c data.Collection, f data.Feature) string {
	for _, field := range []string{"class", "occupancy", "use"} {
		id := f.Text(field)
		if slices.ContainsFunc(allStyles, func(s style) bool { return s.id == id }) {
			return id
		}
	}
	if c.Name == data.Sites.Name {
		return "site"
	}
	return "unknown"
}

// styles are all styles, with the icons at the given addresses, by style.
func styles(icons map[string]string) []kml.Element {
	var list []kml.Element
	for _, s := range allStyles {
		icon := []kml.Element{}
		if address := icons[s.id]; address != "" {
			icon = append(icon, kml.Icon(kml.Href(address)))
		} else {
			icon = append(icon, kml.Color(s.colour(s.line, 0xff)))
		}
		list = append(list, kml.SharedStyle(s.id,
			kml.IconStyle(icon...),
			kml.LineStyle(kml.Color(s.colour(s.line, 0xff)), kml.Width(s.width)),
			kml.PolyStyle(kml.Color(s.colour(s.fill, s.alpha)), kml.Fill(s.alpha > 0), kml.Outline(true)),
			kml.BalloonStyle(kml.Text("<h3>$[name]</h3>$[description]")),
		))
	}
	return list
}

func (style) colour(rgb uint32, alpha byte) color.NRGBA {
	return color.NRGBA{byte(rgb >> 16), byte(rgb >> 8), byte(rgb), alpha}
}

// iconNames are the addresses of the icons within a KMZ archive, by style.
func iconNames() map[string]string {
	names := map[string]string{}
	for _, s := range allStyles {
		names[s.id] = "files/" + strings.ReplaceAll(s.id, "_", "-") + ".png"
	}
	return names
}
