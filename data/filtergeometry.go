package data

import (
	"github.com/paulmach/orb"

	"burialmap/geo"
)

// Plain is the geometry as features have theirs: a bound is a polygon, or less if it has no
// width or height; what crosses the antimeridian is cut at ±180.
func (v GeometryValue) Plain() orb.Geometry {
	b, ok := v.Geometry.(orb.Bound)
	if !ok {
		return geo.SplitAtAntimeridian(v.Geometry)
	}
	if b.Min[0] <= b.Max[0] {
		return plainBox(b)
	}
	var parts orb.MultiPolygon
	for _, part := range geo.SplitBound(b) {
		p, ok := plainBox(part).(orb.Polygon)
		if !ok { // one side is a line, or the bound has no height
			return plainLines(b)
		}
		parts = append(parts, p)
	}
	return parts
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
		parts = append(parts, plainBox(part))
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

// vertices is the number of positions of a geometry.
func vertices(g orb.Geometry) int {
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
			n += vertices(p)
		}
	case orb.Collection:
		for _, part := range g {
			n += vertices(part)
		}
	}
	return n
}
