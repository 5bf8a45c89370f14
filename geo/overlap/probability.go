package overlap

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/xy"
)

// Crisp is the standard deviation in metres below which positions count as exact.
const Crisp = 1e-6

// Estimate is a computed figure and how far off it may be: the true value of the model
// lies within Value ± Error.
type Estimate struct{ Value, Error float64 }

// Probability is the probability that two areas share ground when the offset of a from b
// is uncertain by a circular normal error with standard deviation sigma metres along each
// axis: P(a+δ ∩ b ≠ ∅), δ ~ N(0, σ²I). It is the mass of that distribution inside the
// Minkowski sum M = b ⊕ (−a), the offsets at which they meet:
//
//	convex with convex   M is convex                          error < 1e-8
//	anything else        the union of the sums of all convex  error < 1e-7, or as stated
//	                     parts of a with those of b
//
// A hole of b is ground that a does not share only as far as a finds room in it. Lines and
// points take up no ground: the probability is 0 unless they are given a footprint
// ([Disc], [Strip]). With sigma below [Crisp] it is 1 if they share ground and 0 if not,
// also if they touch; graves that touch have a probability near one half for every sigma
// above it. A sigma that is negative or not a number gives a value that is not a number, an
// infinite one 0.
//
// More than maxSums pairs of parts are not added up: the value is then the middle of a
// lower bound from some of them and an upper bound from hulls of groups of them, and the
// error half of what lies between.
func Probability(a, b *Shape, sigma float64) Estimate {
	return newPair(a, b, sigma).probability()
}

// maxSums bounds the work for one pair: about 10 ms.
const maxSums = 2048

// pair is two areas with the error of the offset between them, cut to what matters.
type pair struct {
	a, b  *Shape
	sigma float64
	as    []ring
	bs    []ring
	room  *room
}

// room is memory that is used again from pair to pair.
type room struct {
	sum, moved, cutA, cutB, level ring
	one, two                      [1]ring
	sidesA, sidesB                []side
	near                          []meeting
}

func newPair(a, b *Shape, sigma float64) *pair {
	p := &pair{}
	p.set(a, b, sigma, &room{})
	return p
}

// set cuts both shapes into convex parts, leaving out what is too far from the other to
// matter.
func (p *pair) set(a, b *Shape, sigma float64, r *room) {
	*p = pair{a: a, b: b, sigma: sigma, room: r}
	if a.kind != Area || b.kind != Area || !(sigma >= 0) || math.IsInf(sigma, 1) {
		return
	}
	reach := beyond * sigma
	if math.Sqrt(gap2(a.bound, b.bound)) > reach {
		return
	}
	p.as = partsOf(a, b.bound.Pad(reach+Contact), r.one[:])
	p.bs = partsOf(b, a.bound.Pad(reach+Contact), r.two[:])
}

// partsOf is Shape.parts with room for the one part of a convex shape.
func partsOf(s *Shape, window orb.Bound, one []ring) []ring {
	if len(s.convex) > 0 {
		one[0] = s.convex
		return one
	}
	return s.parts(window)
}

func (p *pair) probability() Estimate {
	switch {
	case !(p.sigma >= 0):
		return Estimate{math.NaN(), 0}
	case p.a.kind != Area || p.b.kind != Area:
		return Estimate{}
	case p.sigma < Crisp:
		if measureWithin(p.a, p.b, 0).SharedM2 > 0 {
			return Estimate{1, 0}
		}
		return Estimate{}
	case len(p.as) == 0 || len(p.bs) == 0:
		return Estimate{0, 1e-9}
	case len(p.as) == 1 && len(p.bs) == 1:
		return Estimate{p.convexMass(p.as[0], p.bs[0]), 1e-8}
	case len(p.as)*len(p.bs) <= maxSums:
		return Estimate{unionMass(p.sums(p.as, p.bs)), 1e-7}
	}
	return p.bounded()
}

// convexMass is the mass inside the sum of two convex parts.
func (p *pair) convexMass(a, b ring) float64 {
	p.room.sum = difference(a, b, p.room.sum[:0])
	m := p.room.sum
	scale(m, 1/p.sigma)
	// How far apart two convex shapes are was seen when the pair was set.
	if whole := len(p.a.convex) > 0 && len(p.b.convex) > 0; !whole && gap2(boundOf(m), orb.Bound{}) > beyond*beyond {
		return 0
	}
	return min(1, max(0, ringMass(m)))
}

// sums are the sums of all parts of a with all of b, in standard deviations.
func (p *pair) sums(as, bs []ring) []ring {
	out := make([]ring, 0, len(as)*len(bs))
	for _, a := range as {
		for _, b := range bs {
			m := difference(a, b, make(ring, 0, len(a)+len(b)))
			scale(m, 1/p.sigma)
			out = append(out, m)
		}
	}
	return out
}

func scale(r ring, by float64) {
	for i := range r {
		r[i][0] *= by
		r[i][1] *= by
	}
}

// bounded is the probability between two bounds, for shapes of very many parts.
func (p *pair) bounded() Estimate {
	const of, with = 16, maxSums / 16
	low := unionMass(p.sums(largest(p.as, of), nearest(p.bs, p.a.bound, with)))
	high := unionMass(p.sums(hulls(p.as, of), hulls(p.bs, with)))
	high = max(low, high)
	return Estimate{(low + high) / 2, (high-low)/2 + 1e-7}
}

// largest are the n parts of the greatest area.
func largest(parts []ring, n int) []ring {
	return best(parts, n, func(r ring) float64 { return -ringArea(r) })
}

// nearest are the n parts whose boxes are nearest to the middle of a bound.
func nearest(parts []ring, to orb.Bound, n int) []ring {
	c := to.Center()
	return best(parts, n, func(r ring) float64 { return gap2(boundOf(r), orb.Bound{Min: c, Max: c}) })
}

func best(parts []ring, n int, rank func(ring) float64) []ring {
	if len(parts) <= n {
		return parts
	}
	sorted := slices.Clone(parts)
	slices.SortStableFunc(sorted, func(a, b ring) int {
		x, y := rank(a), rank(b)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return sorted[:n]
}

// hulls are at most n convex polygons that cover all parts: hulls of those that follow
// each other, which lie near each other as the sweep closes them.
func hulls(parts []ring, n int) []ring {
	if len(parts) <= n {
		return parts
	}
	out := make([]ring, 0, n)
	for i := range n {
		var points []orb.Point
		for _, r := range parts[i*len(parts)/n : (i+1)*len(parts)/n] {
			points = append(points, r...)
		}
		if h := hull(points); len(h) >= 3 {
			out = append(out, h)
		}
	}
	return out
}

// hull is the convex hull, counterclockwise; nothing if all points lie on a line.
func hull(points []orb.Point) ring {
	flat := make([]float64, 0, 2*len(points))
	for _, p := range points {
		flat = append(flat, p[0], p[1])
	}
	var h ring
	if g, ok := xy.ConvexHullFlat(geom.XY, flat).(*geom.Polygon); ok {
		for _, c := range g.Coords()[0] {
			h = append(h, orb.Point{c[0], c[1]})
		}
		h = h[:len(h)-1]
	}
	if ringArea(h) < 0 {
		slices.Reverse(h)
	}
	return h
}
