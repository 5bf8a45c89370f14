package crs

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"
)

// GeometryToWGS84 converts every position of a geometry by [CRS.ToWGS84]; the result is a
// new one of the same kind, but for a bound, which becomes the polygon of its four corners.
// The first position that has no place is an error. nil stays nil. A shape that lies across
// 180° comes back with longitudes on both sides of it: see geo.SplitAtAntimeridian.
func (c CRS) GeometryToWGS84(g orb.Geometry) (orb.Geometry, error) {
	return converted(g, c.ToWGS84)
}

// GeometryFromWGS84 is the way back.
func (c CRS) GeometryFromWGS84(g orb.Geometry) (orb.Geometry, error) {
	return converted(g, c.FromWGS84)
}

func converted(g orb.Geometry, convert func(orb.Point) (orb.Point, error)) (orb.Geometry, error) {
	if b, ok := g.(orb.Bound); ok {
		g = b.ToPolygon()
	}
	var first error
	n := 0
	out := project.Geometry(orb.Clone(g), func(p orb.Point) orb.Point {
		n++
		if first != nil {
			return p
		}
		q, err := convert(p)
		if err != nil {
			first = fmt.Errorf("position %d: %w", n, err)
		}
		return q
	})
	if first != nil {
		return nil, first
	}
	return out, nil
}
