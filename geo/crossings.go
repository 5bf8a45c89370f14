package geo

import (
	"fmt"

	"github.com/paulmach/orb"
)

// edge is one side of a ring, with where it belongs.
type edge struct {
	a, b       orb.Point
	part, ring int
	place      int // within its ring, counting edges that have a length
	last       int // the place of the ring's last edge
}

// crossings looks for rings that meet themselves or each other, and for holes and parts
// in the wrong place.
func (c *checker) crossings(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Ring:
		c.polygons(orb.MultiPolygon{{g}})
	case orb.Polygon:
		c.polygons(orb.MultiPolygon{g})
	case orb.MultiPolygon:
		c.polygons(g)
	case orb.Collection:
		for _, part := range g {
			c.crossings(part)
		}
	}
}

func (c *checker) polygons(m orb.MultiPolygon) {
	edges := edgesOf(m)
	work := 1_000_000 + 100*len(edges)
	found := map[[4]int]bool{} // one fault for each pair of rings
	report := func(e, f edge) bool {
		work--
		rule, at := judge(e, f)
		pair := [4]int{e.part, e.ring, f.part, f.ring}
		if rule != "" && (!found[pair] || rule == RuleSelfIntersection) {
			found[pair] = true
			c.late(rule, at, crossingMessage(rule))
		}
		return work > 0 && len(c.faults) < maxFaults
	}
	if !nearPairs(edges, report) && work <= 0 {
		c.late(RuleNotChecked, edges[0].a, "too many edges lie upon each other to look for every crossing")
	}
	c.holes(m)
	c.parts(m)
}

// late adds a fault that is not fatal, after the fatal ones have been ruled out.
func (c *checker) late(rule string, at orb.Point, message string) {
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, Fault{Rule: rule, Place: at, Message: message})
	}
}

func crossingMessage(rule string) string {
	switch rule {
	case RuleSelfIntersection:
		return "the ring meets itself here; its area is counted by the even-odd rule"
	case RuleRingsCross:
		return "two rings of the polygon cross or run along each other here"
	}
	return "two parts of the multipolygon cross here; what both cover is counted by the even-odd rule"
}

func edgesOf(m orb.MultiPolygon) []edge {
	var edges []edge
	for part, p := range m {
		for ring, r := range p {
			start := len(edges)
			for i := 1; i < len(r); i++ {
				if r[i] != r[i-1] {
					edges = append(edges, edge{a: r[i-1], b: r[i], part: part, ring: ring, place: len(edges) - start})
				}
			}
			for i := start; i < len(edges); i++ {
				edges[i].last = len(edges) - 1 - start
			}
		}
	}
	return edges
}

// nearPairs calls visit once with each pair of edges whose bounds meet, until it returns
// false, and reports whether it came to the end.
func nearPairs(edges []edge, visit func(e, f edge) bool) bool {
	bounds := make([]orb.Bound, len(edges))
	for i, e := range edges {
		bounds[i] = orb.MultiPoint{e.a, e.b}.Bound()
	}
	const few = 32 // below it, comparing all is faster than a tree
	if len(edges) <= few {
		for i := range edges {
			for j := i + 1; j < len(edges); j++ {
				if meets(&bounds[i], &bounds[j]) && !visit(edges[i], edges[j]) {
					return false
				}
			}
		}
		return true
	}
	index, on := NewIndex(bounds), true
	for i := 0; i < len(edges) && on; i++ {
		index.Search(bounds[i], func(j int) bool {
			on = j <= i || visit(edges[i], edges[j])
			return on
		})
	}
	return on
}

// judge says which rule two edges break and where, or "".
func judge(e, f edge) (string, orb.Point) {
	how, at := contact(e.a, e.b, f.a, f.b)
	switch {
	case how == apart:
	case e.part != f.part:
		if how == crossing {
			return RulePartsOverlap, at
		}
	case e.ring != f.ring:
		if how != touching {
			return RuleRingsCross, at
		}
	case neighbours(e, f):
		if how == along { // the ring turns back upon itself: a spike
			return RuleSelfIntersection, at
		}
	default:
		return RuleSelfIntersection, at
	}
	return "", at
}

func neighbours(e, f edge) bool {
	return f.place == e.place+1 || e.place == 0 && f.place == e.last
}

// meeting is how two line segments lie.
type meeting int

const (
	apart    meeting = iota
	touching         // in one point, which is an end of at least one
	crossing         // in one point inside both
	along            // in a stretch of a line
)

// contact is exact as to how the segments ab and cd meet; where is rounded.
func contact(a, b, c, d orb.Point) (meeting, orb.Point) {
	abc, abd := orientation(a, b, c), orientation(a, b, d)
	cda, cdb := orientation(c, d, a), orientation(c, d, b)
	if abc == 0 && abd == 0 {
		return contactOnLine(a, b, c, d)
	}
	if abc*abd < 0 && cda*cdb < 0 {
		return crossing, crossPoint(a, b, c, d)
	}
	for _, end := range [...]struct {
		side        int
		p, from, to orb.Point
	}{{abc, c, a, b}, {abd, d, a, b}, {cda, a, c, d}, {cdb, b, c, d}} {
		if end.side == 0 && (orb.MultiPoint{end.from, end.to}).Bound().Contains(end.p) {
			return touching, end.p
		}
	}
	return apart, a
}

func contactOnLine(a, b, c, d orb.Point) (meeting, orb.Point) {
	p, q := orb.MultiPoint{a, b}.Bound(), orb.MultiPoint{c, d}.Bound()
	if !meets(&p, &q) {
		return apart, a
	}
	// On one line, the shared stretch runs between two of the four ends.
	var shared []orb.Point
	for _, end := range [...]orb.Point{a, b, c, d} {
		if p.Contains(end) && q.Contains(end) {
			shared = append(shared, end)
		}
	}
	for _, s := range shared[1:] {
		if s != shared[0] {
			return along, shared[0]
		}
	}
	return touching, shared[0]
}

func crossPoint(a, b, c, d orb.Point) orb.Point {
	ab, cd := orb.Point{b[0] - a[0], b[1] - a[1]}, orb.Point{d[0] - c[0], d[1] - c[1]}
	t := ((c[0]-a[0])*cd[1] - (c[1]-a[1])*cd[0]) / (ab[0]*cd[1] - ab[1]*cd[0])
	return orb.Point{a[0] + t*ab[0], a[1] + t*ab[1]}
}

// holes finds holes that do not lie in their shell.
func (c *checker) holes(m orb.MultiPolygon) {
	for _, p := range m {
		for i := 1; i < len(p); i++ {
			if at, out := strictlyOutside(p[i], p[0]); out {
				c.late(RuleHoleOutside, at, fmt.Sprintf("hole %d has a corner outside its shell", i))
			}
		}
	}
}

// strictlyOutside looks at the first corner of a ring that is not on the other's boundary.
func strictlyOutside(r, shell orb.Ring) (orb.Point, bool) {
	for _, p := range r {
		switch side, on := exactlyIn(shell, p); {
		case on:
		case !side:
			return p, true
		default:
			return p, false
		}
	}
	return orb.Point{}, false
}

// exactlyIn is the even-odd rule without rounding; on says that p is on the boundary.
func exactlyIn(r orb.Ring, p orb.Point) (in, on bool) {
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		if (a[1] > p[1]) == (b[1] > p[1]) {
			if a[1] == p[1] && b[1] == p[1] && min(a[0], b[0]) <= p[0] && p[0] <= max(a[0], b[0]) || a == p {
				return false, true
			}
			continue
		}
		side := orientation(a, b, p)
		if side == 0 {
			return false, true
		}
		if (side > 0) == (b[1] > a[1]) {
			in = !in
		}
	}
	return in, false
}

// parts finds parts of a multipolygon that lie within another without crossing it.
func (c *checker) parts(m orb.MultiPolygon) {
	if len(m) < 2 {
		return
	}
	bounds := make([]orb.Bound, len(m))
	for i, p := range m {
		bounds[i] = p[0].Bound()
	}
	index, work := NewIndex(bounds), 1_000_000
	for i := range m {
		index.Search(bounds[i], func(j int) bool {
			b, o := bounds[i], bounds[j]
			if work--; i == j || !o.Contains(b.Min) || !o.Contains(b.Max) {
				return work > 0
			}
			work -= len(m[j][0])
			if at, out := strictlyOutside(m[i][0][:1], m[j][0]); !out && at == m[i][0][0] && !inHole(m[j], at) {
				c.late(RulePartsOverlap, at, fmt.Sprintf("part %d lies within part %d", i+1, j+1))
			}
			return work > 0
		})
	}
}

func inHole(p orb.Polygon, at orb.Point) bool {
	for _, h := range p[1:] {
		if in, _ := exactlyIn(h, at); in {
			return true
		}
	}
	return false
}
