package overlap

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// ranked is a member of b by the squares of how far its box lies from that of a member of
// a, and how far their middles. What lies all around is nearer than all else: a cemetery
// counts also for one of a hundred graves on one spot.
type ranked struct {
	gap2, d2 float64
	k        int
}

func compareRanked(x, y ranked) int {
	return cmp.Or(cmp.Compare(x.gap2, y.gap2), cmp.Compare(x.d2, y.d2), cmp.Compare(x.k, y.k))
}

// crowd is how many times Options.Most make a crowd. Of tens of thousands on one spot most
// are not worth a look: a rough distance picks half a crowd, which is then looked at.
const crowd = 8

// thinCrowd keeps half a crowd of the nearest and counts the others as left out, without
// asking whether each of them is within reach.
func (w *worker) thinCrowd(box orb.Bound, most int) {
	if most <= 0 || len(w.near) <= crowd*most {
		return
	}
	perLon, perLat := w.plane.LeastMetres(0)
	list := w.ranked[:0]
	for _, k := range w.near {
		if n := len(w.b); k >= n {
			k = w.east[k-n]
		}
		b := &w.boxes[k]
		r := ranked{gap2: -1, k: k} // also what lies across the antimeridian
		if b.Min[0] <= b.Max[0] && box.Min[0] <= box.Max[0] {
			x := perLon * max(0, box.Min[0]-b.Max[0], b.Min[0]-box.Max[0])
			y := perLat * max(0, box.Min[1]-b.Max[1], b.Min[1]-box.Max[1])
			u := perLon * (b.Min[0] + b.Max[0] - box.Min[0] - box.Max[0]) / 2
			v := perLat * (b.Min[1] + b.Max[1] - box.Min[1] - box.Max[1]) / 2
			if math.Abs(u) < 180*perLon && !around(*b, box) {
				r.gap2, r.d2 = x*x+y*y, u*u+v*v
			}
		}
		list = append(list, r)
	}
	w.ranked = list
	kept := crowd / 2 * most
	leastFirst(list, kept)
	w.leftOut = len(list) - kept
	w.near = w.near[:0]
	for _, r := range list[:kept] {
		w.near = append(w.near, r.k)
	}
}

// keepNearest keeps those whose boxes lie nearest to that of a's i, of boxes as near those
// whose middles do, of equal ones the first. It returns how many others are within reach.
func (w *worker) keepNearest(i, most int) (others int) {
	if len(w.near) <= most {
		return 0
	}
	box := projectedBound(&w.plane, geo.BoundOf(w.a[i]))
	list := w.ranked[:0]
	for _, k := range w.near {
		b := projectedBound(&w.plane, w.boxes[k])
		if reach := w.reach(i, k); gap2(box, b) <= reach*reach {
			r := ranked{gap2(box, b), dist2(box.Center(), b.Center()), k}
			if around(b, box) {
				r.gap2 = -1
			}
			list = append(list, r)
		}
	}
	w.ranked = list
	others = max(0, len(list)-most)
	leastFirst(list, len(list)-others)
	w.near = w.near[:0]
	for _, r := range list[:len(list)-others] {
		w.near = append(w.near, r.k)
	}
	slices.Sort(w.near)
	return others
}

// around reports whether a box holds all of another.
func around(b, inner orb.Bound) bool { return b.Contains(inner.Min) && b.Contains(inner.Max) }

// projectedBound is the box in a plane around the corners of a bound in degrees.
func projectedBound(plane *geo.Plane, b orb.Bound) orb.Bound {
	p := plane.Project(b.Min)
	box := orb.Bound{Min: p, Max: p}
	for _, c := range [...]orb.Point{{b.Max[0], b.Min[1]}, b.Max, {b.Min[0], b.Max[1]}} {
		p := plane.Project(c)
		box.Min[0], box.Max[0] = min(box.Min[0], p[0]), max(box.Max[0], p[0])
		box.Min[1], box.Max[1] = min(box.Min[1], p[1]), max(box.Max[1], p[1])
	}
	return box
}

// leastFirst brings the n least to the front, in any order (Hoare 1961): of fifty thousand
// on one spot most are not worth sorting.
func leastFirst(list []ranked, n int) {
	for from, to := 0, len(list); to-from > 1 && from < n && n < to; {
		pivot := list[from+(to-from)/2]
		i, j := from, to-1
		for i <= j {
			for compareRanked(list[i], pivot) < 0 {
				i++
			}
			for compareRanked(list[j], pivot) > 0 {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case n <= j:
			to = j + 1
		case n >= i:
			from = i
		default:
			return
		}
	}
}
