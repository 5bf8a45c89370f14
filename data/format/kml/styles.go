package kml

import (
	"image/color"
	"strings"

	kml "github.com/twpayne/go-kml/v3"

	"burialmap/data/format"
)

// style is how the features of a kind are drawn, in the colours of format.Paints; width is
// in pixels, so that prisoners' ground is told from civilian ground without colour as well.
type style struct {
	id          string // of the paint
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
	{"site", 0x40, triangle, 2},
	{"pow", 0x59, square, 3},
	{"civilian", 0x59, disc, 1.5},
	{"mixed", 0x59, diamond, 2},
	{"unknown", 0x40, ring, 1},
	{"certain", 0x8c, diamond, 3},
	{"probable", 0x8c, diamond, 2.5},
	{"possible", 0x8c, diamond, 2},
	{"unlikely", 0x8c, diamond, 1.5},
	{"not_assessed", 0, ring, 1},
	{"restriction", 0x1a, diamond, 1.5},
	{"observation", 0x40, square, 1.5},
	{circleStyle, 0x14, ring, 1.5},
}

const circleStyle = "uncertainty"

// styles are all styles, with the icons at the given addresses, by style.
func styles(icons map[string]string) []kml.Element {
	var list []kml.Element
	for _, s := range allStyles {
		paint, icon := format.Paints[s.id], []kml.Element{}
		if address := icons[s.id]; address != "" {
			icon = append(icon, kml.Icon(kml.Href(address)))
		} else {
			icon = append(icon, kml.Color(shade(paint.Line, 0xff)))
		}
		list = append(list, kml.SharedStyle(s.id,
			kml.IconStyle(icon...),
			kml.LineStyle(kml.Color(shade(paint.Line, 0xff)), kml.Width(s.width)),
			kml.PolyStyle(kml.Color(shade(paint.Fill, s.alpha)), kml.Fill(s.alpha > 0), kml.Outline(true)),
			kml.BalloonStyle(kml.Text("<h3>$[name]</h3>$[description]")),
		))
	}
	return list
}

// shade is a colour with an opacity.
func shade(c format.Colour, alpha byte) color.NRGBA {
	red, green, blue := c.RGB()
	return color.NRGBA{red, green, blue, alpha}
}

// iconNames are the addresses of the icons within a KMZ archive, by style.
func iconNames() map[string]string {
	names := map[string]string{}
	for _, s := range allStyles {
		names[s.id] = "files/" + strings.ReplaceAll(s.id, "_", "-") + ".png"
	}
	return names
}
