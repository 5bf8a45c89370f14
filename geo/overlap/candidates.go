package overlap

import (
	"context"

	"github.com/paulmach/orb"
)

// Candidates finds the pairs of two sets that [Each] would look at, and measures nothing:
// those whose boxes lie within reach of each other, as far as ReachA, ReachB, Reach and Skip
// of the options say. None within reach is missing; some may lie up to a few per mille
// farther apart, or as far as their shares allow where a box crosses the antimeridian or
// the reach is a kilometre or more.
//
// For each member of a that has any, in order, take is given those of b, in order; the list
// is only good until take returns. It is called by the goroutine that called Candidates.
// When ctx is done, or take returns an error, Candidates stops soon and returns that error.
func Candidates(ctx context.Context, a, b []orb.Geometry, opt Options, take func(a int, near []int32) error) error {
	return eachChunk(ctx, newJoin(a, b, opt), findCandidates, func(n nearby) error { return take(n.a, n.near) })
}

// nearby are the candidates for a member of a.
type nearby struct {
	a    int
	near []int32
}

// findCandidates writes one list for all of a chunk, about as long as that of the last.
func findCandidates(ctx context.Context, w *worker, from, to int) []nearby {
	found, all := make([]nearby, 0, to-from), make([]int32, 0, w.many)
	for i := from; i < to && ctx.Err() == nil; i++ {
		w.findNear(i)
		if len(w.near) == 0 {
			continue
		}
		start := len(all)
		for _, k := range w.near {
			all = append(all, int32(k))
		}
		found = append(found, nearby{i, all[start:len(all):len(all)]})
	}
	w.many = len(all) + len(all)/4
	return found
}
