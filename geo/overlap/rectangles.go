package overlap

import (
	"math"

	"github.com/paulmach/orb"
)

// expectedOfRectangles is the expected shared area of two rectangles with parallel sides,
// exactly, or false if they are none. Along each side the error is independent, so that
// the area is the product of two expected lengths.
func expectedOfRectangles(a, b ring, sigma float64) (area float64, ok bool) {
	if !isRectangle(a) || !isRectangle(b) {
		return 0, false
	}
	u := step(b, 0)
	length := math.Hypot(u[0], u[1])
	u[0], u[1] = u[0]/length, u[1]/length
	e := step(a, 0)
	along, aside := e[0]*u[0]+e[1]*u[1], e[1]*u[0]-e[0]*u[1]
	if math.Min(math.Abs(along), math.Abs(aside)) > straight*(math.Abs(along)+math.Abs(aside)) {
		return 0, false
	}
	return expectedLength(extent(a, u), extent(b, u), sigma) *
		expectedLength(extent(a, orb.Point{-u[1], u[0]}), extent(b, orb.Point{-u[1], u[0]}), sigma), true
}

// straight is how far from square or parallel what counts as such may be, as a tangent.
const straight = 1e-9

func isRectangle(r ring) bool {
	if len(r) != 4 {
		return false
	}
	for i := range r {
		e, f := step(r, i), step(r, i+1)
		if math.Abs(e[0]*f[0]+e[1]*f[1]) > straight*math.Sqrt((e[0]*e[0]+e[1]*e[1])*(f[0]*f[0]+f[1]*f[1])) {
			return false
		}
	}
	return true
}

// extent is the shadow of a ring on a line with direction u.
func extent(r ring, u orb.Point) [2]float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range r {
		t := p[0]*u[0] + p[1]*u[1]
		low, high = min(low, t), max(high, t)
	}
	return [2]float64{low, high}
}

// expectedLength is the expected length that two intervals share when one of them is
// shifted by a normal error: with g(x) = xΦ(x) + φ(x), the integral of Φ,
//
//	E = σ · [g((a1−b0)/σ) − g((a0−b0)/σ) − g((a1−b1)/σ) + g((a0−b1)/σ)]
func expectedLength(a, b [2]float64, sigma float64) float64 {
	g := func(x float64) float64 {
		x /= sigma
		return x*normal(x) + density(x)
	}
	return max(0, sigma*(g(a[1]-b[0])-g(a[0]-b[0])-g(a[1]-b[1])+g(a[0]-b[1])))
}
