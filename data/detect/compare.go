package detect

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/overlap"
)

// compare joins the two sides and puts what it finds, as it is found.
func (r *run) compare(ctx context.Context) error {
	pows, civilians, reach := r.parties.pow, r.parties.civilian, r.opt.Reach
	described := func(p overlap.Pair) data.Feature {
		f := finding{pow: pows[p.A], civilian: civilians[p.B], Pair: p}
		f.reach, f.wanted = reach.between(f.pow, f.civilian)
		return f.feature()
	}
	opt := pairOptions(pows, civilians, r.opt)
	opt.Skip = func(a, b int) bool { return same(pows[a], civilians[b]) || r.fresh(pows[a], civilians[b]) }
	if r.opt.Progress != nil {
		opt.Progress = func(done, total int) { r.opt.Progress(StagePairs, done, total) }
	}
	return overlap.Each(ctx, geometries(pows), geometries(civilians), opt, described,
		func(f data.Feature) error { return r.put(ctx, f) })
}

// maxPartners and maxInside bound how many overlaps one party of the prisoners' side has:
// a grave, and the outline of a whole ground.
const (
	maxPartners = 64
	maxInside   = 10_000
)

// pairOptions say which pairs are found and what is worked out of them.
func pairOptions(pows, civilians []*party, opt Options) overlap.Options {
	reach := opt.Reach
	return overlap.Options{
		ReachA: func(i int) float64 { return reach.share(pows[i]) },
		ReachB: func(i int) float64 { return reach.share(civilians[i]) },
		Reach: func(a, b int) float64 {
			within, _ := reach.between(pows[a], civilians[b])
			return within
		},
		Most: func(a int) int {
			if pows[a].collection == data.Plots.Name {
				return maxPartners
			}
			return maxInside
		},
		Sigma:      func(a, b int) float64 { return geo.Between(pows[a].error, civilians[b].error).Sigma() },
		FootprintA: func(i int) orb.Geometry { return pows[i].footprint() },
		FootprintB: func(i int) orb.Geometry { return civilians[i].footprint() },
		Least:      opt.LeastArea,
		Wanted: func(p overlap.Pair) bool {
			near := reach.Floor + pows[p.A].beyond() + civilians[p.B].beyond()
			return p.DistanceM <= near || !p.Likely.Assessed || p.Likely.Probability.Value >= possible
		},
	}
}

// fresh reports a pair that nothing has happened to.
func (r *run) fresh(a, b *party) bool {
	return r.stale != nil && !r.stale[a.ref()] && !r.stale[b.ref()]
}

func (r *run) put(ctx context.Context, f data.Feature) error {
	outcome, err := r.tx.Put(ctx, f)
	if err != nil {
		return fmt.Errorf("%s and %s: %w", f.Text("pow"), f.Text("civilian"), err)
	}
	key, _ := keyOf(f.ID)
	r.found[key] = true
	r.tally(f)
	s := &r.summary
	s.Pairs++
	s.ByRelation[f.Text("relation")]++
	s.ByClass[f.Text("class")]++
	switch outcome {
	case data.New:
		s.New++
	case data.Updated:
		s.Updated++
	default:
		s.Unchanged++
	}
	return nil
}

func (r *run) summarise() {
	s := &r.summary
	s.Full, s.Pow, s.Civilian = r.all, len(r.parties.pow), len(r.parties.civilian)
	s.LeftOut = map[string]int{}
	for why, n := range r.parties.leftOut {
		s.LeftOut[string(why)] = n
	}
}
