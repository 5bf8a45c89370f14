package book

import (
	"github.com/paulmach/orb"
)

// mapGeometry maps every point; the result is a new geometry.
func mapGeometry(g orb.Geometry, to func(orb.Point) orb.Point) orb.Geometry {
	switch g := g.(type) {
	case orb.Point:
		return to(g)
	case orb.MultiPoint:
		return orb.MultiPoint(mapPoints(g, to))
	case orb.LineString:
		return orb.LineString(mapPoints(g, to))
	case orb.Ring:
		return orb.Ring(mapPoints(g, to))
	case orb.Bound:
		return mapGeometry(g.ToPolygon(), to)
	case orb.Polygon:
		return orb.Polygon(mapRings(g, to))
	case orb.MultiLineString:
		out := make(orb.MultiLineString, len(g))
		for i, l := range g {
			out[i] = mapPoints(l, to)
		}
		return out
	case orb.MultiPolygon:
		out := make(orb.MultiPolygon, len(g))
		for i, p := range g {
			out[i] = mapRings(p, to)
		}
		return out
	case orb.Collection:
		out := make(orb.Collection, len(g))
		for i, part := range g {
			out[i] = mapGeometry(part, to)
		}
		return out
	}
	return nil
}

func mapPoints(from []orb.Point, to func(orb.Point) orb.Point) []orb.Point {
	out := make([]orb.Point, len(from))
	for i, p := range from {
		out[i] = to(p)
	}
	return out
}

func mapRings(from []orb.Ring, to func(orb.Point) orb.Point) []orb.Ring {
	out := make([]orb.Ring, len(from))
	for i, r := range from {
		out[i] = mapPoints(r, to)
	}
	return out
}

func eachPoint(g orb.Geometry, do func(orb.Point)) {
	if g == nil {
		return
	}
	mapGeometry(g, func(p orb.Point) orb.Point { do(p); return p })
}
