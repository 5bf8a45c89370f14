package format

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/encoding/wkt"

	"burialmap/data"
)

// ErrTooLarge is in errors about a geometry of more than [MaxPositions] positions.
var ErrTooLarge = errors.New("too many positions")

// ParseWKT reads a geometry as Well-Known Text (OGC 06-103r4, 7.2), with the prefix
// SRID=4326; of EWKT or without. Numbers are plain finite decimals; Z and M are left out.
// An empty geometry is nil. A geometry collection is an error.
func ParseWKT(text string) (orb.Geometry, error) {
	text = strings.TrimSpace(text)
	if srid, rest, ok := strings.Cut(text, ";"); ok {
		if !strings.EqualFold(strings.ReplaceAll(srid, " ", ""), "SRID=4326") {
			return nil, fmt.Errorf("the geometry is in %.20q, not WGS 84", srid)
		}
		text = rest
	}
	// Positions are parted by commas: so many of them bound what is parsed.
	if strings.Count(text, ",") >= MaxPositions {
		return nil, fmt.Errorf("%w: more than %d", ErrTooLarge, MaxPositions)
	}
	if g, ok := parsePlainWKT(text); ok {
		return g, nil
	}
	g, err := wkt.Unmarshal(text)
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n") // the lines after it repeat the text
		return nil, errors.New(first)
	}
	return fromGeom(g)
}

// fromGeom takes longitude and latitude over from the geometry of the parser.
func fromGeom(g geom.T) (orb.Geometry, error) {
	if _, ok := g.(*geom.GeometryCollection); ok {
		return nil, errors.New("a geometry collection is not taken: give its parts as records of their own")
	}
	if g.Empty() {
		return nil, nil
	}
	switch g := g.(type) {
	case *geom.Point:
		return point(g.Coords()), nil
	case *geom.MultiPoint:
		return orb.MultiPoint(each(g.Coords(), point)), nil
	case *geom.LineString:
		return orb.LineString(each(g.Coords(), point)), nil
	case *geom.MultiLineString:
		return orb.MultiLineString(each(g.Coords(), line)), nil
	case *geom.Polygon:
		return polygon(g.Coords()), nil
	case *geom.MultiPolygon:
		return orb.MultiPolygon(each(g.Coords(), polygon)), nil
	}
	return nil, fmt.Errorf("%T is no geometry this program takes", g)
}

// point is empty within a multipoint that says so; what that is worth is for the rules
// of package data to say, which refuse what is not finite.
func point(c geom.Coord) orb.Point {
	if len(c) < 2 {
		return orb.Point{math.NaN(), math.NaN()}
	}
	return orb.Point{c[0], c[1]}
}

func line(coords []geom.Coord) orb.LineString { return each(coords, point) }

func polygon(rings [][]geom.Coord) orb.Polygon {
	return each(rings, func(ring []geom.Coord) orb.Ring { return each(ring, point) })
}

func each[A, B any](list []A, convert func(A) B) []B {
	out := make([]B, len(list))
	for i, a := range list {
		out[i] = convert(a)
	}
	return out
}

// AppendWKT appends a geometry as WKT with at most 7 decimals; nothing for none.
func AppendWKT(b []byte, g orb.Geometry) []byte {
	switch g := g.(type) {
	case orb.Point:
		return appendPath(append(b, "POINT "...), []orb.Point{g})
	case orb.MultiPoint:
		return appendPath(append(b, "MULTIPOINT "...), g)
	case orb.LineString:
		return appendPath(append(b, "LINESTRING "...), g)
	case orb.MultiLineString:
		return appendItems(append(b, "MULTILINESTRING "...), g, func(b []byte, l orb.LineString) []byte { return appendPath(b, l) })
	case orb.Polygon:
		return appendRings(append(b, "POLYGON "...), g)
	case orb.MultiPolygon:
		return appendItems(append(b, "MULTIPOLYGON "...), g, appendRings)
	case orb.Ring:
		return AppendWKT(b, orb.Polygon{g})
	case orb.Bound:
		return AppendWKT(b, g.ToPolygon())
	case orb.Collection:
		return appendItems(append(b, "GEOMETRYCOLLECTION "...), g, AppendWKT)
	}
	return b
}

func appendRings(b []byte, p orb.Polygon) []byte {
	return appendItems(b, p, func(b []byte, r orb.Ring) []byte { return appendPath(b, r) })
}

func appendPath(b []byte, points []orb.Point) []byte {
	return appendItems(b, points, func(b []byte, p orb.Point) []byte {
		return data.AppendDegrees(append(data.AppendDegrees(b, p[0]), ' '), p[1])
	})
}

func appendItems[T any](b []byte, items []T, item func([]byte, T) []byte) []byte {
	b = append(b, '(')
	for i, v := range items {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = item(b, v)
	}
	return append(b, ')')
}
