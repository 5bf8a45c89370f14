package overlap

import (
	"cmp"
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
	starts  []start // of the edges, from the south
	heights []float64
	active  []lane
	least   []float64 // for each active edge, the least top of it and those east of it
	cuts    []float64
	middle  []post
	crossed bool // two edges have crossed

	crossings []place // see simpleArea
	nearB     []int32 // the blocks of the second shape that matter to it
}

// slope is an edge that rises from its lower to its upper end.
type slope struct {
	low, high orb.Point
	dx        float64 // per metre of height
	of        uint8   // 1 of the first shape, 2 of the second
}

// start is where an edge begins.
type start struct {
	y    float64
	edge int32
}

// lane is an edge where it crosses a slab.
type lane struct {
	below, top float64 // x at the bottom and at the top
	edge       int32
	of         uint8
}

// post is where an edge stands at one height.
type post struct {
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
	want := uint8(1)
	if b != nil {
		want = 3
	}
	sum := 0.0
	w.run(a, b, func(bottom, top float64) { sum += (top - bottom) * w.sharedWidth(want) })
	return sum
}

// run calls slab for each slab in turn, from the south; w.active then holds its edges from
// west to east.
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
	w.crossed = false
	w.active = w.active[:0]
	next := 0
	for i := 1; i < len(w.heights); i++ {
		next = w.advance(w.heights[i-1], w.heights[i], next)
		slab(w.heights[i-1], w.heights[i])
	}
}

// advance moves the active edges up to the next slab and takes in those that begin there.
func (w *sweep) advance(bottom, top float64, next int) int {
	kept := w.active[:0]
	for _, l := range w.active {
		if e := &w.edges[l.edge]; e.high[1] > bottom {
			l.below, l.top = l.top, e.at(top)
			kept = append(kept, l)
		}
	}
	w.active = kept
	for ; next < len(w.starts) && w.starts[next].y <= bottom; next++ {
		i := w.starts[next].edge
		if e := &w.edges[i]; e.high[1] > bottom {
			w.active = append(w.active, lane{e.at(bottom), e.at(top), i, e.of})
		}
	}
	sortNearly(w.active)
	return next
}

// gather lists the edges that matter within the bound, where they begin, and the heights
// at which one begins or ends.
func (w *sweep) gather(a, b *Shape, bound orb.Bound) {
	w.edges, w.starts = w.edges[:0], w.starts[:0]
	w.heights = append(w.heights[:0], bound.Min[1], bound.Max[1])
	w.gatherFrom(a, 1, bound)
	if b != nil {
		w.gatherFrom(b, 2, bound)
	}
	slices.SortFunc(w.starts, func(a, b start) int {
		if a.y < b.y { // coordinates are finite: cmp.Compare would look for NaN
			return -1
		}
		return 1
	})
	slices.Sort(w.heights)
	w.heights = slices.Compact(w.heights)
}

func (w *sweep) gatherFrom(s *Shape, of uint8, bound orb.Bound) {
	for path := range s.paths {
		for i := 1; i < len(path); i++ {
			p, q := path[i-1], path[i]
			if p[1] > q[1] {
				p, q = q, p
			}
			// Edges east of the bound decide nothing within it.
			if p[1] == q[1] || q[1] <= bound.Min[1] || p[1] >= bound.Max[1] || min(p[0], q[0]) > bound.Max[0] {
				continue
			}
			w.starts = append(w.starts, start{p[1], int32(len(w.edges))})
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
func sortNearly(list []lane) {
	moves := 0
	for i := 1; i < len(list); i++ {
		l, j := list[i], i
		for ; j > 0 && before(l, list[j-1]); j-- {
			list[j] = list[j-1]
		}
		list[j] = l
		if moves += i - j; moves > 16*len(list)+64 {
			slices.SortFunc(list, func(a, b lane) int {
				return cmp.Or(cmp.Compare(a.below, b.below), cmp.Compare(a.top, b.top))
			})
			return
		}
	}
}

func before(a, b lane) bool {
	return a.below < b.below || a.below == b.below && a.top < b.top
}
