package fieldkit

import (
	"strings"

	"github.com/paulmach/orb"
)

// shape is a geometry as KML. Outlines run counterclockwise, as KML asks, holes clockwise.
func shape(g orb.Geometry) node {
	switch g := g.(type) {
	case orb.Point:
		return el("Point", coordinates(g))
	case orb.LineString:
		return el("LineString", el("tessellate", "1"), coordinates(g...))
	case orb.Polygon:
		return polygon(g)
	case orb.MultiPoint:
		return several(g, func(p orb.Point) node { return shape(p) })
	case orb.MultiLineString:
		return several(g, func(l orb.LineString) node { return shape(l) })
	case orb.MultiPolygon:
		return several(g, func(p orb.Polygon) node { return shape(p) })
	case orb.Collection:
		return several(g, shape)
	}
	return node{}
}

func several[T any](parts []T, as func(T) node) node {
	n := el("MultiGeometry")
	for _, p := range parts {
		n.add(as(p))
	}
	return n
}

func polygon(p orb.Polygon) node {
	n := el("Polygon", el("tessellate", "1"))
	for i, r := range p {
		if (r.Orientation() == orb.CW) == (i == 0) {
			r = r.Clone()
			r.Reverse()
		}
		boundary := "innerBoundaryIs"
		if i == 0 {
			boundary = "outerBoundaryIs"
		}
		n.add(el(boundary, el("LinearRing", coordinates(r...))))
	}
	return n
}

func coordinates(points ...orb.Point) node {
	var b strings.Builder
	for i, p := range points {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(degrees(p[0]) + "," + degrees(p[1]))
	}
	return el("coordinates", b.String())
}
