package kml

import (
	"math"

	"github.com/paulmach/orb"
	kml "github.com/twpayne/go-kml/v3"
)

// shapeOf is a geometry as KML, nil for none.
func shapeOf(g orb.Geometry) kml.Element {
	switch g := g.(type) {
	case orb.Point:
		return kml.Point(coordinates(g))
	case orb.MultiPoint:
		return several(g, func(p orb.Point) kml.Element { return shapeOf(p) })
	case orb.LineString:
		return kml.LineString(kml.Tessellate(true), coordinates(g...))
	case orb.MultiLineString:
		return several(g, func(l orb.LineString) kml.Element { return shapeOf(l) })
	case orb.Ring:
		return shapeOf(orb.Polygon{g})
	case orb.Polygon:
		return polygon(g)
	case orb.MultiPolygon:
		return several(g, func(p orb.Polygon) kml.Element { return shapeOf(p) })
	case orb.Collection:
		return several(g, shapeOf)
	case orb.Bound:
		return shapeOf(g.ToPolygon())
	}
	return nil
}

func several[T any](parts []T, shape func(T) kml.Element) kml.Element {
	list := make([]kml.Element, len(parts))
	for i, p := range parts {
		list[i] = shape(p)
	}
	return kml.MultiGeometry(list...)
}

// polygon runs its outline counterclockwise, as KML asks, and its holes clockwise.
func polygon(p orb.Polygon) kml.Element {
	list := []kml.Element{kml.Tessellate(true)}
	for i, r := range p {
		if (r.Orientation() == orb.CW) == (i == 0) {
			r = r.Clone()
			r.Reverse()
		}
		ring := kml.LinearRing(coordinates(r...))
		if i == 0 {
			list = append(list, kml.OuterBoundaryIs(ring))
		} else {
			list = append(list, kml.InnerBoundaryIs(ring))
		}
	}
	return kml.Polygon(list...)
}

// coordinates have at most 7 decimals of degrees, about a centimetre.
func coordinates(points ...orb.Point) kml.Element {
	list := make([]kml.Coordinate, len(points))
	for i, p := range points {
		list[i] = kml.Coordinate{Lon: rounded(p[0]), Lat: rounded(p[1])}
	}
	return kml.Coordinates(list...)
}

func rounded(v float64) float64 {
	return math.Round(v*1e7)/1e7 + 0 // no minus zero
}

// multiOf names the type of a Multi geometry that has a single part: KML alone would not
// tell it from the part.
func multiOf(g orb.Geometry) string {
	switch g := g.(type) {
	case orb.MultiPoint:
		if len(g) == 1 {
			return g.GeoJSONType()
		}
	case orb.MultiLineString:
		if len(g) == 1 {
			return g.GeoJSONType()
		}
	case orb.MultiPolygon:
		if len(g) == 1 {
			return g.GeoJSONType()
		}
	}
	return ""
}
