package overlap

import (
	"context"
	"runtime"
	"sync"

	"github.com/paulmach/orb"
)

// Pair is a pair of two sets: the places of both in their sets, and what is measured.
type Pair struct {
	A, B int
	Measured
	// Likely is what their accuracy makes of it; zero if Options.Sigma does not say.
	Likely Likelihood
	// SimplifiedM is the distance in metres by which an outline with too many corners was
	// changed before it was measured; 0 in all but extreme cases (see [Each]).
	SimplifiedM float64
	// LeftOut is how many members of the second set were near A but not among the nearest
	// that Options.Most allows.
	LeftOut int
}

// Likelihood is what can be said of a pair whose offset is uncertain.
type Likelihood struct {
	Assessed    bool
	Sigma       float64  // of the offset, metres along each axis
	Probability Estimate // see [Probability]
	OfArea      Estimate // see [AreaProbability], for Options.Least
	ExpectedM2  Estimate // see [ExpectedArea]
	// Most is the greatest probability that the pair could have, were one recorded right on
	// top of the other: an upper bound, and 1 at most.
	Most float64
	// AreaAM2 and AreaBM2 are the areas of the ground that was taken, in m².
	AreaAM2, AreaBM2 float64
}

// Options say which pairs Join looks for. The zero value finds those that meet.
type Options struct {
	// ReachA and ReachB are the shares in metres that each shape brings to the search.
	// Pairs farther apart than the sum of both are not looked at. Nil is 0.
	ReachA, ReachB func(i int) float64
	// Reach is the distance in metres up to which a pair counts, no more than the sum of
	// its shares. Nil is that sum.
	Reach func(a, b int) float64
	// Most is with how many members of the second set within reach of it one of the first
	// is compared: those whose boxes lie nearest to its own, of boxes as near those whose
	// middles do. Nil is all.
	Most func(a int) int
	// Skip leaves a pair out before it is measured. Nil leaves out none.
	// All these are called by several goroutines at a time.
	Skip func(a, b int) bool

	// Sigma is the standard deviation in metres of the offset of a pair; not a number if it
	// is unknown. Nil leaves likelihoods out.
	Sigma func(a, b int) float64
	// FootprintA and FootprintB give the ground that a member takes up where it is recorded
	// as a point or line, in degrees, or nil: likelihoods are of that ground, measures of
	// what is recorded.
	FootprintA, FootprintB func(i int) orb.Geometry
	// Least is the area in m² of Likelihood.OfArea.
	Least float64
	// OnlyLikely leaves out what is measured of the outlines as recorded, and their distance:
	// the pairs are those whose boxes lie within reach, and have nothing but likelihoods.
	OnlyLikely bool
	// Wanted drops a pair before what costs most, OfArea, is computed. Nil keeps all.
	Wanted func(Pair) bool

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
// Of an outline with very many corners only what lies near the other is looked at. If that
// has still more than maxCorners, it is first simplified, by as little as is needed (the
// Douglas–Peucker distance, from a millimetre up), and Pair.SimplifiedM says by how much:
// no boundary point is moved farther, so that the shared area is wrong by no more than
// that distance times the length of the other outline.
//
// When ctx is done, or take returns an error, Each stops soon and returns that error.
func Each[T any](ctx context.Context, a, b []orb.Geometry, opt Options, made func(Pair) T, take func(T) error) error {
	find := func(ctx context.Context, w *worker, from, to int) (found []T) {
		w.measure(ctx, from, to, func(p Pair) { found = append(found, made(p)) })
		return found
	}
	return eachChunk(ctx, newJoin(a, b, opt), find, take)
}

// eachChunk finds something for every chunk of the first set and hands it to take in order.
func eachChunk[T any](ctx context.Context, j *join, find func(ctx context.Context, w *worker, from, to int) []T, take func(T) error) error {
	workers, n := runtime.GOMAXPROCS(0), len(j.a)
	next, inOrder := make(chan chunk[T]), make(chan chunk[T], 2*workers)
	var wait sync.WaitGroup
	defer wait.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	wait.Go(func() { deal(ctx, n, next, inOrder) })
	for range workers {
		wait.Go(func() {
			w := &worker{join: j}
			for c := range next {
				c.found <- find(ctx, w, c.from, c.to)
			}
		})
	}
	for c := range inOrder {
		for _, t := range <-c.found {
			if err := take(t); err != nil {
				return err
			}
		}
		if ctx.Err() == nil && j.opt.Progress != nil {
			j.opt.Progress(c.to, n)
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
