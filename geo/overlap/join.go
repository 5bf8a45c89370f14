package overlap

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// Pair is a measured pair: the places of both in their sets, and the measures.
type Pair struct {
	A, B int
	Measured
}

// Options say which pairs Join looks for. The zero value finds those that meet.
type Options struct {
	// ReachA and ReachB are the shares in metres that each shape brings to the search.
	// Pairs farther apart than the sum of both are not looked at. Nil is 0.
	ReachA, ReachB func(i int) float64
	// Reach is the distance in metres up to which a pair counts, no more than the sum of
	// its shares. Nil is that sum.
	Reach func(a, b int) float64
	// Skip leaves a pair out before it is measured. Nil leaves out none.
	Skip func(a, b int) bool
	// Progress is told, now and then and from one goroutine at a time, how many of the
	// first set are done.
	Progress func(done, total int)
}

// Join measures every pair of a longitude/latitude geometry of one set with one of the
// other that lie within reach of each other, on all processors. Pairs come in the order
// of a, then b, whatever the number of processors. Each pair is measured in the plane
// about the middle of its first member, so that the measures of a pair depend on nothing
// but the pair. Geometries on both sides of the antimeridian are neighbours. Missing and
// empty ones pair with nothing; coordinates must be finite.
//
// When ctx is done Join stops soon and returns its error.
func Join(ctx context.Context, a, b []orb.Geometry, opt Options) ([]Pair, error) {
	j := newJoin(a, b, opt)
	const chunk = 256
	chunks := (len(a) + chunk - 1) / chunk
	found := make([][]Pair, chunks)
	var next, done atomic.Int64
	var telling sync.Mutex
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), chunks) {
		wait.Go(func() {
			w := worker{join: j}
			for c := int(next.Add(1)) - 1; c < chunks && ctx.Err() == nil; c = int(next.Add(1)) - 1 {
				end := min((c+1)*chunk, len(a))
				found[c] = w.measure(ctx, c*chunk, end)
				if n := done.Add(int64(end - c*chunk)); opt.Progress != nil {
					telling.Lock()
					opt.Progress(int(n), len(a))
					telling.Unlock()
				}
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return slices.Concat(found...), nil
}

// join is what the workers share and do not change.
type join struct {
	a, b   []orb.Geometry
	opt    Options
	index  *geo.Index
	owners []int // of each indexed bound, the place in b
}

func newJoin(a, b []orb.Geometry, opt Options) *join {
	j := &join{a: a, b: b, opt: opt}
	bounds := make([]orb.Bound, 0, len(b))
	for i, g := range b {
		for _, part := range searchBounds(g, share(opt.ReachB, i)) {
			bounds = append(bounds, part)
			j.owners = append(j.owners, i)
		}
	}
	j.index = geo.NewIndex(bounds)
	return j
}

func share(reach func(int) float64, i int) float64 {
	if reach == nil {
		return 0
	}
	return reach(i)
}

// searchBounds are the bounds of a geometry grown by its share, and by a little for the
// contact of what is rounded, cut at the antimeridian.
func searchBounds(g orb.Geometry, metres float64) []orb.Bound {
	if g == nil {
		return nil
	}
	return geo.SplitBound(geo.GrowBound(geo.BoundOf(g), metres+2*Contact))
}

// worker measures pairs with memory of its own.
type worker struct {
	*join
	first, second Shape
	near          []int
}

func (w *worker) measure(ctx context.Context, from, to int) []Pair {
	var pairs []Pair
	for i := from; i < to && ctx.Err() == nil; i++ {
		w.findNear(i)
		if len(w.near) == 0 {
			continue
		}
		plane := geo.PlaneFor(w.a[i])
		w.first.set(w.a[i], &plane)
		for _, k := range w.near {
			reach := w.reach(i, k)
			w.second.set(w.b[k], &plane)
			if m := measureWithin(&w.first, &w.second, reach); m.DistanceM <= reach {
				pairs = append(pairs, Pair{i, k, m})
			}
		}
	}
	return pairs
}

// findNear fills w.near with the members of b whose search bounds meet those of a's i.
func (w *worker) findNear(i int) {
	w.near = w.near[:0]
	for _, part := range searchBounds(w.a[i], share(w.opt.ReachA, i)) {
		w.index.Search(part, func(k int) bool {
			if owner := w.owners[k]; w.opt.Skip == nil || !w.opt.Skip(i, owner) {
				w.near = append(w.near, owner)
			}
			return true
		})
	}
	slices.Sort(w.near)
	w.near = slices.Compact(w.near)
}

func (w *worker) reach(i, k int) float64 {
	if w.opt.Reach != nil {
		return w.opt.Reach(i, k)
	}
	return share(w.opt.ReachA, i) + share(w.opt.ReachB, k)
}
