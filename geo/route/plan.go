package route

import "slices"

// plan is a solution being searched for.
type plan struct {
	tours []tour
	on    []int32 // by site, its slot or -1
}

// rank is what a plan is worth, as Solution says.
type rank struct {
	count [tiers]int
	prize float64
	drive float64
}

func (p *plan) rank() rank {
	var r rank
	for i := range p.tours {
		t := &p.tours[i]
		for tier, n := range t.count {
			r.count[tier] += n
		}
		r.prize += t.prize
		r.drive += t.drive
	}
	return r
}

// better says whether a is to be preferred to b. Sums that differ by rounding are equal.
func (a rank) better(b rank) bool {
	if c := a.compareCounts(b); c != 0 {
		return c > 0
	}
	if d := a.prize - b.prize; d > 1e-9*a.prize || -d > 1e-9*b.prize {
		return d > 0
	}
	return a.drive < b.drive-slack
}

// compareCounts is over 0 if a holds more locked sites than b, or as many and more that
// must be visited.
func (a rank) compareCounts(b rank) int {
	for tier := tierLocked; tier > tierMay; tier-- {
		if a.count[tier] != b.count[tier] {
			return a.count[tier] - b.count[tier]
		}
	}
	return 0
}

// copy makes t the same as src without sharing memory.
func (t *tour) copy(src *tour) {
	mine := *t
	*t = *src
	t.at = mine.at[:0]
	t.at = append(t.at, src.at...)
	t.leave = mine.leave[:0]
	t.leave = append(t.leave, src.leave...)
	t.late = mine.late[:0]
	t.late = append(t.late, src.late...)
	t.way = mine.way[:0]
	t.way = append(t.way, src.way...)
}

// copy makes p the same as src without sharing memory.
func (p *plan) copy(src *plan) {
	if p.tours == nil {
		p.tours = make([]tour, len(src.tours))
	}
	for i := range src.tours {
		p.tours[i].copy(&src.tours[i])
	}
	p.on = append(p.on[:0], src.on...)
}

// put inserts a site before stop i of the tour of a slot.
func (f *facts) put(p *plan, s int, site int32, i int) {
	t := &p.tours[s]
	t.at = slices.Insert(t.at, i, site)
	p.on[site] = int32(s)
	f.time(s, t)
}

// solution writes out a plan.
func (f *facts) solution(p *plan) Solution {
	s := Solution{Tours: make([]Tour, 0, len(p.tours))}
	for i := range p.tours {
		t, slot := &p.tours[i], &f.slots[i]
		sites := make([]int, 0, t.len())
		for _, site := range t.at[1 : len(t.at)-1] {
			sites = append(sites, int(site))
			s.Prize += f.Sites[site].Prize
		}
		start := t.at[0]
		out := f.walk(slot.crew, slot.day, int(start), int(t.at[len(t.at)-1]), sites, slot.drive(f.Places))
		if t.idle {
			out.Fault = f.whyIdle(i, start)
		}
		s.Tours = append(s.Tours, out)
		s.Drive += out.Drive
	}
	s.Left = f.left(p)
	return s
}
