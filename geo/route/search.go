package route

import (
	"context"
	"math/rand/v2"
)

// search improves one plan by ruin and recreate: a part of it is taken out and filled in
// again, greedily and with a little chance, and the outcome is kept if it is not much worse.
// What counts as much shrinks to nothing in the course of a round (threshold accepting,
// Dueck and Scheuer 1990). Ruins are strings of neighbouring tours around a site, as in
// Christiaens and Vanden Berghe, Slack induction by string removals (2020), single sites,
// whole days, and other places to spend nights at.
type search struct {
	*facts

	random *rand.PCG
	now    plan // where the search is
	next   plan // now, changed
	best   plan
	atNow  rank
	atBest rank

	stamp   uint64 // the last one given to a tour
	fits    []fit  // by slot and site, the last answers of find
	dirty   []bool // by slot, whether next differs from now
	removed []bool // by site, whether it was taken out of next
	pool    []wanted
	work    int // positions looked at: the clock of the search
}

func newSearch(f *facts, seed uint64) *search {
	s := &search{facts: f, random: rand.NewPCG(f.Seed, seed)}
	s.fits = make([]fit, len(f.slots)*len(f.Sites))
	s.dirty = make([]bool, len(f.slots))
	s.removed = make([]bool, len(f.Sites))
	s.start(f.empty())
	return s
}

// start goes on from a plan, filled up.
func (s *search) start(p *plan) {
	s.next.copy(p)
	for i := range s.next.tours {
		s.touch(i)
	}
	s.recreate(taste{power: 1, wait: 0.5})
	s.settle()
	s.atNow = s.next.rank()
	s.now.copy(&s.next)
	if s.best.tours == nil || s.atNow.better(s.atBest) {
		s.best.copy(&s.now)
		s.atBest = s.atNow
	}
}

// adopt goes on from the best plan of a search.
func (s *search) adopt(other *search) {
	s.next.copy(&other.best)
	for i := range s.next.tours {
		s.touch(i) // stamps of the other search mean nothing here
	}
	s.settle()
	s.now.copy(&s.next)
	s.atNow = other.atBest
	if s != other {
		s.best.copy(&s.now)
		s.atBest = s.atNow
	}
}

// touch notes that the tour of a slot in next is changing.
func (s *search) touch(slot int) {
	s.dirty[slot] = true
	s.stamp++
	s.next.tours[slot].stamp = s.stamp
}

// settle forgets what was touched.
func (s *search) settle() {
	clear(s.dirty)
	clear(s.removed)
}

// run searches for a round of so much work, or up to the limit of work, or until the
// context ends.
func (s *search) run(ctx context.Context, round, limit int) {
	begun := s.work
	for turn := 0; s.work-begun < min(round, limit); turn++ {
		if turn%64 == 0 && ctx.Err() != nil {
			return
		}
		left := 1 - float64(s.work-begun)/float64(round)
		s.turn(float64(s.scale * left * left * left))
	}
}

// turn changes the plan once. What gets worse by less than the threshold is accepted.
func (s *search) turn(threshold float64) {
	s.work += 50 + len(s.slots)
	if s.ruin() {
		threshold *= 5 // what lies near other places takes some turns to be found
	}
	s.recreate(s.anyTaste())
	at := s.next.rank()
	if !s.accepts(at, threshold) {
		s.transfer(&s.next, &s.now)
		s.settle()
		return
	}
	s.transfer(&s.now, &s.next)
	s.settle()
	s.atNow = at
	if at.better(s.atBest) {
		s.atBest = at
		s.best.copy(&s.now)
	}
}

func (s *search) accepts(at rank, threshold float64) bool {
	if c := at.compareCounts(s.atNow); c != 0 {
		return c > 0
	}
	if at.better(s.atNow) {
		return true
	}
	gain := at.prize - s.atNow.prize - float64(s.lambda*(at.drive-s.atNow.drive))
	return gain > -threshold
}

// transfer makes one plan equal to the other in what was touched.
func (s *search) transfer(to, from *plan) {
	for i, dirty := range s.dirty {
		if dirty {
			to.tours[i].copy(&from.tours[i])
		}
	}
	copy(to.on, from.on)
}

// pick is a number from 0 up to n, n excluded.
func (s *search) pick(n int) int {
	return int((s.random.Uint64() >> 32) * uint64(n) >> 32)
}

// chance is a number from 0 up to 1.
func (s *search) chance() float64 {
	return float64(s.random.Uint64()>>11) / (1 << 53)
}
