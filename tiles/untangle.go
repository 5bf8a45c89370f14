package tiles

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// tangleLimit is the most corners of a ring that is searched for crossings of its own;
// the search compares every two sides. Longer rings are taken as they are.
const tangleLimit = 1000

// untangled takes a polygon whose outer ring crosses or meets itself – recorded as a
// bow-tie, or folded up by snapping – apart into polygons that do not, filling all that
// the ring goes around. A loop within another is a hole if they meet in no more than a corner.
// It returns nil where nothing has any area.
func untangled(polygon orb.Polygon) []orb.Polygon {
	outer := polygon[0]
	if len(outer) > tangleLimit || !tangled(outer) {
		if area2(outer) == 0 {
			return nil
		}
		return []orb.Polygon{polygon}
	}
	for range 3 { // a crossing is rounded to the grid, which may bend a side across another
		noded := nodes(outer)
		if len(noded) == len(outer) {
			break
		}
		outer = noded
	}
	return nested(loops(outer), polygon[1:])
}

// tangled reports whether two sides of a ring share a point that they should not.
func tangled(ring orb.Ring) bool {
	found := false
	meetings(ring, func(int, int, orb.Point) bool {
		found = true
		return false
	})
	return found
}

// meetings visits every two sides that are not neighbours and meet in one point, by the
// number of their first corner; and neighbours that fold back onto each other.
func meetings(ring orb.Ring, visit func(i, j int, at orb.Point) bool) {
	last := len(ring) - 1
	for i := range last {
		for j := i + 1; j < last; j++ {
			for _, p := range crossing(ring[i], ring[i+1], ring[j], ring[j+1]) {
				shared := j == i+1 && p == ring[j] || i == 0 && j == last-1 && p == ring[0]
				if !shared && !visit(i, j, p) {
					return
				}
			}
		}
	}
}

// crossing is where two sides meet, on the grid: at a corner of either, or between; at
// two corners if they lie on one another.
func crossing(a, b, c, d orb.Point) []orb.Point {
	if max(a[0], b[0]) < min(c[0], d[0]) || max(c[0], d[0]) < min(a[0], b[0]) ||
		max(a[1], b[1]) < min(c[1], d[1]) || max(c[1], d[1]) < min(a[1], b[1]) {
		return nil
	}
	ca, cb, ac, ad := turn(c, d, a), turn(c, d, b), turn(a, b, c), turn(a, b, d)
	if ca*cb < 0 && ac*ad < 0 {
		return []orb.Point{snappedPoint(along(a, b, ca/(ca-cb)))}
	}
	var at []orb.Point
	for _, corner := range []struct {
		turn float64
		p    orb.Point
		from orb.Point
		to   orb.Point
	}{{ca, a, c, d}, {cb, b, c, d}, {ac, c, a, b}, {ad, d, a, b}} {
		if corner.turn == 0 && (orb.Bound{Min: corner.from, Max: corner.from}).Extend(corner.to).Contains(corner.p) && !slices.Contains(at, corner.p) {
			at = append(at, corner.p)
		}
	}
	return at
}

// turn is positive where c lies to one side of the line from a to b, negative on the
// other, 0 on it: exact for whole units.
func turn(a, b, c orb.Point) float64 {
	return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
}

// nodes gives a ring a corner wherever it meets itself.
func nodes(ring orb.Ring) orb.Ring {
	more := make([][]orb.Point, len(ring))
	meetings(ring, func(i, j int, at orb.Point) bool {
		more[i], more[j] = append(more[i], at), append(more[j], at)
		return true
	})
	var out orb.Ring
	for i := range len(ring) - 1 {
		a := ring[i]
		out = append(out, a)
		slices.SortFunc(more[i], func(p, q orb.Point) int { return cmp.Compare(distance2(a, p), distance2(a, q)) })
		for _, p := range more[i] {
			if p != out[len(out)-1] && p != ring[i+1] {
				out = append(out, p)
			}
		}
	}
	return append(out, ring[0])
}

func distance2(a, b orb.Point) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	return dx*dx + dy*dy
}

// loops cuts a ring wherever it comes to a corner again. What has no area, such as a
// spike, is left out, and so is a loop that was there before.
func loops(ring orb.Ring) []orb.Ring {
	var out []orb.Ring
	var path []orb.Point
	at := map[orb.Point]int{}
	for _, p := range ring {
		if from, seen := at[p]; seen {
			out = appendLoop(out, append(slices.Clone(path[from:]), p))
			for _, q := range path[from+1:] {
				delete(at, q)
			}
			path = path[:from]
		}
		at[p] = len(path)
		path = append(path, p)
	}
	return out
}

func appendLoop(all []orb.Ring, loop orb.Ring) []orb.Ring {
	if len(loop) < 4 || area2(loop) == 0 {
		return all
	}
	for _, other := range all {
		if len(other) == len(loop) && other.Bound() == loop.Bound() && area2(other) == area2(loop) {
			return all
		}
	}
	return append(all, loop)
}
