package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Outline is a longitude/latitude geometry made ready for [Outline.Distance]. Its edges are
// straight in longitude and latitude.
type Outline struct {
	pieces []piece
	areas  []orb.Polygon
	firsts []orb.Point // one position of each path
	bound  orb.Bound
}

// piece is an edge, part of a long one, or a point. Its ends are there as positions and in
// metres from the centre of the earth.
type piece struct {
	from, to orb.Point
	a, b     vector
	middle   vector
	half     float64 // of its length
}

type vector [3]float64

const (
	// longestPiece is how many degrees a piece may span. Its straight line leaves the edge
	// by less than 10 cm up to latitude 75°, and only the choice of the nearest place
	// depends on that line: the distance itself is measured between positions on the edges.
	longestPiece = 0.02
	// mostPieces is about as many as one edge is cut into: an edge across half the globe
	// has coarser ones.
	mostPieces = 2000
)

// NewOutline prepares a geometry. Nil and empty ones, and those with a coordinate that is no
// number, are far from everything.
func NewOutline(g orb.Geometry) *Outline {
	if g == nil || !eachPath(g, allFinite) {
		return &Outline{}
	}
	o := &Outline{bound: BoundOf(g)}
	eachPath(g, func(path []orb.Point) bool {
		if len(path) > 0 {
			o.firsts = append(o.firsts, path[0])
		}
		if len(path) == 1 {
			o.pieces = append(o.pieces, newPiece(path[0], path[0]))
		}
		for i := 1; i < len(path); i++ {
			o.add(path[i-1], path[i])
		}
		return true
	})
	o.areas = polygonsOf(g)
	return o
}

func allFinite(path []orb.Point) bool {
	for _, p := range path {
		if !finite(p) {
			return false
		}
	}
	return true
}

// add cuts an edge into pieces.
func (o *Outline) add(from, to orb.Point) {
	l := longitudeDifference(from[0], to[0])
	span := max(math.Abs(l), math.Abs(to[1]-from[1]))
	n := int(min(mostPieces, span/longestPiece+1))
	last := from
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		next := orb.Point{from[0] + t*l, from[1] + t*(to[1]-from[1])}
		if i == n {
			next = to
		}
		o.pieces = append(o.pieces, newPiece(last, next))
		last = next
	}
}

func newPiece(from, to orb.Point) piece {
	p := piece{from: from, to: to, a: geocentric(from), b: geocentric(to)}
	for i := range p.middle {
		p.middle[i] = (p.a[i] + p.b[i]) / 2
	}
	p.half = length(sub(p.b, p.a)) / 2
	return p
}

// geocentric is a position on the ellipsoid in metres from the centre of the earth.
func geocentric(p orb.Point) vector {
	sin, cos := math.Sincos(p[1] * degree)
	sinL, cosL := math.Sincos(p[0] * degree)
	n := primeVerticalRadius(sin)
	return vector{n * cos * cosL, n * cos * sinL, n * (1 - ecc2) * sin}
}

func polygonsOf(g orb.Geometry) []orb.Polygon {
	switch g := g.(type) {
	case orb.Ring:
		return []orb.Polygon{{g}}
	case orb.Polygon:
		return []orb.Polygon{g}
	case orb.MultiPolygon:
		return g
	case orb.Bound:
		return []orb.Polygon{g.ToPolygon()}
	case orb.Collection:
		var all []orb.Polygon
		for _, part := range g {
			all = append(all, polygonsOf(part)...)
		}
		return all
	}
	return nil
}

// Distance is the least distance in metres on the ellipsoid between two outlines, areas with
// what lies inside them: 0 if they meet. It is infinite if one of them is empty. It is right
// to a millimetre where edges are short, and to 0.1 m along edges of many kilometres.
func (o *Outline) Distance(other *Outline) float64 {
	if len(o.pieces) == 0 || len(other.pieces) == 0 {
		return math.Inf(1)
	}
	if o.holdsAny(other) || other.holdsAny(o) {
		return 0
	}
	best, apart := math.Inf(1), math.Inf(1)
	for i := range o.pieces {
		for j := range other.pieces {
			p, q := &o.pieces[i], &other.pieces[j]
			if length(sub(p.middle, q.middle))-p.half-q.half >= apart {
				continue
			}
			if p.crosses(q) {
				return 0
			}
			s, t, d := p.nearest(q)
			if d < apart {
				apart, best = d, Distance(p.at(s), q.at(t))
			}
		}
	}
	return best
}

// holdsAny reports whether a path of the other outline begins inside one of the areas.
func (o *Outline) holdsAny(other *Outline) bool {
	if len(o.areas) == 0 || !BoundsMeet(o.bound, other.bound) {
		return false
	}
	for _, p := range other.firsts {
		for _, area := range o.areas {
			if evenOdd(area, p) {
				return true
			}
		}
	}
	return false
}

// evenOdd reports whether a position lies inside a polygon; on its boundary it may say
// either.
func evenOdd(polygon orb.Polygon, p orb.Point) bool {
	in := false
	for _, ring := range polygon {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a[1] > p[1]) == (b[1] > p[1]) {
				continue
			}
			side := orientation(a, b, p)
			if (b[1] > a[1]) == (side > 0) && side != 0 {
				in = !in
			}
		}
	}
	return in
}

// crosses reports whether two pieces have a position in common, exactly.
func (p *piece) crosses(q *piece) bool {
	if max(p.from[0], p.to[0]) < min(q.from[0], q.to[0]) || max(q.from[0], q.to[0]) < min(p.from[0], p.to[0]) ||
		max(p.from[1], p.to[1]) < min(q.from[1], q.to[1]) || max(q.from[1], q.to[1]) < min(p.from[1], p.to[1]) {
		return false
	}
	return orientation(p.from, p.to, q.from)*orientation(p.from, p.to, q.to) <= 0 &&
		orientation(q.from, q.to, p.from)*orientation(q.from, q.to, p.to) <= 0
}

// at is the position a part of the way along.
func (p *piece) at(t float64) orb.Point {
	return orb.Point{p.from[0] + t*(p.to[0]-p.from[0]), p.from[1] + t*(p.to[1]-p.from[1])}
}

// nearest is how far along both pieces their straight lines are nearest to each other, and
// how near (Ericson 2005, Real-Time Collision Detection, 5.1.9).
func (p *piece) nearest(q *piece) (s, t, metres float64) {
	u, v, w := sub(p.b, p.a), sub(q.b, q.a), sub(p.a, q.a)
	a, e := dot(u, u), dot(v, v)
	b, c, f := dot(u, v), dot(u, w), dot(v, w)
	switch {
	case a == 0 && e == 0:
	case a == 0:
		t = clamp(f / e)
	case e == 0:
		s = clamp(-c / a)
	default:
		if det := a*e - b*b; det > 0 {
			s = clamp((b*f - c*e) / det)
		}
		t = (b*s + f) / e
		if t < 0 || t > 1 {
			t = clamp(t)
			s = clamp((b*t - c) / a)
		}
	}
	var gap vector
	for i := range gap {
		gap[i] = w[i] + s*u[i] - t*v[i]
	}
	return s, t, length(gap)
}

func clamp(t float64) float64 { return min(1, max(0, t)) }

func sub(a, b vector) vector { return vector{a[0] - b[0], a[1] - b[1], a[2] - b[2]} }

func dot(a, b vector) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

func length(a vector) float64 { return math.Sqrt(dot(a, a)) }
