package overlap

import (
	"cmp"
	"math"
	"slices"
)

// sharedWidth is the mean width within the slab of what lies inside: want is the parity
// of the rings there, 3 inside both shapes, 1 inside the first.
//
// Edges that cross each other are taken in groups of neighbours, and only within such a
// group is the slab cut again.
func (w *sweep) sharedWidth(want uint8) float64 {
	ordered := w.ordered()
	if !ordered {
		w.crossed = true
		w.findLeast()
	}
	in, width := uint8(0), 0.0
	for i := 0; i < len(w.active); {
		end := i + 1
		if !ordered {
			end = w.groupEnd(i)
		}
		if end == i+1 {
			l := &w.active[i]
			width += turn(in, l.of, want) * (l.below + l.top) / 2
			in ^= l.of
		} else {
			width += w.groupWidth(w.active[i:end], in, want)
			for _, l := range w.active[i:end] {
				in ^= l.of
			}
		}
		i = end
	}
	return width
}

// turn is what the x of an edge counts for the width: +1 where the inside ends at it, −1
// where it begins.
func turn(in, of, want uint8) float64 {
	switch want {
	case in:
		return 1
	case in ^ of:
		return -1
	}
	return 0
}

// ordered reports whether no two edges cross within the slab by more than rounding.
func (w *sweep) ordered() bool {
	last := math.Inf(-1)
	for i := range w.active {
		top := w.active[i].top
		if top < last-tiny(last) {
			return false
		}
		last = max(last, top)
	}
	return true
}

// tiny is what rounding makes of an x.
func tiny(x float64) float64 { return 1e-12 * (1 + math.Abs(x)) }

func (w *sweep) findLeast() {
	w.least = w.least[:0]
	for range w.active {
		w.least = append(w.least, 0)
	}
	least := math.Inf(1)
	for i := len(w.active) - 1; i >= 0; i-- {
		least = min(least, w.active[i].top)
		w.least[i] = least
	}
}

// groupEnd is where the group of edges ends that begins at i: no edge of it comes east of
// one that follows.
func (w *sweep) groupEnd(i int) int {
	most := math.Inf(-1)
	for ; i < len(w.active); i++ {
		most = max(most, w.active[i].top)
		if i+1 == len(w.active) || w.least[i+1] >= most-tiny(most) {
			return i + 1
		}
	}
	return i
}

// groupWidth is what a group of edges that cross each other adds to the width.
func (w *sweep) groupWidth(group []lane, in, want uint8) float64 {
	w.findCuts(group)
	width := 0.0
	for i := 1; i < len(w.cuts); i++ {
		low, high := w.cuts[i-1], w.cuts[i]
		width += (high - low) * w.widthAt(group, (low+high)/2, in, want)
	}
	return width
}

// findCuts fills w.cuts with the fractions of the slab's height at which edges cross, 0
// and 1 included.
func (w *sweep) findCuts(group []lane) {
	w.cuts = append(w.cuts[:0], 0, 1)
	for i := range group {
		for j := i + 1; j < len(group); j++ {
			e, f := &group[i], &group[j]
			if apart, over := f.below-e.below, e.top-f.top; over > 0 && apart >= 0 {
				w.cuts = append(w.cuts, apart/(apart+over))
			}
		}
	}
	slices.Sort(w.cuts)
	w.cuts = slices.Compact(w.cuts)
}

// widthAt is what the group adds to the width at a fraction t of the slab's height.
func (w *sweep) widthAt(group []lane, t float64, in, want uint8) float64 {
	w.middle = w.middle[:0]
	for _, l := range group {
		w.middle = append(w.middle, post{l.within(t), l.of})
	}
	slices.SortFunc(w.middle, func(a, b post) int { return cmp.Compare(a.x, b.x) })
	width := 0.0
	for _, p := range w.middle {
		width += turn(in, p.of, want) * p.x
		in ^= p.of
	}
	return width
}

// within is x at a fraction of the slab's height.
func (l lane) within(t float64) float64 { return l.below + t*(l.top-l.below) }
