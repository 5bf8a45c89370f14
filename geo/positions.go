package geo

import "github.com/paulmach/orb"

// Positions is the number of positions of a geometry, the closing one of a ring included:
// what it costs to hold. Nothing has none.
func Positions(g orb.Geometry) int {
	n := 0
	switch g := g.(type) {
	case orb.Point:
		return 1
	case orb.Bound:
		return 2
	case orb.MultiPoint:
		return len(g)
	case orb.LineString:
		return len(g)
	case orb.Ring:
		return len(g)
	case orb.MultiLineString:
		for _, l := range g {
			n += len(l)
		}
	case orb.Polygon:
		for _, r := range g {
			n += len(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			n += Positions(p)
		}
	case orb.Collection:
		for _, part := range g {
			n += Positions(part)
		}
	}
	return n
}
