package book

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data/fieldplan"
)

// Maps of a journey: of all days on the cover, of one on its sheet. The ways between stops
// are straight lines, each day and vehicle with a dash of its own and its name beside it.

const (
	journeyWidth = 168.0
	coverHeight  = 90.0
	dayHeight    = 72.0
)

// routeStyles are dashes in millimetres with the width of the line: no two look alike in
// black. Beyond them they begin anew; the label beside each line tells them apart.
var routeStyles = []struct {
	width float64
	dash  string
}{
	{0.5, ""}, {0.5, "3 1.2"}, {0.6, "0.6 1.1"}, {0.5, "4.5 1 0.6 1"}, {0.9, ""}, {0.9, "1.6 1.2"},
	{0.5, "6 1 0.6 1 0.6 1"}, {0.9, "5 1.4"}, {0.35, "1.4 0.8"}, {0.9, "0.9 1.6"}, {0.35, ""}, {0.7, "3 1 1 1"},
}

func routeAttrs(i int) []string {
	s := routeStyles[i%len(routeStyles)]
	attrs := []string{"class", "route", "stroke-width", mm(s.width)}
	if s.dash != "" {
		attrs = append(attrs, "stroke-dasharray", s.dash)
	}
	return attrs
}

// routeSample is a piece of the line of a route, for the table of days.
func routeSample(i int) template.HTML {
	var d drawing
	d.open("svg", "class", "sample", "width", "14mm", "height", "3mm", "viewBox", "0 0 14 3", "aria-hidden", "true")
	d.empty("path", append(routeAttrs(i), "d", "M0.5 1.5H13.5")...)
	d.close("svg")
	return d.html()
}

// route is one day of one vehicle as it is drawn.
type route struct {
	style  int
	label  string
	points []orb.Point // start, stops, end; those without a position are left out
}

// mark is something to be drawn at a place: a stop with its number, or a base with its name.
type mark struct {
	at   orb.Point
	text string
	kind string // stop, left or place
}

// journeyMap draws routes and marks.
type journeyMap struct {
	worldFrame
	taken []orb.Point // where something is written
	dots  []orb.Point // the stops themselves
}

func drawJourney(w words, label string, height float64, routes []route, marks []mark) template.HTML {
	var points []orb.Point
	for _, r := range routes {
		points = append(points, r.points...)
	}
	for _, m := range marks {
		points = append(points, m.at)
	}
	if len(points) == 0 {
		return ""
	}
	m := journeyMap{worldFrame: worldFrameOf(points, journeyWidth, height)}
	m.taken = append(m.taken, orb.Point{m.width - 8, 10})
	var d drawing
	d.sheet("map", label, m.width+2*rim, m.height+2*rim, rim, rim)
	d.empty("rect", "width", mm(m.width), "height", mm(m.height), "class", "paper")
	m.graticule(&d)
	d.inside(m.width, m.height)
	for _, r := range routes {
		m.drawRoute(&d, r)
	}
	m.drawMarks(&d, marks)
	for _, r := range routes {
		m.labelRoute(&d, r)
	}
	length := m.bar() / m.metresPerMM()
	drawBar(&d, 4, m.height-4, length, w.length(m.bar()), w.say("map.scale.about", values{"n": m.scale()}))
	drawNorth(&d, m.width-8, 4, w.say("print.north.letter", nil))
	d.close("svg")
	d.empty("rect", "width", mm(m.width), "height", mm(m.height), "class", "frame")
	d.close("svg")
	return d.html()
}

func (m *journeyMap) drawRoute(d *drawing, r route) {
	if len(r.points) < 2 {
		return
	}
	var b strings.Builder
	for i, p := range r.points {
		at := m.paper(p)
		fmt.Fprintf(&b, "%s%s %s", map[bool]string{true: "M", false: "L"}[i == 0], mm(at[0]), mm(at[1]))
	}
	d.empty("path", append(routeAttrs(r.style), "d", b.String())...)
}

func (m *journeyMap) drawMarks(d *drawing, marks []mark) {
	for _, k := range marks {
		at := m.paper(k.at)
		if k.kind == "place" {
			d.empty("rect", "class", "place", "x", mm(at[0]-1.5), "y", mm(at[1]-1.5), "width", "3", "height", "3")
			m.taken = append(m.taken, at)
		} else {
			d.circle(at, 0.7, "stop-dot")
			m.dots = append(m.dots, at)
		}
	}
	for _, k := range marks {
		if k.kind == "place" {
			m.namePlace(d, m.paper(k.at), k.text)
		}
	}
	for _, k := range marks {
		at := m.paper(k.at)
		if k.kind == "place" {
			continue
		}
		spot := m.spot(at)
		m.taken = append(m.taken, spot)
		if spot != at {
			d.line(at[0], at[1], spot[0], spot[1], "leader")
		}
		d.circle(spot, numberSize+0.35, "stop-number stop-"+k.kind)
		d.text(spot[0], spot[1]+0.95, "stop-text stop-text-"+k.kind, k.text)
	}
}

// namePlace writes the name of a place to its right, left, above or below: where it covers
// the least.
func (m *journeyMap) namePlace(d *drawing, at orb.Point, text string) {
	width := textWidth(text, 2.8)
	spots := []struct {
		x, y   float64
		anchor string
	}{{2.4, 1, "start"}, {-2.4, 1, "end"}, {0, -2.6, "middle"}, {0, 4.6, "middle"}}
	best, least := spots[0], math.MaxInt
	for _, s := range spots {
		covers := 0
		for _, p := range m.alongText(at[0]+s.x, at[1]+s.y, width, s.anchor) {
			covers += m.near(p, m.taken, 3.4) + m.near(p, m.dots, 2.4)
			if p[0] < 1 || p[0] > m.width-1 || p[1] < 2 || p[1] > m.height-1 {
				covers += 10
			}
		}
		if covers < least {
			best, least = s, covers
		}
	}
	d.text(at[0]+best.x, at[1]+best.y, "place-text", text, "text-anchor", best.anchor)
	m.taken = append(m.taken, m.alongText(at[0]+best.x, at[1]+best.y, width, best.anchor)...)
}

// alongText are points along a line of text, its middle height.
func (m *journeyMap) alongText(x, y, width float64, anchor string) []orb.Point {
	switch anchor {
	case "end":
		x -= width
	case "middle":
		x -= width / 2
	}
	var points []orb.Point
	for off := 1.0; off < width; off += 2.5 {
		points = append(points, orb.Point{x + off, y - 1})
	}
	return points
}

func (m *journeyMap) near(p orb.Point, others []orb.Point, within float64) int {
	n := 0
	for _, q := range others {
		if math.Hypot(p[0]-q[0], p[1]-q[1]) < within {
			n++
		}
	}
	return n
}

// textWidth is about how wide a text is at a size, in the same unit.
func textWidth(text string, size float64) float64 {
	width := 0.0
	for _, r := range text {
		if r >= 0x2e80 {
			width += size
		} else {
			width += size * 0.56
		}
	}
	return width
}

// labelRoute writes the day and the vehicle on the longest piece of a route.
func (m *journeyMap) labelRoute(d *drawing, r route) {
	best, at := -1.0, orb.Point{}
	for i := 1; i < len(r.points); i++ {
		a, b := m.paper(r.points[i-1]), m.paper(r.points[i])
		for _, share := range []float64{0.5, 0.35, 0.65} {
			p := orb.Point{a[0] + (b[0]-a[0])*share, a[1] + (b[1]-a[1])*share}
			if length := math.Hypot(b[0]-a[0], b[1]-a[1]); length > best && m.free(p, 5) {
				best, at = length, p
			}
		}
	}
	if best < 9 {
		return
	}
	m.taken = append(m.taken, at)
	width := 2.2 + 1.65*float64(len([]rune(r.label)))
	d.empty("rect", "class", "route-label", "x", mm(at[0]-width/2), "y", mm(at[1]-1.7), "width", mm(width), "height", "3.4", "rx", "0.8")
	d.text(at[0], at[1]+0.95, "route-text", r.label)
}

func (m *journeyMap) spot(at orb.Point) orb.Point {
	if m.free(at, 4.4) {
		return at
	}
	for r := 4.6; r < 60; r += 3 {
		for i := range 16 {
			sin, cos := math.Sincos((float64(i)*22.5 - 60) * math.Pi / 180)
			if p := (orb.Point{at[0] + r*cos, at[1] + r*sin}); m.free(p, 4.4) {
				return p
			}
		}
	}
	return at
}

func (m *journeyMap) free(p orb.Point, room float64) bool {
	if p[0] < 3 || p[1] < 3 || p[0] > m.width-3 || p[1] > m.height-12 {
		return false
	}
	for _, q := range m.taken {
		if math.Hypot(p[0]-q[0], p[1]-q[1]) < room {
			return false
		}
	}
	return true
}

// placesOf are base and nights by id.
func placesOf(plan fieldplan.Plan) map[string]fieldplan.Place {
	all := map[string]fieldplan.Place{plan.Base.ID: plan.Base}
	for _, n := range plan.Nights {
		all[n.ID] = n
	}
	return all
}

// routesOf are the days of a timetable on which anything is visited or the crew moves.
func (b *writer) routesOf(days []fieldplan.Schedule) []route {
	var all []route
	for _, s := range days {
		r := route{style: b.styles[dayKey(s)], label: b.routeLabel(s)}
		add := func(p orb.Point, ok bool) {
			if ok {
				r.points = append(r.points, p)
			}
		}
		add(b.placeAt(s.Start))
		for _, stop := range s.Stops {
			add(b.Ground[stop.Site].center())
		}
		add(b.placeAt(s.End))
		if len(s.Stops) > 0 || s.Start != s.End {
			all = append(all, r)
		}
	}
	return all
}

func dayKey(s fieldplan.Schedule) string { return s.Date + " " + s.Vehicle }

// routeLabel is the number of the day and, where there are several, the vehicle.
func (b *writer) routeLabel(s fieldplan.Schedule) string {
	label := strconv.Itoa(b.dayNumber[s.Date])
	if len(b.Plan.Vehicles) > 1 {
		label += " " + s.Vehicle
	}
	return label
}

func (b *writer) placeAt(id string) (orb.Point, bool) {
	if id == "" {
		id = b.Plan.Base.ID
	}
	p, ok := b.places[id]
	return p.Position, ok
}
