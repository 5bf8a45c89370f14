package tiles

import (
	"cmp"
	"slices"
)

// node cuts the sides at every hot square they pass through, and adds up those that then
// lie on one another.
func (v *overlay) node() bool {
	v.sortSides()
	v.hot = v.hot[:0]
	for _, s := range v.sides {
		v.hot = append(v.hot, s.a.key(), s.b.key())
	}
	if !v.cross() {
		return false
	}
	slices.Sort(v.hot)
	v.hot = slices.Compact(v.hot)
	v.edges = v.edges[:0]
	looked := 0
	for i := range v.sides {
		looked += v.cutSide(&v.sides[i])
		if looked > patient {
			return false
		}
	}
	v.addUp()
	return true
}

// cross notes the unit squares in which two sides cross.
func (v *overlay) cross() bool {
	looked := 0
	for i := range v.sides {
		s := &v.sides[i]
		low, high := min(s.a.y, s.b.y), max(s.a.y, s.b.y)
		j := i + 1
		for ; j < len(v.sides); j++ {
			t := &v.sides[j]
			if t.a.x > s.b.x {
				break
			}
			if min(t.a.y, t.b.y) > high || max(t.a.y, t.b.y) < low {
				continue
			}
			if at, ok := crossed(s, t); ok {
				v.hot = append(v.hot, at.key())
			}
		}
		if looked += j - i; looked > patient {
			return false
		}
	}
	return true
}

// crossed is the unit square in which two sides cross between their ends.
func crossed(s, t *overlaySide) (corner, bool) {
	sa, sb := winding(t.a, t.b, s.a), winding(t.a, t.b, s.b)
	if sa == 0 || sb == 0 || (sa > 0) == (sb > 0) {
		return corner{}, false
	}
	ta, tb := winding(s.a, s.b, t.a), winding(s.a, s.b, t.b)
	if ta == 0 || tb == 0 || (ta > 0) == (tb > 0) {
		return corner{}, false
	}
	n, d := sa, sa-sb
	if d < 0 {
		n, d = -n, -d
	}
	return corner{
		s.a.x + roundedQuotient(int64(s.b.x-s.a.x)*n, d),
		s.a.y + roundedQuotient(int64(s.b.y-s.a.y)*n, d),
	}, true
}

// roundedQuotient rounds n/d to the next whole number, halves up.
func roundedQuotient(n, d int64) int32 {
	n, d = 2*n+d, 2*d
	q := n / d
	if n%d < 0 {
		q--
	}
	return int32(q)
}

// cutSide adds the edges that a side is made of, and says how many corners it looked at.
// A hot square holds its lower edges, not its upper ones, so that each place is in one.
func (v *overlay) cutSide(s *overlaySide) int {
	low, high := min(s.a.y, s.b.y), max(s.a.y, s.b.y)
	first, _ := slices.BinarySearch(v.hot, corner{s.a.x, low}.key())
	end := corner{s.b.x, high}.key()
	v.hits = v.hits[:0]
	i := first
	for ; i < len(v.hot) && v.hot[i] <= end; i++ {
		if c := cornerOf(v.hot[i]); c.y >= low && c.y <= high && passes(s.a, s.b, c) {
			v.hits = append(v.hits, v.hot[i])
		}
	}
	if s.b.y < s.a.y {
		downwards(v.hits)
	}
	for k := 1; k < len(v.hits); k++ {
		v.addEdge(v.hits[k-1], v.hits[k], s)
	}
	return i - first
}

// downwards turns around the hits of each column.
func downwards(hits []uint32) {
	for i := 0; i < len(hits); {
		j := i + 1
		for j < len(hits) && hits[j]>>16 == hits[i]>>16 {
			j++
		}
		slices.Reverse(hits[i:j])
		i = j
	}
}

// passes reports whether the side from a to b, a being the lower end by x, passes through
// the unit square around c: its left and lower edge included, its right and upper not.
func passes(a, b, c corner) bool {
	if a.x == b.x || a.y == b.y {
		return true // the caller has looked at the bounds
	}
	// Twice the distance from the line, on a scale where the square is two units wide.
	dx, dy := int64(b.x-a.x), int64(b.y-a.y)
	middle := 2 * (dx*int64(c.y-a.y) - dy*int64(c.x-a.x))
	if dy > 0 {
		// The corner at the upper left is highest above the line, that at the lower right
		// deepest below; neither belongs to the square.
		return middle+dx+dy > 0 && middle-dx-dy < 0
	}
	// Here it is the upper right, which does not belong, and the lower left, which does.
	return middle+dx-dy > 0 && middle-dx+dy <= 0
}

func (v *overlay) addEdge(from, to uint32, s *overlaySide) {
	e := edge{a: from, b: to}
	sign := int32(s.sign)
	if from > to { // bent back within a column
		e.a, e.b, sign = to, from, -sign
	}
	if s.role == hole {
		e.cut = sign
	} else {
		e.fill = sign
	}
	v.edges = append(v.edges, e)
}

// addUp makes one edge of those between the same corners, and none of those that cancel.
func (v *overlay) addUp() {
	slices.SortFunc(v.edges, func(e, f edge) int { return cmp.Or(cmp.Compare(e.a, f.a), cmp.Compare(e.b, f.b)) })
	kept := v.edges[:0]
	for i := 0; i < len(v.edges); {
		e := v.edges[i]
		for i++; i < len(v.edges) && v.edges[i].a == e.a && v.edges[i].b == e.b; i++ {
			e.fill += v.edges[i].fill
			e.cut += v.edges[i].cut
		}
		if e.fill != 0 || e.cut != 0 {
			kept = append(kept, e)
		}
	}
	v.edges = kept
}
