package fieldplan

import (
	"math"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// How a way is known: Arrival.TravelBy, and with TravelBoth Timetable.TravelBasis.
const (
	TravelStraight = "straight_line"
	TravelMatrix   = "matrix"
	TravelBoth     = "both"
)

// way is how one gets from a place to another.
type way struct {
	minutes float64 // +Inf: there is none
	km      float64
	by      string
}

// ways are those between the places of a plan: its sites that are located first, in the
// order of its stops, then base and nights.
type ways struct {
	ids    []string
	at     []orb.Point
	number map[string]int // by id
	detour float64
	matrix map[[2]int]Leg
	km     []float32 // along the straight line, by pair; negative: not measured yet
}

// newWays prepares the ways between places. A way of the matrix counts for the way back
// too, unless the matrix has that itself.
func newWays(p Plan, w *World) *ways {
	t := &ways{number: map[string]int{}, detour: p.DetourFactor, matrix: map[[2]int]Leg{}}
	if t.detour == 0 {
		t.detour = DefaultDetour
	}
	for _, s := range p.Stops {
		if site := w.Sites[s.Site]; site != nil && site.Located {
			t.add(s.Site, site.Position)
		}
	}
	for _, place := range p.places() {
		t.add(place.ID, place.Position)
	}
	for _, l := range p.Matrix {
		from, okFrom := t.number[l.From]
		to, okTo := t.number[l.To]
		if !okFrom || !okTo {
			continue // of places that are not in the plan
		}
		t.matrix[[2]int{from, to}] = l
	}
	for _, l := range p.Matrix {
		from, okFrom := t.number[l.From]
		to, okTo := t.number[l.To]
		if _, stated := t.matrix[[2]int{to, from}]; okFrom && okTo && !stated {
			t.matrix[[2]int{to, from}] = l
		}
	}
	t.km = make([]float32, len(t.ids)*len(t.ids))
	for i := range t.km {
		t.km[i] = -1
	}
	return t
}

func (t *ways) add(id string, at orb.Point) {
	t.number[id] = len(t.ids)
	t.ids, t.at = append(t.ids, id), append(t.at, at)
}

// places are base and nights.
func (p Plan) places() []Place { return append([]Place{p.Base}, p.Nights...) }

// between is the way from one place to another at a speed.
func (t *ways) between(from, to int, speed float64) way {
	if from == to {
		return way{0, 0, TravelStraight}
	}
	estimate := t.straight(from, to) * t.detour
	leg, ok := t.matrix[[2]int{from, to}]
	if !ok {
		return way{estimate / speed * 60, estimate, TravelStraight}
	}
	w := way{math.Inf(1), estimate, TravelMatrix}
	if leg.Minutes != nil {
		w.minutes = *leg.Minutes
	}
	if leg.KM != nil {
		w.km = *leg.KM
	}
	return w
}

// straight is the length of the straight line in km, the same both ways.
func (t *ways) straight(from, to int) float64 {
	a, b := min(from, to), max(from, to)
	km := &t.km[a*len(t.ids)+b]
	if *km < 0 {
		*km = float32(geo.Distance(t.at[a], t.at[b]) / 1000)
	}
	return float64(*km)
}

// possible is a way that can be gone: where the matrix says that there is none, the one
// that the straight line would give, so that times after it still mean something.
func (t *ways) possible(from, to int, speed float64) (w way, exists bool) {
	w = t.between(from, to, speed)
	if !math.IsInf(w.minutes, 1) {
		return w, true
	}
	km := t.straight(from, to) * t.detour
	return way{km / speed * 60, km, TravelStraight}, false
}
