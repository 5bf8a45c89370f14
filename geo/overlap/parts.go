package overlap

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// parts are convex pieces that make up the shape within a window, without overlapping each
// other: the shape itself if it is convex, otherwise trapezoids with level top and bottom.
//
//	  ╱▔▔▔╲╱▔▔▔▔╲           Each trapezoid reaches up and down as far as the same two
//	 ╱  1  │  3  ╲          edges bound it. Holes, bow-ties and parts that cross need no
//	│──────┴──────│         care: inside is what the even-odd rule calls so.
//	│      2      │
//
// Pieces are given in the order in which the sweep closes them.
func (s *Shape) parts(window orb.Bound) []ring {
	switch {
	case s.kind != Area || !s.bound.Intersects(window):
		return nil
	case len(s.convex) > 0:
		return []ring{s.convex}
	}
	return trapezoids(s, NewShape(window))
}

// trapezoids cuts what two shapes share into trapezoids.
func trapezoids(a, b *Shape) []ring {
	t := tracer{sweep: &a.sweep, open: map[sides]piece{}}
	a.sweep.run(a, b, t.slab)
	t.closeBelow(math.Inf(1))
	return t.rings
}

// tracer follows the ground that both shapes share from slab to slab.
type tracer struct {
	sweep *sweep
	open  map[sides]piece
	order []lane
	rings []ring
}

// sides are the two edges between which a trapezoid lies.
type sides struct{ west, east int32 }

// piece is a trapezoid that may go on: where it began and where it has come to.
type piece struct {
	bottom, top                float64
	west0, east0, west1, east1 float64
}

func (t *tracer) slab(bottom, top float64) {
	w := t.sweep
	w.cuts = append(w.cuts[:0], 0, 1)
	if !w.ordered() {
		w.findCuts(w.active)
	}
	for i := 1; i < len(w.cuts); i++ {
		t.within(bottom, top, w.cuts[i-1], w.cuts[i])
	}
}

// within follows the ground between two fractions of a slab's height, between which no
// edges cross.
func (t *tracer) within(bottom, top, low, high float64) {
	y0, y1 := bottom+low*(top-bottom), bottom+high*(top-bottom)
	if high == 1 {
		y1 = top // without rounding: the next begins there
	}
	if !(y0 < y1) {
		return
	}
	mid := (low + high) / 2
	t.order = append(t.order[:0], t.sweep.active...)
	slices.SortFunc(t.order, func(e, f lane) int { return cmp.Compare(e.within(mid), f.within(mid)) })
	in := uint8(0)
	for i, e := range t.order {
		if in == 3 {
			d := t.order[i-1]
			t.follow(sides{d.edge, e.edge}, piece{y0, y1, d.within(low), e.within(low), d.upTo(high), e.upTo(high)})
		}
		in ^= e.of
	}
	t.closeBelow(y1)
}

// upTo is within, without rounding at the top of the slab: the next begins there.
func (l lane) upTo(t float64) float64 {
	if t == 1 {
		return l.top
	}
	return l.within(t)
}

func (t *tracer) follow(s sides, p piece) {
	if before, ok := t.open[s]; ok {
		before.top, before.west1, before.east1 = p.top, p.west1, p.east1
		p = before
	}
	t.open[s] = p
}

// closeBelow ends the pieces that do not reach up to y, from the west.
func (t *tracer) closeBelow(y float64) {
	var ended []piece
	for s, p := range t.open {
		if p.top < y {
			ended = append(ended, p)
			delete(t.open, s)
		}
	}
	slices.SortFunc(ended, func(p, q piece) int {
		return cmp.Or(cmp.Compare(p.bottom, q.bottom), cmp.Compare(p.west0, q.west0), cmp.Compare(p.west1, q.west1))
	})
	for _, p := range ended {
		if r := trapezoid(p.west0, p.east0, p.west1, p.east1, p.bottom, p.top); len(r) > 3 {
			t.rings = append(t.rings, ring(r[:len(r)-1]))
		}
	}
}

// trapezoid leaves out corners that fall together, and all if it has no width.
func trapezoid(west0, east0, west1, east1, y0, y1 float64) orb.Ring {
	r := orb.Ring{{west0, y0}}
	if east0 > west0 {
		r = append(r, orb.Point{east0, y0})
	}
	if east1 > west1 {
		r = append(r, orb.Point{east1, y1})
	}
	return append(r, orb.Point{west1, y1}, r[0])
}
