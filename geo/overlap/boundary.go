package overlap

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"

	"burialmap/geo"
)

// An outline of millions of corners would be projected and searched for each grave near
// it. What lies far to one side of a grave can be left out without changing anything near
// it: a run of corners that stays on one side of a window meets it nowhere, nor does the
// straight line from the first to the last of them.
//
//	    ╱╲╱╲╱╲            ·───·
//	┌──┐      ╲    ▶  ┌──┐     ╲
//	└──┘  ╱╲╱╲╱       └──┘  ·───·

// largeCorners is from how many corners on this pays; runCorners is the length of a run;
// maxCorners is how many may be left before an outline is simplified.
const (
	largeCorners = 512
	runCorners   = 64
	maxCorners   = 4096
)

// boundary is a geometry of many corners with the bounds of its runs.
type boundary struct {
	geometry orb.Geometry
	rings    []runs
	area     float64 // m², of all of it
	width    float64 // m, of the box around it, corner to corner
}

// runs are the bounds of consecutive stretches of a ring or line; each starts with the
// corner that ends the one before.
type runs struct {
	points []orb.Point
	bounds []orb.Bound
}

// largeOnes prepares the members of a set that have many corners.
func largeOnes(list []orb.Geometry) map[int]*boundary {
	var found map[int]*boundary
	for i, g := range list {
		if p, ok := g.(orb.Polygon); ok && len(p) == 1 && len(p[0]) < largeCorners {
			continue // as are nearly all
		}
		if cornersOf(g) < largeCorners {
			continue
		}
		if found == nil {
			found = map[int]*boundary{}
		}
		found[i] = newBoundary(g)
	}
	return found
}

func cornersOf(g orb.Geometry) int {
	n := 0
	eachPath(g, func(path []orb.Point) { n += len(path) })
	return n
}

// eachPath visits the rings and lines of a geometry; points have none.
func eachPath(g orb.Geometry, visit func([]orb.Point)) {
	switch g := g.(type) {
	case orb.LineString:
		visit(g)
	case orb.Ring:
		visit(g)
	case orb.MultiLineString:
		for _, l := range g {
			visit(l)
		}
	case orb.Polygon:
		for _, r := range g {
			visit(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			eachPath(p, visit)
		}
	case orb.Collection:
		for _, part := range g {
			eachPath(part, visit)
		}
	}
}

func newBoundary(g orb.Geometry) *boundary {
	bound := geo.BoundOf(g)
	b := &boundary{geometry: g, width: geo.Distance(bound.Min, bound.Max)}
	eachPath(g, func(path []orb.Point) {
		r := runs{points: path}
		for from := 0; from+1 < len(path); from += runCorners {
			r.bounds = append(r.bounds, orb.MultiPoint(path[from:min(from+runCorners+1, len(path))]).Bound())
		}
		b.rings = append(b.rings, r)
	})
	// By the even-odd rule where that can be had; a hundred thousand corners may lie so that
	// it would take minutes, and then crossings are not looked for.
	if plane := geo.PlaneFor(g); cornersOf(g) <= maxCorners {
		b.area = NewShape(plane.ProjectGeometry(g)).area
	} else {
		b.area = geo.Area(g)
	}
	return b
}

// setNear sets a shape to what of the boundary matters within a margin in metres around
// another geometry. Its area stays that of the whole.
func (b *boundary) setNear(s *Shape, other orb.Geometry, margin float64, plane *geo.Plane) {
	// A straight line in the plane is none in degrees: over the whole width w of the outline
	// they part by w²/8R times the tangent of the latitude.
	margin += b.width * b.width / 1e7
	g := b.near(geo.GrowBound(geo.BoundOf(other), margin))
	tolerance := 0.0
	if n := cornersOf(g); n > maxCorners {
		g = plane.ProjectGeometry(g)
		for tolerance = 1e-3; n > maxCorners; tolerance *= 2 {
			g = simplify.DouglasPeucker(tolerance).Simplify(orb.Clone(g))
			n = cornersOf(g)
		}
		tolerance /= 2
		plane = nil
	}
	s.set(g, plane)
	s.simplified = tolerance
	if s.kind == Area {
		s.area = b.area
		if len(s.convex) > 0 { // its parts must add up to what is near
			s.convex = s.convex[:0]
		}
	}
}

// near is the geometry with every run straightened that lies on one side of a window.
func (b *boundary) near(window orb.Bound) orb.Geometry {
	if window.Min[0] > window.Max[0] { // it crosses the antimeridian
		return b.geometry
	}
	next := 0
	thin := func(path []orb.Point) []orb.Point {
		r := b.rings[next]
		next++
		return r.near(window)
	}
	return mapPaths(b.geometry, thin)
}

func (r runs) near(window orb.Bound) []orb.Point {
	if len(r.points) == 0 {
		return nil
	}
	out := []orb.Point{r.points[0]}
	for i, b := range r.bounds {
		from := i * runCorners
		to := min(from+runCorners+1, len(r.points))
		if b.Max[0] < window.Min[0] || b.Min[0] > window.Max[0] || b.Max[1] < window.Min[1] || b.Min[1] > window.Max[1] {
			out = append(out, r.points[to-1])
		} else {
			out = append(out, r.points[from+1:to]...)
		}
	}
	return out
}

// mapPaths makes a geometry of the same kind from changed rings and lines.
func mapPaths(g orb.Geometry, change func([]orb.Point) []orb.Point) orb.Geometry {
	switch g := g.(type) {
	case orb.LineString:
		return orb.LineString(change(g))
	case orb.Ring:
		return orb.Ring(change(g))
	case orb.MultiLineString:
		out := make(orb.MultiLineString, len(g))
		for i, l := range g {
			out[i] = change(l)
		}
		return out
	case orb.Polygon:
		out := make(orb.Polygon, len(g))
		for i, r := range g {
			out[i] = change(r)
		}
		return out
	case orb.MultiPolygon:
		out := make(orb.MultiPolygon, len(g))
		for i, p := range g {
			out[i], _ = mapPaths(p, change).(orb.Polygon)
		}
		return out
	case orb.Collection:
		out := make(orb.Collection, len(g))
		for i, part := range g {
			out[i] = mapPaths(part, change)
		}
		return out
	}
	return g
}
