package overlap

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// Half of the pairs all but fit each other.
func TestFourCornersShareWhatTheClipSays(t *testing.T) {
	rnd := rand.New(rand.NewPCG(41, 42))
	worst, short := 0.0, 0
	for i := range many(50_000) {
		r := quad(rnd, 200*rnd.Float64(), 200*rnd.Float64())
		q := nearlyDegenerate(rnd, r)
		if i%2 == 0 {
			q = quad(rnd, r[0][0]+2*rnd.Float64(), r[0][1]+2*rnd.Float64())
		}
		a, b := NewShape(orb.Polygon{r}), NewShape(orb.Polygon{q})
		if len(a.convex) != 4 || len(b.convex) != 4 {
			continue
		}
		got, ok := fourArea(a.convex, b.convex)
		if !ok {
			continue
		}
		short++
		want := clipArea(a.convex, b.convex)
		if worst = max(worst, math.Abs(got-want)); worst > 1e-9 {
			t.Fatalf("%v and %v: %v m², the clip %v", r, q, got, want)
		}
	}
	if t.Logf("%d pairs, worst difference %.1e m²", short, worst); short < 20_000 {
		t.Error("too few to tell")
	}
}

func TestFourCornersMakeTheSameShapeEitherWay(t *testing.T) {
	rnd := rand.New(rand.NewPCG(43, 44))
	convex := 0
	for i := range many(20_000) {
		r := quad(rnd, 10*rnd.Float64(), 10*rnd.Float64())
		if i%3 == 0 {
			r = randomRing(rnd, 4, 5)
		}
		if i%2 == 0 {
			r.Reverse()
		}
		short, long := NewShape(orb.Polygon{r}), NewShape(r)
		if short.kind != long.kind || short.bound != long.bound || math.Abs(short.area-long.area) > 1e-12 || math.Abs(short.length-long.length) > 1e-12 ||
			!equalPoints(short.convex, long.convex) || !equalPoints(short.points, long.points) || len(short.ends) != len(long.ends) {
			t.Fatalf("%v: %+v, by the long way %+v", r, short, long)
		}
		if len(short.convex) > 0 {
			convex++
		}
	}
	if convex < 10_000 {
		t.Errorf("only %d are convex", convex)
	}
}

func equalPoints(a, b []orb.Point) bool { return orb.LineString(a).Equal(b) }

func TestConvexRingsAreAsFarApartAsTheirNearestEdges(t *testing.T) {
	rnd := rand.New(rand.NewPCG(47, 48))
	for range many(10_000) {
		a, b := NewShape(orb.Polygon{quad(rnd, 100, 100)}), NewShape(orb.Polygon{quad(rnd, 100+8*rnd.Float64(), 100+8*rnd.Float64())})
		if SharedArea(a, b) > 0 {
			continue
		}
		_, _, want := nearestEdges(a, b)
		if got := Measure(a, b).DistanceM; math.Abs(got-want) > 1e-12 {
			t.Fatalf("%v and %v: %v m, by edges %v", a.convex, b.convex, got, want)
		}
	}
}
