package data

import (
	"math"
	"sync"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"

	"burialmap/geo"
)

// spatial relates geometries exactly, with longitude and latitude as a plane. What crosses
// the antimeridian is there in parts on both sides of it.
func (c compiler) spatial(f Spatial) condition {
	value, literal := f.Right.(GeometryValue)
	if !literal {
		if value, literal = f.Left.(GeometryValue); literal {
			f = Spatial{turned(f.Op), f.Right, f.Left}
		}
	}
	of, op := c.geometry(f.Left), f.Op
	if !literal { // the geometry and itself
		return func(f *Feature) truth {
			g, ok := of(f)
			if !ok {
				return unknown
			}
			return newRelated(op, GeometryValue{g}).to(g)
		}
	}
	related := newRelated(op, value)
	return func(f *Feature) truth {
		g, ok := of(f)
		if !ok {
			return unknown
		}
		return related.to(g)
	}
}

// turned is the relation with its sides exchanged.
func turned(op string) string {
	switch op {
	case "S_CONTAINS":
		return "S_WITHIN"
	case "S_WITHIN":
		return "S_CONTAINS"
	}
	return op
}

// related asks how geometries lie to one that stays the same.
type related struct {
	op    string
	shape geom.Geometry
	bound orb.Bound
	box   bool // it is all that lies within its bound

	mu       sync.Mutex // guards prepared, which keeps what it works out
	prepared geom.PreparedGeometry
	bad      bool
}

func newRelated(op string, v GeometryValue) *related {
	g := v.Plain()
	box, isBox := v.Geometry.(orb.Bound)
	r := &related{op: op, shape: shapeOf(g), bound: g.Bound(), box: isBox && box.Min[0] <= box.Max[0]}
	var err error
	r.prepared, err = geom.Prepare(r.shape)
	r.bad = err != nil
	return r
}

// to is what the relation is from another geometry to this one.
func (r *related) to(g orb.Geometry) truth {
	bound := g.Bound()
	switch {
	case r.bad:
		return unknown
	case !r.bound.Intersects(bound):
		return truthOf(r.op == "S_DISJOINT")
	case r.box && r.bound.Contains(bound.Min) && r.bound.Contains(bound.Max):
		if r.op == "S_INTERSECTS" || r.op == "S_DISJOINT" {
			return truthOf(r.op == "S_INTERSECTS")
		}
	}
	is, err := r.ask(shapeOf(g))
	if err != nil { // an outline that crosses itself may have no answer
		return unknown
	}
	return truthOf(is)
}

func (r *related) ask(shape geom.Geometry) (bool, error) {
	switch r.op {
	case "S_EQUALS":
		return geom.Equals(shape, r.shape)
	case "S_CROSSES":
		return geom.Crosses(shape, r.shape)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	switch r.op {
	case "S_CONTAINS":
		return r.prepared.Within(shape)
	case "S_WITHIN":
		return r.prepared.Contains(shape)
	case "S_TOUCHES":
		return r.prepared.Touches(shape)
	case "S_OVERLAPS":
		return r.prepared.Overlaps(shape)
	case "S_DISJOINT":
		return r.prepared.Disjoint(shape)
	}
	return r.prepared.Intersects(shape)
}

// near is a comparison of a distance with a number that looks at bounds first; nil if the
// comparison is another one.
func (c compiler) near(f Comparison) condition {
	d, ok1 := f.Left.(Distance)
	metres, ok2 := f.Right.(NumberValue)
	value, ok3 := d.Right.(GeometryValue)
	if !ok3 {
		value, ok3 = d.Left.(GeometryValue)
		d.Left = d.Right
	}
	if !ok1 || !ok2 || !ok3 || constant(d.Left) || metres < 0 {
		return nil
	}
	of := c.geometry(d.Left)
	reach := geo.GrowBound(geo.BoundOf(value.Plain()), float64(metres)+1)
	outline := geo.NewOutline(value.Plain())
	is := asked(f.Op)
	beyond := truthOf(is(1))
	return func(f *Feature) truth {
		g, ok := of(f)
		if !ok {
			return unknown
		}
		if !geo.BoundsMeet(reach, geo.BoundOf(g)) {
			return beyond
		}
		return truthOf(is(compareMetres(outline.Distance(geo.NewOutline(g)), float64(metres))))
	}
}

func compareMetres(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// metres is the distance between two geometries.
func (c compiler) metres(d Distance) getter[float64] {
	left, right := c.outline(d.Left), c.outline(d.Right)
	return func(f *Feature) (float64, bool) {
		a, ok1 := left(f)
		b, ok2 := right(f)
		if !ok1 || !ok2 {
			return 0, false
		}
		metres := a.Distance(b)
		return metres, !math.IsInf(metres, 1)
	}
}

func (c compiler) outline(o Operand) getter[*geo.Outline] {
	if v, ok := o.(GeometryValue); ok {
		return always(geo.NewOutline(v.Plain()))
	}
	of := c.geometry(o)
	return func(f *Feature) (*geo.Outline, bool) {
		g, ok := of(f)
		if !ok {
			return nil, false
		}
		return geo.NewOutline(g), true
	}
}
