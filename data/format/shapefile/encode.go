package shapefile

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// appendShape appends a shape from its type on. Coordinates are the numbers that the feature
// has, not rounded. Outlines run clockwise and holes the other way, as the format wants it.
func appendShape(b []byte, g orb.Geometry) []byte {
	switch g := g.(type) {
	case orb.Point:
		return appendPositions(appendInts(b, point), g)
	case orb.MultiPoint:
		return appendPositions(appendInts(appendBound(appendInts(b, multipoint), g.Bound()), len(g)), g...)
	case orb.LineString:
		return appendParts(b, polyline, g.Bound(), [][]orb.Point{g})
	case orb.MultiLineString:
		parts := make([][]orb.Point, len(g))
		for i, l := range g {
			parts[i] = l
		}
		return appendParts(b, polyline, g.Bound(), parts)
	case orb.Ring:
		return appendShape(b, orb.Polygon{g})
	case orb.Bound:
		return appendShape(b, g.ToPolygon())
	case orb.Polygon:
		return appendParts(b, polygon, g.Bound(), turnedRings(nil, g))
	case orb.MultiPolygon:
		var parts [][]orb.Point
		for _, p := range g {
			parts = turnedRings(parts, p)
		}
		return appendParts(b, polygon, g.Bound(), parts)
	}
	return appendInts(b, nullShape)
}

// turnedRings appends the rings of a polygon, turned round where they must be. Those of the
// feature stay as they are.
func turnedRings(parts [][]orb.Point, p orb.Polygon) [][]orb.Point {
	for i, r := range p {
		ring := []orb.Point(r)
		outline := i == 0
		if area := signedArea(ring); area > 0 == outline && area != 0 {
			ring = slices.Clone(ring)
			slices.Reverse(ring)
		}
		parts = append(parts, ring)
	}
	return parts
}

// appendParts appends type, box, numbers of parts and points, where each part begins, points.
func appendParts(b []byte, kind int, bound orb.Bound, parts [][]orb.Point) []byte {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	b = appendInts(appendBound(appendInts(b, kind), bound), len(parts), n)
	n = 0
	for _, p := range parts {
		b = appendInts(b, n)
		n += len(p)
	}
	for _, p := range parts {
		b = appendPositions(b, p...)
	}
	return b
}

func appendInts(b []byte, values ...int) []byte {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return b
}

func appendBound(b []byte, bound orb.Bound) []byte { return appendPositions(b, bound.Min, bound.Max) }

func appendPositions(b []byte, ps ...orb.Point) []byte {
	for _, p := range ps {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[0]))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1]))
	}
	return b
}
