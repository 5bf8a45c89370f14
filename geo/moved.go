package geo

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// MiddleOf is the centroid of a geometry's area on the ground; of lines that of their
// length, of points their mean, and where that cannot be told the middle of its bounds. A
// hole counts as none of the area. It may lie outside the geometry, as with a horseshoe.
func MiddleOf(g orb.Geometry) orb.Point {
	if p, ok := g.(orb.Point); ok {
		return p
	}
	plane := PlaneFor(g)
	middle, area := planar.CentroidArea(plane.ProjectGeometry(g))
	if math.IsNaN(middle[0]) || math.IsNaN(middle[1]) || area == 0 && hasArea(g) {
		return plane.Center()
	}
	return plane.Unproject(middle)
}

func hasArea(g orb.Geometry) bool { return g.Dimensions() == 2 }

// MovedTo is a geometry moved over the ground so that its middle lies at a position: each
// point keeps its distance in metres east and north of the middle, so that size, shape and
// bearing stay, whatever the latitude. What then lies across the antimeridian is cut there.
func MovedTo(g orb.Geometry, at orb.Point) orb.Geometry {
	from, to := NewPlane(MiddleOf(g)), NewPlane(at)
	return SplitAtAntimeridian(mapPoints(g, func(p orb.Point) orb.Point { return to.Unproject(from.Project(p)) }))
}

// SameWithin reports whether two geometries are of one kind and have as many points, each
// at most so many degrees of longitude and of latitude from its counterpart.
func SameWithin(a, b orb.Geometry, degrees float64) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	if a.GeoJSONType() != b.GeoJSONType() {
		return false
	}
	as, bs := paths(a), paths(b)
	if len(as) != len(bs) {
		return false
	}
	for i, path := range as {
		if len(path) != len(bs[i]) {
			return false
		}
		for j, p := range path {
			if q := bs[i][j]; !(math.Abs(p[0]-q[0]) <= degrees && math.Abs(p[1]-q[1]) <= degrees) {
				return false
			}
		}
	}
	return true
}

func paths(g orb.Geometry) (all [][]orb.Point) {
	eachPath(g, func(path []orb.Point) bool {
		all = append(all, path)
		return true
	})
	return all
}
