package overlap

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// sweep measures shared area in horizontal slabs. Both shapes are cut at every height at
// which an edge begins, ends or crosses another; between two such heights the edges run
// beside each other and the shared width changes evenly, so that
//
//	area = Σ height of slab · shared width at its middle
//
//	   ───────────────╱╲──────      a ▒▒  b ░░  both ██
//	   ▒▒▒▒▒▒╲███████╱░░╲░░░
//	   ▒▒▒▒▒▒▒╲█████╱░░░░╲░░
//	   ───────────────────────
//
// Crossings need not be searched for: where the order of the edges at the top of a slab
// differs from that at its bottom, they lie in between, and the slab is cut again.
//
// Work is n log n for the heights and, for each, the number of edges that cross it; a
// comb with all its n teeth side by side costs n².
type sweep struct {
	edges   []slope
	heights []float64
	active  []slope
	cuts    []float64
	middle  []lane
}

// slope is an edge that rises from its lower to its upper end.
type slope struct {
	low, high  orb.Point
	dx         float64 // per metre of height
	of         uint8   // 1 of the first shape, 2 of the second
	below, top float64 // x at the bottom and at the top of the slab
}

// lane is where an edge stands at one height.
type lane struct {
	x  float64
	of uint8
}

func (e *slope) at(y float64) float64 {
	switch {
	case y <= e.low[1]:
		return e.low[0]
	case y >= e.high[1]:
		return e.high[0]
	}
	x := e.low[0] + (y-e.low[1])*e.dx
	return min(max(x, min(e.low[0], e.high[0])), max(e.low[0], e.high[0]))
}

// area is the area that a and b share, or that of a alone if b is nil.
func (w *sweep) area(a, b *Shape) float64 {
	sum := 0.0
	w.run(a, b, func(bottom, top float64) {
		sum += (top - bottom) * w.sharedWidth(b != nil)
	})
	return sum
}

// run calls slab for each slab in turn, from the south; w.active then holds its edges.
func (w *sweep) run(a, b *Shape, slab func(bottom, top float64)) {
	bound := a.bound
	if b != nil {
		bound = orb.Bound{
			Min: orb.Point{max(bound.Min[0], b.bound.Min[0]), max(bound.Min[1], b.bound.Min[1])},
			Max: orb.Point{min(bound.Max[0], b.bound.Max[0]), min(bound.Max[1], b.bound.Max[1])},
		}
	}
	if !(bound.Min[0] < bound.Max[0]) || !(bound.Min[1] < bound.Max[1]) {
		return
	}
	w.gather(a, b, bound)
	w.active = w.active[:0]
	next := 0
	for i := 1; i < len(w.heights); i++ {
		bottom, top := w.heights[i-1], w.heights[i]
		w.active = slices.DeleteFunc(w.active, func(e slope) bool { return e.high[1] <= bottom })
		for ; next < len(w.edges) && w.edges[next].low[1] <= bottom; next++ {
			if w.edges[next].high[1] > bottom {
				w.active = append(w.active, w.edges[next])
			}
		}
		for k := range w.active {
			e := &w.active[k]
			e.below, e.top = e.at(bottom), e.at(top)
		}
		sortNearly(w.active)
		slab(bottom, top)
	}
}

// gather lists the edges that matter within the bound, sorted by their lower end, and the
// heights at which one begins or ends.
func (w *sweep) gather(a, b *Shape, bound orb.Bound) {
	w.edges, w.heights = w.edges[:0], append(w.heights[:0], bound.Min[1], bound.Max[1])
	w.gatherFrom(a, 1, bound)
	if b != nil {
		w.gatherFrom(b, 2, bound)
	}
	slices.SortFunc(w.edges, func(e, f slope) int { return cmp.Compare(e.low[1], f.low[1]) })
	slices.Sort(w.heights)
	w.heights = slices.Compact(w.heights)
}

func (w *sweep) gatherFrom(s *Shape, of uint8, bound orb.Bound) {
	start := 0
	for _, end := range s.ends {
		path := s.points[start:end]
		start = end
		for i := 1; i < len(path); i++ {
			p, q := path[i-1], path[i]
			if p[1] > q[1] {
				p, q = q, p
			}
			// Edges east of the bound decide nothing within it.
			if p[1] == q[1] || q[1] <= bound.Min[1] || p[1] >= bound.Max[1] || min(p[0], q[0]) > bound.Max[0] {
				continue
			}
			w.edges = append(w.edges, slope{low: p, high: q, dx: (q[0] - p[0]) / (q[1] - p[1]), of: of})
			if p[1] > bound.Min[1] {
				w.heights = append(w.heights, p[1])
			}
			if q[1] < bound.Max[1] {
				w.heights = append(w.heights, q[1])
			}
		}
	}
}

// sortNearly sorts by x at the bottom, then at the top. From slab to slab the order hardly
// changes, which is where insertion is fastest; a disordered lot is sorted at large.
func sortNearly(e []slope) {
	moves := 0
	for i := 1; i < len(e); i++ {
		for j := i; j > 0 && before(&e[j], &e[j-1]); j-- {
			e[j], e[j-1] = e[j-1], e[j]
			if moves++; moves > 16*len(e)+64 {
				slices.SortFunc(e, func(a, b slope) int {
					return cmp.Or(cmp.Compare(a.below, b.below), cmp.Compare(a.top, b.top))
				})
				return
			}
		}
	}
}

func before(a, b *slope) bool {
	return a.below < b.below || a.below == b.below && a.top < b.top
}

// sharedWidth is the mean width within the slab of what lies inside both (or the one).
func (w *sweep) sharedWidth(both bool) float64 {
	if w.ordered() {
		return w.widthInOrder(both)
	}
	w.findCuts()
	width := 0.0
	for i := 1; i < len(w.cuts); i++ {
		low, high := w.cuts[i-1], w.cuts[i]
		width += (high - low) * w.widthAt((low+high)/2, both)
	}
	return width
}

// ordered reports whether no two edges cross within the slab by more than rounding.
func (w *sweep) ordered() bool {
	last := math.Inf(-1)
	for i := range w.active {
		e := &w.active[i]
		if e.top < last-1e-12*(1+math.Abs(last)) {
			return false
		}
		last = max(last, e.top)
	}
	return true
}

// full is what the parity of the rings is inside: of both, or of the one.
func full(both bool) uint8 {
	if both {
		return 3
	}
	return 1
}

func (w *sweep) widthInOrder(both bool) float64 {
	in, want, width := uint8(0), full(both), 0.0
	for i := range w.active {
		e := &w.active[i]
		if in == want {
			d := w.active[i-1]
			width += (e.below + e.top - d.below - d.top) / 2
		}
		in ^= e.of
	}
	return width
}

// findCuts fills w.cuts with the fractions of the slab's height at which edges cross, 0
// and 1 included.
func (w *sweep) findCuts() {
	w.cuts = append(w.cuts[:0], 0, 1)
	for i := range w.active {
		for j := i + 1; j < len(w.active); j++ {
			e, f := &w.active[i], &w.active[j]
			if apart, over := f.below-e.below, e.top-f.top; over > 0 && apart >= 0 {
				w.cuts = append(w.cuts, apart/(apart+over))
			}
		}
	}
	slices.Sort(w.cuts)
	w.cuts = slices.Compact(w.cuts)
}

// widthAt is the shared width at a fraction t of the slab's height.
func (w *sweep) widthAt(t float64, both bool) float64 {
	w.middle = w.middle[:0]
	for i := range w.active {
		e := &w.active[i]
		w.middle = append(w.middle, lane{e.below + t*(e.top-e.below), e.of})
	}
	slices.SortFunc(w.middle, func(a, b lane) int { return cmp.Compare(a.x, b.x) })
	in, want, width := uint8(0), full(both), 0.0
	for i, l := range w.middle {
		if in == want {
			width += l.x - w.middle[i-1].x
		}
		in ^= l.of
	}
	return width
}
