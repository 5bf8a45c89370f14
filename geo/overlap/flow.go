package overlap

import (
	"math"

	"github.com/paulmach/orb"
)

// expectedByFlow follows the shared area from the crisp one to sigma. The density obeys the
// equation of heat, so that what an uncertainty of s takes away from the shared area flows
// over the outlines: with Gauss's theorem for both areas
//
//	dE/ds = −s ∮∮ φ_s(x−y) n_A·n_B dx dy
//
// For two sides e and f of the outlines the double integral is the mass of the parallelogram
// of their differences times the cotangent of the angle between them, in closed form, and
// only sides within reach of each other count. The rest is a quadrature over s.
//
// Its error is below 5e-5 of the smaller area for sigma up to a twentieth of its size.
func (r *room) expectedByFlow(crisp float64, as, bs []side, sigma float64) float64 {
	r.near = nearSides(as, bs, beyond*sigma, r.near[:0])
	near := r.near
	lost := 0.0
	for high := sigma; high > 0; {
		low := high / flowStep
		if low < sigma*flowEnd {
			low = 0
		}
		nodes := &legendre[flowNodes]
		for i, t := range nodes.at {
			s := low + t*(high-low)
			for k := range near {
				if near[k].gap2 < beyond*beyond*s*s {
					lost += nodes.weight[i] * (high - low) * s * near[k].flow(s)
				}
			}
		}
		high = low
	}
	return crisp - lost
}

// What flows may do so at any scale below sigma, so that the quadrature goes down in steps.
const (
	flowStep  = 4
	flowEnd   = 1. / 64
	flowNodes = 6
)

// meeting is two sides within reach of each other, with the square of their distance.
type meeting struct {
	a, b side
	gap2 float64
}

func nearSides(as, bs []side, reach float64, near []meeting) []meeting {
	for _, a := range as {
		boundA := a.bound()
		for _, b := range bs {
			if gap2(boundA, b.bound()) > reach*reach {
				continue
			}
			if _, _, d2 := nearestOfEdges(a.from, a.to, b.from, b.to); d2 < reach*reach {
				near = append(near, meeting{a, b, d2})
			}
		}
	}
	return near
}

// flow is ∫∫ φ_s(x−y) n_A·n_B over both sides.
func (m *meeting) flow(s float64) float64 {
	e, f := m.a.way(), m.b.way()
	turn, along := e[0]*f[1]-e[1]*f[0], e[0]*f[0]+e[1]*f[1]
	if math.Abs(turn) < parallel*math.Abs(along) {
		return m.parallelFlow(s)
	}
	d := orb.Point{(m.a.from[0] - m.b.from[0]) / s, (m.a.from[1] - m.b.from[1]) / s}
	e[0], e[1], f[0], f[1] = e[0]/s, e[1]/s, f[0]/s, f[1]/s
	corners := [4]orb.Point{d, {d[0] - f[0], d[1] - f[1]}, {d[0] + e[0] - f[0], d[1] + e[1] - f[1]}, {d[0] + e[0], d[1] + e[1]}}
	return along / turn * ringMass(corners[:])
}

// parallel is the tangent below which sides count as parallel.
const parallel = 1e-6

// parallelFlow takes both sides for parallel, as far apart as in the middle of where they
// run beside each other.
func (m *meeting) parallelFlow(s float64) float64 {
	e, f := m.a.way(), m.b.way()
	length := math.Hypot(e[0], e[1])
	u := orb.Point{e[0] / length, e[1] / length}
	d := orb.Point{m.b.from[0] - m.a.from[0], m.b.from[1] - m.a.from[1]}
	from, to := d[0]*u[0]+d[1]*u[1], (d[0]+f[0])*u[0]+(d[1]+f[1])*u[1]
	middle := (max(0, min(from, to)) + min(length, max(from, to))) / 2
	t := min(max((middle-from)/(to-from), 0), 1)
	aside := (d[1]+t*f[1])*u[0] - (d[0]+t*f[0])*u[1]
	beside := density(aside/s) / s * expectedLength([2]float64{0, length}, [2]float64{min(from, to), max(from, to)}, s)
	return math.Copysign(beside, to-from)
}
