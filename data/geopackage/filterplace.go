package geopackage

import (
	"slices"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// spatial asks the R-tree for what may be meant, where the bounds have to meet for it.
func (l *layer) spatial(f data.Spatial, want bool) term {
	literal, ok := besideGeometry(f.Left, f.Right)
	if !ok || want == (f.Op == "S_DISJOINT") {
		return l.known(f.Left, f.Right)
	}
	return l.within(geo.BoundOf(literal.Plain()))
}

// besideGeometry is the literal that the place of a feature is compared with.
func besideGeometry(left, right data.Operand) (data.GeometryValue, bool) {
	if left == data.Operand(data.Property("geometry")) {
		left, right = right, left
	}
	if _, ok := right.(data.Property); !ok {
		return data.GeometryValue{}, false
	}
	literal, ok := left.(data.GeometryValue)
	return literal, ok
}

// nearby asks the R-tree for what may lie within a distance.
func (l *layer) nearby(of data.Distance, op data.ComparisonOp, right data.Operand) term {
	literal, ok := besideGeometry(of.Left, of.Right)
	metres, isNumber := right.(data.NumberValue)
	if !ok || !isNumber || !slices.Contains([]data.ComparisonOp{data.Less, data.LessOrEqual, data.Equal}, op) || !(metres < farthest) {
		return l.known(of, right)
	}
	return l.within(geo.GrowBound(geo.BoundOf(literal.Plain()), max(0, float64(metres))))
}

// farthest is up to which distance in metres a bound is worth growing.
const farthest = 500_000

// within is what the R-tree finds about a bound: at least what meets it.
func (l *layer) within(b orb.Bound) term {
	if checkBound(b) != nil {
		return term{sql: "geom IS NOT NULL"}
	}
	text, values := l.indexed(newArea(b))
	return term{sql: "fid IN (" + text + ")", values: values}
}

// temporal narrows down when features were last written; periods are left to Go.
func (l *layer) temporal(f data.Temporal, want bool) term {
	known := l.known(f.Left, f.Right)
	when, ok := f.Right.(data.InstantValue)
	if !ok || !want || f.Left != data.Operand(data.Property("updated")) {
		return known
	}
	switch f.Op {
	case "T_AFTER":
		return every(known, updatedAbout(data.Greater, when))
	case "T_BEFORE":
		return every(known, updatedAbout(data.Less, when))
	}
	return known
}

// updatedAbout is what may have been updated before, at or after a time. It compares as
// text, to the day, what is written as we do.
func updatedAbout(op data.ComparisonOp, when data.InstantValue) term {
	const day = 24 * time.Hour
	from, to := when.Time.UTC().Truncate(day), when.Time.UTC().Truncate(day).Add(day)
	if from.Year() < 1 || to.Year() > 9999 {
		return undecided
	}
	after := term{"(+updated >= ? OR length(updated) <> ?)", nil, false}
	after.values = append(after.values, from.Format(timeFormat), int64(len(timeFormat)))
	before := term{"(+updated <= ? OR length(updated) <> ?)", nil, false}
	before.values = append(before.values, to.Format(timeFormat), int64(len(timeFormat)))
	switch op {
	case data.Greater, data.GreaterOrEqual:
		return after
	case data.Less, data.LessOrEqual:
		return before
	case data.Equal:
		return every(after, before)
	}
	return undecided
}
