package format

import (
	"errors"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// ErrTooLarge is in errors about a geometry of more than [MaxPositions] positions.
var ErrTooLarge = errors.New("too many positions")

// ParseWKT reads a geometry as Well-Known Text (OGC 06-103r4, 7.2), with the prefix
// SRID=4326; of EWKT or without. Numbers are plain finite decimals; Z and M are left out.
// An empty geometry is nil. A geometry collection is an error.
func ParseWKT(text string) (orb.Geometry, error) {
	p := wkt{s: strings.ToUpper(strings.TrimSpace(text))}
	if srid, rest, ok := strings.Cut(p.s, ";"); ok {
		if strings.ReplaceAll(srid, " ", "") != "SRID=4326" {
			return nil, fmt.Errorf("the geometry is in %.20q, not WGS 84", srid)
		}
		p.s = strings.TrimSpace(rest)
	}
	kind := p.word()
	if dimension := p.word(); dimension == "EMPTY" {
		return nil, p.end()
	} else if dimension != "" && dimension != "Z" && dimension != "M" && dimension != "ZM" {
		return nil, fmt.Errorf("%.20q is not expected after %s", dimension, kind)
	}
	if p.word() == "EMPTY" {
		return nil, p.end()
	}
	g := p.geometry(kind)
	if p.err == nil {
		p.err = p.end()
	}
	if p.err != nil {
		return nil, p.err
	}
	return g, nil
}

// wkt walks through the text; the first error stays.
type wkt struct {
	s     string
	count int
	err   error
}

func (p *wkt) geometry(kind string) orb.Geometry {
	switch kind {
	case "POINT":
		points := p.positions()
		if p.err == nil && len(points) != 1 {
			p.err = fmt.Errorf("a POINT has %d positions", len(points))
			return nil
		}
		if p.err != nil {
			return nil
		}
		return points[0]
	case "MULTIPOINT":
		return orb.MultiPoint(p.multiPoint())
	case "LINESTRING":
		return orb.LineString(p.positions())
	case "MULTILINESTRING":
		return orb.MultiLineString(list(p, func() orb.LineString { return p.positions() }))
	case "POLYGON":
		return p.polygon()
	case "MULTIPOLYGON":
		return orb.MultiPolygon(list(p, p.polygon))
	}
	p.err = fmt.Errorf("%.20q is not the name of a geometry this program takes", kind)
	return nil
}

func (p *wkt) polygon() orb.Polygon {
	return list(p, func() orb.Ring { return p.positions() })
}

// multiPoint takes both usual forms: (1 2, 3 4) and ((1 2), (3 4)).
func (p *wkt) multiPoint() []orb.Point {
	return list(p, func() orb.Point {
		if strings.HasPrefix(p.s, "(") {
			if inner := p.positions(); len(inner) == 1 {
				return inner[0]
			}
			p.fail("one position")
			return orb.Point{}
		}
		return p.position()
	})
}

func (p *wkt) positions() []orb.Point { return list(p, p.position) }

// list takes items between parentheses, parted by commas.
func list[T any](p *wkt, item func() T) []T {
	if !p.take('(') {
		p.fail("(")
		return nil
	}
	var items []T
	for p.err == nil {
		items = append(items, item())
		if p.take(',') {
			continue
		}
		if !p.take(')') {
			p.fail(")")
		}
		break
	}
	return items
}

// position takes two to four numbers.
func (p *wkt) position() orb.Point {
	if p.count++; p.count > MaxPositions {
		p.err = fmt.Errorf("%w: more than %d", ErrTooLarge, MaxPositions)
		return orb.Point{}
	}
	var point orb.Point
	n := 0
	for ; n < 4; n++ {
		word := p.number()
		if word == "" {
			break
		}
		v, err := data.ParseDecimal(word)
		if err != nil {
			p.err = err
			return point
		}
		if n < 2 {
			point[n] = v
		}
	}
	if n < 2 && p.err == nil {
		p.fail("two numbers")
	}
	return point
}

func (p *wkt) number() string {
	end := strings.IndexAny(p.s, " \t\r\n,()")
	if end < 0 {
		end = len(p.s)
	}
	word := p.s[:end]
	p.s = strings.TrimLeft(p.s[end:], " \t\r\n")
	return word
}

func (p *wkt) word() string {
	end := strings.IndexFunc(p.s, func(r rune) bool { return r < 'A' || r > 'Z' })
	if end < 0 {
		end = len(p.s)
	}
	word := p.s[:end]
	p.s = strings.TrimLeft(p.s[end:], " \t\r\n")
	return word
}

func (p *wkt) take(c byte) bool {
	if p.err != nil || p.s == "" || p.s[0] != c {
		return false
	}
	p.s = strings.TrimLeft(p.s[1:], " \t\r\n")
	return true
}

func (p *wkt) fail(expected string) {
	if p.err == nil {
		p.err = fmt.Errorf("%s was expected before %.20q", expected, p.s)
	}
}

func (p *wkt) end() error {
	if p.s != "" {
		return fmt.Errorf("%.20q follows the geometry", p.s)
	}
	return nil
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
