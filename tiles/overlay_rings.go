package tiles

import (
	"cmp"
	"slices"
)

// arrow is a boundary edge in the direction that has what is filled on its left, seen
// with y upwards; on the screen, where y counts down, outer rings then run clockwise.
type arrow struct {
	from, to uint32
	edge     int32
}

// loop is a ring that neither crosses nor touches itself. A positive area is that of the
// outer ring of a face, a negative one that of a hole in it.
type loop struct {
	from, to int32 // in rings
	face     int32
	area     int64 // twice
}

// trace follows the boundary of each filled face, and cuts it into loops where it comes to
// a corner again. A face hangs together, so just one of its loops goes around it.
func (v *overlay) trace() {
	v.out = v.out[:0]
	for i := range v.edges {
		switch e := &v.edges[i]; e.boundary {
		case 1:
			v.out = append(v.out, arrow{e.a, e.b, int32(i)})
		case -1:
			v.out = append(v.out, arrow{e.b, e.a, int32(i)})
		}
	}
	slices.SortFunc(v.out, func(p, q arrow) int { return cmp.Or(cmp.Compare(p.from, q.from), cmp.Compare(p.to, q.to)) })
	v.seen = slices.Grow(v.seen[:0], len(v.hot))[:len(v.hot)]
	for i := range v.seen {
		v.seen[i] = -1
	}
	v.walks, v.faces = v.walks[:0], 0
	for i := range v.edges { // by their lower ends: a face before its holes
		if e := &v.edges[i]; e.boundary != 0 && e.walk < 0 {
			v.follow(int32(i))
		}
	}
	slices.SortStableFunc(v.loops, func(l, m loop) int {
		return cmp.Or(cmp.Compare(l.face, m.face), cmp.Compare(m.area, l.area))
	})
}

// follow walks around from an edge back to it.
func (v *overlay) follow(first int32) {
	e := &v.edges[first]
	a := arrow{e.a, e.b, first}
	if e.boundary < 0 {
		a = arrow{e.b, e.a, first}
	}
	number, loops := int32(len(v.walks)), len(v.loops)
	v.walk = v.walk[:0]
	v.step(a.from)
	for v.edges[a.edge].walk < 0 {
		v.edges[a.edge].walk = number
		v.step(a.to)
		a = v.next(a)
	}
	for _, n := range v.walk {
		v.seen[n] = -1
	}
	face := int32(-1)
	for _, l := range v.loops[loops:] {
		if l.area > 0 {
			face = v.faces
			v.faces++
		}
	}
	if face < 0 && e.below >= 0 {
		face = v.walks[v.edges[e.below].walk]
	}
	v.walks = append(v.walks, face)
	for i := loops; i < len(v.loops); i++ {
		v.loops[i].face = face
	}
}

// step goes to a corner; a loop that closes there is cut off.
func (v *overlay) step(to uint32) {
	n, _ := slices.BinarySearch(v.hot, to)
	if at := v.seen[n]; at >= 0 {
		v.addLoop(v.walk[at:])
		for _, m := range v.walk[at+1:] {
			v.seen[m] = -1
		}
		v.walk = v.walk[:at+1]
		return
	}
	v.seen[n] = int32(len(v.walk))
	v.walk = append(v.walk, int32(n))
}

// addLoop keeps a loop without the corners that lie on a straight side.
func (v *overlay) addLoop(walk []int32) {
	from, n := len(v.rings), len(walk)
	for i := range walk {
		a, b, c := cornerOf(v.hot[walk[(i+n-1)%n]]), cornerOf(v.hot[walk[i]]), cornerOf(v.hot[walk[(i+1)%n]])
		if winding(a, b, c) != 0 {
			v.rings = append(v.rings, b)
		}
	}
	if area := twiceArea(v.rings[from:]); area != 0 {
		v.loops = append(v.loops, loop{from: int32(from), to: int32(len(v.rings)), area: area})
	} else {
		v.rings = v.rings[:from]
	}
}

// next is the arrow that goes on from the end of another: the first that is met turning
// from the way back through what is filled.
func (v *overlay) next(a arrow) arrow {
	i, _ := slices.BinarySearchFunc(v.out, a.to, func(p arrow, key uint32) int { return cmp.Compare(p.from, key) })
	best := v.out[i]
	c, back := cornerOf(a.to), cornerOf(a.from)
	for i++; i < len(v.out) && v.out[i].from == a.to; i++ {
		if sooner(c, back, cornerOf(v.out[i].to), cornerOf(best.to)) {
			best = v.out[i]
		}
	}
	return best
}

// sooner reports whether, turning around c from the direction of back towards falling
// angles, p is met before q.
func sooner(c, back, p, q corner) bool {
	// Ahead of back by less than half a turn is what lies on the negative side.
	ph, qh := winding(c, back, p) < 0, winding(c, back, q) < 0
	if ph != qh {
		return ph
	}
	return winding(c, p, q) < 0
}
