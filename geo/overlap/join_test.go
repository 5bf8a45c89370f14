package overlap

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// burialGround lays out irregular, rotated plots in rows of about 250 to a cemetery, each
// cemetery within a few kilometres of the next; about one plot in four lies on another of
// the other set.
func burialGround(seed uint64, n int) []orb.Geometry {
	rnd := rand.New(rand.NewPCG(seed, 99))
	out := make([]orb.Geometry, n)
	for i := range out {
		c := i / 250
		plane := geo.NewPlane(orb.Point{120 + 0.05*float64(c%40), 50 + 0.04*float64(c/40)})
		k := i % 250
		x, y := float64(k%25)*3+rnd.Float64(), float64(k/25)*4+rnd.Float64()
		out[i] = plane.UnprojectGeometry(orb.Polygon{quad(rnd, x, y)})
	}
	return out
}

func TestAJoinFindsWhatComparingAllFinds(t *testing.T) {
	a, b := burialGround(1, 400), burialGround(2, 400)
	a[7], b[9] = nil, orb.MultiPolygon{}
	for _, reach := range []float64{0, 2} {
		opt := Options{ReachA: func(int) float64 { return reach / 2 }, ReachB: func(int) float64 { return reach / 2 }}
		got, err := Join(context.Background(), a, b, opt)
		if err != nil {
			t.Fatal(err)
		}
		var want []Pair
		for i, g := range a {
			if g == nil {
				continue
			}
			plane := geo.PlaneFor(g)
			for k, h := range b {
				if m := Measure(NewShape(plane.ProjectGeometry(g)), NewShape(plane.ProjectGeometry(h))); m.DistanceM <= reach {
					want = append(want, Pair{A: i, B: k, Measured: m})
				}
			}
		}
		if !reflect.DeepEqual(got, want) || len(want) < 100 {
			t.Errorf("reach %v m: %d pairs, comparing all finds %d", reach, len(got), len(want))
		}
	}
}

func TestTheOrderOfPairsDoesNotDependOnTheProcessors(t *testing.T) {
	a, b := burialGround(1, 3000), burialGround(2, 3000)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one, _ := Join(context.Background(), a, b, Options{})
	runtime.GOMAXPROCS(4)
	four, _ := Join(context.Background(), a, b, Options{})
	if !reflect.DeepEqual(one, four) || len(one) == 0 {
		t.Errorf("%d pairs on one, %d on four", len(one), len(four))
	}
}

func TestNeighboursAcrossTheAntimeridianAreFound(t *testing.T) {
	plane := geo.NewPlane(orb.Point{180, 66})
	at := func(x float64) orb.Geometry {
		return geo.SplitAtAntimeridian(plane.UnprojectGeometry(rect(x, 0, 2, 2)))
	}
	a := []orb.Geometry{at(-3), at(-1)} // west of it, across it
	b := []orb.Geometry{at(0.5), at(-2)}
	got, err := Join(context.Background(), a, b, Options{ReachA: func(int) float64 { return 2 }})
	if err != nil || len(got) != 4 {
		t.Fatalf("%v, %v", got, err)
	}
	for i, want := range []struct{ shared, distance float64 }{{0, 1.5}, {2, 0}, {1, 0}, {2, 0}} {
		if math.Abs(got[i].SharedM2-want.shared) > 1e-6 || math.Abs(got[i].DistanceM-want.distance) > 1e-6 {
			t.Errorf("pair %d: %+v, want %+v", i, got[i], want)
		}
	}
}

func TestAJoinStopsWhenTold(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	last := 0
	_, err := Join(ctx, burialGround(1, 5000), burialGround(2, 5000), Options{Progress: func(done, total int) {
		last = done
		cancel()
	}})
	if !errors.Is(err, context.Canceled) || last == 0 || last == 5000 {
		t.Errorf("%v after %d of 5000", err, last)
	}
}

func TestWhoTakesPairsCanStopTheJoin(t *testing.T) {
	enough := errors.New("enough")
	taken := 0
	err := Each(context.Background(), burialGround(1, 5000), burialGround(2, 5000), Options{}, func(p Pair) int { return p.A }, func(int) error {
		if taken++; taken == 3 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || taken != 3 {
		t.Errorf("%v after %d pairs", err, taken)
	}
}

func TestPairsAreNotMeasuredFarAheadOfWhoTakesThem(t *testing.T) {
	const n = 20_000
	var made atomic.Int64
	ahead, taken := int64(0), int64(0)
	_ = Each(context.Background(), burialGround(1, n), burialGround(2, n), Options{}, func(p Pair) int { made.Add(1); return p.A }, func(int) error {
		taken++
		ahead = max(ahead, made.Load()-taken)
		return nil
	})
	if limit := taken / 5 * int64(runtime.GOMAXPROCS(0)); taken < 4000 || ahead > limit {
		t.Errorf("%d of %d pairs were made before they were taken", ahead, taken)
	}
}

func TestProgressEndsWithAllDone(t *testing.T) {
	most := 0
	_, err := Join(context.Background(), burialGround(1, 1000), burialGround(2, 10), Options{Progress: func(done, total int) { most = max(most, done) }})
	if err != nil || most != 1000 {
		t.Errorf("%d of 1000 done, %v", most, err)
	}
}

func TestMeasuringPlotsAllocatesNothing(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	plane := geo.NewPlane(orb.Point{120, 50})
	g, h := plane.UnprojectGeometry(quad(rnd, 0, 0)), plane.UnprojectGeometry(quad(rnd, 1, 1))
	var a, b Shape
	if n := testing.AllocsPerRun(100, func() {
		a.set(g, &plane)
		b.set(h, &plane)
		measureWithin(&a, &b, 10)
	}); n != 0 {
		t.Errorf("%v allocations a pair", n)
	}
}

func BenchmarkJoin100kx100k(b *testing.B) {
	x, y := burialGround(1, 100_000), burialGround(2, 100_000)
	pairs := 0
	for b.Loop() {
		found, err := Join(context.Background(), x, y, Options{})
		if err != nil {
			b.Fatal(err)
		}
		pairs = len(found)
	}
	b.ReportMetric(float64(pairs), "pairs")
}

func BenchmarkJoin100kx100kWithin5m(b *testing.B) {
	x, y := burialGround(1, 100_000), burialGround(2, 100_000)
	reach := func(int) float64 { return 2.5 }
	pairs := 0
	for b.Loop() {
		found, err := Join(context.Background(), x, y, Options{ReachA: reach, ReachB: reach})
		if err != nil {
			b.Fatal(err)
		}
		pairs = len(found)
	}
	b.ReportMetric(float64(pairs), "pairs")
}

func benchmarkArea(b *testing.B, x, y orb.Geometry) {
	s, t := NewShape(x), NewShape(y)
	sum := 0.0
	for b.Loop() {
		sum += SharedArea(s, t)
	}
	if sum == 0 {
		b.Fatal("they share nothing")
	}
}

func BenchmarkClipPair(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	benchmarkArea(b, quad(rnd, 0, 0), quad(rnd, 0.5, 0.2))
}

// Stars of 50 and 2,000 corners; smooth ones wave about 48 times.
func benchmarkStars(b *testing.B, area func(b *testing.B, x, y orb.Geometry)) {
	rnd := rand.New(rand.NewPCG(1, 2))
	b.Run("50", func(b *testing.B) { area(b, star(rnd, 50, 0, 0, 5), star(rnd, 50, 2, 1, 5)) })
	b.Run("2000", func(b *testing.B) { area(b, star(rnd, 2000, 0, 0, 50), star(rnd, 2000, 20, 10, 50)) })
	round := func(x float64) (r orb.Ring) {
		for i := range 2000 {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / 2000)
			d := 50 + 3*math.Sin(float64(i)/40)
			r = append(r, orb.Point{x + d*cos, d * sin})
		}
		return append(r, r[0])
	}
	b.Run("2000Smooth", func(b *testing.B) { area(b, round(0), round(20)) })
}

func BenchmarkArea(b *testing.B) { benchmarkStars(b, benchmarkArea) }

// BenchmarkSlab is the same by slabs, as for shapes with holes.
func BenchmarkSlab(b *testing.B) {
	benchmarkStars(b, func(b *testing.B, x, y orb.Geometry) {
		b.Helper()
		s, t := NewShape(x), NewShape(y)
		for b.Loop() {
			s.sweep.area(s, t)
		}
	})
}

func BenchmarkMeasureNeighbours(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	s, t := NewShape(quad(rnd, 0, 0)), NewShape(quad(rnd, 4, 3))
	for b.Loop() {
		Measure(s, t)
	}
}

func BenchmarkDrawPair(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	x, y := quad(rnd, 0, 0), quad(rnd, 0.5, 0.2)
	for b.Loop() {
		if _, err := Draw(x, y); err != nil {
			b.Fatal(err)
		}
	}
}
