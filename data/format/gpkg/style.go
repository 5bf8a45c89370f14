package gpkg

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"burialmap/data"
)

// style writes how QGIS draws a layer, as its default. kinds are the types of geometry in
// it.
func (x *export) style(c data.Collection, kinds map[string]int) error {
	if !c.Spatial {
		return nil
	}
	text, err := xml.MarshalIndent(styleOf(c, families(c, kinds)), "", " ")
	if err != nil {
		return err
	}
	qml := "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + string(text)
	return x.Exec(x.ctx, "INSERT INTO layer_styles(f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner)"+
		" VALUES ('', '', ?, 'geom', 'burialmap', ?, '', 1, ?, '')", c.Name, qml, c.Title+" as burialmap draws them")
}

// family is points, lines or areas: what one kind of symbol draws.
type family struct{ symbol, name string }

var (
	points = family{"marker", "Point"}
	lines  = family{"line", "Line"}
	areas  = family{"fill", "Polygon"}
)

// families are those that the layer has; if it has no place at all, the usual one.
func families(c data.Collection, kinds map[string]int) []family {
	var list []family
	for _, f := range []family{points, lines, areas} {
		for kind := range kinds {
			if strings.Contains(kind, f.name) && !slices.Contains(list, f) {
				list = append(list, f)
			}
		}
	}
	switch {
	case len(list) > 0:
		return list
	case c.Name == data.Sites.Name || c.Name == data.Positions.Name || c.Name == data.Observations.Name:
		return []family{points}
	}
	return []family{areas}
}

// document is a QGIS style.
type document struct {
	XMLName    xml.Name `xml:"qgis"`
	Version    string   `xml:"version,attr"`
	Categories string   `xml:"styleCategories,attr"`
	Labels     int      `xml:"labelsEnabled,attr"`
	Renderer   renderer `xml:"renderer-v2"`
	Labeling   labeling `xml:"labeling"`
}

type renderer struct {
	Type    string   `xml:"type,attr"`
	Levels  int      `xml:"symbollevels,attr"`
	Raster  int      `xml:"forceraster,attr"`
	Order   int      `xml:"enableorderby,attr"`
	Rules   rule     `xml:"rules"`
	Symbols []symbol `xml:"symbols>symbol"`
}

type rule struct {
	Key    string `xml:"key,attr"`
	Filter string `xml:"filter,attr,omitempty"`
	Symbol string `xml:"symbol,attr,omitempty"`
	Label  string `xml:"label,attr,omitempty"`
	Rules  []rule `xml:"rule"`
}

func styleOf(c data.Collection, list []family) document {
	d := document{Version: styleVersion, Categories: "Symbology|Labeling", Labels: 1, Labeling: labelsOf(c)}
	d.Renderer.Type = "RuleRenderer"
	d.Renderer.Rules.Key = "{" + c.Name + "}"
	for _, f := range list {
		for _, l := range classified(c) {
			d.Renderer.add(f, l, symbolOf(c, f, l), among(list, f, l.value))
		}
		for _, l := range marks(c) {
			if l.hatched && f != areas {
				continue
			}
			d.Renderer.add(f, l, markOf(f, l), among(list, f, l.value))
		}
	}
	return d
}

// among narrows a filter to a family where there are several.
func among(list []family, f family, filter string) string {
	if len(list) == 1 {
		return filter
	}
	return fmt.Sprintf("geometry_type($geometry) = '%s' AND (%s)", f.name, filter)
}

func (r *renderer) add(f family, l look, layers []symbolLayer, filter string) {
	number := fmt.Sprint(len(r.Symbols))
	r.Symbols = append(r.Symbols, symbol{Type: f.symbol, Name: number, Alpha: "1", Clip: 1, Layers: layers})
	r.Rules.Rules = append(r.Rules.Rules, rule{Key: "{" + number + "}", Filter: filter, Symbol: number, Label: l.label})
}

// symbolOf draws a feature of a class.
func symbolOf(c data.Collection, f family, l look) []symbolLayer {
	switch f {
	case points:
		size := 2.2
		if c.Name == data.Sites.Name || l.shape != "" {
			size = 3.4
		}
		return []symbolLayer{marker(cmp.Or(l.shape, "circle"), l.fill, max(l.opacity, 0.6), size, pen{l.pen.color, max(l.pen.width, 0.3), ""})}
	case lines:
		return []symbolLayer{l.pen.line()}
	}
	switch {
	case l.hatched && c.Name == data.Restrictions.Name: // large ones, over which graves are to be seen
		return []symbolLayer{hatch(l.fill, "45", 5), l.pen.line()}
	case l.hatched:
		return []symbolLayer{hatch(l.fill, "45", 1.5), l.pen.line()}
	}
	return []symbolLayer{plainFill(l.fill, l.opacity), l.pen.line()}
}

// markOf draws what lies over it.
func markOf(f family, l look) []symbolLayer {
	switch {
	case l.hatched:
		return []symbolLayer{hatch(l.fill, "135", 1.5)}
	case f == points:
		return []symbolLayer{marker("circle", 0, 0, 5, l.pen)}
	case f == lines:
		return []symbolLayer{l.pen.line()}
	}
	return []symbolLayer{hatchless(l.pen)}
}

// hatchless is an outline alone, a little outside of the one of the class.
func hatchless(p pen) symbolLayer {
	l := p.line()
	l.Options.Options = append(l.Options.Options, option{Type: "QString", Name: "offset", Value: "-0.6"}, option{Type: "QString", Name: "offset_unit", Value: "MM"})
	return l
}
