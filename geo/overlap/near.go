package overlap

import (
	"math"
	"math/bits"
	"runtime"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// join is what the workers share and do not change.
type join struct {
	a, b  []orb.Geometry
	opt   Options
	boxes []orb.Bound // of the members of b
	index *geo.Index  // of those boxes, grown by their shares
	// east are the members of b whose box goes on east of the antimeridian: the index has
	// that part after all the others.
	east []int
	// largeA and largeB are the members with many corners.
	largeA, largeB map[int]*boundary
}

func newJoin(a, b []orb.Geometry, opt Options) *join {
	j := &join{a: a, b: b, opt: opt, largeA: largeOnes(a), largeB: largeOnes(b), boxes: make([]orb.Bound, len(b))}
	grown := make([]orb.Bound, len(b))
	var lock sync.Mutex
	eachPart(len(b), func(from, to int) {
		for k := from; k < to; k++ {
			j.boxes[k] = boxOf(b[k])
			var more bool
			if grown[k], _, more = searchBounds(j.boxes[k], share(opt.ReachB, k)); more {
				lock.Lock()
				j.east = append(j.east, k)
				lock.Unlock()
			}
		}
	})
	slices.Sort(j.east)
	for _, k := range j.east {
		_, other, _ := searchBounds(j.boxes[k], share(opt.ReachB, k))
		grown = append(grown, other) //nolint:makezero // one more behind those of all members
	}
	j.index = geo.NewIndex(grown)
	return j
}

// eachPart calls do for as many parts of 0…n−1 as there are processors, all at a time.
func eachPart(n int, do func(from, to int)) {
	parts := runtime.GOMAXPROCS(0)
	var wait sync.WaitGroup
	for p := range parts {
		wait.Go(func() { do(n*p/parts, n*(p+1)/parts) })
	}
	wait.Wait()
}

func share(reach func(int) float64, i int) float64 {
	if reach == nil {
		return 0
	}
	return reach(i)
}

// nowhere is a box that meets none.
var nowhere = orb.Bound{Min: orb.Point{math.NaN(), math.NaN()}, Max: orb.Point{math.NaN(), math.NaN()}}

func boxOf(g orb.Geometry) orb.Bound {
	if g == nil {
		return nowhere
	}
	return geo.BoundOf(g)
}

// searchBounds is a box grown by a share, and by a little for the contact of what is
// rounded; what goes on beyond the antimeridian is the other one, if there is more.
func searchBounds(box orb.Bound, metres float64) (grown, other orb.Bound, more bool) {
	if !(box.Min[1] <= box.Max[1]) {
		return nowhere, nowhere, false
	}
	b := geo.GrowBound(box, metres+2*Contact)
	if b.Min[0] <= b.Max[0] && b.Min[0] >= -180 && b.Max[0] <= 180 {
		return b, nowhere, false
	}
	switch parts := geo.SplitBound(b); len(parts) {
	case 0:
		return nowhere, nowhere, false
	case 1:
		return parts[0], nowhere, false
	default:
		return parts[0], parts[1], true
	}
}

// findNear fills w.near with the members of b whose boxes may lie within reach of a's i, in
// order, and sets the plane about that.
func (w *worker) findNear(i int) {
	box := boxOf(w.a[i])
	grown, other, more := searchBounds(box, share(w.opt.ReachA, i))
	w.leftOut = 0
	w.near = w.index.Append(w.near[:0], grown)
	if more {
		w.near = w.index.Append(w.near, other)
	}
	if len(w.near) == 0 {
		return
	}
	w.plane = geo.NewPlane(geo.BoundCenter(box))
	if w.opt.Most != nil {
		w.thinCrowd(box, w.opt.Most(i))
	}
	w.leaveOutFar(i, box)
	w.sortNear()
}

// leaveOutFar keeps only those whose box is not surely out of reach, and not skipped.
func (w *worker) leaveOutFar(i int, box orb.Bound) {
	const farthest = 1000 // metres; what reaches farther is not looked at so closely
	corner := w.plane.Project(box.Max)
	perLon, perLat := w.plane.LeastMetres(2*math.Hypot(corner[0], corner[1]) + farthest)
	kept := w.near[:0]
	for _, k := range w.near {
		if n := len(w.b); k >= n {
			k = w.east[k-n]
		}
		reach := w.reach(i, k) + 2*Contact
		if b := &w.boxes[k]; reach < farthest && b.Min[0] <= b.Max[0] && box.Min[0] <= box.Max[0] {
			x := perLon * max(0, box.Min[0]-b.Max[0], b.Min[0]-box.Max[0])
			y := perLat * max(0, box.Min[1]-b.Max[1], b.Min[1]-box.Max[1])
			if x*x+y*y > reach*reach && x < 180*perLon {
				continue
			}
		}
		if w.opt.Skip == nil || !w.opt.Skip(i, k) {
			kept = append(kept, k)
		}
	}
	w.near = kept
}

// sortNear sorts what is near and drops what was found twice. The graves of one ground are
// often numbered in a row: then a bit for each number is enough.
func (w *worker) sortNear() {
	if len(w.near) == 0 {
		return
	}
	first, last := slices.Min(w.near), slices.Max(w.near)
	words := (last-first)/64 + 1
	if words > 4*len(w.near) {
		slices.Sort(w.near)
		w.near = slices.Compact(w.near)
		return
	}
	w.seen = slices.Grow(w.seen[:0], words)[:words]
	clear(w.seen)
	for _, k := range w.near {
		w.seen[(k-first)/64] |= 1 << ((k - first) % 64)
	}
	w.near = w.near[:0]
	for at, word := range w.seen {
		for ; word != 0; word &= word - 1 {
			w.near = append(w.near, first+64*at+bits.TrailingZeros64(word))
		}
	}
}
