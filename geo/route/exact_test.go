package route_test

import (
	"math"

	"burialmap/geo/route"
)

// exact solves a problem of up to 12 sites by dynamic programming over sets of sites: first
// for each day, start and end the least drive to visit each set, then over the days of all
// crews. It shares no code and no idea with the search.
type exact struct {
	p     route.Problem
	masks int
}

// optimum is what the best plan holds.
type optimum struct {
	locked, must int
	prize, drive float64
}

// idleCost is more than any plan drives: a day on which a crew gets nowhere is avoided
// before all else.
const idleCost = 1e7

func solveExactly(p route.Problem) optimum {
	e := exact{p: p, masks: 1 << len(p.Sites)}
	before := e.filled()
	before[0] = 0
	for crew := range p.Crews {
		before = e.crew(crew, before)
	}
	best := optimum{drive: math.Inf(1)}
	idle := math.Inf(1)
	for _, cost := range before {
		idle = min(idle, math.Floor(cost/idleCost))
	}
	for mask, cost := range before {
		if cost < (idle+1)*idleCost {
			if o := e.value(mask, cost-idle*idleCost); o.better(best) {
				best = o
			}
		}
	}
	return best
}

func (o optimum) better(than optimum) bool {
	switch {
	case o.locked != than.locked:
		return o.locked > than.locked
	case o.must != than.must:
		return o.must > than.must
	case math.Abs(o.prize-than.prize) > 1e-9:
		return o.prize > than.prize
	}
	return o.drive < than.drive
}

func (e exact) value(mask int, drive float64) optimum {
	o := optimum{drive: drive}
	for i, site := range e.p.Sites {
		switch {
		case mask>>i&1 == 0:
			continue
		case site.Lock != nil:
			o.locked++
		case site.Must:
			o.must++
		}
		o.prize += site.Prize
	}
	return o
}

func (e exact) filled() []float64 {
	s := make([]float64, e.masks)
	for i := range s {
		s[i] = math.Inf(1)
	}
	return s
}

// crew is the least drive by set visited after a crew, from that before it.
func (e exact) crew(crew int, before []float64) []float64 {
	at := map[int][]float64{e.p.Crews[crew].Start: before}
	for day := range e.p.Crews[crew].Days {
		next := map[int][]float64{}
		for start, done := range at {
			for end, tours := range e.day(crew, day, start) {
				if next[end] == nil {
					next[end] = e.filled()
				}
				e.join(next[end], done, tours)
			}
		}
		at = next
	}
	after := e.filled()
	for _, done := range at {
		for mask, cost := range done {
			after[mask] = min(after[mask], cost)
		}
	}
	return after
}

// join adds a day: every set done before with every other set that a tour visits.
func (e exact) join(next, done, tours []float64) {
	for mask, cost := range tours {
		if math.IsInf(cost, 1) {
			continue
		}
		others := (e.masks - 1) &^ mask
		for sub := others; ; sub = (sub - 1) & others {
			next[sub|mask] = min(next[sub|mask], done[sub]+cost)
			if sub == 0 {
				break
			}
		}
	}
}

// label is a way to have visited a set, ending at a site: no other is both earlier and
// shorter.
type label struct{ time, drive float64 }

// day is, by end, the least drive to visit each set on a day.
func (e exact) day(crew, day, start int) map[int][]float64 {
	hours := e.p.Crews[crew].Days[day]
	tours := map[int][]float64{}
	for _, end := range hours.Ends {
		if way := e.way(crew, start, end); hours.From+way <= hours.To+minute/10 {
			tours[end] = e.filled()
			tours[end][0] = way
		}
	}
	if len(tours) == 0 {
		tours[start] = e.filled()
		tours[start][0] = idleCost
		return tours
	}
	n := len(e.p.Sites)
	labels := make([][]label, e.masks*n)
	for mask := range e.masks {
		for last := range n {
			for _, l := range labels[mask*n+last] {
				for end, drive := range tours {
					way := e.way(crew, last, end)
					if l.time+way <= hours.To+minute/10 {
						drive[mask] = min(drive[mask], l.drive+way)
					}
				}
				e.extend(labels, crew, day, mask, last, l)
			}
		}
		if mask == 0 {
			e.extend(labels, crew, day, 0, start, label{time: hours.From})
		}
	}
	return tours
}

func (e exact) way(crew, from, to int) float64 {
	if from == to {
		return 0
	}
	return e.p.Travel(crew, from, to)
}

// extend visits one site more.
func (e exact) extend(labels [][]label, crew, day, mask, last int, l label) {
	n := len(e.p.Sites)
	hours := e.p.Crews[crew].Days[day]
	for i := range n {
		if mask>>i&1 == 1 || !e.allowed(crew, day, mask, i) {
			continue
		}
		way := e.way(crew, last, i)
		for _, w := range e.p.Sites[i].Open[hours.Number] {
			leave := max(l.time+way, w.From) + e.p.Sites[i].Minutes
			if leave <= min(w.To, hours.To)+minute/10 {
				to := &labels[(mask|1<<i)*n+i]
				*to = keepBest(*to, label{leave, l.drive + way})
				break
			}
		}
	}
}

// allowed says whether the locks let site i come after those of the mask.
func (e exact) allowed(crew, day, mask, i int) bool {
	lock := e.p.Sites[i].Lock
	if lock == nil {
		return true
	}
	for j, site := range e.p.Sites {
		if mask>>j&1 == 1 && site.Lock != nil && site.Lock.Order > lock.Order {
			return false
		}
	}
	return lock.Crew == crew && lock.Day == day
}

func keepBest(labels []label, l label) []label {
	kept := labels[:0]
	for _, k := range labels {
		if k.time <= l.time && k.drive <= l.drive {
			return labels
		}
		if k.time < l.time || k.drive < l.drive {
			kept = append(kept, k)
		}
	}
	return append(kept, l)
}
