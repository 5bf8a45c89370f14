package route

import (
	"context"
	"sync"
)

// Solve makes a plan for the problem. It fails if the problem is malformed ([Problem.Check]);
// when the context ends, it returns the best plan so far together with the context's error.
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
	best := f.searchAll(ctx)
	return f.solution(best), ctx.Err()
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
	round := left
	if f.Effort > 0 {
		left = int(float64(left) * f.Effort)
	}
	for ; left > 0 && ctx.Err() == nil; left -= round {
		var done sync.WaitGroup
		for _, s := range all {
			done.Go(func() { s.run(ctx, round, left) })
		}
		done.Wait()
	}
	best := all[0]
	for _, s := range all {
		if s.atBest.better(best.atBest) {
			best = s
		}
	}
	return &best.best
}

// budget is the work of one search for an effort of 1.
func (f *facts) budget() int {
	return min(100_000_000, 200_000+2_000*len(f.Sites)*len(f.Sites))
}
