package tiles

import "slices"

// sweep passes over the edges by x, then y, and finds what lies on either side of each:
// what lies above the edge that is next below where it starts lies below it too.
func (v *overlay) sweep() {
	v.active = v.active[:0]
	next := 0
	for _, key := range v.hot {
		at := v.below(cornerOf(key))
		end := at
		for end < len(v.active) && v.edges[v.active[end]].b == key {
			end++
		}
		v.starts = v.starts[:0]
		for ; next < len(v.edges) && v.edges[next].a == key; next++ {
			v.starts = append(v.starts, int32(next))
		}
		slices.SortFunc(v.starts, v.upwards)
		v.stack(at)
		v.active = slices.Replace(v.active, at, end, v.starts...)
	}
}

// below is how many of the active edges lie below a corner, not counting those that end
// there.
func (v *overlay) below(c corner) int {
	lo, hi := 0, len(v.active)
	for lo < hi {
		m := (lo + hi) / 2
		e := &v.edges[v.active[m]]
		if winding(cornerOf(e.a), cornerOf(e.b), c) > 0 {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// upwards compares edges that start at the same corner.
func (v *overlay) upwards(i, j int32) int {
	e, f := &v.edges[i], &v.edges[j]
	switch t := winding(cornerOf(e.a), cornerOf(e.b), cornerOf(f.b)); {
	case t > 0:
		return -1
	case t < 0:
		return 1
	}
	return 0
}

// stack works out what is above each of the starting edges, from below upwards.
func (v *overlay) stack(at int) {
	below := int32(-1)
	for i := at - 1; i >= 0 && below < 0; i-- {
		if v.edges[v.active[i]].boundary != 0 {
			below = v.active[i]
		}
	}
	var fill, cut int32
	if at > 0 {
		e := &v.edges[v.active[at-1]]
		fill, cut = e.aboveFill, e.aboveCut
	}
	for _, i := range v.starts {
		e := &v.edges[i]
		was := filled(fill, cut)
		fill, cut = fill+e.fill, cut+e.cut
		e.aboveFill, e.aboveCut, e.below, e.walk = fill, cut, below, -1
		switch is := filled(fill, cut); {
		case is && !was:
			e.boundary = 1
		case was && !is:
			e.boundary = -1
		default:
			e.boundary = 0
		}
	}
}

func filled(fill, cut int32) bool { return fill != 0 && cut == 0 }
