package overlap

import (
	"context"
	"runtime"
	"slices"
	"sync"

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
	// Progress is told, now and then and by the goroutine that takes the pairs, how many of
	// the first set are done.
	Progress func(done, total int)
}

// Join is [Each] with all pairs in one list.
func Join(ctx context.Context, a, b []orb.Geometry, opt Options) ([]Pair, error) {
	var pairs []Pair
	err := Each(ctx, a, b, opt, func(p Pair) Pair { return p }, func(p Pair) error {
		pairs = append(pairs, p)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return pairs, nil
}

// Each measures every pair of a longitude/latitude geometry of one set with one of the
// other that lie within reach of each other, on all processors. Each pair is measured in
// the plane about the middle of its first member, so that the measures of a pair depend
// on nothing but the pair. Geometries on both sides of the antimeridian are neighbours.
// Missing and empty ones pair with nothing; coordinates must be finite.
//
// What is made of a pair, by several goroutines at a time, is handed to take in the order
// of a, then b, whatever the number of processors, by the goroutine that called Each. The
// workers run only a little ahead of take: memory does not grow with the number of pairs.
//
// When ctx is done, or take returns an error, Each stops soon and returns that error.
func Each[T any](ctx context.Context, a, b []orb.Geometry, opt Options, made func(Pair) T, take func(T) error) error {
	j := newJoin(a, b, opt)
	workers := runtime.GOMAXPROCS(0)
	next, inOrder := make(chan chunk[T]), make(chan chunk[T], 2*workers)
	var wait sync.WaitGroup
	defer wait.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	wait.Go(func() { deal(ctx, len(a), next, inOrder) })
	for range workers {
		wait.Go(func() { work(ctx, j, next, made) })
	}
	for c := range inOrder {
		for _, t := range <-c.found {
			if err := take(t); err != nil {
				return err
			}
		}
		if ctx.Err() == nil && opt.Progress != nil {
			opt.Progress(c.to, len(a))
		}
	}
	return ctx.Err()
}

// chunk is a part of the first set and what was made of its pairs.
type chunk[T any] struct {
	from, to int
	found    chan []T // holds one
}

// deal cuts n members into chunks for the workers, and shows them to whoever takes what
// is found, in order.
func deal[T any](ctx context.Context, n int, next, inOrder chan<- chunk[T]) {
	defer close(inOrder)
	defer close(next)
	const size = 64
	for from := 0; from < n; from += size {
		c := chunk[T]{from, min(from+size, n), make(chan []T, 1)}
		select {
		case inOrder <- c:
		case <-ctx.Done():
			return
		}
		next <- c // a worker is always coming
	}
}

// work measures chunks until there are no more.
func work[T any](ctx context.Context, j *join, next <-chan chunk[T], made func(Pair) T) {
	w := worker{join: j}
	for c := range next {
		var found []T
		w.measure(ctx, c.from, c.to, func(p Pair) { found = append(found, made(p)) })
		c.found <- found
	}
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

func (w *worker) measure(ctx context.Context, from, to int, found func(Pair)) {
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
				found(Pair{i, k, m})
			}
		}
	}
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
