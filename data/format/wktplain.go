package format

import (
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// parsePlainWKT reads points, lines and polygons of two coordinates as programs write
// them, an order of magnitude faster than the parser for everything. It reports false for
// all that it is not sure of, right or wrong: that is for the other one to say.
func parsePlainWKT(text string) (g orb.Geometry, ok bool) {
	kind, rest, ok := strings.Cut(text, "(")
	if !ok {
		return nil, false
	}
	p := plainWKT{rest: "(" + rest}
	switch strings.TrimSuffix(kind, " ") {
	case "POINT":
		if path := p.path(); len(path) == 1 {
			return path[0], p.ended()
		}
	case "LINESTRING":
		if path := p.path(); len(path) > 1 {
			return orb.LineString(path), p.ended()
		}
	case "POLYGON":
		return p.polygon(), p.ended()
	case "MULTIPOLYGON":
		return orb.MultiPolygon(list(&p, p.polygon)), p.ended()
	}
	return nil, false
}

// plainWKT is what is left of a text.
type plainWKT struct {
	rest string
	bad  bool
}

func (p *plainWKT) ended() bool { return !p.bad && p.rest == "" }

// take goes over c, and the spaces before it, if it comes next.
func (p *plainWKT) take(c byte) bool {
	p.rest = strings.TrimLeft(p.rest, " ")
	if p.rest == "" || p.rest[0] != c {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

// list reads what stands in brackets, parted by commas.
func list[T any](p *plainWKT, item func() T) []T {
	if p.bad = p.bad || !p.take('('); p.bad {
		return nil
	}
	var items []T
	for !p.bad {
		items = append(items, item())
		if !p.take(',') {
			p.bad = p.bad || !p.take(')')
			return items
		}
	}
	return nil
}

func (p *plainWKT) path() []orb.Point { return list(p, p.position) }

func (p *plainWKT) polygon() orb.Polygon {
	return list(p, func() orb.Ring {
		ring := orb.Ring(p.path())
		p.bad = p.bad || len(ring) < 4 || !ring.Closed()
		return ring
	})
}

func (p *plainWKT) position() orb.Point { return orb.Point{p.number(), p.number()} }

// number reads a decimal that ends at a space, a comma or a bracket.
func (p *plainWKT) number() float64 {
	p.rest = strings.TrimLeft(p.rest, " ")
	end := 0
	for end < len(p.rest) && (p.rest[end] >= '0' && p.rest[end] <= '9' || p.rest[end] == '.' || p.rest[end] == '-') {
		end++
	}
	v, err := strconv.ParseFloat(p.rest[:end], 64)
	if err != nil || end == len(p.rest) || strings.IndexByte(" ,)", p.rest[end]) < 0 || math.IsInf(v, 0) {
		p.bad = true
		return 0
	}
	p.rest = p.rest[end:]
	return v
}
