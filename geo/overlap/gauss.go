package overlap

import (
	"math"

	"github.com/paulmach/orb"
)

// beyond is the distance, in standard deviations, past which nothing is counted: what lies
// outside a circle of that radius has the mass e^(−beyond²/2) = 6.8e-10.
const beyond = 6.5

// edgeMass is what the edge p→q of a polygon adds to the mass that the standard normal
// distribution of the plane has inside: with a counterclockwise outline the sum over its
// edges is the mass, holes being taken away by running clockwise.
//
//	     q         In polar coordinates the triangle from the origin to the edge holds
//	    ╱│         ∫ (1 − e^(−r²/2)) dθ / 2π, r the distance of the edge in direction θ.
//	  ╱▒▒│         Along the edge that is
//	O▒▒▒▒│             cross(p,q)/4π · ∫₀¹ K(|p + s(q−p)|²/2) ds,  K(z) = (1 − e^(−z))/z.
//	  ╲▒▒│         K has no singularity anywhere, so that few nodes of Gauss–Legendre
//	    ╲│         quadrature are enough for edges up to some standard deviations; longer
//	     p         ones go by Owen's T, which is the same integral to infinity.
//
// The error is below 1e-9 (see TestEdgeMassesAgreeWithOwensT).
func edgeMass(p, q orb.Point) float64 {
	c := p[0]*q[1] - p[1]*q[0]
	if c == 0 {
		return 0 // the triangle has no inside
	}
	dx, dy := q[0]-p[0], q[1]-p[1]
	length2 := dx*dx + dy*dy
	if length2 > longEdge*longEdge {
		return longEdgeMass(p, q, c, length2)
	}
	r := &legendre[edgeNodes(length2)]
	weight := r.weight[:len(r.at)]
	sum := 0.0
	for i, s := range r.at {
		x, y := p[0]+s*dx, p[1]+s*dy
		sum += weight[i] * tabledMass((x*x+y*y)/2)
	}
	return c / (4 * math.Pi) * sum
}

// longEdge is the length in standard deviations from which Owen's T is quicker.
const longEdge = 5.5

// edgeNodes is the number of nodes that keep the error of an edge below 1e-9, by the
// square of its length.
func edgeNodes(length2 float64) int {
	for i, limit := range edgeLimits {
		if length2 < limit {
			return i + 2
		}
	}
	return len(edgeLimits) + 2
}

// edgeLimits are the squares of the lengths up to which 2, 3, … nodes do.
var edgeLimits = [...]float64{0.01, 0.2, 1, 2.2, 5, 9, 14, 20, 26}

// relativeMass is K(z) = (1 − e^(−z))/z, the mass of a disc of radius √(2z) relative to
// that of as large a disc at the centre.
func relativeMass(z float64) float64 {
	if z < 0.03 {
		return 1 - z*(1./2-z*(1./6-z*(1./24-z*(1./120-z/720))))
	}
	return (1 - math.Exp(-z)) / z
}

// tabledMass is relativeMass by cubic interpolation, three times as quick: the fourth
// derivative of K is 1/5 at most, so that the error is below (1/64)⁴/384/5 = 3.1e-11.
func tabledMass(z float64) float64 {
	t := z * massSteps
	if !(t < massEnd*massSteps) {
		return relativeMass(z)
	}
	i := int(t)
	t -= float64(i)
	m := &massTable[i]
	return m[0] + t*(m[1]+t*(m[2]+t*m[3]))
}

const (
	massEnd   = 24
	massSteps = 64 // per unit
)

// massTable holds for each step the coefficients of the cubic with K's values and slopes,
// K′(z) = (e^(−z) − K(z))/z.
var massTable = newMassTable()

func newMassTable() *[massEnd * massSteps][4]float64 {
	const h = 1.0 / massSteps
	slope := func(z float64) float64 {
		if z < 0.03 {
			return -1./2 + z*(1./3-z*(1./8-z*(1./30-z/144)))
		}
		return (math.Exp(-z) - relativeMass(z)) / z
	}
	table := new([massEnd * massSteps][4]float64)
	for i := range table {
		z := float64(i) * h
		d0, d1 := h*slope(z), h*slope(z+h)
		rise := relativeMass(z+h) - relativeMass(z)
		table[i] = [4]float64{relativeMass(z), d0, 3*rise - 2*d0 - d1, d0 + d1 - 2*rise}
	}
	return table
}

// longEdgeMass is the share of the angle that the edge fills less what of the mass lies
// beyond its line, by Owen's T at both of its ends.
func longEdgeMass(p, q orb.Point, c, length2 float64) float64 {
	length := math.Sqrt(length2)
	dx, dy := (q[0]-p[0])/length, (q[1]-p[1])/length
	h := math.Abs(c) / length
	from, to := p[0]*dx+p[1]*dy, q[0]*dx+q[1]*dy
	angle := math.Atan2(c, p[0]*q[0]+p[1]*q[1]) / (2 * math.Pi)
	return angle - math.Copysign(owenTo(h, to)-owenTo(h, from), c)
}

// owenTo is Owen's T(h, x/h), the mass between the line at distance h from the origin, the
// foot of the perpendicular on it and the direction to its point x metres along.
func owenTo(h, x float64) float64 {
	if h > beyond {
		return 0
	}
	if math.Abs(x) > beyond+1 {
		return math.Copysign(math.Erfc(h/math.Sqrt2)/4, x) // as if x were infinite
	}
	return math.Copysign(OwenT(h, math.Abs(x)/h), x)
}

// OwenT is T(h, a) = 1/2π ∫₀ᵃ e^(−h²(1+x²)/2) / (1+x²) dx for h and a ≥ 0 (Owen 1956, Annals
// of Mathematical Statistics 27:1075–1090): the mass of the standard normal distribution
// of the plane where x > h and 0 < y < a·x. The error is below 1e-13.
func OwenT(h, a float64) float64 {
	switch {
	case a == 0:
		return 0
	case math.IsInf(a, 1):
		return math.Erfc(h/math.Sqrt2) / 4
	case a > 1:
		p, q := normal(h), normal(a*h)
		return (p+q)/2 - p*q - OwenT(a*h, 1/a)
	}
	r := &legendre[maxNodes]
	sum := 0.0
	for i, s := range r.at {
		t := 1 + a*a*s*s
		sum += r.weight[i] * math.Exp(-h*h*t/2) / t
	}
	return a * sum / (2 * math.Pi)
}

// normal is the distribution function of the standard normal distribution, density its
// density.
func normal(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

func density(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }

// ringMass is the mass of the standard normal distribution inside a ring, closed or not.
func ringMass(ring []orb.Point) float64 {
	sum := 0.0
	for i, p := range ring {
		q := ring[0]
		if i+1 < len(ring) {
			q = ring[i+1]
		}
		sum += edgeMass(p, q)
	}
	return sum
}
