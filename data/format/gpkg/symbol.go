package gpkg

import (
	"encoding/xml"
	"fmt"

	"burialmap/data/format"
)

// A style is written as QGIS writes it: an element tree of which most is names and values.

// styleVersion is the oldest QGIS that the styles are made for; newer ones read them too.
const styleVersion = "3.22.0"

// option is a named value of a symbol layer.
type option struct {
	XMLName xml.Name `xml:"Option"`
	Type    string   `xml:"type,attr"`
	Name    string   `xml:"name,attr,omitempty"`
	Value   string   `xml:"value,attr,omitempty"`
	Options []option
}

// options makes a map of names and values that follow each other.
func options(pairs ...string) option {
	m := option{Type: "Map"}
	for i := 0; i+1 < len(pairs); i += 2 {
		m.Options = append(m.Options, option{Type: "QString", Name: pairs[i], Value: pairs[i+1]})
	}
	return m
}

// symbolLayer is one thing drawn: a fill, a line or a marker.
type symbolLayer struct {
	XMLName xml.Name `xml:"layer"`
	Class   string   `xml:"class,attr"`
	Enabled int      `xml:"enabled,attr"`
	Locked  int      `xml:"locked,attr"`
	Pass    int      `xml:"pass,attr"`
	Options option
	Symbol  *symbol // that a hatch or a marker line is made of
}

type symbol struct {
	XMLName xml.Name `xml:"symbol"`
	Type    string   `xml:"type,attr"` // fill, line or marker
	Name    string   `xml:"name,attr"`
	Alpha   string   `xml:"alpha,attr"`
	Clip    int      `xml:"clip_to_extent,attr"`
	Rings   int      `xml:"force_rhr,attr"`
	Layers  []symbolLayer
}

func layerOf(class string, pairs ...string) symbolLayer {
	return symbolLayer{Class: class, Enabled: 1, Options: options(pairs...)}
}

// color is a colour with an opacity as QGIS writes it.
func color(c format.Colour, opacity float64) string {
	red, green, blue := c.RGB()
	return fmt.Sprintf("%d,%d,%d,%d", red, green, blue, int(opacity*255+0.5))
}

// pen is a line: its colour, width in millimetres, and dashes in millimetres if it has
// any.
type pen struct {
	color format.Colour
	width float64
	dash  string // "3;2"
}

// style are the pen's options under the names that lines use.
func (p pen) line() symbolLayer {
	dashed := "0"
	if p.dash != "" {
		dashed = "1"
	}
	return layerOf("SimpleLine", "line_color", color(p.color, 1), "line_style", "solid", "line_width", fmt.Sprint(p.width), "line_width_unit", "MM",
		"use_custom_dash", dashed, "customdash", p.dash, "customdash_unit", "MM", "joinstyle", "round", "capstyle", "flat")
}

func plainFill(c format.Colour, opacity float64) symbolLayer {
	return layerOf("SimpleFill", "color", color(c, opacity), "style", "solid", "outline_style", "no")
}

// hatch fills with lines at an angle, so many millimetres apart.
func hatch(c format.Colour, angle string, distance float64) symbolLayer {
	l := layerOf("LinePatternFill", "angle", angle, "distance", fmt.Sprint(distance), "distance_unit", "MM", "line_width", "0.26", "line_width_unit", "MM", "color", color(c, 1))
	l.Symbol = &symbol{Type: "line", Name: "@0@1", Alpha: "1", Clip: 1, Layers: []symbolLayer{pen{c, 0.3, ""}.line()}}
	return l
}

// marker is a shape of a size in millimetres.
func marker(shape string, c format.Colour, opacity, size float64, edge pen) symbolLayer {
	return layerOf("SimpleMarker", "name", shape, "color", color(c, opacity), "size", fmt.Sprint(size), "size_unit", "MM",
		"outline_color", color(edge.color, 1), "outline_style", "solid", "outline_width", fmt.Sprint(edge.width), "outline_width_unit", "MM")
}
