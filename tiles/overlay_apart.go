package tiles

// apart reports whether no two sides of the rings have more in common than the corner that
// joins neighbours. The overlay would then change nothing, but for holes that lie outside.
func (v *overlay) apart() bool {
	v.sortSides()
	joined, looked := 0, 0
	for i := range v.sides {
		s := &v.sides[i]
		low, high := min(s.a.y, s.b.y), max(s.a.y, s.b.y)
		for j := i + 1; j < len(v.sides); j++ {
			t := &v.sides[j]
			if t.a.x > s.b.x {
				break
			}
			if looked++; looked > patient {
				return false
			}
			if min(t.a.y, t.b.y) > high || max(t.a.y, t.b.y) < low {
				continue
			}
			switch touch(s, t) {
			case meeting:
				return false
			case joint:
				joined++
			}
		}
	}
	return joined == len(v.sides) // more if a corner comes twice
}

type contact uint8

const (
	noContact contact = iota
	joint             // one end of each is the same, and nothing else
	meeting           // anything else
)

// touch says what two sides have in common.
func touch(s, t *overlaySide) contact {
	sa, sb := winding(t.a, t.b, s.a), winding(t.a, t.b, s.b)
	if sa > 0 && sb > 0 || sa < 0 && sb < 0 {
		return noContact
	}
	ta, tb := winding(s.a, s.b, t.a), winding(s.a, s.b, t.b)
	if ta > 0 && tb > 0 || ta < 0 && tb < 0 {
		return noContact
	}
	switch {
	case s.a == t.a && s.b == t.b:
		return meeting
	case s.a == t.a, s.b == t.b: // side by side, or one on the other
		if sa == 0 && sb == 0 {
			return meeting
		}
		return joint
	case s.a == t.b, s.b == t.a: // one after the other
		return joint
	case sa == 0 && sb == 0 && (s.b.before(t.a) || t.b.before(s.a)):
		return noContact // on one line, but apart
	}
	return meeting
}

// surroundedBy reports whether a ring goes around a corner that is not on it.
func surroundedBy(ring []corner, c corner) bool {
	in := false
	a := ring[len(ring)-1]
	for _, b := range ring {
		if (a.y > c.y) != (b.y > c.y) && (winding(a, b, c) > 0) == (b.y > a.y) {
			in = !in
		}
		a = b
	}
	return in
}
