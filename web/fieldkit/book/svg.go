package book

import (
	"html"
	"html/template"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// drawing is an SVG in the making. Its unit is the millimetre of paper.
type drawing struct{ b strings.Builder }

// attrs are attributes in pairs: name, value, name, value. Values are escaped.
func (d *drawing) open(tag string, attrs ...string) {
	d.tag(tag, attrs)
	d.b.WriteByte('>')
}

func (d *drawing) close(tag string) { d.b.WriteString("</" + tag + ">") }

func (d *drawing) empty(tag string, attrs ...string) {
	d.tag(tag, attrs)
	d.b.WriteString("/>")
}

func (d *drawing) tag(tag string, attrs []string) {
	d.b.WriteString("<" + tag)
	for i := 0; i+1 < len(attrs); i += 2 {
		d.b.WriteString(" " + attrs[i] + `="` + html.EscapeString(attrs[i+1]) + `"`)
	}
}

func (d *drawing) text(x, y float64, class, text string, attrs ...string) {
	d.open("text", append([]string{"x", mm(x), "y", mm(y), "class", class}, attrs...)...)
	d.b.WriteString(html.EscapeString(text))
	d.close("text")
}

func (d *drawing) line(x1, y1, x2, y2 float64, class string) {
	d.empty("path", "class", class, "d", "M"+mm(x1)+" "+mm(y1)+"L"+mm(x2)+" "+mm(y2))
}

func (d *drawing) circle(c orb.Point, r float64, class string) {
	d.empty("circle", "cx", mm(c[0]), "cy", mm(c[1]), "r", mm(r), "class", class)
}

// sheet opens an SVG so large on paper, with its origin so far from the upper left corner.
func (d *drawing) sheet(class, label string, width, height, left, top float64) {
	d.open("svg", "class", class, "role", "img", "aria-label", label,
		"width", mm(width)+"mm", "height", mm(height)+"mm",
		"viewBox", mm(-left)+" "+mm(-top)+" "+mm(width)+" "+mm(height))
}

// inside opens a window beyond which nothing is drawn.
func (d *drawing) inside(width, height float64) {
	d.open("svg", "x", "0", "y", "0", "width", mm(width), "height", mm(height), "viewBox", "0 0 "+mm(width)+" "+mm(height), "overflow", "hidden")
}

func (d *drawing) html() template.HTML {
	return template.HTML(d.b.String()) //nolint:gosec // every text in it went through html.EscapeString
}

// mm writes millimetres to a hundredth, finer than any printer.
func mm(v float64) string {
	if v = math.Round(v*100) / 100; v == 0 {
		v = 0 // no minus
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// pathOf is a geometry as the d of a path; points are not in it.
func pathOf(g orb.Geometry) string {
	var b strings.Builder
	appendPath(&b, g)
	return b.String()
}

func appendPath(b *strings.Builder, g orb.Geometry) {
	switch g := g.(type) {
	case orb.LineString:
		appendPoints(b, g, false)
	case orb.Ring:
		appendPoints(b, orb.LineString(g), true)
	case orb.Polygon:
		for _, r := range g {
			appendPath(b, r)
		}
	case orb.MultiLineString:
		for _, l := range g {
			appendPath(b, l)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			appendPath(b, p)
		}
	case orb.Bound:
		appendPath(b, g.ToRing())
	case orb.Collection:
		for _, part := range g {
			appendPath(b, part)
		}
	}
}

func appendPoints(b *strings.Builder, points orb.LineString, closed bool) {
	if closed && len(points) > 1 {
		points = points[:len(points)-1]
	}
	last := ""
	for i, p := range points {
		at := mm(p[0]) + " " + mm(p[1])
		if at == last {
			continue
		}
		last = at
		if i == 0 {
			b.WriteByte('M')
		} else {
			b.WriteByte('L')
		}
		b.WriteString(at)
	}
	if closed {
		b.WriteByte('Z')
	}
}

// pointsOf are the points among a geometry.
func pointsOf(g orb.Geometry) []orb.Point {
	switch g := g.(type) {
	case orb.Point:
		return []orb.Point{g}
	case orb.MultiPoint:
		return g
	case orb.Collection:
		var all []orb.Point
		for _, part := range g {
			all = append(all, pointsOf(part)...)
		}
		return all
	}
	return nil
}
