package overlap

import (
	"math"

	"github.com/paulmach/orb"
)

// AreaProbability is the probability that two areas share at least so many square metres,
// P(|(a+δ) ∩ b| ≥ least), under the error of [Probability]; least 0 or less asks for any
// ground at all. [Probability] counts grazing contact, this does not.
//
// For convex shapes the root of the shared area is a concave function of the offset where it
// is not 0 (Brunn and Minkowski), so that the offsets which leave at least so much are a
// convex set: its boundary is followed from within until what lies between it and a
// polygon does not matter. The error is below 1e-3. For other shapes it is the share of
// [areaNodes] evenly spread offsets, with an error below 1e-2.
func AreaProbability(a, b *Shape, sigma, least float64) Estimate {
	return newPair(a, b, sigma).areaProbability(least)
}

func (p *pair) areaProbability(least float64) Estimate {
	switch {
	case !(p.sigma >= 0):
		return Estimate{math.NaN(), 0}
	case !(least > 0):
		return p.probability()
	case min(p.a.area, p.b.area) < least || len(p.as) == 0 || len(p.bs) == 0:
		return Estimate{}
	case p.sigma < Crisp:
		if measureWithin(p.a, p.b, 0).SharedM2 >= least {
			return Estimate{1, 0}
		}
		return Estimate{}
	case len(p.as) == 1 && len(p.bs) == 1:
		l := level{a: p.as[0], b: p.bs[0], least: least, sigma: p.sigma, room: p.room}
		return Estimate{l.mass(), 1e-3}
	}
	return Estimate{p.shareOfNodes(least), 1e-2}
}

// level is the set of offsets at which two convex rings share at least so much.
type level struct {
	a, b         ring
	least, sigma float64
	room         *room
	sum          ring      // b ⊕ (−a): no offset beyond it shares anything
	inside       orb.Point // an offset of the set
	outline      ring
}

// levelTolerance is the mass that may lie between a piece of the boundary and its chord
// before it is followed more closely; a quarter of it is left out at most.
const levelTolerance = 1e-4

func (l *level) mass() float64 {
	l.sum = difference(l.a, l.b, l.room.sum[:0])
	l.room.sum = l.sum
	if math.Sqrt(gap2(boundOf(l.sum), orb.Bound{})) > beyond*l.sigma || !l.findInside() {
		return 0
	}
	const directions = 16
	l.outline = l.room.level[:0]
	first := l.boundary(0, 0)
	last := first
	for i := range directions {
		from, to := 2*math.Pi*float64(i)/directions, 2*math.Pi*float64(i+1)/directions
		next := first
		if i+1 < directions {
			next = l.boundary(to, 0)
		}
		l.outline = append(l.outline, last)
		l.refine(from, to, last, next, 10)
		last = next
	}
	l.room.level = l.outline
	scale(l.outline, 1/l.sigma)
	return min(1, max(0, ringMass(l.outline)))
}

// shared is the area at an offset.
func (l *level) shared(v orb.Point) float64 {
	return clipArea(l.room.shift(l.a, v[0], v[1]), l.b)
}

// findInside looks for an offset of the set, from where both centres fall together
// uphill.
func (l *level) findInside() bool {
	m, n := momentsOf(outlineOf([]ring{l.a}, nil)), momentsOf(outlineOf([]ring{l.b}, nil))
	at := orb.Point{n.center[0] - m.center[0], n.center[1] - m.center[1]}
	best := l.shared(at)
	stride := span(boundOf(l.sum)) / 8
	for range 40 {
		if best >= l.least*1.0001 {
			l.inside = at
			return true
		}
		better := false
		for _, d := range [...]orb.Point{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
			next := orb.Point{at[0] + stride*d[0], at[1] + stride*d[1]}
			if s := l.shared(next); s > best {
				at, best, better = next, s, true
			}
		}
		if !better {
			stride /= 2
		}
	}
	return false
}

// refine adds the boundary between two directions, ends not included, in pieces whose
// bulge holds no mass that matters.
func (l *level) refine(from, to float64, p, q orb.Point, depth int) {
	if l.weight(p, q, orb.Point{}) == 0 {
		return
	}
	middle := (from + to) / 2
	m := l.boundary(middle, l.chord(middle, p, q))
	matters := l.weight(p, q, m) > levelTolerance
	if matters && depth > 0 {
		l.refine(from, middle, p, m, depth-1)
	}
	l.outline = append(l.outline, m)
	if matters && depth > 0 {
		l.refine(middle, to, m, q, depth-1)
	}
}

// weight bounds the mass of the triangle between the chord from p to q and a point of the
// boundary between them; without one, it is 0 if nothing beyond the chord can matter, since
// all of it lies too far from the origin.
func (l *level) weight(p, q, m orb.Point) float64 {
	variance := l.sigma * l.sigma
	if m == (orb.Point{}) {
		if math.Sqrt(dist2(m, nearestOnEdge(m, p, q))) > beyond*l.sigma+dist(p, q) {
			return 0
		}
		return 1
	}
	d2 := min(dist2(orb.Point{}, nearestOnEdge(orb.Point{}, p, m)), dist2(orb.Point{}, nearestOnEdge(orb.Point{}, m, q)))
	return math.Abs(cross(p, q, m)) / 2 / variance * math.Exp(-d2/(2*variance)) / (2 * math.Pi)
}

// chord is how far from inside the ray in a direction meets the chord from p to q: the set
// is convex, so that its boundary lies no nearer.
func (l *level) chord(angle float64, p, q orb.Point) float64 {
	sin, cos := math.Sincos(angle)
	ex, ey := q[0]-p[0], q[1]-p[1]
	across := cos*ey - sin*ex
	if across == 0 {
		return 0
	}
	return max(0, ((p[0]-l.inside[0])*ey-(p[1]-l.inside[1])*ex)/across)
}

// boundary is where the ray in a direction leaves the set, no nearer to inside than low:
// the root of √shared − √least, by the Illinois variant of false position.
func (l *level) boundary(angle, low float64) orb.Point {
	sin, cos := math.Sincos(angle)
	at := func(r float64) orb.Point { return orb.Point{l.inside[0] + r*cos, l.inside[1] + r*sin} }
	want := math.Sqrt(l.least)
	value := func(r float64) float64 { return math.Sqrt(l.shared(at(r))) - want }
	high := l.exit(cos, sin)
	atLow, atHigh := value(low), -want
	near := 1e-4 * min(l.sigma, high)
	for range 40 {
		if high-low < near || atLow <= 0 {
			break
		}
		r := low + (high-low)*atLow/(atLow-atHigh)
		v := value(r)
		if math.Abs(v) < 1e-5*want {
			return at(r)
		}
		if v > 0 {
			low, atLow = r, v
			atHigh /= 2
		} else {
			high, atHigh = r, v
			atLow /= 2
		}
	}
	return at(low)
}

// exit is how far the ray from inside goes before it leaves the sum.
func (l *level) exit(cos, sin float64) float64 {
	far := math.Inf(1)
	for i, c := range l.sum {
		e := step(l.sum, i)
		if along := e[0]*sin - e[1]*cos; along < 0 {
			far = min(far, -(e[0]*(l.inside[1]-c[1])-e[1]*(l.inside[0]-c[0]))/along)
		}
	}
	return max(0, far)
}

// areaNodes is how many offsets are tried for shapes that are not convex.
const areaNodes = 4096

// shareOfNodes is the share of evenly spread offsets at which the parts together share
// enough.
func (p *pair) shareOfNodes(least float64) float64 {
	nodes := planeNodes(areaNodes)
	enough := 0
	for _, n := range nodes {
		if p.sharedAt(n[0]*p.sigma, n[1]*p.sigma, least) >= least {
			enough++
		}
	}
	return float64(enough) / areaNodes
}

// sharedAt is the area that all parts share at an offset, as far as it is needed.
func (p *pair) sharedAt(dx, dy, enough float64) float64 {
	sum := 0.0
	for _, a := range p.as {
		moved := p.room.shift(a, dx, dy)
		bound := boundOf(moved)
		for _, b := range p.bs {
			if bound.Intersects(boundOf(b)) {
				if sum += clipArea(moved, b); sum >= enough {
					return sum
				}
			}
		}
	}
	return sum
}
