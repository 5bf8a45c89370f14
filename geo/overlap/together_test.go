package overlap

import (
	"cmp"
	"context"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// graves are columns by rows of graves of 1 m by 2 m, 2.5 m and 4 m from the next, about a
// point of the y axis.
func graves(columns, rows int, y float64) []orb.Geometry {
	out := make([]orb.Geometry, 0, columns*rows)
	for i := range columns * rows {
		u := 2.5 * (float64(i%columns) - float64(columns-1)/2)
		v := y + 4*(float64(i/columns)-float64(rows-1)/2)
		out = append(out, rect(u-0.5, v-1, 1, 2))
	}
	return out
}

func bodies(plane geo.Plane, list []orb.Geometry, seed uint64, e geo.PositionError) []Body {
	out := make([]Body, len(list))
	for i, g := range list {
		out[i] = Body{Geometry: plane.UnprojectGeometry(g), Error: e, Seed: mix(seed + uint64(i))}
	}
	return out
}

// 50 prisoners' graves of a plan that is shifted by σ = 30 m lie 65 m from 500 civilian ones:
// the plan as a whole meets them or does not. Taken as independent the 25,000 pairs would
// make it all but certain.
func TestAShiftThatAllGravesShareIsNotTakenForMany(t *testing.T) {
	const sigma = 30
	pows, civilians := graves(5, 10, 0), graves(25, 20, 65)
	plane := geo.NewPlane(orb.Point{132, 50})
	plan := geo.PositionError{Own: 1e-3, Shared: []geo.SharedError{{Key: "plan", Accuracy: geo.AccuracyOf(sigma)}}}
	got, err := Together(context.Background(), bodies(plane, pows, 1, plan), bodies(plane, civilians, 1000, geo.PositionError{Own: 1e-3}),
		JointOptions{Cap: 250, Levels: []float64{0.05, 0.5, 0.95}})
	if err != nil {
		t.Fatal(err)
	}
	none, expected := 1.0, 0.0
	for _, a := range pows {
		for _, b := range civilians {
			p := newPair(NewShape(a), NewShape(b), sigma)
			none *= 1 - p.probability().Value
			expected += p.expectedArea().Value
		}
	}
	exact := sharedShiftMass(pows, civilians, 0, sigma) * sharedShiftMass(pows, civilians, 1, sigma)
	t.Logf("%+v; exactly %.4f; as if independent %.4f", got, exact, 1-none)
	if math.Abs(exact-0.252) > 0.001 || math.Abs(got.Any.Value-exact) > 0.01 || got.Any.Error > 0.02 {
		t.Errorf("any: %+v, exactly %v, want 0.252", got.Any, exact)
	}
	if math.Abs(1-none-0.998) > 0.001 {
		t.Errorf("as if independent: %v, want 0.998", 1-none)
	}
	if math.Abs(got.Expected.Value-expected) > 1e-3*expected {
		t.Errorf("expected area: %v m², the sum over all pairs is %v", got.Expected.Value, expected)
	}
	if got.Quantiles[1].Value != 0 || !(got.Quantiles[2].Value > 10) {
		t.Errorf("quantiles %v: mostly nothing is shared, sometimes a lot", got.Quantiles)
	}
}

// sharedShiftMass is the second method: on a grid of graves the offsets at which any two meet
// are a grid as well, so that their mass is a product of those of unions of intervals.
func sharedShiftMass(as, bs []orb.Geometry, axis int, sigma float64) float64 {
	var spans [][2]float64
	for _, a := range as {
		for _, b := range bs {
			x, y := a.Bound(), b.Bound()
			spans = append(spans, [2]float64{y.Min[axis] - x.Max[axis], y.Max[axis] - x.Min[axis]})
		}
	}
	slices.SortFunc(spans, func(p, q [2]float64) int { return cmp.Compare(p[0], q[0]) })
	mass, from, to := 0.0, spans[0][0], spans[0][1]
	for _, s := range append(spans, [2]float64{math.Inf(1), math.Inf(1)}) {
		if s[0] > to {
			mass += normal(to/sigma) - normal(from/sigma)
			from = s[0]
		}
		to = max(to, s[1])
	}
	return mass
}
