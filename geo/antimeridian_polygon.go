package geo

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// splitPolygon cuts a polygon along longitude 180. On each side the runs of its rings
// begin and end on the meridian; sorted from south to north their ends pair up, because
// every second stretch of the meridian lies inside (even-odd). Following run, stretch,
// run … gives the outlines of the pieces:
//
//	┌────┊──┐          ┌────┐ ┌──┐
//	│ ┌──┊──┘    ▶     │ ┌──┘ └──┘
//	│ └──┊──┐          │ └──┐ ┌──┐
//	└────┊──┘          └────┘ └──┘
func splitPolygon(p orb.Polygon) ([]orb.Polygon, bool) {
	if len(p) == 0 {
		return nil, false
	}
	rings := make([][]orb.Point, len(p))
	cutAny := false
	for i, r := range p {
		if len(r) < 4 || r[0] != r[len(r)-1] {
			return nil, false
		}
		run, cut := across(r)
		rings[i], cutAny = run, cutAny || cut
	}
	if !cutAny {
		return nil, false
	}
	alongside(rings)
	west, east := cutSide(rings, false), cutSide(rings, true)
	return append(west, east...), true
}

// alongside shifts every hole by whole turns to where the shell is.
func alongside(rings [][]orb.Point) {
	middle := func(r []orb.Point) float64 { return orb.MultiPoint(r).Bound().Center()[0] }
	shell := middle(rings[0])
	for i, r := range rings[1:] {
		rings[i+1] = shifted(r, 360*math.Round((shell-middle(r))/360))
	}
}

// cutSide gives the pieces of the polygon on one side of longitude 180, in range.
func cutSide(rings [][]orb.Point, east bool) []orb.Polygon {
	inside := func(p orb.Point) bool { return p[0] != 180 && (p[0] > 180) == east }
	var whole, runs [][]orb.Point
	for _, r := range rings {
		in := slices.IndexFunc(r, inside)
		switch out := slices.IndexFunc(r, func(p orb.Point) bool { return !inside(p) }); {
		case in < 0:
		case out < 0:
			whole = append(whole, slices.Clone(r))
		default:
			runs = append(runs, ringRuns(r, out, inside)...)
		}
	}
	outlines := joinRuns(runs)
	// Without a cut on this side, the first whole ring is the shell.
	if len(outlines) == 0 && len(whole) > 0 {
		outlines, whole = whole[:1], whole[1:]
	}
	return assemble(outlines, whole, east)
}

// ringRuns cuts a closed ring, walked from the outside point at index start, into the runs
// inside, each from meridian to meridian.
func ringRuns(r []orb.Point, start int, inside func(orb.Point) bool) [][]orb.Point {
	n := len(r) - 1 // the last repeats the first
	var runs [][]orb.Point
	var run []orb.Point
	for k := range n {
		a, b := r[(start+k)%n], r[(start+k+1)%n]
		switch {
		case !inside(a) && inside(b):
			run = []orb.Point{onMeridian(a, b), b}
		case inside(a) && inside(b):
			run = append(run, b)
		case inside(a) && !inside(b):
			runs = append(runs, append(run, onMeridian(a, b)))
		}
	}
	return runs
}

// joinRuns closes runs along the meridian into rings.
func joinRuns(runs [][]orb.Point) [][]orb.Point {
	type end struct {
		run  int
		last bool
		lat  float64
	}
	ends := make([]end, 0, 2*len(runs))
	for i, r := range runs {
		ends = append(ends, end{i, false, r[0][1]}, end{i, true, r[len(r)-1][1]})
	}
	order := make([]int, len(ends))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case ends[a].lat < ends[b].lat:
			return -1
		case ends[a].lat > ends[b].lat:
			return 1
		}
		return 0
	})
	partner := make([]int, len(ends))
	for k := 0; k < len(order); k += 2 {
		partner[order[k]], partner[order[k+1]] = order[k+1], order[k]
	}
	used := make([]bool, len(runs))
	var rings [][]orb.Point
	for first := range runs {
		var ring []orb.Point
		for at := 2 * first; !used[at/2]; at = partner[at^1] {
			run := runs[at/2]
			used[at/2] = true
			if at%2 == 1 { // entered at its end
				run = slices.Clone(run)
				slices.Reverse(run)
			}
			ring = append(ring, run...)
		}
		if len(ring) > 0 {
			rings = append(rings, append(ring, ring[0]))
		}
	}
	return rings
}

// assemble gives each hole to the outline that holds it, or to the first.
func assemble(outlines, holes [][]orb.Point, east bool) []orb.Polygon {
	polygons := make([]orb.Polygon, len(outlines))
	for i, o := range outlines {
		polygons[i] = orb.Polygon{o}
	}
	for _, h := range holes {
		owner := slices.IndexFunc(outlines, func(o []orb.Point) bool { return ringContains(o, h[0]) })
		if len(polygons) > 0 {
			owner = max(owner, 0)
			polygons[owner] = append(polygons[owner], h)
		}
	}
	for _, p := range polygons {
		for i := range p {
			p[i] = back(p[i], east)
		}
	}
	return polygons
}

// ringContains is the even-odd rule; which way points of the boundary fall is not defined.
func ringContains(r []orb.Point, p orb.Point) bool {
	in := false
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
			in = !in
		}
	}
	return in
}
