package route

import (
	"context"
	"sync"
)

// Solve makes a plan for the problem. It fails if the problem is malformed ([Problem.Check]);
// when the context ends, it returns the best plan so far together with the context's error,
// or none if not every way has been asked for yet.
//
// It is a search: what comes out can be done, but need not be the best. On two cores it takes
// some hundredths of a second for 12 sites and up to two seconds for 500, at an effort of 1,
// and 16 bytes for every two places and crew of its own speed.
func Solve(ctx context.Context, p Problem) (Solution, error) {
	if err := p.checkShape(); err != nil {
		return Solution{}, err
	}
	f, err := newFacts(ctx, p)
	if err != nil {
		return Solution{}, err
	}
	if len(f.slots) == 0 {
		return f.solution(f.empty()), nil
	}
	return f.solution(f.searchAll(ctx)), ctx.Err()
}

// searches is how many run side by side: two, however many cores there are, because what
// comes out must not depend on the machine.
const searches = 2

// searchAll runs the searches round by round; after each, all go on from the best.
func (f *facts) searchAll(ctx context.Context) *plan {
	all := make([]*search, searches)
	for i := range all {
		all[i] = newSearch(f, uint64(i))
	}
	left := f.budget()
	round := left / rounds
	if f.Effort > 0 {
		left = int(float64(left) * f.Effort)
	}
	for ; left > 0 && ctx.Err() == nil; left -= round {
		var done sync.WaitGroup
		for _, s := range all {
			done.Go(func() { s.run(ctx, round, left) })
		}
		done.Wait()
		for _, s := range all {
			s.adopt(best(all))
		}
	}
	return &best(all).best
}

// best is the search that found the best plan, the first one if several did.
func best(all []*search) *search {
	best := all[0]
	for _, s := range all[1:] {
		if s.atBest.better(best.atBest) {
			best = s
		}
	}
	return best
}

// rounds is how often a search of effort 1 begins anew, hot.
const rounds = 4

// budget is the work of one search for an effort of 1: about a second of a core for 200
// sites, and not much more for any number.
func (f *facts) budget() int {
	return min(40_000_000, 300_000+800*len(f.Sites)*len(f.Sites))
}
