package data

import (
	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// shapeOf is a geometry as package geom has it.
func shapeOf(g orb.Geometry) geom.Geometry {
	switch g := g.(type) {
	case orb.Point:
		return pointShape(g).AsGeometry()
	case orb.MultiPoint:
		return geom.NewMultiPoint(shapes(g, pointShape)).AsGeometry()
	case orb.LineString:
		return lineShape(g).AsGeometry()
	case orb.MultiLineString:
		return geom.NewMultiLineString(shapes(g, lineShape)).AsGeometry()
	case orb.Ring:
		return polygonShape(orb.Polygon{g}).AsGeometry()
	case orb.Polygon:
		return polygonShape(g).AsGeometry()
	case orb.MultiPolygon:
		return geom.NewMultiPolygon(shapes(g, polygonShape)).AsGeometry()
	case orb.Bound:
		return shapeOf(plainBox(g))
	case orb.Collection:
		return geom.NewGeometryCollection(shapes(g, shapeOf)).AsGeometry()
	}
	return geom.Geometry{}
}

func shapes[A, B any](parts []A, shape func(A) B) []B {
	out := make([]B, len(parts))
	for i, part := range parts {
		out[i] = shape(part)
	}
	return out
}

func pointShape(p orb.Point) geom.Point { return geom.NewPointXY(p[0], p[1]) }

func lineShape(l orb.LineString) geom.LineString {
	coordinates := make([]float64, 0, 2*len(l))
	for _, p := range l {
		coordinates = append(coordinates, p[0], p[1])
	}
	return geom.NewLineString(geom.NewSequence(coordinates, geom.DimXY))
}

func polygonShape(p orb.Polygon) geom.Polygon {
	return geom.NewPolygon(shapes(p, func(r orb.Ring) geom.LineString { return lineShape(orb.LineString(r)) }))
}
