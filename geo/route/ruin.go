package route

import "slices"

// ruin takes a part out of next, and says whether a crew spends a night elsewhere for it.
func (s *search) ruin() (nights bool) {
	switch k := s.pick(100); {
	case k < 70:
		s.ruinStrings()
	case k < 82:
		s.ruinSome()
	case k < 90:
		s.ruinDay()
	default:
		if s.moveNights() {
			return true
		}
		s.ruinStrings()
	}
	return false
}

// takeOut removes a stretch of stops from the tour of a slot. Without the triangle inequality
// a shorter tour can take longer; then nothing of it is left.
func (s *search) takeOut(slot, from, to int) {
	t := &s.next.tours[slot]
	for _, site := range t.at[from:to] {
		s.next.on[site] = -1
		s.removed[site] = true
	}
	t.at = slices.Delete(t.at, from, to)
	s.touch(slot)
	if !s.time(slot, t) && t.len() > 0 {
		s.takeOut(slot, 1, len(t.at)-1)
	}
}

// removal is how many sites a ruin takes out on average, and the longest string.
const removal = 10

// ruinStrings takes strings of sites out of the tours that pass near a site.
func (s *search) ruinStrings() {
	if len(s.Sites) == 0 {
		return
	}
	visited, used := 0, 0
	for i := range s.next.tours {
		if n := s.next.tours[i].len(); n > 0 {
			visited += n
			used++
		}
	}
	if used == 0 {
		return
	}
	longest := min(removal, max(1, float64(visited)/float64(used)))
	strings := 1 + s.pick(max(1, int(4*removal/(1+longest))-1))
	seed := int32(s.pick(len(s.Sites)))
	s.ruinString(seed, longest, &strings)
	for _, site := range s.near[seed] {
		if strings <= 0 {
			break
		}
		s.ruinString(site, longest, &strings)
	}
}

// ruinString takes out a string around a site, if its tour is still whole.
func (s *search) ruinString(site int32, longest float64, strings *int) {
	slot := s.next.on[site]
	if slot < 0 || s.dirty[slot] {
		return
	}
	*strings--
	t := &s.next.tours[slot]
	n := 1 + s.pick(int(min(longest, float64(t.len()))))
	i := slices.Index(t.at[1:len(t.at)-1], site) + 1
	// The string of n stops begins so that it holds i and stays within the tour.
	low, high := max(1, i-n+1), min(i, len(t.at)-1-n)
	from := low + s.pick(high-low+1)
	s.takeOut(int(slot), from, from+n)
}

// ruinSome takes out sites here and there.
func (s *search) ruinSome() {
	for range 1 + s.pick(removal/2) {
		if len(s.Sites) == 0 {
			return
		}
		site := int32(s.pick(len(s.Sites)))
		if slot := s.next.on[site]; slot >= 0 {
			t := &s.next.tours[slot]
			i := slices.Index(t.at[1:len(t.at)-1], site) + 1
			s.takeOut(int(slot), i, i+1)
		}
	}
}

// ruinDay empties a tour or two.
func (s *search) ruinDay() {
	for range 1 + s.pick(2) {
		slot := s.pick(len(s.slots))
		if n := len(s.next.tours[slot].at); n > 2 {
			s.takeOut(slot, 1, n-1)
		}
	}
}

// moveNights lets a crew spend a night, or some one after the other, at another place. It
// says whether it did.
func (s *search) moveNights() bool {
	slot := s.pick(len(s.slots))
	ends := s.slots[slot].hours.Ends
	end := int32(ends[s.pick(len(ends))])
	crew := s.slots[slot].crew
	low, high := slot, slot+1
	for low > s.first[crew] && s.pick(2) == 0 && s.mayEnd(low-1, end) {
		low--
	}
	for high < s.first[crew+1] && s.pick(2) == 0 && s.mayEnd(high, end) {
		high++
	}
	if !s.linked(crew, low, high, end) {
		return false
	}
	for i := low; i < high; i++ {
		s.setEnd(crew, i, end)
	}
	for i := low; i < min(high+1, s.first[crew+1]); i++ {
		s.mend(i)
	}
	return true
}

func (s *search) mayEnd(slot int, end int32) bool {
	return slices.Contains(s.slots[slot].hours.Ends, int(end))
}

// linked says whether the ends of the slots from low up to high, high excluded, may all be
// the place, something changes, and no day more is idle for it.
func (s *search) linked(crew, low, high int, end int32) bool {
	changes, idle := false, 0
	start := s.next.tours[low].at[0]
	for i := low; i < min(high+1, s.first[crew+1]); i++ {
		t := &s.next.tours[i]
		to := t.at[len(t.at)-1]
		if i < high {
			changes = changes || to != end
			to = end
		}
		if !s.link(i, start, to) {
			return false
		}
		if s.stuck(i, start) {
			idle++
		}
		if t.idle {
			idle--
		}
		start = to
	}
	return changes && idle <= 0
}

// setEnd moves the end of a slot, and the start of the next one.
func (s *search) setEnd(crew, slot int, end int32) {
	t := &s.next.tours[slot]
	t.at[len(t.at)-1] = end
	s.touch(slot)
	if slot+1 < s.first[crew+1] {
		s.next.tours[slot+1].at[0] = end
		s.touch(slot + 1)
	}
}

// mend takes sites out of a tour until it can be done.
func (s *search) mend(slot int) {
	t := &s.next.tours[slot]
	t.idle = s.stuck(slot, t.at[0])
	if n := len(t.at); t.idle && n > 2 {
		s.takeOut(slot, 1, n-1)
	}
	for !s.time(slot, t) && t.len() > 0 {
		i := 1 + s.pick(t.len())
		s.next.on[t.at[i]] = -1
		s.removed[t.at[i]] = true
		t.at = slices.Delete(t.at, i, i+1)
	}
}
