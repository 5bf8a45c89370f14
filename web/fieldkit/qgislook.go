package fieldkit

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"burialmap/data/format"
)

// ownStyle is how QGIS draws a layer of the plan; "" for what is drawn as in any export.
func (p *packing) ownStyle(l fieldLayer) string {
	var parts []node
	switch l.Name {
	case planStops.Name:
		parts = []node{p.stopRenderer(), labels(`array_first(string_to_array("label", ' ')) || ' ' || coalesce("name", "of")`, 9, 6)}
	case planRoutes.Name:
		parts = []node{p.routeRenderer(), labels(`"label"`, 8, 2)}
	case planPlaces.Name:
		square := symbol("marker", "0", marker("square", placeColour, 4))
		parts = []node{singleRenderer(square), labels(`"label"`, 9, 6)}
	}
	return inner(parts)
}

// inner are elements as text.
func inner(parts []node) string {
	var b strings.Builder
	o := &xmlOut{w: bufio.NewWriter(&b)}
	for _, n := range parts {
		o.node(n)
	}
	if err := o.finish(); err != nil {
		panic(err) // memory takes all
	}
	return b.String()
}

// option is a named value, options a map of such.
func option(kind, name, value string) node {
	return el("Option", attr{"type", kind}, attr{"name", name}, attr{"value", value})
}

func options(pairs ...string) node {
	n := el("Option", attr{"type", "Map"})
	for i := 0; i+1 < len(pairs); i += 2 {
		n.add(option("QString", pairs[i], pairs[i+1]))
	}
	return n
}

func symbolLayer(class string, pairs ...string) node {
	return el("layer", attr{"class", class}, attr{"enabled", "1"}, attr{"locked", "0"}, attr{"pass", "0"}, options(pairs...))
}

func symbol(kind, name string, layers ...node) node {
	return el("symbol", attr{"type", kind}, attr{"name", name}, attr{"alpha", "1"}, attr{"clip_to_extent", "1"}, attr{"force_rhr", "0"}, layers)
}

func qgisColour(c format.Colour, alpha int) string {
	red, green, blue := c.RGB()
	return fmt.Sprintf("%d,%d,%d,%d", red, green, blue, alpha)
}

// marker is a shape of a size in millimetres with a white edge.
func marker(shape string, c format.Colour, size float64) node {
	return symbolLayer("SimpleMarker", "name", shape, "color", qgisColour(c, 255), "size", fmt.Sprint(size), "size_unit", "MM",
		"outline_color", "255,255,255,255", "outline_style", "solid", "outline_width", "0.5", "outline_width_unit", "MM")
}

func line(c format.Colour, width float64, dash string) node {
	return symbolLayer("SimpleLine", "line_color", qgisColour(c, 255), "line_style", "solid", "line_width", fmt.Sprint(width), "line_width_unit", "MM",
		"use_custom_dash", flag(dash != ""), "customdash", dash, "customdash_unit", "MM", "joinstyle", "round", "capstyle", "round")
}

// accuracyCircle draws around a point the circle that holds its true position with 95 %
// probability. Web Mercator stretches lengths by 1/cos of the latitude.
func accuracyCircle() node {
	n := symbolLayer("GeometryGenerator", "SymbolType", "Fill", "units", "MapUnit",
		"geometryModifier", `if("accuracy_m" < 100000, transform(buffer(transform($geometry, 'EPSG:4326', 'EPSG:3857'), "accuracy_m" / cos(radians(y($geometry))), 16), 'EPSG:3857', 'EPSG:4326'), NULL)`)
	n.add(symbol("fill", "@0@0", symbolLayer("SimpleFill", "color", qgisColour(format.Paints["uncertainty"].Fill, 15), "style", "solid", "outline_style", "no"),
		line(format.Paints["uncertainty"].Line, 0.4, "2;1.5")))
	return n
}

// rules draw features by filters; each has its symbol.
type rules struct {
	list, symbols []node
}

func (r *rules) add(filter, label string, kind string, layers ...node) {
	number := fmt.Sprint(len(r.list))
	r.list = append(r.list, el("rule", attr{"key", "{" + number + "}"}, attr{"filter", filter}, attr{"symbol", number}, attr{"label", label}))
	r.symbols = append(r.symbols, symbol(kind, number, layers...))
}

func (r *rules) renderer() node {
	return el("renderer-v2", attr{"type", "RuleRenderer"}, attr{"symbollevels", "0"}, attr{"forceraster", "0"}, attr{"enableorderby", "0"},
		el("rules", attr{"key", "{rules}"}, r.list), el("symbols", r.symbols))
}

func singleRenderer(s node) node {
	return el("renderer-v2", attr{"type", "singleSymbol"}, attr{"symbollevels", "0"}, attr{"forceraster", "0"}, attr{"enableorderby", "0"}, el("symbols", s))
}

// eachDay calls do for each day of the journey that has a trip.
func (p *packing) eachDay(do func(day int, title string)) {
	var days []int
	for _, t := range p.trips {
		if !slices.Contains(days, t.day) {
			days = append(days, t.day)
			do(t.day, fmt.Sprintf("%s %d · %s", p.say.word("day"), t.day, t.Date))
		}
	}
}

func (p *packing) stopRenderer() node {
	var r rules
	p.eachDay(func(day int, title string) {
		r.add(fmt.Sprintf(`"day" = %d`, day), title, "marker", accuracyCircle(), marker("circle", dayColour(day), 4))
	})
	r.add(`"day" IS NULL`, p.say.word("left_out"), "marker", accuracyCircle(), marker("diamond", leftOutColour, 3.4))
	return r.renderer()
}

func (p *packing) routeRenderer() node {
	var r rules
	p.eachDay(func(day int, title string) {
		r.add(fmt.Sprintf(`"day" = %d`, day), title, "line", line(0xffffff, 1.4, ""), line(dayColour(day), 0.8, ""))
	})
	if len(r.list) == 0 {
		r.add("TRUE", p.say.word("route"), "line", line(leftOutColour, 0.8, ""))
	}
	return r.renderer()
}

// labels write an expression beside features.
func labels(expression string, size, placement int) node {
	return el("labeling", attr{"type", "simple"}, el("settings",
		el("text-style", attr{"fieldName", expression}, attr{"isExpression", "1"}, attr{"fontFamily", "Noto Sans"}, attr{"fontSize", fmt.Sprint(size)}, attr{"fontSizeUnit", "Point"},
			attr{"textColor", qgisColour(placeColour, 255)}, attr{"textOpacity", "1"},
			el("text-buffer", attr{"bufferDraw", "1"}, attr{"bufferSize", "1"}, attr{"bufferSizeUnits", "MM"}, attr{"bufferColor", "251,250,247,255"}, attr{"bufferOpacity", "1"})),
		el("placement", attr{"placement", fmt.Sprint(placement)}, attr{"dist", "1.5"}, attr{"distUnits", "MM"}, attr{"offsetType", "1"}),
		el("rendering", attr{"displayAll", "1"}, attr{"obstacle", "0"})))
}
