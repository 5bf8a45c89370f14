package overlap

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// jointScene is a few bodies with errors of their own and such as they share, in metres
// about the origin.
type jointScene struct {
	as, bs         []orb.Geometry
	errorA, errorB []geo.PositionError
}

// anyJointScene has up to as many shared errors as it is told; some bodies share several, and
// some of a share one with some of b.
func anyJointScene(rnd *rand.Rand, keys int) jointScene {
	var s jointScene
	body := func() orb.Geometry {
		g := groundKinds[rnd.IntN(len(groundKinds))].make(rnd)
		return translated(g, 12*rnd.Float64(), 12*rnd.Float64())
	}
	sigmas := make([]float64, keys)
	for i := range sigmas {
		sigmas[i] = 0.5 + 5*rnd.Float64()
	}
	position := func() geo.PositionError {
		e := geo.PositionError{Own: geo.AccuracyOf(0.3 + 3*rnd.Float64())}
		for i := range keys {
			if rnd.IntN(keys) < 2 {
				e.Shared = append(e.Shared, geo.SharedError{Key: fmt.Sprint("source ", i), Accuracy: geo.AccuracyOf(sigmas[i])})
			}
		}
		return e
	}
	for range 1 + rnd.IntN(3) {
		s.as, s.errorA = append(s.as, body()), append(s.errorA, position())
	}
	for range 1 + rnd.IntN(4) {
		s.bs, s.errorB = append(s.bs, body()), append(s.errorB, position())
	}
	return s
}

func (s jointScene) bodies(plane geo.Plane, seed uint64) (as, bs []Body) {
	for i, g := range s.as {
		as = append(as, Body{Geometry: plane.UnprojectGeometry(g), Error: s.errorA[i], Seed: mix(seed + uint64(i))})
	}
	for i, g := range s.bs {
		bs = append(bs, Body{Geometry: plane.UnprojectGeometry(g), Error: s.errorB[i], Seed: mix(seed + 1000 + uint64(i))})
	}
	return as, bs
}

// throw draws all errors again and again: the second method.
func (s jointScene) throw(rnd *rand.Rand, n int) (anyShare float64, totals []float64) {
	fans := func(list []orb.Geometry) (out []fan) {
		for _, g := range list {
			out = append(out, fanOf(g))
		}
		return out
	}
	as, bs := fans(s.as), fans(s.bs)
	var room bench
	shifts := func(list []geo.PositionError, shared map[string]orb.Point) []orb.Point {
		out := make([]orb.Point, len(list))
		for i, e := range list {
			x, y := e.Own.Sigma()*rnd.NormFloat64(), e.Own.Sigma()*rnd.NormFloat64()
			for _, k := range e.Shared {
				z, ok := shared[k.Key]
				if !ok {
					z = orb.Point{rnd.NormFloat64(), rnd.NormFloat64()}
					shared[k.Key] = z
				}
				x, y = x+k.Accuracy.Sigma()*z[0], y+k.Accuracy.Sigma()*z[1]
			}
			out[i] = orb.Point{x, y}
		}
		return out
	}
	hits := 0
	for range n {
		shared := map[string]orb.Point{}
		u, v := shifts(s.errorA, shared), shifts(s.errorB, shared)
		total := 0.0
		for i := range as {
			for k := range bs {
				total += as[i].shared(u[i][0]-v[k][0], u[i][1]-v[k][1], &bs[k], &room)
			}
		}
		if total > 1e-9 {
			hits++
		}
		totals = append(totals, total)
	}
	slices.Sort(totals)
	return float64(hits) / float64(n), totals
}

func TestVerifyTogetherAgreesWithDrawingAllErrors(t *testing.T) {
	scenes, throws := sized(10, 200), sized(4000, 200_000)
	levels := []float64{0.5, 0.9}
	var lock sync.Mutex
	covered, expected := 0, scores{}
	inInterval := make([]int, len(levels))
	worst := 0.0
	eachCase(81, scenes, func(i int, rnd *rand.Rand) {
		s := anyJointScene(rnd, 1+rnd.IntN(12))
		as, bs := s.bodies(geo.NewPlane(orb.Point{132, 50}), uint64(i)<<32)
		got, err := Together(context.Background(), as, bs, JointOptions{Cap: 1e3, Levels: levels})
		share, totals := s.throw(rnd, throws)
		lock.Lock()
		defer lock.Unlock()
		if err != nil || got.LeftOut != 0 {
			t.Errorf("scene %d: %+v, %v", i, got, err)
			return
		}
		noise := math.Sqrt(share * (1 - share) / float64(throws))
		off := math.Abs(got.Any.Value - share)
		if off <= got.Any.Error {
			covered++
		}
		worst = max(worst, off)
		if off > 2.5*got.Any.Error+4*noise {
			t.Errorf("scene %d: any %+v, thrown %v", i, got.Any, share)
		}
		mean, variance := meanOf(totals)
		deviation := math.Sqrt(variance / float64(throws))
		// Pairs beyond four standard deviations are left out.
		expected = append(expected, beyondError(got.Expected.Value-mean, got.Expected.Error+3.4e-4*mean)/deviation)
		for k, level := range levels {
			at := func(level float64) float64 { return totals[min(max(int(level*float64(throws)), 0), throws-1)] }
			sampling := 3 * math.Sqrt(level*(1-level)/float64(throws))
			q := got.Quantiles[k]
			if q.Value-q.Error <= at(level+sampling) && q.Value+q.Error >= at(level-sampling) {
				inInterval[k]++
			}
		}
	})
	t.Logf("any: %d of %d within the stated error, worst off by %.4f; quantiles %v: %v", covered, scenes, worst, levels, inInterval)
	expected.mustBeNormal(t, "expected total area")
	if full() && covered < scenes*9/10 {
		t.Errorf("the stated error of Any covers %d of %d", covered, scenes)
	}
	for k, n := range inInterval {
		if n < scenes*9/10 {
			t.Errorf("the stated error of quantile %v covers %d of %d", levels[k], n, scenes)
		}
	}
}

func meanOf(list []float64) (mean, variance float64) {
	for _, x := range list {
		mean += x / float64(len(list))
	}
	for _, x := range list {
		variance += (x - mean) * (x - mean) / float64(len(list)-1)
	}
	return mean, variance
}

func TestTheOrderOfTheBodiesDoesNotMatter(t *testing.T) {
	rnd := rand.New(rand.NewPCG(83, 84))
	for i := range 10 {
		s := anyJointScene(rnd, 1+i)
		as, bs := s.bodies(geo.NewPlane(orb.Point{180, 60}), uint64(i))
		opt := JointOptions{Cap: 1e3, Levels: []float64{0.5, 0.95}}
		one, _ := Together(context.Background(), as, bs, opt)
		again, _ := Together(context.Background(), as, bs, opt)
		if !reflect.DeepEqual(one, again) {
			t.Errorf("%+v, the second time %+v", one, again)
		}
		slices.Reverse(as)
		rnd.Shuffle(len(bs), func(i, k int) { bs[i], bs[k] = bs[k], bs[i] })
		other, _ := Together(context.Background(), as, bs, opt)
		near := func(p, q Estimate) bool {
			return math.Abs(p.Value-q.Value) < 1e-9 && math.Abs(p.Error-q.Error) < 1e-9
		}
		if one.Any != other.Any || !near(one.Expected, other.Expected) || !near(one.Quantiles[1], other.Quantiles[1]) {
			t.Errorf("%+v, in another order %+v", one, other)
		}
	}
}

func TestABodyOfUnknownAccuracyIsInNoPair(t *testing.T) {
	plane := geo.NewPlane(orb.Point{132, 50})
	known, grave := geo.PositionError{Own: 5}, []orb.Geometry{rect(0, 0, 1, 2)}
	unknown := geo.PositionError{Shared: []geo.SharedError{{Key: "plan", Accuracy: 5}}}
	for _, c := range [][2]geo.PositionError{{unknown, known}, {known, unknown}, {unknown, unknown}, {{}, {}}} {
		got, err := Together(context.Background(), bodies(plane, grave, 1, c[0]), bodies(plane, grave, 2, c[1]), JointOptions{Cap: 100, Levels: []float64{0.5}})
		if err != nil || got.Pairs != 0 || got.Any != (Estimate{}) || got.Expected != (Estimate{}) || got.Quantiles[0].Value != 0 {
			t.Errorf("%+v: %+v, %v", c, got, err)
		}
	}
	if got, err := Together(context.Background(), nil, nil, JointOptions{}); err != nil || got.Pairs != 0 || got.Any != (Estimate{}) {
		t.Errorf("of nothing: %+v, %v", got, err)
	}
}

// A grave among hundreds of others lies in a cemetery that is drawn around all of them: its
// middle is far away, but nothing is nearer.
func TestAnOutlineAroundACrowdIsAmongTheNearest(t *testing.T) {
	b := append(spot(500, 3), geo.NewPlane(orb.Point{132, 50}).UnprojectGeometry(rect(-5, -5, 300, 300)))
	for _, n := range []int{20, 500} {
		around := false
		err := Each(context.Background(), spot(1, 4), b[len(b)-1-n:], Options{Most: func(int) int { return 8 }}, func(p Pair) Pair { return p }, func(p Pair) error {
			around = around || p.B == n
			return nil
		})
		if err != nil || !around {
			t.Errorf("among %d: %v, %v", n, around, err)
		}
	}
}

// spot are n graves all but on one place.
func spot(n int, seed uint64) []orb.Geometry {
	rnd := rand.New(rand.NewPCG(seed, 85))
	plane := geo.NewPlane(orb.Point{132, 50})
	out := make([]orb.Geometry, n)
	for i := range out {
		out[i] = plane.UnprojectGeometry(quad(rnd, rnd.Float64(), rnd.Float64()))
	}
	return out
}

func TestVerifyTensOfThousandsOfPlotsOnOneSpotAreCountedAndLeftOut(t *testing.T) {
	n := sized(25, spotted)
	const most = 7
	a, b := spot(n, 1), spot(n, 2)
	pairs := 0
	err := Each(context.Background(), a, b, Options{
		Most: func(int) int { return most }, Sigma: func(int, int) float64 { return 0.5 },
	}, func(p Pair) Pair { return p }, func(p Pair) error {
		pairs++
		if p.LeftOut > n-most || p.LeftOut < (n-most)/2 {
			return fmt.Errorf("%d are left out", p.LeftOut)
		}
		return nil
	})
	if err != nil || pairs > most*n || pairs < most*n*9/10 {
		t.Errorf("%d pairs, %v", pairs, err)
	}
	list := func(graves []orb.Geometry, seed uint64) (out []Body) {
		for i, g := range graves {
			out = append(out, Body{Geometry: g, Error: geo.PositionError{Own: 2}, Seed: mix(seed + uint64(i))})
		}
		return out
	}
	got, err := Together(context.Background(), list(a, 1), list(b, 1<<40), JointOptions{Cap: 50, Levels: []float64{0.5}})
	t.Logf("%d and %d: %+v", n, n, got)
	if err != nil || got.Any.Value != 1 || got.Pairs < n*n*9/10 || got.LeftOut < got.Pairs-2*maxJointPieces && n > 1000 || got.Nodes < leastNodes {
		t.Errorf("%+v, %v", got, err)
	}
}

// spotted is the size of the full test on either side: a hundred thousand in all.
const spotted = 50_000

func TestWhatIsLeftOutDoesNotDependOnTheOrder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(87, 88))
	s := scene{}
	for range 40 {
		s.as, s.bs = append(s.as, Body{Seed: rnd.Uint64()}), append(s.bs, Body{Seed: rnd.Uint64()})
	}
	var all []jointPair
	for i := range 40 {
		for k := range 40 {
			all = append(all, jointPair{a: i, b: k, probability: float64(rnd.IntN(20)) / 20, as: make([]ring, 1+rnd.IntN(30)), bs: make([]ring, 1+rnd.IntN(30))})
		}
	}
	var want []jointPair
	for range 20 {
		rnd.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
		got := scene{as: s.as, bs: s.bs}
		for _, p := range all {
			got.pieces += len(p.as) * len(p.bs)
			if got.pairs = append(got.pairs, p); got.pieces > 2*maxJointPieces {
				got.leaveOut()
			}
		}
		got.limit()
		if got.leftOut+len(got.pairs) != len(all) || got.leftOut == 0 {
			t.Fatalf("%d kept, %d left out of %d", len(got.pairs), got.leftOut, len(all))
		}
		if want == nil {
			want = slices.Clone(got.pairs)
		}
		if !slices.EqualFunc(got.pairs, want, func(p, q jointPair) bool { return p.a == q.a && p.b == q.b }) {
			t.Fatal("others are kept in another order")
		}
	}
}

func TestTheLeastComeFirstAsIfAllWereSorted(t *testing.T) {
	rnd := rand.New(rand.NewPCG(89, 90))
	for range 2000 {
		list := make([]ranked, 1+rnd.IntN(60))
		for i := range list {
			list[i] = ranked{float64(rnd.IntN(2)), float64(rnd.IntN(5)), i}
		}
		rnd.Shuffle(len(list), func(i, k int) { list[i], list[k] = list[k], list[i] })
		n := rnd.IntN(len(list) + 1)
		want := slices.Clone(list)
		slices.SortFunc(want, compareRanked)
		leastFirst(list, n)
		slices.SortFunc(list[:n], compareRanked)
		if !slices.Equal(list[:n], want[:n]) {
			t.Fatalf("%v, want %v", list[:n], want[:n])
		}
	}
}
