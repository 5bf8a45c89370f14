package route

import "math"

// taste is by what a site is chosen to be put in next: the most prize, to a power, per
// minute.
type taste struct {
	power int     // of the prize
	wait  float64 // how much of the cost is delay, the rest is drive and work
	noise float64 // how far chance may bend a prize
	blink int     // in how many of 64 cases a tour is overlooked, so that not every site goes where it fits best
}

func (s *search) anyTaste() taste {
	return taste{
		power: 1 + s.pick(2),
		wait:  [...]float64{0, 0.3, 1}[s.pick(3)],
		noise: [...]float64{0, 0.3, 1}[s.pick(3)],
		blink: [...]int{0, 2, 16}[s.pick(3)],
	}
}

// wanted is a site that is to be put into next, and where it fits best.
type wanted struct {
	site  int32
	slot  int32 // -1 if it fits nowhere
	fit   fit
	worth float64
	score float64
}

// recreate puts sites into next for as long as one fits.
func (s *search) recreate(by taste) {
	s.fill(by)
	if by.blink > 0 {
		by.blink = 0
		s.fill(by)
	}
}

// fill puts in what fits. A site that was on no tour before can only fit into tours that
// have changed.
func (s *search) fill(by taste) {
	s.pool = s.pool[:0]
	for site, slot := range s.next.on {
		if slot >= 0 || len(s.where[site]) == 0 {
			continue
		}
		w := wanted{site: int32(site), worth: s.worth(site, by)}
		if s.seek(&w, by); w.slot >= 0 {
			s.pool = append(s.pool, w)
		}
	}
	for len(s.pool) > 0 {
		first := 0
		for i := range s.pool {
			if s.before(&s.pool[i], &s.pool[first]) {
				first = i
			}
		}
		w := s.pool[first]
		s.pool[first] = s.pool[len(s.pool)-1]
		s.pool = s.pool[:len(s.pool)-1]
		s.put(&s.next, int(w.slot), w.site, w.fit.at)
		s.touch(int(w.slot))
		s.renew(w.slot, by)
	}
}

// worth is what a site weighs this time. Products are converted before they are added to, here
// and elsewhere: a processor that joins the two would find other plans.
func (s *search) worth(site int, by taste) float64 {
	worth := s.Sites[site].Prize
	if s.tier[site] != tierMay {
		worth += s.scale // the order among those that must be does not hang on the prize alone
	}
	if by.noise > 0 {
		worth *= 1 + float64(by.noise*(s.chance()-0.5))
	}
	if by.power == 2 {
		worth *= worth
	}
	return worth
}

func (s *search) before(a, b *wanted) bool {
	if s.tier[a.site] != s.tier[b.site] {
		return s.tier[a.site] > s.tier[b.site]
	}
	return a.score > b.score
}

// renew looks again for sites that would have gone into a slot which has changed.
func (s *search) renew(slot int32, by taste) {
	kept := s.pool[:0]
	for _, w := range s.pool {
		if w.slot == slot {
			s.seek(&w, by)
		}
		if w.slot >= 0 {
			kept = append(kept, w)
		}
	}
	s.pool = kept
}

// seek finds the best place for a site.
func (s *search) seek(w *wanted, by taste) {
	w.slot, w.fit.cost = -1, math.Inf(1)
	for _, slot := range s.where[w.site] {
		if !s.dirty[slot] && !s.removed[w.site] || by.blink > 0 && s.pick(64) < by.blink {
			continue
		}
		if fit := s.ask(int(slot), w.site, by.wait); fit.at > 0 && fit.cost < w.fit.cost {
			w.slot, w.fit = slot, fit
		}
	}
	w.score = w.worth / (w.fit.cost + 1) // a minute more, so that what costs nothing does not outdo all
}

// ask is find, which remembers.
func (s *search) ask(slot int, site int32, wait float64) fit {
	t := &s.next.tours[slot]
	known := &s.fits[slot*len(s.Sites)+int(site)]
	if known.stamp == t.stamp && known.wait == wait {
		return *known
	}
	s.work += len(t.at)
	*known = s.find(slot, t, site, wait)
	return *known
}
