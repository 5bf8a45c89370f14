package detect

import (
	"math"
	"math/rand/v2"
	"testing"

	"burialmap/data"
	"burialmap/geo"
)

// Second method: draw shifts and look.
func TestPairsBeyondReachShareGroundInFewerThanOneOfTwentyWorlds(t *testing.T) {
	random := rand.New(rand.NewPCG(19, 56))
	between := func(low, high float64) float64 { return low + (high-low)*random.Float64() }
	const worlds, allowed = 20_000, 0.05 + 3*0.0015 // three standard errors of the count
	for range 200 {
		a, b := size{between(0.5, 30), between(0.5, 30)}, size{between(0.5, 30), between(0.5, 30)}
		accuracy := geo.Accuracy(between(0.2, 60))
		p := &party{location: data.Location{Accuracy: accuracy}, size: a}
		q := &party{location: data.Location{Accuracy: 0.01}, size: b}
		reach, _ := Reach{Cap: math.Inf(1)}.between(p, q)
		direction := between(0, 2*math.Pi)
		gap := reach * 1.001
		// Move b away from a along the direction until the boxes are a gap apart.
		x, y := apart(a, b, direction, gap)
		meets := 0
		for range worlds {
			dx, dy := x+accuracy.Sigma()*random.NormFloat64(), y+accuracy.Sigma()*random.NormFloat64()
			if math.Abs(dx) < (a.width+b.width)/2 && math.Abs(dy) < (a.height+b.height)/2 {
				meets++
			}
		}
		if share := float64(meets) / worlds; gap > 0 && share > allowed {
			t.Fatalf("boxes %v and %v, accuracy %v m, %v m apart: share ground in %v of worlds", a, b, accuracy, gap, share)
		}
	}
}

// apart is the offset between the middles of two boxes that lie a gap apart, seen in a
// direction.
func apart(a, b size, direction, gap float64) (x, y float64) {
	w, h := (a.width+b.width)/2, (a.height+b.height)/2
	low, high := 0.0, w+h+gap+1
	for range 60 {
		mid := (low + high) / 2
		x, y = mid*math.Cos(direction), mid*math.Sin(direction)
		if math.Hypot(max(0, math.Abs(x)-w), max(0, math.Abs(y)-h)) < gap {
			low = mid
		} else {
			high = mid
		}
	}
	return x, y
}
