package overlap

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// slabs are the pieces of shared ground between the heights of events, each a triangle or
// trapezoid with level top and bottom.
func slabs(a, b *Shape) []orb.Ring {
	var rings []orb.Ring
	w := &a.sweep
	w.run(a, b, func(bottom, top float64) {
		w.findCuts(w.active)
		for i := 1; i < len(w.cuts); i++ {
			rings = w.pieces(rings, bottom, top-bottom, w.cuts[i-1], w.cuts[i])
		}
	})
	return rings
}

// pieces adds the shared pieces between two fractions of the slab's height.
func (w *sweep) pieces(rings []orb.Ring, bottom, height, low, high float64) []orb.Ring {
	y0, y1 := bottom+low*height, bottom+high*height
	if !(y0 < y1) {
		return rings
	}
	order := slices.Clone(w.active)
	mid := (low + high) / 2
	slices.SortFunc(order, func(e, f lane) int { return cmp.Compare(e.within(mid), f.within(mid)) })
	in := uint8(0)
	for i, e := range order {
		if in == 3 {
			d := order[i-1]
			if r := trapezoid(d.within(low), e.within(low), d.within(high), e.within(high), y0, y1); len(r) > 3 {
				rings = append(rings, r)
			}
		}
		in ^= e.of
	}
	return rings
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
