package overlap

import (
	"math"

	"github.com/paulmach/orb"
)

// ExpectedArea is the area in m² that two areas are expected to share when the offset of a
// from b is uncertain by a circular normal error with standard deviation sigma metres along
// each axis: E|(a+δ) ∩ b|, δ ~ N(0, σ²I). Parts share no ground with each other, so that it
// is the sum over all pairs of convex parts; for each of them, by how sigma compares with
// the size d of the smaller one:
//
//	parallel rectangles     closed form                                   exact
//	σ ≥ d                   a normal distribution for the smaller one     10⁻⁴ · its area
//	σ ≥ d/20                double boundary integral                      10⁻⁶ · its area
//	below                   the crisp area over 16 × 16 nodes of the error    3·10⁻⁴ · its area
//	σ < 10⁻⁴ d or so        the crisp area                                 10⁻⁴ · its area
//
// The error that is stated is 5e-4 of the smaller area, and less where sigma is greater
// than its size: what a normal distribution leaves out falls with (d/σ)⁴. See [Probability] for sigma below
// [Crisp] and for shapes without area.
func ExpectedArea(a, b *Shape, sigma float64) Estimate {
	return newPair(a, b, sigma).expectedArea()
}

// expectedTolerance is the promised error, relative to the smaller area.
const expectedTolerance = 5e-4

func (p *pair) expectedArea() Estimate {
	switch {
	case !(p.sigma >= 0):
		return Estimate{math.NaN(), 0}
	case p.a.kind != Area || p.b.kind != Area:
		return Estimate{}
	case p.sigma < Crisp:
		return Estimate{measureWithin(p.a, p.b, 0).SharedM2, 0}
	}
	most := min(p.a.area, p.b.area)
	if len(p.as)*len(p.bs) > maxExpected {
		return p.expectedByNodes(most)
	}
	var sum Estimate
	for _, a := range p.as {
		for _, b := range p.bs {
			e := p.expectedOfParts(a, b)
			sum.Value += e.Value
			sum.Error += e.Error
		}
	}
	return Estimate{min(most, max(0, sum.Value)), min(sum.Error, expectedTolerance*most)}
}

// maxExpected bounds the pairs of parts that are looked at one by one.
const maxExpected = 1 << 14

// expectedByNodes takes the crisp area by slabs at nodes of the error: for shapes of very
// many parts, whatever sigma is.
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

// expectedOfParts is the expected shared area of two convex parts.
func (p *pair) expectedOfParts(a, b ring) Estimate {
	if gap2(boundOf(a), boundOf(b)) > beyond*beyond*p.sigma*p.sigma {
		return Estimate{}
	}
	if e, ok := expectedOfRectangles(a, b, p.sigma); ok {
		return Estimate{e, 1e-12 * min(ringArea(a), ringArea(b))}
	}
	a, b = p.room.cutToReach(a, b, beyond*p.sigma)
	if len(a) < 3 || len(b) < 3 {
		return Estimate{}
	}
	size := min(span(boundOf(a)), span(boundOf(b)))
	promised := expectedTolerance * min(ringArea(a), ringArea(b))
	switch {
	case p.sigma >= size:
		ratio := size / p.sigma
		return Estimate{expectedOfNormal(a, b, p.sigma), promised * ratio * ratio * ratio * ratio}
	case p.sigma >= size/20:
		return Estimate{expectedByBoundary(a, b, p.sigma), promised}
	}
	return Estimate{expectedByShifts(a, b, p.sigma, p.room), promised}
}

// cutToReach leaves of each part what can come to lie on the other.
func (r *room) cutToReach(a, b ring, reach float64) (cutA, cutB ring) {
	boundA, boundB := boundOf(a), boundOf(b)
	return r.cut(a, boundB.Pad(reach), &r.cutA), r.cut(b, boundA.Pad(reach), &r.cutB)
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

// expectedOfNormal replaces the smaller part by the normal distribution with its centre
// and second moments, and the larger one too if it is no larger than sigma: what is left
// is the mass of a normal distribution at a point, or inside a polygon.
func expectedOfNormal(a, b ring, sigma float64) float64 {
	m, n := momentsOf(a), momentsOf(b)
	if m.area > n.area { // symmetric: −δ is distributed like δ
		a, b, m, n = b, a, n, m
	}
	xx, xy, yy := sigma*sigma+m.xx, m.xy, sigma*sigma+m.yy
	if span(boundOf(b)) <= sigma {
		xx, xy, yy = xx+n.xx, xy+n.xy, yy+n.yy
		dx, dy := n.center[0]-m.center[0], n.center[1]-m.center[1]
		det := xx*yy - xy*xy
		return m.area * n.area * math.Exp(-(yy*dx*dx-2*xy*dx*dy+xx*dy*dy)/(2*det)) / (2 * math.Pi * math.Sqrt(det))
	}
	// Cholesky: with L L^T the covariance, L⁻¹ makes it the identity.
	l11 := math.Sqrt(xx)
	l21 := xy / l11
	l22 := math.Sqrt(yy - l21*l21)
	mass := 0.0
	whiten := func(p orb.Point) orb.Point {
		x := (p[0] - m.center[0]) / l11
		return orb.Point{x, (p[1] - m.center[1] - l21*x) / l22}
	}
	last := whiten(b[len(b)-1])
	for _, p := range b {
		q := whiten(p)
		mass += edgeMass(last, q)
		last = q
	}
	return m.area * mass
}

// expectedByBoundary turns the double integral of the density over both parts into one
// over both boundaries: with ∇²ψ = φ and Gauss's theorem for each part,
//
//	E = ∫_A ∫_B φ(x−y) dy dx = −∮∮ ψ(|x−y|) n_A·n_B ds dt,  ψ(r) = Ein(r²/2)/4π
//
// in units of sigma. Ein is smooth everywhere; the number of nodes on an edge follows from
// its length.
func expectedByBoundary(a, b ring, sigma float64) float64 {
	sum := 0.0
	for i, p := range a {
		e := step(a, i)
		for j, q := range b {
			f := step(b, j)
			dot := e[0]*f[0] + e[1]*f[1]
			if dot == 0 {
				continue
			}
			sum -= dot * meanPotential(p, e, q, f, sigma)
		}
	}
	return sum / (4 * math.Pi)
}

// meanPotential is the mean of Ein(r²/2σ²) over all pairs of points of two edges.
func meanPotential(p, e, q, f orb.Point, sigma float64) float64 {
	m, k := piecesOf(e, sigma)
	n, l := piecesOf(f, sigma)
	e, f = orb.Point{e[0] / float64(m), e[1] / float64(m)}, orb.Point{f[0] / float64(n), f[1] / float64(n)}
	sum := 0.0
	for i := range m {
		for j := range n {
			dx := p[0] + float64(i)*e[0] - q[0] - float64(j)*f[0]
			dy := p[1] + float64(i)*e[1] - q[1] - float64(j)*f[1]
			sum += meanOfPieces(orb.Point{dx, dy}, e, f, &legendre[k], &legendre[l], 1/(2*sigma*sigma))
		}
	}
	return sum / float64(m*n)
}

func meanOfPieces(d, e, f orb.Point, r, s *rule, scale float64) float64 {
	sum := 0.0
	for i, u := range r.at {
		x, y := d[0]+u*e[0], d[1]+u*e[1]
		part := 0.0
		for j, v := range s.at {
			x, y := x-v*f[0], y-v*f[1]
			part += s.weight[j] * entireIntegral((x*x+y*y)*scale)
		}
		sum += r.weight[i] * part
	}
	return sum
}

// piecesOf says into how many pieces an edge is cut, and how many nodes each has.
func piecesOf(e orb.Point, sigma float64) (pieces, nodes int) {
	length := math.Hypot(e[0], e[1]) / sigma
	pieces = 1 + int(length/8)
	return pieces, 3 + int(1.1*length/float64(pieces))
}

// expectedByShifts is the mean of the crisp area over Gauss–Hermite nodes of the error. If
// sigma is so small that no shift changes the area by more than is promised, one is enough:
// a shift by u changes it by no more than u times half the length of the shorter outline.
func expectedByShifts(a, b ring, sigma float64, r *room) float64 {
	m, n := ringArea(a), ringArea(b)
	shorter := min(outline(a), outline(b))
	if sigma*math.Sqrt(math.Pi/2)*shorter/2 < 1e-4*min(m, n) {
		return clipArea(a, b)
	}
	sum := 0.0
	h := &hermite16
	for i, x := range h.at {
		for j, y := range h.at {
			if w := h.weight[i] * h.weight[j]; w > 1e-9 {
				sum += w * clipArea(r.shift(a, x*sigma, y*sigma), b)
			}
		}
	}
	return sum
}

// shift moves a ring into room that the next shift uses again.
func (r *room) shift(a ring, dx, dy float64) ring {
	r.moved = r.moved[:0]
	for _, p := range a {
		r.moved = append(r.moved, orb.Point{p[0] + dx, p[1] + dy})
	}
	return r.moved
}

func outline(r ring) float64 {
	sum := 0.0
	for i := range r {
		e := step(r, i)
		sum += math.Hypot(e[0], e[1])
	}
	return sum
}
