package overlap

import (
	"math"

	"github.com/paulmach/orb"
)

// ExpectedArea is the area in m² that two areas are expected to share when the offset of a
// from b is uncertain by a circular normal error with standard deviation sigma metres along
// each axis: E|(a+δ) ∩ b|, δ ~ N(0, σ²I), by how sigma compares with the size d of the
// smaller one, the diameter of its box:
//
//	parallel rectangles     closed form                                10⁻¹²
//	σ ≥ d                   a normal distribution for the smaller one  2·10⁻⁴ (d/σ)⁴
//	σ ≥ d/20                double integral over the outlines          2·10⁻⁷
//	below                   the crisp area less what flows over them   5·10⁻⁵
//	σ < 10⁻⁴ d or so        the crisp area                             10⁻⁴
//
// On the right is the worst error that was found, relative to the smaller area; the error
// that is stated is [expectedTolerance], and less where less is sure. See [Probability] for
// sigma below [Crisp] and for shapes without area.
func ExpectedArea(a, b *Shape, sigma float64) Estimate {
	return newPair(a, b, sigma).expectedArea()
}

// expectedTolerance is the promised error, relative to the smaller area.
const expectedTolerance = 5e-4

func (p *pair) expectedArea() Estimate {
	most := min(p.a.area, p.b.area)
	switch {
	case !(p.sigma >= 0):
		return Estimate{math.NaN(), 0}
	case p.a.kind != Area || p.b.kind != Area:
		return Estimate{}
	case p.sigma < Crisp:
		return Estimate{measureWithin(p.a, p.b, 0).SharedM2, 0}
	case len(p.as) == 0 || len(p.bs) == 0:
		return Estimate{0, 1e-9 * most}
	case len(p.as) == 1 && len(p.bs) == 1:
		if e, ok := expectedOfRectangles(p.as[0], p.bs[0], p.sigma); ok {
			return Estimate{e, 1e-12 * most}
		}
	}
	as, bs := p.outlines()
	if len(as) < 3 || len(bs) < 3 {
		return Estimate{0, 1e-9 * most}
	}
	e := p.expectedOfOutlines(as, bs, most)
	return Estimate{min(most, max(0, e.Value)), e.Error}
}

// outlines are the outlines of both areas as far as they can come to lie on each other.
func (p *pair) outlines() (as, bs []side) {
	r := p.room
	parts := func(list []ring, other orb.Bound, cut *ring, room []side) []side {
		if len(list) > 1 {
			return outlineOf(list, room[:0]) // cut when they were made
		}
		if one := r.cut(list[0], other.Pad(beyond*p.sigma), cut); len(one) >= 3 {
			return outlineOf([]ring{one}, room[:0])
		}
		return room[:0]
	}
	r.sidesA = parts(p.as, p.b.bound, &r.cutA, r.sidesA)
	r.sidesB = parts(p.bs, p.a.bound, &r.cutB, r.sidesB)
	return r.sidesA, r.sidesB
}

func (p *pair) expectedOfOutlines(as, bs []side, most float64) Estimate {
	sizeA, sizeB := span(boundOfSides(as)), span(boundOfSides(bs))
	size := min(sizeA, sizeB)
	switch {
	case p.sigma >= size:
		if sizeA > sizeB { // symmetric: −δ is distributed like δ
			as, bs, sizeA, sizeB = bs, as, sizeB, sizeA
		}
		return expectedOfNormal(as, bs, sizeA, sizeB, p.sigma, most)
	case nodesOf(as, p.sigma)*nodesOf(bs, p.sigma) > maxExpected:
		return p.expectedByNodes(most)
	case p.sigma >= size/20:
		return Estimate{expectedByBoundary(as, bs, p.sigma), 1e-6 * most}
	}
	// A shift by u changes the area by no more than u times half the length of the shorter
	// outline.
	crisp := SharedArea(p.a, p.b)
	if p.sigma*math.Sqrt(math.Pi/2)*min(p.a.length, p.b.length)/2 < expectedTolerance/5*most {
		return Estimate{crisp, expectedTolerance / 5 * most}
	}
	return Estimate{p.room.expectedByFlow(crisp, as, bs, p.sigma), expectedTolerance * most}
}

// maxExpected bounds the pairs of nodes of two outlines: about 50 ms.
const maxExpected = 1 << 24

// expectedByNodes takes the crisp area by slabs at nodes of the error: for outlines of very
// many sides, whatever sigma is.
func (p *pair) expectedByNodes(most float64) Estimate {
	sum, coarse := 0.0, 0.0
	h := &hermite16
	for i, x := range h.at {
		if h.weight[i] < 1e-6 {
			continue
		}
		for j, y := range h.at {
			if w := h.weight[i] * h.weight[j]; w > 1e-6 {
				area := SharedArea(p.a.shifted(x*p.sigma, y*p.sigma), p.b)
				sum += w * area
				if (i+j)%2 == 0 {
					coarse += 2 * w * area
				}
			}
		}
	}
	return Estimate{min(most, sum), expectedTolerance*most + math.Abs(sum-coarse)}
}

// cut is a part within a window.
func (r *room) cut(a ring, window orb.Bound, to *ring) ring {
	if b := boundOf(a); window.Contains(b.Min) && window.Contains(b.Max) {
		return a
	}
	w := [4]orb.Point{window.Min, {window.Max[0], window.Min[1]}, window.Max, {window.Min[0], window.Max[1]}}
	*to = append((*to)[:0], clip(a, w[:])...)
	return *to
}

// expectedOfNormal replaces a, of the given size, by the normal distribution with its centre
// and second moments, and b too if its size is no larger than sigma: what is left is the
// mass of a normal distribution at a point, or inside a polygon. What that leaves out falls
// with the fourth power of the size of what was replaced.
func expectedOfNormal(as, bs []side, size, sizeB, sigma, most float64) Estimate {
	m, n := momentsOf(as), momentsOf(bs)
	xx, xy, yy := sigma*sigma+m.xx, m.xy, sigma*sigma+m.yy
	if sizeB <= sigma {
		xx, xy, yy = xx+n.xx, xy+n.xy, yy+n.yy
		dx, dy := n.center[0]-m.center[0], n.center[1]-m.center[1]
		det := xx*yy - xy*xy
		e := m.area * n.area * math.Exp(-(yy*dx*dx-2*xy*dx*dy+xx*dy*dy)/(2*det)) / (2 * math.Pi * math.Sqrt(det))
		return Estimate{e, normalError(sizeB/sigma) * most}
	}
	// Cholesky: with L L^T the covariance, L⁻¹ makes it the identity.
	l11 := math.Sqrt(xx)
	l21 := xy / l11
	l22 := math.Sqrt(yy - l21*l21)
	whiten := func(p orb.Point) orb.Point {
		x := (p[0] - m.center[0]) / l11
		return orb.Point{x, (p[1] - m.center[1] - l21*x) / l22}
	}
	mass := 0.0
	for _, s := range bs {
		mass += edgeMass(whiten(s.from), whiten(s.to))
	}
	return Estimate{m.area * mass, normalError(size/sigma)*most + 1e-8*m.area}
}

// normalError is the error relative to the smaller area of taking what is so many standard
// deviations across for a normal distribution.
func normalError(across float64) float64 {
	return expectedTolerance * across * across * across * across
}

// expectedByBoundary turns the double integral of the density over both areas into one
// over both outlines: with ∇²ψ = φ and Gauss's theorem for each,
//
//	E = ∫_A ∫_B φ(x−y) dy dx = −∮∮ ψ(|x−y|) n_A·n_B ds dt,  ψ(r) = Ein(r²/2)/4π
//
// in units of sigma. Ein is smooth everywhere; the number of nodes on a side follows from
// its length.
func expectedByBoundary(as, bs []side, sigma float64) float64 {
	sum := 0.0
	for _, a := range as {
		e := a.way()
		m, k := piecesOf(e, sigma)
		for _, b := range bs {
			f := b.way()
			if dot := e[0]*f[0] + e[1]*f[1]; dot != 0 {
				n, l := piecesOf(f, sigma)
				sum -= dot * meanPotential(a.from, e, b.from, f, m, n, &legendre[k], &legendre[l], 1/(2*sigma*sigma))
			}
		}
	}
	return sum / (4 * math.Pi)
}

// meanPotential is the mean of Ein(r²·scale) over all pairs of points of two edges, cut into
// m and n pieces.
func meanPotential(p, e, q, f orb.Point, m, n int, r, s *rule, scale float64) float64 {
	if m == 1 && n == 1 {
		return meanOfPieces(orb.Point{p[0] - q[0], p[1] - q[1]}, e, f, r, s, scale)
	}
	e, f = orb.Point{e[0] / float64(m), e[1] / float64(m)}, orb.Point{f[0] / float64(n), f[1] / float64(n)}
	sum := 0.0
	for i := range m {
		for j := range n {
			dx := p[0] + float64(i)*e[0] - q[0] - float64(j)*f[0]
			dy := p[1] + float64(i)*e[1] - q[1] - float64(j)*f[1]
			sum += meanOfPieces(orb.Point{dx, dy}, e, f, r, s, scale)
		}
	}
	return sum / float64(m*n)
}

func meanOfPieces(d, e, f orb.Point, r, s *rule, scale float64) float64 {
	sum := 0.0
	weights := s.weight[:len(s.at)]
	for i, u := range r.at {
		x, y := d[0]+u*e[0], d[1]+u*e[1]
		part := 0.0
		for j, v := range s.at {
			x, y := x-v*f[0], y-v*f[1]
			part += weights[j] * entireIntegral((x*x+y*y)*scale)
		}
		sum += r.weight[i] * part
	}
	return sum
}

// piecesOf says into how many pieces an edge is cut, and how many nodes each has.
func piecesOf(e orb.Point, sigma float64) (pieces, nodes int) {
	length := math.Sqrt(e[0]*e[0]+e[1]*e[1]) / sigma
	pieces = 1 + int(length/8)
	return pieces, 3 + int(1.1*length/float64(pieces))
}

// nodesOf is how many nodes all sides of an outline have.
func nodesOf(sides []side, sigma float64) int {
	sum := 0
	for _, s := range sides {
		pieces, nodes := piecesOf(s.way(), sigma)
		sum += pieces * nodes
	}
	return sum
}
