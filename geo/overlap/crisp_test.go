package overlap

import (
	"context"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"

	"burialmap/geo"
)

// allButDegenerate are pairs whose rings share corners and edges, or miss each other by
// what rounding leaves.
func allButDegenerate(rnd *rand.Rand, i int) (a, b orb.Polygon) {
	x, y := 300*rnd.Float64(), 300*rnd.Float64()
	switch i % 4 {
	case 0:
		r := quad(rnd, x, y)
		return orb.Polygon{r}, orb.Polygon{nearlyDegenerate(rnd, r)}
	case 1:
		r := star(rnd, 3+rnd.IntN(12), x, y, 5)
		return orb.Polygon{r}, orb.Polygon{nearlyDegenerate(rnd, r)}
	case 2:
		shell, hole := star(rnd, 5+rnd.IntN(8), x, y, 8), star(rnd, 3+rnd.IntN(4), x, y, 1.5)
		return orb.Polygon{shell, hole}, orb.Polygon{nearlyDegenerate(rnd, hole)}
	}
	shell, hole := star(rnd, 5+rnd.IntN(8), x, y, 8), star(rnd, 3+rnd.IntN(4), x, y, 1.5)
	return orb.Polygon{shell, hole}, orb.Polygon{nearlyDegenerate(rnd, shell), hole}
}

func TestVerifyAreasOfAllButDegeneratePairsAgreeWithSimpleFeatures(t *testing.T) {
	n := sized(1500, 200_000)
	var lock sync.Mutex
	worst, compared, failed := 0.0, 0, 0
	eachCase(61, n, func(i int, rnd *rand.Rand) {
		a, b := allButDegenerate(rnd, i)
		want, ok := areaBySimpleFeatures(a, b)
		got := SharedArea(NewShape(a), NewShape(b))
		lock.Lock()
		defer lock.Unlock()
		if !ok {
			failed++
			return
		}
		compared++
		if worst = max(worst, math.Abs(got-want)); math.Abs(got-want) > 1e-8 {
			t.Errorf("case %d: %v and %v: %v m², simplefeatures %v", i, a, b, got, want)
		}
	})
	t.Logf("%d pairs, worst difference %.1e m²; simplefeatures failed on %d", compared, worst, failed)
	if failed > n/5 {
		t.Errorf("simplefeatures failed on %d of %d", failed, n)
	}
}

// geodesicArea is the area on the ellipsoid by Karney's method, of polygons without holes.
func geodesicArea(g orb.Geometry) float64 {
	if parts, ok := g.(orb.MultiPolygon); ok {
		sum := 0.0
		for _, p := range parts {
			sum += geodesicArea(p)
		}
		return sum
	}
	r := g.(orb.Polygon)[0]
	p := geodesic.WGS84.PolygonInit(false)
	for _, c := range r[:len(r)-1] {
		p.AddPoint(c[1], c[0])
	}
	var area float64
	p.Compute(false, true, &area, nil)
	return math.Abs(area)
}

// A field of 10 ha is measured in the plane about its middle, its edges straight there; on
// the ellipsoid they are geodesics. Across the antimeridian it is cut first.
func TestCrispAreasAreThoseOfTheEllipsoid(t *testing.T) {
	rnd := rand.New(rand.NewPCG(63, 64))
	worst := 0.0
	for i := range sized(400, 20_000) {
		lat, lon := 42+30*rnd.Float64(), 360*rnd.Float64()-180
		if i%4 == 0 {
			lon = 180
		}
		plane := geo.NewPlane(orb.Point{lon, lat})
		field := plane.UnprojectGeometry(orb.Polygon{star(rnd, 4+rnd.IntN(20), 0, 0, 220)})
		cut := geo.SplitAtAntimeridian(field)
		want := geodesicArea(cut)
		pairs, err := Join(context.Background(), []orb.Geometry{cut}, []orb.Geometry{cut}, Options{})
		if err != nil || len(pairs) != 1 {
			t.Fatalf("%v: %d pairs, %v", cut, len(pairs), err)
		}
		off := math.Abs(pairs[0].SharedM2-want) / want
		if worst = max(worst, off); off > 1e-6 || pairs[0].Relation != Equals {
			t.Fatalf("at %v, %v: %+v, Karney %v m², off by %.1e", lon, lat, pairs[0].Measured, want, off)
		}
	}
	t.Logf("worst difference %.1e of the area", worst)
}
