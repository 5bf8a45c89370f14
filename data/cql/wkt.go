package cql

import (
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
)

func isGeometry(name string) bool {
	switch geometryKind(name) {
	case "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION":
		return true
	}
	return false
}

// geometryKind is the kind in capitals; POINTZ is a POINT.
func geometryKind(name string) string { return strings.TrimSuffix(strings.ToUpper(name), "Z") }

// geometry reads well-known text. Whether it is sound, closed and within the globe is not
// asked here.
func (p *parser) geometry() (data.Operand, error) {
	g, err := p.wkt()
	return data.GeometryValue{Geometry: g}, err
}

func (p *parser) wkt() (orb.Geometry, error) {
	kind := p.token
	if kind.kind != word || !isGeometry(kind.text) {
		return nil, p.expected("a geometry such as POINT(135 48)")
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.is("Z") {
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	switch geometryKind(kind.text) {
	case "POINT":
		return p.point()
	case "LINESTRING":
		return p.line()
	case "POLYGON":
		return p.polygon()
	case "MULTIPOINT":
		points, err := parts(p, p.pointOrPosition)
		return orb.MultiPoint(points), err
	case "MULTILINESTRING":
		lines, err := parts(p, p.line)
		return orb.MultiLineString(lines), err
	case "MULTIPOLYGON":
		polygons, err := parts(p, p.polygon)
		return orb.MultiPolygon(polygons), err
	}
	return p.collection()
}

func (p *parser) collection() (orb.Geometry, error) {
	if err := p.down(p.token.at); err != nil {
		return nil, err
	}
	defer p.up()
	all, err := parts(p, p.wkt)
	return orb.Collection(all), err
}

// parts reads what stands in brackets with commas between.
func parts[T any](p *parser, part func() (T, error)) ([]T, error) {
	if err := p.skip("(", " and coordinates"); err != nil {
		return nil, err
	}
	var all []T
	for {
		one, err := part()
		if err != nil {
			return nil, err
		}
		all = append(all, one)
		if p.isSymbol(")") {
			return all, p.advance()
		}
		if err := p.skip(",", " or )"); err != nil {
			return nil, err
		}
	}
}

func (p *parser) point() (orb.Point, error) {
	if err := p.skip("(", " and coordinates"); err != nil {
		return orb.Point{}, err
	}
	point, err := p.position()
	if err != nil {
		return orb.Point{}, err
	}
	return point, p.skip(")", "")
}

func (p *parser) pointOrPosition() (orb.Point, error) {
	if p.isSymbol("(") {
		return p.point()
	}
	return p.position()
}

func (p *parser) line() (orb.LineString, error) { return parts(p, p.position) }

func (p *parser) ring() (orb.Ring, error) { return parts(p, p.position) }

func (p *parser) polygon() (orb.Polygon, error) { return parts(p, p.ring) }

// position reads two numbers, and a third that is dropped.
func (p *parser) position() (orb.Point, error) {
	var q orb.Point
	if err := p.vertex(p.token.at); err != nil {
		return q, err
	}
	for i := range 3 {
		if i == 2 && p.token.kind != number {
			break
		}
		if p.token.kind != number {
			return q, p.expected("two numbers, as in 135.2 48.5")
		}
		if i < 2 {
			q[i] = p.token.value
		}
		if err := p.advance(); err != nil {
			return q, err
		}
	}
	return q, nil
}

// box reads BBOX(…) with four numbers, or six of which the heights are dropped.
func (p *parser) box() (data.Operand, error) {
	at := p.token.at
	if err := p.advance(); err != nil {
		return nil, err
	}
	numbers, err := parts(p, func() (float64, error) {
		if p.token.kind != number {
			return 0, p.expected("a number of BBOX(west, south, east, north)")
		}
		value := p.token.value
		return value, p.advance()
	})
	if err != nil {
		return nil, err
	}
	b, ok := boundOf(numbers)
	if !ok {
		return nil, failAt(at, "a box has four numbers, BBOX(west, south, east, north), or six with heights")
	}
	return data.GeometryValue{Geometry: b}, nil
}

func boundOf(n []float64) (orb.Bound, bool) {
	switch len(n) {
	case 4:
		return orb.Bound{Min: orb.Point{n[0], n[1]}, Max: orb.Point{n[2], n[3]}}, true
	case 6:
		return orb.Bound{Min: orb.Point{n[0], n[1]}, Max: orb.Point{n[3], n[4]}}, true
	}
	return orb.Bound{}, false
}
