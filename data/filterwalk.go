package data

import (
	"slices"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// PropertiesOf are the properties that a filter looks at, sorted: what has to be read of a
// feature to evaluate it.
func PropertiesOf(f Filter) []string {
	var names []string
	_, _ = mapOperands(f, func(o Operand) (Operand, error) { // fails only if we do
		if name, ok := o.(Property); ok {
			names = append(names, string(name))
		}
		return o, nil
	})
	slices.Sort(names)
	return slices.Compact(names)
}

// MapGeometries gives the filter with every position of its literals replaced: those that a
// client wrote in another reference system, or with latitude first, come to longitude and
// latitude so. A box stays one if its corners still make one; otherwise it becomes a polygon
// of which the sides are followed in small steps. Where positions are more than put in
// another order, an edge that comes to run more than half way around the globe crosses the
// antimeridian and is cut there. An error of the function comes back as it is.
func MapGeometries(f Filter, position func(orb.Point) (orb.Point, error)) (Filter, error) {
	return mapOperands(f, func(o Operand) (Operand, error) {
		v, ok := o.(GeometryValue)
		if !ok {
			return o, nil
		}
		g, err := mapGeometry(v.Geometry, position)
		return GeometryValue{g}, err
	})
}

// mapOperands gives the filter with every operand replaced, inner ones first.
func mapOperands(f Filter, replace func(Operand) (Operand, error)) (Filter, error) {
	m := operandMapper{replace: replace}
	out := m.filter(f)
	return out, m.err
}

// operandMapper keeps the first error and does nothing after it.
type operandMapper struct {
	replace func(Operand) (Operand, error)
	err     error
}

func (m *operandMapper) filter(f Filter) Filter {
	switch f := f.(type) {
	case And:
		return And(m.filters(f))
	case Or:
		return Or(m.filters(f))
	case Not:
		return Not{m.filter(f.Filter)}
	case Comparison:
		return Comparison{f.Op, m.operand(f.Left), m.operand(f.Right)}
	case Between:
		return Between{m.operand(f.Of), m.operand(f.Low), m.operand(f.High)}
	case In:
		return In{m.operand(f.Of), m.operands(f.List)}
	case Like:
		return Like{m.operand(f.Of), m.operand(f.Pattern)}
	case IsNull:
		return IsNull{m.operand(f.Of)}
	case Spatial:
		return Spatial{f.Op, m.operand(f.Left), m.operand(f.Right)}
	case Temporal:
		return Temporal{f.Op, m.operand(f.Left), m.operand(f.Right)}
	case Array:
		return Array{f.Op, m.operand(f.Left), m.operand(f.Right)}
	}
	return f
}

func (m *operandMapper) filters(list []Filter) []Filter {
	out := make([]Filter, len(list))
	for i, f := range list {
		out[i] = m.filter(f)
	}
	return out
}

func (m *operandMapper) operands(list []Operand) []Operand {
	out := make([]Operand, len(list))
	for i, o := range list {
		out[i] = m.operand(o)
	}
	return out
}

func (m *operandMapper) operand(o Operand) Operand {
	switch v := o.(type) {
	case nil:
		return nil
	case CaseI:
		o = CaseI{m.operand(v.Of)}
	case AccentI:
		o = AccentI{m.operand(v.Of)}
	case Distance:
		o = Distance{m.operand(v.Left), m.operand(v.Right)}
	case IntervalValue:
		o = IntervalValue{m.operand(v.Start), m.operand(v.End)}
	case ListValue:
		o = ListValue(m.operands(v))
	}
	if m.err != nil {
		return o
	}
	o, m.err = m.replace(o)
	return o
}

// geometryMapper keeps the first error and does nothing after it.
type geometryMapper struct {
	position func(orb.Point) (orb.Point, error)
	moved    bool // a position became another one, not only in another order
	err      error
}

func mapGeometry(g orb.Geometry, position func(orb.Point) (orb.Point, error)) (orb.Geometry, error) {
	m := geometryMapper{position: position}
	out := m.geometry(g)
	if m.moved && m.err == nil {
		out = geo.SplitAtAntimeridian(out)
	}
	return out, m.err
}

func (m *geometryMapper) geometry(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case orb.Point:
		return m.point(g)
	case orb.MultiPoint:
		return orb.MultiPoint(m.points(g))
	case orb.LineString:
		return orb.LineString(m.points(g))
	case orb.MultiLineString:
		return orb.MultiLineString(shapes(g, func(l orb.LineString) orb.LineString { return m.points(l) }))
	case orb.Ring:
		return orb.Ring(m.points(g))
	case orb.Polygon:
		return m.polygon(g)
	case orb.MultiPolygon:
		return orb.MultiPolygon(shapes(g, m.polygon))
	case orb.Collection:
		return orb.Collection(shapes(g, m.geometry))
	case orb.Bound:
		return m.bound(g)
	}
	return g
}

func (m *geometryMapper) polygon(p orb.Polygon) orb.Polygon {
	return shapes(p, func(r orb.Ring) orb.Ring { return m.points(r) })
}

func (m *geometryMapper) points(points []orb.Point) []orb.Point { return shapes(points, m.point) }

func (m *geometryMapper) point(p orb.Point) orb.Point {
	if m.err != nil {
		return p
	}
	q, err := m.position(p)
	m.moved, m.err = m.moved || q != p && q != orb.Point{p[1], p[0]}, err
	return q
}

// sideSteps is into how many steps a side of a box is cut. A side of 1000 km bends by less
// than 10 m between two of them in the systems we have.
const sideSteps = 64

func (m *geometryMapper) bound(b orb.Bound) orb.Geometry {
	corners := m.points([]orb.Point{b.Min, {b.Max[0], b.Min[1]}, b.Max, {b.Min[0], b.Max[1]}})
	sw, ne := corners[0], corners[2]
	others := [2]orb.Point{corners[1], corners[3]}
	if straight := [2]orb.Point{{ne[0], sw[1]}, {sw[0], ne[1]}}; others == straight || others == [2]orb.Point{straight[1], straight[0]} {
		return orb.Bound{Min: sw, Max: ne}
	}
	ring := orb.Ring{}
	from := b.Min
	for _, to := range []orb.Point{{b.Max[0], b.Min[1]}, b.Max, {b.Min[0], b.Max[1]}, b.Min} {
		for i := range sideSteps {
			t := float64(i) / sideSteps
			ring = append(ring, m.point(orb.Point{from[0] + t*(to[0]-from[0]), from[1] + t*(to[1]-from[1])}))
		}
		from = to
	}
	return orb.Polygon{append(ring, ring[0])}
}
