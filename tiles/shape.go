package tiles

import (
	"math"

	"github.com/paulmach/orb"
)

// shape is a geometry on the grid, taken apart by kind: a tile feature holds one kind
// only. Rings are closed.
type shape struct {
	points   []orb.Point
	lines    []orb.LineString
	polygons []orb.Polygon
}

// shape projects a geometry. Empty parts are left out.
func (g grid) shape(geometry orb.Geometry) shape {
	var s shape
	g.addTo(&s, geometry)
	return s
}

// holds reports whether every coordinate is a number and near the world, by which the
// arithmetic that follows can be trusted.
func (g grid) holds(s shape) bool {
	all := g.holdsPath(s.points)
	for _, line := range s.lines {
		all = all && g.holdsPath(line)
	}
	for _, polygon := range s.polygons {
		for _, ring := range polygon {
			all = all && g.holdsPath(ring)
		}
	}
	return all
}

func (g grid) holdsPath(path []orb.Point) bool {
	for _, p := range path {
		if !(math.Abs(p[0]) <= 2*g.size && math.Abs(p[1]) <= 2*g.size) { // false for NaN
			return false
		}
	}
	return true
}

// measurable reports whether a bound has a place and a size at all: that of an empty
// geometry has not, nor one with a coordinate that is no number.
func measurable(b orb.Bound) bool {
	return b.Max[0]-b.Min[0] >= 0 && b.Max[1]-b.Min[1] >= 0
}

func (g grid) addTo(s *shape, geometry orb.Geometry) {
	switch v := geometry.(type) {
	case orb.Point:
		s.points = append(s.points, g.point(v))
	case orb.MultiPoint:
		s.points = append(s.points, g.path(v)...)
	case orb.LineString:
		g.addLine(s, v)
	case orb.MultiLineString:
		for _, line := range v {
			g.addLine(s, line)
		}
	case orb.Ring:
		g.addPolygon(s, orb.Polygon{v})
	case orb.Polygon:
		g.addPolygon(s, v)
	case orb.MultiPolygon:
		for _, polygon := range v {
			g.addPolygon(s, polygon)
		}
	case orb.Bound:
		g.addPolygon(s, v.ToPolygon())
	case orb.Collection:
		for _, member := range v {
			g.addTo(s, member)
		}
	}
}

func (g grid) addLine(s *shape, line orb.LineString) {
	if len(line) > 0 {
		s.lines = append(s.lines, g.path(line))
	}
}

func (g grid) addPolygon(s *shape, polygon orb.Polygon) {
	if len(polygon) == 0 || len(polygon[0]) == 0 {
		return
	}
	projected := make(orb.Polygon, 0, len(polygon))
	for _, ring := range polygon {
		if len(ring) > 0 {
			projected = append(projected, closed(g.path(ring)))
		}
	}
	s.polygons = append(s.polygons, projected)
}

func (g grid) path(points []orb.Point) []orb.Point {
	projected := make([]orb.Point, len(points), len(points)+1)
	for i, p := range points {
		projected[i] = g.point(p)
	}
	return projected
}

func closed(ring []orb.Point) orb.Ring {
	if ring[0] != ring[len(ring)-1] {
		ring = append(ring, ring[0])
	}
	return ring
}

// kind is the type of a tile feature, numbered as the specification does.
type kind uint64

const (
	points   kind = 1
	lines    kind = 2
	polygons kind = 3
)

// kindOf is the kind that stands for a geometry when it is too small to draw: that of
// its greatest dimension. A collection may hold nothing where a member should be.
func kindOf(geometry orb.Geometry) kind {
	all, isCollection := geometry.(orb.Collection)
	if !isCollection {
		return kind(geometry.Dimensions() + 1)
	}
	greatest := points
	for _, member := range all {
		if member != nil {
			greatest = max(greatest, kindOf(member))
		}
	}
	return greatest
}
