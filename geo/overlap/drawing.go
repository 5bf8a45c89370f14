package overlap

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// Drawing is what two shapes share, for display. Measures do not come from it.
type Drawing struct {
	// Geometry is the shared ground (a polygon or multipolygon), or the shortest line
	// between the two if they share none; a point where they only touch.
	Geometry orb.Geometry
	// Repaired says that one of the outlines is faulty and was first taken apart by the
	// even-odd rule.
	Repaired bool
}

// Draw draws what two geometries in plane metres share. Where one lies within the other it
// is that one, as recorded. The error says that shared ground
// could not be drawn; the Drawing is then the best that could be: a line or point.
func Draw(a, b orb.Geometry) (Drawing, error) {
	return Measure(NewShape(a), NewShape(b)).Draw(a, b)
}

// Draw is [Draw] for two geometries that have been measured.
func (m Measured) Draw(a, b orb.Geometry) (Drawing, error) {
	s, t := NewShape(a), NewShape(b)
	switch {
	case m.SharedM2 == 0:
		return Drawing{Geometry: connection(s, t)}, nil
	case m.Relation == Within || m.Relation == Equals:
		return Drawing{Geometry: a}, nil
	case m.Relation == Contains:
		return Drawing{Geometry: b}, nil
	}
	if len(s.convex) > 0 && len(t.convex) > 0 {
		if ring := clip(s.convex, t.convex); len(ring) >= 3 {
			return Drawing{Geometry: orb.Polygon{closed(straightened(ring))}}, nil
		}
	}
	if sound(a) && sound(b) {
		if g, err := intersection(a, b); err == nil {
			return Drawing{Geometry: g}, nil
		}
	}
	g, err := fromSlabs(s, t)
	if err != nil {
		return Drawing{Geometry: connection(s, t), Repaired: true}, fmt.Errorf("draw shared ground: %w", err)
	}
	return Drawing{Geometry: g, Repaired: true}, nil
}

// straightened leaves out corners that are none: where two edges run along each other,
// rounding makes them cross somewhere between.
func straightened(ring []orb.Point) []orb.Point {
	for i := 0; i < len(ring) && len(ring) > 3; {
		n := len(ring)
		before, after := ring[(i+n-1)%n], ring[(i+1)%n]
		if dist2(ring[i], nearestOnEdge(ring[i], before, after)) <= Contact*Contact {
			ring = append(ring[:i], ring[i+1:]...)
		} else {
			i++
		}
	}
	return ring
}

func closed(ring []orb.Point) orb.Ring { return append(orb.Ring(ring), ring[0]) }

// connection is the shortest line between two shapes, or the point where they meet.
func connection(a, b *Shape) orb.Geometry {
	p, q, d := Nearest(a, b)
	if d <= Contact {
		return p
	}
	return orb.LineString{p, q}
}

// sound reports whether an outline follows the rules, so that it can be drawn as it is.
func sound(g orb.Geometry) bool {
	if _, ok := g.(orb.Collection); ok {
		return false
	}
	shape, err := simple(g)
	return err == nil && shape.Validate() == nil
}

var errNoArea = errors.New("the drawing has no area")

// intersection is the shared ground of two sound outlines by simplefeatures.
func intersection(a, b orb.Geometry) (g orb.Geometry, err error) {
	defer recovered(&err)
	x, err := simple(a)
	if err != nil {
		return nil, err
	}
	y, err := simple(b)
	if err != nil {
		return nil, err
	}
	shared, err := geom.Intersection(x, y)
	if err != nil {
		return nil, err
	}
	return areas(shared)
}

// fromSlabs draws shared ground as the union of what the sweep has cut. It works for any
// rings, also those that break the rules.
func fromSlabs(a, b *Shape) (g orb.Geometry, err error) {
	defer recovered(&err)
	var pieces []geom.Geometry
	for _, r := range trapezoids(a, b) {
		p := polygon(orb.Polygon{closed(r)})
		if p.Validate() == nil {
			pieces = append(pieces, p.AsGeometry())
		}
	}
	union, err := geom.UnionMany(pieces)
	if err != nil {
		return nil, err
	}
	return areas(union)
}

// recovered turns a panic of the geometry library into an error: a picture that cannot be
// drawn must not stop what measures.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("geometry library: %v", r)
	}
}

func simple(g orb.Geometry) (geom.Geometry, error) {
	switch g := g.(type) {
	case orb.Ring:
		return polygon(orb.Polygon{g}).AsGeometry(), nil
	case orb.Bound:
		return polygon(g.ToPolygon()).AsGeometry(), nil
	case orb.Polygon:
		return polygon(g).AsGeometry(), nil
	case orb.MultiPolygon:
		parts := make([]geom.Polygon, len(g))
		for i, p := range g {
			parts[i] = polygon(p)
		}
		return geom.NewMultiPolygon(parts).AsGeometry(), nil
	}
	return geom.Geometry{}, fmt.Errorf("%T has no area", g)
}

func polygon(p orb.Polygon) geom.Polygon {
	rings := make([]geom.LineString, len(p))
	for i, r := range p {
		xy := make([]float64, 0, 2*len(r))
		for _, q := range r {
			xy = append(xy, q[0], q[1])
		}
		rings[i] = geom.NewLineString(geom.NewSequence(xy, geom.DimXY))
	}
	return geom.NewPolygon(rings)
}

// areas keeps the polygons of a geometry.
func areas(g geom.Geometry) (orb.Geometry, error) {
	var m orb.MultiPolygon
	for _, part := range g.Dump() {
		if p, ok := part.AsPolygon(); ok && !p.IsEmpty() {
			m = append(m, fromSimple(p))
		}
	}
	switch len(m) {
	case 0:
		return nil, errNoArea
	case 1:
		return m[0], nil
	}
	return m, nil
}

func fromSimple(p geom.Polygon) orb.Polygon {
	var out orb.Polygon
	for _, r := range p.DumpRings() {
		seq := r.Coordinates()
		ring := make(orb.Ring, seq.Length())
		for i := range ring {
			xy := seq.GetXY(i)
			ring[i] = orb.Point{xy.X, xy.Y}
		}
		out = append(out, ring)
	}
	return out
}
