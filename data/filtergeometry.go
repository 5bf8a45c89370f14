package data

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// Plain is the geometry as features have theirs: a bound is a polygon, or less if it has no
// width or height. Longitudes beyond ±180 come back into range on the other side, and what
// crosses the antimeridian so is cut there. An edge between longitudes within the range is
// straight on the plane of longitude and latitude, also if it runs more than half way around
// the globe; then it is given in parts that do not.
func (v GeometryValue) Plain() orb.Geometry {
	b, ok := v.Geometry.(orb.Bound)
	switch {
	case !ok && inRange(v.Geometry):
		return inParts(v.Geometry)
	case !ok:
		return geo.SplitAtAntimeridian(v.Geometry)
	case b.Min[0] <= b.Max[0]:
		return inParts(plainBox(b))
	}
	var parts orb.MultiPolygon
	for _, part := range geo.SplitBound(b) {
		p, ok := inParts(plainBox(part)).(orb.Polygon)
		if !ok { // one side is a line, or the bound has no height
			return plainLines(b)
		}
		parts = append(parts, p)
	}
	return parts
}

// inRange reports whether no longitude is beyond ±180.
func inRange(g orb.Geometry) bool {
	if g == nil {
		return true
	}
	b := g.Bound()
	return !(b.Min[0] < -180 || b.Max[0] > 180)
}

// inParts cuts edges that run more than half way around the globe into three.
func inParts(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case orb.LineString:
		return orb.LineString(pathInParts(g))
	case orb.MultiLineString:
		return orb.MultiLineString(shapes(g, func(l orb.LineString) orb.LineString { return pathInParts(l) }))
	case orb.Ring:
		return orb.Ring(pathInParts(g))
	case orb.Polygon:
		return polygonInParts(g)
	case orb.MultiPolygon:
		return orb.MultiPolygon(shapes(g, polygonInParts))
	case orb.Collection:
		return orb.Collection(shapes(g, inParts))
	}
	return g
}

func polygonInParts(p orb.Polygon) orb.Polygon {
	return shapes(p, func(r orb.Ring) orb.Ring { return pathInParts(r) })
}

func pathInParts(path []orb.Point) []orb.Point {
	var out []orb.Point
	for i, p := range path {
		if i > 0 && math.Abs(p[0]-path[i-1][0]) > 180 {
			from := path[i-1]
			third := orb.Point{(p[0] - from[0]) / 3, (p[1] - from[1]) / 3}
			out = append(out, orb.Point{from[0] + third[0], from[1] + third[1]}, orb.Point{p[0] - third[0], p[1] - third[1]})
		}
		out = append(out, p)
	}
	return out
}

// plainBox is a bound that does not cross the antimeridian.
func plainBox(b orb.Bound) orb.Geometry {
	switch {
	case b.Min == b.Max:
		return b.Min
	case b.Min[0] == b.Max[0] || b.Min[1] == b.Max[1]:
		return orb.LineString{b.Min, b.Max}
	}
	return b.ToPolygon()
}

// plainLines is a bound across the antimeridian of which a side is no polygon.
func plainLines(b orb.Bound) orb.Geometry {
	var parts orb.Collection
	for _, part := range geo.SplitBound(b) {
		parts = append(parts, inParts(plainBox(part)))
	}
	return parts
}

// checkBox refuses a bound that is upside down or out of range.
func checkBox(g orb.Geometry) error {
	b, ok := g.(orb.Bound)
	switch {
	case !ok:
		return nil
	case !(b.Min[1] <= b.Max[1]):
		return filterErrorf("a box goes west, south, east, north, and its south %v is above its north %v", b.Min[1], b.Max[1])
	case !geo.World.Contains(b.Min) || !geo.World.Contains(b.Max):
		return filterErrorf("a box lies within longitudes ±180 and latitudes ±90; longitude comes first")
	}
	return nil
}

// placed reports whether a geometry has positions, all of them finite.
func placed(g orb.Geometry) bool {
	switch g := g.(type) {
	case orb.Point:
		return finitePoints([]orb.Point{g})
	case orb.MultiPoint:
		return len(g) > 0 && finitePoints(g)
	case orb.LineString:
		return len(g) > 0 && finitePoints(g)
	case orb.Ring:
		return len(g) > 0 && finitePoints(g)
	case orb.MultiLineString:
		return eachPlaced(g, func(l orb.LineString) bool { return placed(l) })
	case orb.Polygon:
		return eachPlaced(g, func(r orb.Ring) bool { return placed(r) })
	case orb.MultiPolygon:
		return eachPlaced(g, func(p orb.Polygon) bool { return placed(p) })
	case orb.Collection:
		return eachPlaced(g, placed)
	}
	return false
}

func eachPlaced[T any](parts []T, is func(T) bool) bool {
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(part T) bool { return !is(part) })
}

func finitePoints(points []orb.Point) bool {
	return !slices.ContainsFunc(points, func(p orb.Point) bool { return math.IsNaN(p[0]-p[0]) || math.IsNaN(p[1]-p[1]) })
}
