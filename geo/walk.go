package geo

import "github.com/paulmach/orb"

// mapPoints is a geometry of the same kind with every point replaced.
func mapPoints(g orb.Geometry, f func(orb.Point) orb.Point) orb.Geometry {
	switch g := g.(type) {
	case orb.Point:
		return f(g)
	case orb.MultiPoint:
		return orb.MultiPoint(mapped(g, f))
	case orb.LineString:
		return orb.LineString(mapped(g, f))
	case orb.Ring:
		return orb.Ring(mapped(g, f))
	case orb.MultiLineString:
		return orb.MultiLineString(each(g, func(l orb.LineString) orb.LineString { return mapped(l, f) }))
	case orb.Polygon:
		return mapPolygon(g, f)
	case orb.MultiPolygon:
		return orb.MultiPolygon(each(g, func(p orb.Polygon) orb.Polygon { return mapPolygon(p, f) }))
	case orb.Collection:
		return orb.Collection(each(g, func(part orb.Geometry) orb.Geometry { return mapPoints(part, f) }))
	case orb.Bound:
		return mapPolygon(g.ToPolygon(), f)
	}
	return nil
}

func mapPolygon(p orb.Polygon, f func(orb.Point) orb.Point) orb.Polygon {
	return each(p, func(r orb.Ring) orb.Ring { return mapped(r, f) })
}

func mapped(points []orb.Point, f func(orb.Point) orb.Point) []orb.Point {
	return each(points, f)
}

func each[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	for i, a := range in {
		out[i] = f(a)
	}
	return out
}

// eachPath calls visit with every run of points of a geometry: each point, line and ring.
// It stops when visit returns false, and reports whether it came to the end.
func eachPath(g orb.Geometry, visit func([]orb.Point) bool) bool {
	switch g := g.(type) {
	case orb.Point:
		return visit([]orb.Point{g})
	case orb.MultiPoint:
		for i := range g {
			if !visit(g[i : i+1]) {
				return false
			}
		}
	case orb.LineString:
		return visit(g)
	case orb.Ring:
		return visit(g)
	case orb.MultiLineString:
		for _, l := range g {
			if !visit(l) {
				return false
			}
		}
	case orb.Polygon:
		for _, r := range g {
			if !visit(r) {
				return false
			}
		}
	case orb.MultiPolygon:
		for _, p := range g {
			if !eachPath(p, visit) {
				return false
			}
		}
	case orb.Collection:
		for _, part := range g {
			if !eachPath(part, visit) {
				return false
			}
		}
	case orb.Bound:
		return eachPath(g.ToPolygon(), visit)
	}
	return true
}

// FirstPosition is the first position of a geometry; false if it has none.
func FirstPosition(g orb.Geometry) (first orb.Point, ok bool) {
	eachPath(g, func(points []orb.Point) bool {
		if len(points) > 0 {
			first, ok = points[0], true
		}
		return !ok
	})
	return first, ok
}
