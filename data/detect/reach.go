package detect

import (
	"fmt"
	"math"
)

// Reach says how far apart two outlines may lie and still be compared, in metres. For a
// pair of known accuracy it is four standard deviations of their positions relative to
// each other: beyond, the chance that they share ground is below 3.2e-5.
type Reach struct {
	Floor   float64 // the least reach: neighbours matter to those who dig
	Cap     float64 // the greatest reach
	Unknown float64 // the reach where an accuracy is not known
}

// DefaultReach is the reach of the method: 5 m at least, the next grave but one; 200 m at
// most; 10 m where nobody has stated an accuracy.
var DefaultReach = Reach{Floor: 5, Cap: 200, Unknown: 10}

const sigmas = 4

// between is the reach of a pair and what its accuracy would ask for without the cap.
func (r Reach) between(a, b *party) (reach, wanted float64) {
	wanted = r.Unknown
	if a.location.Accuracy.Known() && b.location.Accuracy.Known() {
		wanted = sigmas * math.Hypot(a.location.Accuracy.Sigma(), b.location.Accuracy.Sigma())
	}
	wanted = max(wanted, r.Floor)
	return min(wanted, r.Cap), wanted
}

// share is what one party brings to the search. The shares of any two add up to no less
// than the reach between them: √(a²+b²) ≤ a + b.
func (r Reach) share(p *party) float64 {
	least := max(r.Floor, r.Unknown) / 2
	if !p.location.Accuracy.Known() {
		return min(least, r.Cap)
	}
	return min(max(least, sigmas*p.location.Accuracy.Sigma()), r.Cap)
}

// String tells one reach from another in the state of a store.
func (r Reach) String() string { return fmt.Sprintf("%g/%g/%g", r.Floor, r.Cap, r.Unknown) }
