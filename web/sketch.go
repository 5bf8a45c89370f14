package web

import (
	"bytes"
	"fmt"
	"html/template"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// A sketch shows where the features of a page lie, as a picture within the page: north is
// up, the scale is true in the middle, and nothing lies under it. It is no map.

const (
	sketchWidth, sketchHeight = 480.0, 300.0
	sketchMargin              = 16.0
	// least is the smallest ground that is shown, in metres from side to side: a single
	// grave is not blown up to fill the picture.
	least = 60.0
)

// sketch draws features; each is drawn by how it stands in its collection.
type sketch struct {
	shapes []sketched
	bounds []orb.Bound
}

type sketched struct {
	g     orb.Geometry
	class string
}

func (s *sketch) add(f data.Feature) {
	if f.Geometry == nil {
		return
	}
	s.shapes = append(s.shapes, sketched{f.Geometry, looksOf(f)})
	s.bounds = append(s.bounds, geo.BoundOf(f.Geometry))
}

// looksOf is the class by which the style sheet draws a feature: whose ground it is, or
// how likely an overlap.
func looksOf(f data.Feature) string {
	c, _ := data.CollectionNamed(f.Collection)
	for _, name := range []string{"occupancy", "use", "class"} {
		field, _ := c.Field(name)
		if v := f.Text(name); slices.Contains(field.Values, v) { // others may hold anything
			return "g-" + v
		}
	}
	return "g-" + f.Collection
}

// frame takes degrees to the picture.
type frame struct {
	west, south float64 // the corner of the ground shown, in degrees
	x, y        float64 // points of the picture for a degree
	perMetre    float64 // points of the picture for a metre, in the middle
}

func frameOf(bounds []orb.Bound) frame {
	b := geo.UnionBounds(bounds...)
	if b.Min[0] > b.Max[0] { // across 180°
		b.Max[0] += 360
	}
	lat := (b.Min[1] + b.Max[1]) / 2
	north := 111_320.0
	east := north * math.Max(math.Cos(lat*math.Pi/180), 0.01)
	wide, high := math.Max((b.Max[0]-b.Min[0])*east, least), math.Max((b.Max[1]-b.Min[1])*north, least)
	scale := math.Min((sketchWidth-2*sketchMargin)/wide, (sketchHeight-2*sketchMargin-20)/high)
	f := frame{x: east * scale, y: north * scale, perMetre: scale}
	f.west = (b.Min[0]+b.Max[0])/2 - sketchWidth/2/f.x
	f.south = lat - (sketchHeight+20)/2/f.y // room for the scale below
	return f
}

func (f frame) at(p orb.Point) (x, y float64) {
	lon := p[0] - f.west
	if lon < 0 && lon*f.x < -sketchWidth { // beyond 180°
		lon += 360
	}
	return lon * f.x, sketchHeight - (p[1]-f.south)*f.y
}

// svg is the picture; nothing if nothing has a place.
func (s *sketch) svg(l language, title string) template.HTML {
	if len(s.shapes) == 0 {
		return ""
	}
	f := frameOf(s.bounds)
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg class="sketch" viewBox="0 0 %g %g" role="img" aria-label="%s">`, sketchWidth, sketchHeight, template.HTMLEscapeString(title))
	fmt.Fprintf(&b, `<rect class="ground" width="%g" height="%g"/>`, sketchWidth, sketchHeight)
	for i, shape := range s.shapes {
		f.draw(&b, shape, s.bounds[i])
	}
	f.bar(&b, l)
	b.WriteString(`</svg>`)
	return template.HTML(b.String()) //nolint:gosec // numbers and names of our own; the title is escaped
}

// draw writes one feature. What would be smaller than a dot is one.
func (f frame) draw(b *bytes.Buffer, s sketched, bound orb.Bound) {
	x1, y1 := f.at(orb.Point{bound.Min[0], bound.Max[1]})
	x2, y2 := f.at(orb.Point{bound.Max[0], bound.Min[1]})
	if math.Abs(x2-x1) < 3 && math.Abs(y2-y1) < 3 {
		fmt.Fprintf(b, `<circle class="%s" cx="%.1f" cy="%.1f" r="3"/>`, s.class, (x1+x2)/2, (y1+y2)/2)
		return
	}
	b.WriteString(`<path class="` + s.class)
	if s.g.Dimensions() < 2 {
		b.WriteString(` line`)
	}
	b.WriteString(`" d="`)
	f.path(b, s.g)
	b.WriteString(`"/>`)
}

func (f frame) path(b *bytes.Buffer, g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		x, y := f.at(g)
		fmt.Fprintf(b, "M%.1f %.1fh.1", x, y)
	case orb.MultiPoint:
		for _, p := range g {
			f.path(b, p)
		}
	case orb.LineString:
		f.line(b, g, "")
	case orb.MultiLineString:
		for _, line := range g {
			f.line(b, line, "")
		}
	case orb.Polygon:
		for _, ring := range g {
			f.line(b, orb.LineString(ring), "Z")
		}
	case orb.MultiPolygon:
		for _, polygon := range g {
			f.path(b, polygon)
		}
	case orb.Collection:
		for _, part := range g {
			f.path(b, part)
		}
	}
}

// line writes the points of a line, those left out that fall on the one before.
func (f frame) line(b *bytes.Buffer, line orb.LineString, end string) {
	lastX, lastY := math.Inf(1), math.Inf(1)
	for i, p := range line {
		x, y := f.at(p)
		if i > 0 && math.Abs(x-lastX) < 0.3 && math.Abs(y-lastY) < 0.3 {
			continue
		}
		step := byte('L')
		if i == 0 {
			step = 'M'
		}
		fmt.Fprintf(b, "%c%.1f %.1f", step, x, y)
		lastX, lastY = x, y
	}
	b.WriteString(end)
}

// bar draws a scale of a round length.
func (f frame) bar(b *bytes.Buffer, l language) {
	metres := roundLength(sketchWidth / 3 / f.perMetre)
	text := fmt.Sprintf("%g %s", metres, l.say("unit.m"))
	if metres >= 1000 {
		text = fmt.Sprintf("%g %s", metres/1000, l.say("unit.km"))
	}
	x, y := sketchMargin, sketchHeight-sketchMargin
	fmt.Fprintf(b, `<path class="scale" d="M%g %gv5h%.1fv-5"/><text class="scale" x="%g" y="%g">%s</text>`,
		x, y-5, metres*f.perMetre, x, y-9, template.HTMLEscapeString(text))
}

// roundLength is the greatest of 1, 2, 5, 10, 20 … that is not above a length.
func roundLength(most float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(most)))
	for _, n := range []float64{5, 2} {
		if n*power <= most {
			return n * power
		}
	}
	return power
}
