package fieldplan

import (
	"slices"

	"burialmap/geo/route"
)

// gaps finds where in an arrangement a further stop would fit.
type gaps struct {
	j     *journey
	tours []tour
	walk  route.Problem
}

func newGaps(j *journey, tours []tour, walk route.Problem) *gaps { return &gaps{j, tours, walk} }

// gap is a place in an arrangement: after the first at stops of a tour.
type gap struct {
	tour, at int
	longer   float64 // by how many minutes the day grows
}

// first is the gap for a stop that makes a day grow least; false if there is none. A tour
// that breaks its hours already has none.
func (g *gaps) first(stop int) (gap, bool) {
	best, ok := gap{}, false
	for i := range g.tours {
		t := &g.tours[i]
		if broken(t.walk) || grave(g.j.against(g.j.stops[stop], t.day)) != nil {
			continue
		}
		numbers := t.numbers()
		for at := 0; at <= len(numbers); at++ {
			longer := g.longer(t, numbers, at, stop)
			if ok && longer >= best.longer || !g.fits(t, numbers, at, stop, longer) {
				continue
			}
			best, ok = gap{i, at, longer}, true
		}
	}
	return best, ok
}

func (g *gaps) longer(t *tour, numbers []int, at, stop int) float64 {
	from, to := t.start, t.end
	if at > 0 {
		from = numbers[at-1]
	}
	if at < len(numbers) {
		to = numbers[at]
	}
	drive := func(a, b int) float64 { return g.j.ways.between(a, b, g.j.plan.Vehicles[t.vehicle].SpeedKMH).minutes }
	direct := 0.0
	if from != to {
		direct = drive(from, to)
	}
	return drive(from, stop) + g.walk.Sites[stop].Minutes + drive(stop, to) - direct
}

// fits walks the day with the stop in it, unless it is plain that it is too long.
func (g *gaps) fits(t *tour, numbers []int, at, stop int, longer float64) bool {
	spare := g.j.to - g.j.from - t.walk.Drive
	for _, n := range numbers {
		spare -= g.walk.Sites[n].Minutes
	}
	if !(longer <= spare) {
		return false
	}
	return !broken(g.walk.Walk(t.vehicle, t.day, t.start, t.end, slices.Insert(slices.Clone(numbers), at, stop)))
}

func broken(t route.Tour) bool {
	return t.Fault != 0 || slices.ContainsFunc(t.Visits, func(v route.Visit) bool { return v.Fault != 0 })
}

// grave are the conflicts that make a visit impossible.
func grave(all []Conflict) []Conflict {
	var found []Conflict
	for _, c := range all {
		if c.Grave {
			found = append(found, c)
		}
	}
	return found
}
