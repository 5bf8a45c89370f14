package detect

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/overlap"
)

// jointLevels are the quantiles that are written down.
var jointLevels = []float64{0.05, 0.5, 0.95}

// tally is what the overlaps of a place say one by one.
type tally struct {
	pairs int64
	class int // the highest, by its place in data.Classes
}

func (t *tally) count(class string) {
	at := slices.Index(data.Classes, class)
	if at < 0 {
		at = len(data.Classes) - 1
	}
	if t.pairs == 0 || at < t.class {
		t.class = at
	}
	t.pairs++
}

// derived are the values of the derived fields of a place: nil where there is nothing to
// say.
func derived(t tally, j *overlap.Joint) map[string]any {
	values := map[string]any{}
	for _, field := range data.Sites.Fields {
		if field.Derived {
			values[field.Name] = nil
		}
	}
	if t.pairs > 0 {
		values["overlap_class"], values["overlap_pairs"] = data.Classes[t.class], t.pairs
	}
	if j == nil {
		return values
	}
	values["overlap_probability"] = rounded(j.Any.Value)
	values["overlap_probability_error"] = rounded(j.Any.Error)
	values["shared_area_expected_m2"] = rounded(j.Expected.Value)
	for i, name := range []string{"shared_area_p05_m2", "shared_area_p50_m2", "shared_area_p95_m2"} {
		values[name] = rounded(j.Quantiles[i].Value)
	}
	return values
}

// together answers for all pairs of a place. It is nil if its positions are known too
// poorly: no pair could be looked at, or the place as a whole could not be called possible
// wherever it lay.
func (g *ground) together(ctx context.Context, ref string) (*overlap.Joint, error) {
	as, bs := g.bodies(ref)
	if len(as) == 0 || len(bs) == 0 || !g.bearable(as, bs) {
		return nil, nil
	}
	j, err := overlap.Together(ctx, g.asBodies(as, 0), g.asBodies(bs, 1), overlap.JointOptions{
		Cap: g.reach.Cap, Levels: jointLevels,
		Skip: func(a, b int) bool {
			return same(as[a], bs[b]) || !as[a].belongs(ref, pow) && !bs[b].belongs(ref, civilian)
		},
	})
	if err != nil || j.Pairs == 0 {
		return nil, err
	}
	return &j, nil
}

// bearable reports whether positions are known well enough to say anything of a place as a
// whole, judged by the surest pair: its offset is known within the distance that is
// searched at all, and the probability that anything on one side meets anything on the
// other could be called possible, wherever the two lay. That is bounded by the box of all
// offsets at which their boxes meet, times the greatest density.
func (g *ground) bearable(as, bs []*party) bool {
	a, b := surest(as), surest(bs)
	between := geo.Between(a.error, b.error)
	sigma := between.Sigma()
	s, t := extentOf(as), extentOf(bs)
	return float64(between) <= g.reach.Cap && (s.width+t.width)*(s.height+t.height)/(2*math.Pi*sigma*sigma) >= possible
}

// surest is the party whose own position is known best.
func surest(list []*party) *party {
	return slices.MinFunc(list, func(p, q *party) int {
		if p.error.Known() != q.error.Known() {
			return map[bool]int{true: -1, false: 1}[p.error.Known()]
		}
		return cmp.Compare(p.error.Own, q.error.Own)
	})
}

// extentOf is the box around the ground of parties, in metres.
func extentOf(list []*party) size {
	bounds := make([]orb.Bound, len(list))
	for i, p := range list {
		bounds[i] = geo.BoundOf(p.ownGround())
	}
	all := geo.UnionBounds(bounds...)
	box := geo.NewPlane(geo.BoundCenter(all)).ProjectGeometry(all).Bound()
	return size{box.Max[0] - box.Min[0], box.Max[1] - box.Min[1]}
}
