package overlap

import (
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// jagged is a ring of n corners about a point, its distance off by as much as noise, and
// every so often far off.
func jagged(rnd *rand.Rand, n int, x, y, radius, noise float64) orb.Ring {
	r := make(orb.Ring, 0, n+1)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		d := radius + noise*(2*rnd.Float64()-1)
		r = append(r, orb.Point{x + d*cos, y + d*sin})
	}
	return append(r, r[0])
}

func TestNothingWithinAWindowChangesWhenFarRunsAreStraightened(t *testing.T) {
	rnd := rand.New(rand.NewPCG(101, 102))
	thinned, met := 0, 0
	for i := range sized(12, 1000) {
		noise := []float64{0.01, 0.3, 3}[i%3]
		g := orb.MultiPolygon{
			{jagged(rnd, 1500+rnd.IntN(1500), 0, 0, 10, noise), jagged(rnd, 700, 2, 1, 4, noise)},
			{jagged(rnd, 600, 16, 3, 3, noise), jagged(rnd, 40, 16, 3, 1, noise)},
		}
		b := newBoundary(g)
		for range 5 {
			x, y := 30*rnd.Float64()-12, 24*rnd.Float64()-12
			window := orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + 3*rnd.Float64(), y + 3*rnd.Float64()}}
			near := b.near(window)
			inside := NewShape(window)
			want, got := SharedArea(NewShape(g), inside), SharedArea(NewShape(near), inside)
			if math.Abs(got-want) > 1e-9 {
				t.Fatalf("case %d, window %v: %v m², straightened %v", i, window, want, got)
			}
			if cornersOf(near) < cornersOf(g) {
				thinned++
			}
			if want > 0 && want < inside.Area() {
				met++
			}
			// The boundary itself comes as near to whatever lies in the window.
			p := NewShape(orb.Point{x + (window.Max[0]-x)*rnd.Float64(), y + (window.Max[1]-y)*rnd.Float64()})
			outline := b.geometry.(orb.MultiPolygon)[0][0]
			before := Distance(p, NewShape(orb.LineString(outline)))
			after := Distance(p, NewShape(orb.LineString(near.(orb.MultiPolygon)[0][0])))
			edge := min(p.points[0][0]-x, window.Max[0]-p.points[0][0], p.points[0][1]-y, window.Max[1]-p.points[0][1])
			if before != after && min(before, after) < edge {
				t.Fatalf("case %d, window %v: %v m away, straightened %v", i, window, before, after)
			}
		}
	}
	t.Logf("%d windows with runs straightened, %d across the boundary", thinned, met)
	if thinned < 30 || met < 10 {
		t.Error("too few to tell")
	}
}

func TestRunsOfAnyGeometryKeepItsPathsInOrder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(103, 104))
	line := orb.LineString(jagged(rnd, 700, 0, 0, 10, 1))
	all := orb.Collection{
		orb.Point{1, 1}, line, orb.MultiLineString{line[:300], line[300:]}, orb.Ring(line),
		orb.Polygon{orb.Ring(line)}, orb.Collection{orb.MultiPoint{{2, 2}}, orb.MultiPolygon{{orb.Ring(line)}}}, orb.LineString{},
	}
	far := orb.Bound{Min: orb.Point{50, 50}, Max: orb.Point{51, 51}}
	got := newBoundary(all).near(far)
	if n, want := cornersOf(got), cornersOf(all); n >= want/30 || n < 20 {
		t.Errorf("%d of %d corners are left", n, want)
	}
	everywhere := orb.Bound{Min: orb.Point{-50, -50}, Max: orb.Point{51, 51}}
	if got := newBoundary(all).near(everywhere); !orb.Equal(got, all) {
		t.Error("within the window something changed")
	}
}

// A boundary of ten million corners against graves across it, inside, outside and far away.
func TestVerifyABoundaryOfTenMillionCorners(t *testing.T) {
	n := sized(200_000, 10_000_000)
	for k, noise := range []float64{1, 0.001} {
		if k > 0 && !full() {
			continue
		}
		rnd := rand.New(rand.NewPCG(105, 106))
		plane := geo.NewPlane(orb.Point{132, 50})
		ring := jagged(rnd, n, 0, 0, 100, noise)
		for i, p := range ring {
			ring[i] = plane.Unproject(p)
		}
		boundary := []orb.Geometry{orb.Polygon{ring}}
		var graves []orb.Geometry
		var want []float64 // m² within the smooth circle
		for _, x := range []float64{-100.3, -99, 0, 50, 99, 100.2, 130, 5000} {
			g := rect(x-0.5, -1, 1, 2)
			graves = append(graves, plane.UnprojectGeometry(g))
			want = append(want, SharedArea(NewShape(g), NewShape(jagged(rnd, 20_000, 0, 0, 100, 0))))
		}
		seen := 0
		err := Each(context.Background(), graves, boundary, Options{
			ReachA: func(int) float64 { return 10 }, Sigma: func(int, int) float64 { return 0.5 }, Least: 0.25,
		}, func(p Pair) Pair { return p }, func(p Pair) error {
			seen++
			// Half of a noisy rim is inside, and the mean of its area that of the circle.
			off := math.Abs(p.SharedM2 - want[p.A])
			t.Logf("noise %v m, grave %d: %s, %.4f m², smooth %.4f, simplified by %.3f m, P = %+v, E = %+v",
				noise, p.A, p.Relation, p.SharedM2, want[p.A], p.SimplifiedM, p.Likely.Probability, p.Likely.ExpectedM2)
			if limit := p.SimplifiedM*6 + noise*2; off > limit {
				t.Errorf("grave %d: %v m², smooth %v, off by more than %v", p.A, p.SharedM2, want[p.A], limit)
			}
			if e := p.Likely.ExpectedM2; !(e.Value >= 0 && e.Value <= 2+1e-6) || !(p.Likely.Probability.Value >= 0) {
				t.Errorf("grave %d: %+v", p.A, p.Likely)
			}
			if p.A == 2 && (p.Relation != Within || p.Likely.Probability.Value < 0.999) {
				t.Errorf("in the middle: %+v", p)
			}
			return nil
		})
		if err != nil || seen != 6 {
			t.Errorf("%d pairs, %v", seen, err)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		t.Logf("%d corners: %d MB taken from the system", n, m.Sys>>20)
		if m.Sys > 1_500<<20 {
			t.Errorf("%d MB", m.Sys>>20)
		}
	}
}
