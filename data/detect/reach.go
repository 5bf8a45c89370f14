package detect

import (
	"fmt"
	"math"

	"burialmap/geo"
)

// Reach says how far apart two outlines may lie and still be recorded as a pair, in
// metres. Every recorded pair becomes an overlap, and their number grows with the square
// of the reach, so that a wide one would bury what matters.
//
// For a pair of known accuracy it is the distance beyond which they share ground with a
// probability below 5 %, the least that is called possible. Let the true offset of one
// from the other be normal with σ along each axis. They can share ground only if the
// offset falls into the Minkowski sum of both, which lies at least d away when they are d
// apart. Two bounds hold for that, whatever the shapes:
//
//	P ≤ e^(−d²/2σ²)                       all that lies beyond a circle of radius d
//	P ≤ A/(2πσ²) · e^(−d²/2σ²)            greatest density times area A of the sum's box
type Reach struct {
	Floor   float64 // the least reach: next neighbours matter to those who dig
	Cap     float64 // the greatest reach
	Unknown float64 // the reach where an accuracy is not known
}

// DefaultReach is the reach of the method: 1 m at least, 200 m at most, 5 m where nobody
// has stated an accuracy.
var DefaultReach = Reach{Floor: 1, Cap: 200, Unknown: 5}

// between is the reach of a pair and what its accuracy would ask for without the cap.
func (r Reach) between(a, b *party) (reach, wanted float64) {
	wanted = r.Unknown
	if between := geo.Between(a.error, b.error); between.Known() {
		wanted = distanceStillPossible(between.Sigma(), a.size, b.size)
	}
	wanted = max(wanted, r.Floor) + a.beyond() + b.beyond()
	return min(wanted, r.Cap), wanted
}

// distanceStillPossible is the distance at which the smaller bound falls to 5 %: √(2 ln
// (1/5 %)) = 2.4477 σ, the combined 95 % radius, or less where both outlines are small.
// It is 0 if not even outlines that meet could reach 5 %.
func distanceStillPossible(sigma float64, a, b size) float64 {
	area := (a.width + b.width) * (a.height + b.height)
	most := min(1, area/(2*math.Pi*sigma*sigma))
	if most <= possible {
		return 0
	}
	return sigma * math.Sqrt(2*math.Log(most/possible))
}

// share is what one party brings to the search. The shares of any two add up to no less
// than the reach between them: √(a²+b²) ≤ a + b.
func (r Reach) share(p *party) float64 {
	least := max(r.Floor, r.Unknown) / 2
	return min(max(least, float64(p.error.Total()))+p.beyond(), r.Cap)
}

// String tells one reach from another in the state of a store.
func (r Reach) String() string {
	return fmt.Sprintf("%g/%g/%g", r.Floor, r.Cap, r.Unknown)
}

// size is the box around an outline, in metres.
type size struct{ width, height float64 }

// sizeOf measures the box around a party's ground a little generously: a bound must not be
// too small.
func sizeOf(p *party) size {
	g := p.ownGround()
	b := geo.PlaneFor(g).ProjectGeometry(g).Bound()
	const generous = 1.001
	return size{generous * (b.Max[0] - b.Min[0]), generous * (b.Max[1] - b.Min[1])}
}
