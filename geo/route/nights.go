package route

import (
	"math"
	"slices"
)

// A chain is where a crew spends its nights: the end of each day. The way from one to the
// next must fit into the day though nothing were visited; a day on which no end can be
// reached at all is idle, and the crew stays where it is.

// link says whether a slot may lead from a start to an end.
func (f *facts) link(s int, start, end int32) bool {
	if f.stuck(s, start) {
		return start == end
	}
	return slices.Contains(f.slots[s].hours.Ends, int(end)) && f.reaches(s, start, end)
}

// reaches says whether a slot's hours are enough to drive from start to end.
func (f *facts) reaches(s int, start, end int32) bool {
	slot := &f.slots[s]
	return slot.hours.From+slot.there[int(start)*f.Places+int(end)] <= slot.hours.To+slack
}

// stuck says whether no end of the slot can be reached from the start.
func (f *facts) stuck(s int, start int32) bool {
	for _, e := range f.slots[s].hours.Ends {
		if f.reaches(s, start, int32(e)) {
			return false
		}
	}
	return true
}

// chainCost is that of a chain so far: idle days, then minutes on the road.
type chainCost struct {
	idle  int
	drive float64
}

func (a chainCost) less(b chainCost) bool {
	if a.idle != b.idle {
		return a.idle < b.idle
	}
	return a.drive < b.drive
}

// chains are the cheapest ways through the nights of a crew, to each place at the end of each
// day, and from each place at the begin of each day to the end.
type chains struct {
	there, rest []map[int32]chainCost // by day; rest has one more
	best        chainCost
}

// nights works out the chains of a crew by dynamic programming.
func (f *facts) nights(crew int) chains {
	low, high := f.first[crew], f.first[crew+1]
	days := high - low
	c := chains{there: make([]map[int32]chainCost, days+1), rest: make([]map[int32]chainCost, days+1)}
	c.there[0] = map[int32]chainCost{int32(f.Crews[crew].Start): {}}
	for d := range days {
		c.there[d+1] = map[int32]chainCost{}
		for start, cost := range c.there[d] {
			f.leaps(low+d, start, func(end int32, leap chainCost) {
				keep(c.there[d+1], end, chainCost{cost.idle + leap.idle, cost.drive + leap.drive})
			})
		}
	}
	c.rest[days] = map[int32]chainCost{}
	c.best = chainCost{idle: math.MaxInt}
	for place, cost := range c.there[days] {
		c.rest[days][place] = chainCost{}
		if cost.less(c.best) {
			c.best = cost
		}
	}
	for d := days - 1; d >= 0; d-- {
		c.rest[d] = map[int32]chainCost{}
		for start := range c.there[d] {
			f.leaps(low+d, start, func(end int32, leap chainCost) {
				cost := c.rest[d+1][end]
				keep(c.rest[d], start, chainCost{cost.idle + leap.idle, cost.drive + leap.drive})
			})
		}
	}
	return c
}

func keep(m map[int32]chainCost, place int32, cost chainCost) {
	if old, ok := m[place]; !ok || cost.less(old) {
		m[place] = cost
	}
}

// leaps calls yield for every end that a slot may lead to from a start.
func (f *facts) leaps(s int, start int32, yield func(end int32, cost chainCost)) {
	if f.stuck(s, start) {
		yield(start, chainCost{idle: 1})
		return
	}
	for _, e := range f.slots[s].hours.Ends {
		if f.reaches(s, start, int32(e)) {
			yield(int32(e), chainCost{drive: f.slots[s].there[int(start)*f.Places+e]})
		}
	}
}

// empty is a plan without visits, on the cheapest chain of each crew.
func (f *facts) empty() *plan {
	p := &plan{tours: make([]tour, len(f.slots)), on: make([]int32, len(f.Sites))}
	for i := range p.on {
		p.on[i] = -1
	}
	for crew := range f.Crews {
		c := f.nights(crew)
		start := int32(f.Crews[crew].Start)
		for s := f.first[crew]; s < f.first[crew+1]; s++ {
			d := s - f.first[crew]
			next, best := int32(-1), chainCost{idle: math.MaxInt}
			f.leaps(s, start, func(end int32, leap chainCost) {
				rest := c.rest[d+1][end]
				cost := chainCost{rest.idle + leap.idle, rest.drive + leap.drive}
				if cost.less(best) {
					next, best = end, cost
				}
			})
			t := &p.tours[s]
			t.at = []int32{start, next}
			t.idle = f.stuck(s, start)
			f.time(s, t)
			start = next
		}
	}
	return p
}

// whyIdle is the fault of a slot on which no end can be reached.
func (f *facts) whyIdle(s int, start int32) Fault {
	for _, e := range f.slots[s].hours.Ends {
		if !math.IsInf(f.slots[s].there[int(start)*f.Places+e], 1) {
			return TooLate
		}
	}
	return NoWay
}
