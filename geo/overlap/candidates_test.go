package overlap

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// uneven are reaches from a millimetre to twelve metres, with one that reaches over all.
func uneven(seed uint64, n int) []float64 {
	rnd := rand.New(rand.NewPCG(seed, 7))
	out := make([]float64, n)
	for i := range out {
		out[i] = []float64{0.001, 1, 3, 12}[rnd.IntN(4)]
	}
	out[n/2] = 5000
	return out
}

func allCandidates(t *testing.T, a, b []orb.Geometry, opt Options) (pairs [][2]int) {
	t.Helper()
	err := Candidates(context.Background(), a, b, opt, func(i int, near []int32) error {
		for _, k := range near {
			pairs = append(pairs, [2]int{i, int(k)})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pairs
}

func TestCandidatesAreThoseWhoseBoxesLieWithinReach(t *testing.T) {
	a, b := burialGround(3, 500), burialGround(4, 600)
	a[7], b[9] = nil, orb.MultiPolygon{}
	plane := geo.NewPlane(orb.Point{180, 66})
	for i := range 20 { // on both sides of the antimeridian, and across it
		at := func(x float64) orb.Geometry {
			return geo.SplitAtAntimeridian(plane.UnprojectGeometry(rect(x, 0, 2, 2)))
		}
		a, b = append(a, at(2*float64(i)-20)), append(b, at(3*float64(i)-30))
	}
	ra, rb := uneven(1, len(a)), uneven(2, len(b))
	reach := func(i, k int) float64 { return max(ra[i], rb[k]) }
	skip := func(i, k int) bool { return (i+k)%5 == 0 }
	got := allCandidates(t, a, b, Options{
		ReachA: func(i int) float64 { return ra[i] }, ReachB: func(k int) float64 { return rb[k] }, Reach: reach, Skip: skip,
	})
	if !slices.IsSortedFunc(got, func(p, q [2]int) int { return slices.Compare(p[:], q[:]) }) {
		t.Error("they are out of order")
	}
	found := map[[2]int]bool{}
	for _, p := range got {
		found[p] = true
	}
	missing, near, far := 0, 0, 0
	for i, g := range a {
		if g == nil {
			continue
		}
		plane := geo.PlaneFor(g)
		for k, h := range b {
			d := gap2(boundOf(corners(plane, g)), boundOf(corners(plane, h)))
			within := reach(i, k)
			switch in := found[[2]int{i, k}]; {
			case h == nil || len(corners(plane, h)) == 1 || skip(i, k):
				if in {
					t.Fatalf("%d and %d are skipped, and found", i, k)
				}
			case d <= within*within*0.9999 && !in:
				missing++
			case d <= within*within:
				near++
			case i < 500 && k < 600 && d > within*within*1.01 && in && within < 1000:
				far++
			}
		}
	}
	if missing > 0 || far > 0 || near < 1000 {
		t.Errorf("%d of %d are missing, %d lie too far apart", missing, near, far)
	}
}

// corners are those of the box of a geometry in a plane.
func corners(plane geo.Plane, g orb.Geometry) []orb.Point {
	list := []orb.Point{}
	b := geo.BoundOf(g)
	for _, x := range []float64{b.Min[0], b.Max[0]} {
		for _, y := range []float64{b.Min[1], b.Max[1]} {
			list = append(list, plane.Project(orb.Point{x, y}))
		}
	}
	if !(b.Min[1] <= b.Max[1]) {
		return list[:1]
	}
	return list
}

func TestCandidatesDoNotDependOnTheProcessors(t *testing.T) {
	a, b := burialGround(1, 3000), burialGround(2, 3000)
	opt := Options{ReachA: func(int) float64 { return 5 }}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := allCandidates(t, a, b, opt)
	runtime.GOMAXPROCS(4)
	if four := allCandidates(t, a, b, opt); !slices.Equal(one, four) || len(one) == 0 {
		t.Errorf("%d pairs on one, %d on four", len(one), len(four))
	}
}

func TestWhoTakesCandidatesCanStop(t *testing.T) {
	enough := errors.New("enough")
	taken := 0
	err := Candidates(context.Background(), burialGround(1, 5000), burialGround(2, 5000), Options{}, func(int, []int32) error {
		if taken++; taken == 3 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || taken != 3 {
		t.Errorf("%v after %d", err, taken)
	}
}

func TestLikelihoodsAloneAreThoseThatComeWithMeasures(t *testing.T) {
	a, b := burialGround(5, 500), burialGround(6, 500)
	opt := Options{ReachA: func(int) float64 { return 4 }, Sigma: func(int, int) float64 { return 2 }, Least: 0.5}
	whole, err := Join(context.Background(), a, b, opt)
	if err != nil {
		t.Fatal(err)
	}
	opt.OnlyLikely = true
	lean, err := Join(context.Background(), a, b, opt)
	if err != nil {
		t.Fatal(err)
	}
	at := map[[2]int]Likelihood{}
	for _, p := range lean {
		at[[2]int{p.A, p.B}] = p.Likely
		if p.Measured != (Measured{}) {
			t.Fatalf("%+v has measures", p)
		}
	}
	for _, p := range whole {
		if got := at[[2]int{p.A, p.B}]; got != p.Likely {
			t.Fatalf("%d and %d: %+v, with measures %+v", p.A, p.B, got, p.Likely)
		}
	}
	if len(whole) < 1000 || len(lean) < len(whole) {
		t.Errorf("%d pairs, with measures %d", len(lean), len(whole))
	}
}

func BenchmarkCandidates100kx100kWithin5m(b *testing.B) {
	x, y := burialGround(1, 100_000), burialGround(2, 100_000)
	reach := func(int) float64 { return 2.5 }
	pairs := 0
	for b.Loop() {
		pairs = 0
		err := Candidates(context.Background(), x, y, Options{ReachA: reach, ReachB: reach}, func(_ int, near []int32) error {
			pairs += len(near)
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(pairs), "pairs")
}
