package shapefile

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// maxComparisons bounds how many corners are compared with rings to find out which lies in
// which: a tenth of a second's work. A lake of 1000 corners with 10 000 islands is 10⁷.
const maxComparisons = 3e7

// ring is a part of a polygon.
type ring struct {
	orb.Ring

	bound  orb.Bound
	area   float64 // signed: positive runs counterclockwise
	parent int     // the smallest ring around it, -1 if there is none
	depth  int     // how many rings are around it
}

// outlines makes polygons of rings. A ring within an even number of others is an outline,
// one within an odd number the hole of the smallest around it. The format wants outlines
// clockwise and holes the other way; many programs do not care, so that only which lies in
// which counts, and rings that run otherwise are noted. Out come outlines counterclockwise
// and holes clockwise, as RFC 7946 has them, beginning at the same corner.
func outlines(parts [][]orb.Point, n *notes) (orb.Geometry, *fault) {
	rings := make([]ring, len(parts))
	for i, p := range parts {
		rings[i] = ring{Ring: p, bound: orb.Ring(p).Bound(), area: signedArea(p), parent: -1}
	}
	if !nest(rings) {
		return nil, &fault{"too_large", "the polygon has too many rings within each other", "divide it into several"}
	}
	place := make([]int, len(rings)) // of an outline in polygons
	var polygons orb.MultiPolygon
	for i, r := range rings {
		hole := r.depth%2 == 1
		if clockwise := r.area < 0; r.area != 0 && clockwise == hole {
			n.turned = true
		}
		if !hole {
			place[i] = len(polygons)
			polygons = append(polygons, orb.Polygon{turned(r, false)})
		}
	}
	for _, r := range rings {
		if r.depth%2 == 1 {
			at := place[r.parent]
			polygons[at] = append(polygons[at], turned(r, true))
		}
	}
	if len(polygons) == 1 {
		return polygons[0], nil
	}
	return polygons, nil
}

// turned runs clockwise or the other way; a ring without area stays as it is.
func turned(r ring, clockwise bool) orb.Ring {
	if r.area != 0 && r.area < 0 != clockwise {
		slices.Reverse(r.Ring)
	}
	return r.Ring
}

// signedArea by the trapezoid formula, seen from the first corner so that small rings far
// from the origin keep their digits.
func signedArea(ps []orb.Point) float64 {
	var sum float64
	for i := 1; i+1 < len(ps); i++ {
		ax, ay := ps[i][0]-ps[0][0], ps[i][1]-ps[0][1]
		bx, by := ps[i+1][0]-ps[0][0], ps[i+1][1]-ps[0][1]
		sum += ax*by - ay*bx
	}
	return sum / 2
}

// nest finds for each ring how many are around it and which of them is the smallest. It
// reports false if that would take too long.
func nest(rings []ring) bool {
	if len(rings) == 1 {
		return true
	}
	bounds := make([]orb.Bound, len(rings))
	for i, r := range rings {
		bounds[i] = r.bound
	}
	around := geo.NewIndex(bounds)
	work := 0
	var near []int
	for i := range rings {
		near = around.Append(near[:0], rings[i].bound)
		for _, j := range near {
			work += 8 + len(rings[j].Ring) // a pair alone costs as much as some corners
			if work > maxComparisons {
				return false
			}
			if !larger(rings[j], rings[i]) || !within(rings[i].Ring, rings[j].Ring) {
				continue
			}
			rings[i].depth++
			if p := rings[i].parent; p < 0 || larger(rings[p], rings[j]) {
				rings[i].parent = j
			}
		}
	}
	return true
}

// larger reports whether a can be around b: it has more area and a bound that covers b's.
func larger(a, b ring) bool {
	return cmp.Less(math.Abs(b.area), math.Abs(a.area)) && a.bound.Contains(b.bound.Min) && a.bound.Contains(b.bound.Max)
}

// within reports whether ring a lies in ring b, of which it is the smaller: the first
// corner of a that is not on b's line decides, or the middle of a side if all are.
func within(a, b orb.Ring) bool {
	const tries = 16 // rings that touch in more corners than this are as good as neighbours
	for i := range min(len(a), tries) {
		if in, on := covers(b, a[i]); !on {
			return in
		}
	}
	for i := range min(len(a)-1, tries) {
		middle := orb.Point{(a[i][0] + a[i+1][0]) / 2, (a[i][1] + a[i+1][1]) / 2}
		if in, on := covers(b, middle); !on {
			return in
		}
	}
	return false
}

// covers counts how often a ray from p to the east meets the ring; on says that p lies on
// its line.
func covers(r orb.Ring, p orb.Point) (in, on bool) {
	for i := 0; i+1 < len(r); i++ {
		a, b := r[i], r[i+1]
		if a[1] > b[1] {
			a, b = b, a
		}
		if p[1] < a[1] || p[1] > b[1] {
			continue
		}
		side := (b[0]-a[0])*(p[1]-a[1]) - (b[1]-a[1])*(p[0]-a[0])
		if side == 0 && p[0] >= min(a[0], b[0]) && p[0] <= max(a[0], b[0]) {
			return false, true
		}
		if p[1] < b[1] && a[1] != b[1] && side > 0 {
			in = !in
		}
	}
	return in, false
}
