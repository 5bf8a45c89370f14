package book

import (
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// ringShares are the probabilities with which the rings around a position hold the true
// one, the widest first; the distance follows the Rayleigh distribution.
var ringShares = []struct {
	share float64
	class string
}{{0.95, "ring ring-95"}, {0.8, "ring ring-80"}, {0.5, "ring ring-50"}}

// ringRadius is the radius in metres that holds the true position with a probability.
func ringRadius(accuracy geo.Accuracy, share float64) float64 {
	return float64(accuracy) * math.Sqrt(math.Log1p(-share)/math.Log1p(-0.95))
}

// siteMap is the map of a site's sheet.
type siteMap struct {
	frame
	// Whole says that the ring of 95 % fits on the map.
	whole bool
	// Numbers are those under which overlaps stand on the map and in the table, by id.
	numbers map[string]int
	grid    grid
	gridded bool
}

// mapOf chooses scale and middle for a site: if it can be, all of its ground, its ring and
// where sources put it; else without these, and at last its ground alone. It is false if
// nothing there is located.
func mapOf(g Ground) (siteMap, bool) {
	center, located := g.center()
	plots := g.own()
	if !located && len(plots) > 0 {
		center, located = middleOf(plots[0].Geometry)
	}
	if !located {
		return siteMap{}, false
	}
	plane := geo.NewPlane(center)
	ground, ring, positions := g.extents(plane)
	f, which := chooseFrame(center, ground.union(ring).union(positions), ground.union(ring), ground)
	m := siteMap{frame: f, numbers: map[string]int{}, whole: ring.empty() || which == 0 || which == 1}
	m.grid, m.gridded = gridOf(f)
	return m, true
}

// extents are the site's plots, or its own outline, on a plane; the square around its ring
// of 95 %; and the positions that sources state. What is not recorded is empty.
func (g Ground) extents(plane geo.Plane) (ground, ring, positions extent) {
	ground, ring, positions = noExtent, noExtent, noExtent
	for _, p := range g.own() {
		if p.Geometry != nil {
			ground = ground.union(extentOf(plane, p.Geometry))
		}
	}
	for _, p := range g.Positions {
		if p.Geometry != nil {
			positions = positions.union(extentOf(plane, p.Geometry))
		}
	}
	if g.Site.Geometry == nil {
		return ground, ring, positions
	}
	site := extentOf(plane, g.Site.Geometry)
	if ground.empty() && isArea(g.Site.Geometry) {
		ground = site
	}
	if a := g.Site.Location.Accuracy; a.Known() {
		r := float64(a)
		ring = extent{site.minX - r, site.minY - r, site.maxX + r, site.maxY + r}
	} else {
		positions = positions.union(site)
	}
	return ground, ring, positions
}

// svg is the map with its frame, grid, scale bar and north arrow.
func (m siteMap) svg(w words, g Ground, label string) template.HTML {
	var d drawing
	d.sheet("map", label, m.width+2*rim, m.height+2*rim, rim, rim)
	d.empty("rect", "width", mm(m.width), "height", mm(m.height), "class", "paper")
	d.inside(m.width, m.height)
	m.drawGround(&d, g)
	m.drawGrid(&d)
	m.drawPlaces(&d, g)
	m.drawNumbers(&d, g)
	m.drawFurniture(&d, w)
	if !m.whole {
		m.drawLocator(&d, w, g.Site)
	}
	d.close("svg")
	d.empty("rect", "width", mm(m.width), "height", mm(m.height), "class", "frame")
	m.labelGrid(&d, w)
	d.close("svg")
	return d.html()
}

// ground in the order of the web map: fills, shared ground, outlines.
func (m siteMap) drawGround(d *drawing, g Ground) {
	m.shapes(d, g.Cemeteries, "use", "fill", "cemetery-")
	m.shapes(d, g.Plots, "occupancy", "fill", "plot-")
	m.overlaps(d, g.Overlaps)
	m.shapes(d, g.Cemeteries, "use", "line", "cemetery-")
	m.shapes(d, g.Plots, "occupancy", "line", "plot-")
	m.groundPoints(d, g.Cemeteries, "use")
	m.groundPoints(d, g.Plots, "occupancy")
}

// shapes draws all outlines of one answer to "who lies here" as one path.
func (m siteMap) shapes(d *drawing, features []data.Feature, field, part, prefix string) {
	for _, who := range whoNames {
		var b strings.Builder
		for _, f := range features {
			if whoOf(f, field) == who && f.Geometry != nil {
				appendPath(&b, m.drawn(f.Geometry))
			}
		}
		if b.Len() > 0 {
			d.empty("path", "class", prefix+part+" "+who+"-"+part, "d", b.String())
		}
	}
}

func whoOf(f data.Feature, field string) string {
	if who := f.Text(field); who == "pow" || who == "civilian" || who == "mixed" {
		return who
	}
	return "unknown"
}

func (m siteMap) groundPoints(d *drawing, features []data.Feature, field string) {
	for _, f := range features {
		for _, p := range pointsOf(f.Geometry) {
			at := m.paper(p)
			if !m.holds(at) {
				continue
			}
			if a := f.Location.Accuracy; a.Known() && m.mm(float64(a)) > 1.2 {
				d.circle(at, m.mm(float64(a)), "ring ring-plot")
			}
			d.circle(at, 0.9, "dot "+whoOf(f, field)+"-line")
		}
	}
}

func (m siteMap) holds(p orb.Point) bool {
	return p[0] >= 0 && p[1] >= 0 && p[0] <= m.width && p[1] <= m.height
}

func (m siteMap) overlaps(d *drawing, overlaps []data.Feature) {
	for _, f := range slices.Backward(overlaps) { // the likeliest last, on top
		path := pathOf(m.drawn(f.Geometry))
		if path == "" {
			continue
		}
		class := f.Text("class")
		if _, ok := classColours[class]; !ok {
			class = data.ClassNotAssessed
		}
		if isArea(f.Geometry) {
			d.empty("path", "class", "shared shared-"+class, "d", path)
		} else if m.numbers[f.ID] > 0 {
			d.empty("path", "class", "gap", "d", path)
		}
	}
}

func isArea(g orb.Geometry) bool {
	switch g.(type) {
	case orb.Polygon, orb.MultiPolygon, orb.Ring, orb.Bound:
		return true
	}
	return false
}

// drawPlaces draws rings and signs of the site, of where sources put it, and of what was
// observed there.
func (m siteMap) drawPlaces(d *drawing, g Ground) {
	for _, f := range g.Observations {
		if p, ok := middleOf(f.Geometry); ok {
			m.drawObservation(d, m.paper(p), f.Location.Accuracy)
		}
	}
	for i, f := range g.Positions {
		if p, ok := middleOf(f.Geometry); ok {
			m.drawPosition(d, m.paper(p), f, i)
		}
	}
	m.drawSite(d, g.Site)
}

func (m siteMap) drawSite(d *drawing, site data.Feature) {
	p, ok := middleOf(site.Geometry)
	if !ok {
		return
	}
	at := m.paper(p)
	if path := pathOf(m.drawn(site.Geometry)); path != "" {
		d.empty("path", "class", "site-outline", "d", path)
	}
	accuracy := site.Location.Accuracy
	if !accuracy.Known() {
		d.circle(at, 2.2, "site-sign")
		d.text(at[0], at[1]+1.1, "site-question", "?")
		return
	}
	for _, r := range ringShares {
		if radius := m.mm(ringRadius(accuracy, r.share)); radius > 2.4 {
			d.circle(at, radius, r.class)
		}
	}
	d.circle(at, 1.7, "site-sign")
	d.circle(at, 0.55, "site-dot")
}

func (m siteMap) drawPosition(d *drawing, at orb.Point, f data.Feature, index int) {
	preferred, _ := f.Properties["preferred"].(bool)
	if a := f.Location.Accuracy; a.Known() && !preferred {
		d.circle(at, m.mm(float64(a)), "ring ring-other")
	}
	if !m.holds(at) {
		return
	}
	class := "letter"
	if preferred {
		class = "letter letter-preferred"
		at = orb.Point{at[0] + 3.6, at[1] - 3.6} // beside the sign of the site
	}
	d.circle(at, 1.9, class)
	d.text(at[0], at[1]+0.95, strings.ReplaceAll(class, "letter", "letter-text"), letterOf(index))
}

// letterOf is by which a stated position is found on the map: A, B, … Z, 27, 28, …
func letterOf(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return strconv.Itoa(i + 1)
}

func (m siteMap) drawObservation(d *drawing, at orb.Point, accuracy geo.Accuracy) {
	if !m.holds(at) {
		return
	}
	if accuracy.Known() && m.mm(float64(accuracy)) > 1.5 {
		d.circle(at, m.mm(float64(accuracy)), "ring ring-observed")
	}
	d.empty("path", "class", "observed", "d", "M"+mm(at[0])+" "+mm(at[1]-1.6)+"l1.5 2.6h-3z")
}
