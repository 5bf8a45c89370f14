package geopackage

import (
	"database/sql/driver"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// area is a bound that was asked for, cut at the antimeridian into plain ones.
type area []orb.Bound

func newArea(b orb.Bound) area {
	if plain(b) {
		return area{b}
	}
	return geo.SplitBound(b)
}

// plain bounds need no cutting.
func plain(b orb.Bound) bool {
	return -180 <= b.Min[0] && b.Min[0] <= b.Max[0] && b.Max[0] <= 180
}

// checkBound refuses a bound that is not one; west > east is one.
func checkBound(b orb.Bound) error {
	for _, v := range [...]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]} {
		if math.IsNaN(v - v) {
			return fmt.Errorf("%w: a bound needs four finite numbers", data.ErrInvalid)
		}
	}
	if b.Min[1] > b.Max[1] {
		return fmt.Errorf("%w: the south of a bound lies north of its north", data.ErrInvalid)
	}
	return nil
}

// selects finishes the condition for one row of layer.selectSQL: the R-tree keeps single
// precision and knows nothing of the antimeridian, so that it selects a little too much.
func (a area) selects(row []driver.Value) bool {
	blob, ok := row[1+colGeometry].([]byte)
	return ok && a.meets(blob)
}

// meets reports whether the bound of a stored geometry meets the area, edges included.
// A geometry on both sides of the antimeridian does so with either part.
func (a area) meets(blob []byte) bool {
	b, err := decodeBox(blob)
	if err != nil || b.empty() {
		return false
	}
	if !b.wide() {
		return a.meetsBound(b.bound())
	}
	g, err := decodeGeometry(blob)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(geo.SplitBound(geo.BoundOf(g)), a.meetsBound)
}

func (a area) meetsBound(b orb.Bound) bool {
	for _, part := range a {
		if part.Intersects(b) {
			return true
		}
	}
	return false
}
