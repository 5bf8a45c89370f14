package overlap

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// quad is an irregular rotated convex quadrilateral about a point, of the size of a grave
// or a plot.
func quad(rnd *rand.Rand, x, y float64) orb.Ring {
	turn, long, wide := rnd.Float64()*math.Pi, 1+2*rnd.Float64(), 0.5+rnd.Float64()
	sin, cos := math.Sincos(turn)
	var r orb.Ring
	for _, c := range [][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
		u := c[0]*long/2 + 0.1*(rnd.Float64()-0.5)
		v := c[1]*wide/2 + 0.1*(rnd.Float64()-0.5)
		r = append(r, orb.Point{x + u*cos - v*sin, y + u*sin + v*cos})
	}
	return append(r, r[0])
}

// star is a ring without crossings about a point, convex only by chance.
func star(rnd *rand.Rand, n int, x, y, size float64) orb.Ring {
	var r orb.Ring
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * (float64(i) + 0.9*rnd.Float64()) / float64(n))
		d := size * (0.4 + 0.6*rnd.Float64())
		r = append(r, orb.Point{x + d*cos, y + d*sin})
	}
	return append(r, r[0])
}

// nearlyDegenerate makes a second ring that all but fits the first: shifted along an edge,
// sharing corners, or off by what rounding leaves.
func nearlyDegenerate(rnd *rand.Rand, r orb.Ring) orb.Ring {
	out := append(orb.Ring(nil), r...)
	off := []float64{0, 1e-12, 1e-9, 1e-7, 1e-4, 0.3}[rnd.IntN(6)]
	i := rnd.IntN(len(r) - 1)
	edge := orb.Point{r[i+1][0] - r[i][0], r[i+1][1] - r[i][1]}
	slide := []float64{0, 0.5, 1}[rnd.IntN(3)]
	for k := range out {
		out[k][0] += slide*edge[0] + off*(rnd.Float64()-0.5)
		out[k][1] += slide*edge[1] + off*(rnd.Float64()-0.5)
	}
	out[len(out)-1] = out[0]
	return out
}

func TestSlabsAgreeWithTheClip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(31, 32))
	worst, shared := 0.0, 0
	for i := range many(20_000) {
		r := quad(rnd, 200*rnd.Float64(), 200*rnd.Float64())
		q := nearlyDegenerate(rnd, r)
		if i%2 == 0 {
			q = quad(rnd, r[0][0]+2*rnd.Float64(), r[0][1]+2*rnd.Float64())
		}
		a, b := NewShape(r), NewShape(q)
		if len(a.convex) == 0 || len(b.convex) == 0 {
			continue
		}
		clipped, slabbed := clipArea(a.convex, b.convex), a.sweep.area(a, b)
		if worst = max(worst, math.Abs(clipped-slabbed)); worst > 1e-9 {
			t.Fatalf("%v and %v: clip %v m², slabs %v", r, q, clipped, slabbed)
		}
		if clipped > 0 {
			shared++
		}
	}
	t.Logf("%d pairs share ground; worst difference %.1e m²", shared, worst)
	if shared < 1000 {
		t.Error("too few pairs share ground to tell")
	}
}

// areaBySimpleFeatures is the second method; ok is false where it fails.
func areaBySimpleFeatures(a, b orb.Geometry) (area float64, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	x, err := simple(a)
	if err != nil || x.Validate() != nil {
		return 0, false
	}
	y, err := simple(b)
	if err != nil || y.Validate() != nil {
		return 0, false
	}
	shared, err := geom.Intersection(x, y)
	return shared.Area(), err == nil
}

func TestAreasAgreeWithSimpleFeatures(t *testing.T) {
	rnd := rand.New(rand.NewPCG(33, 34))
	worst, compared, failed := 0.0, 0, 0
	for i := range many(3000) {
		x, y := 300*rnd.Float64(), 300*rnd.Float64()
		var a, b orb.Polygon
		switch i % 4 {
		case 0:
			r := quad(rnd, x, y)
			a, b = orb.Polygon{r}, orb.Polygon{nearlyDegenerate(rnd, r)}
		case 1:
			a, b = orb.Polygon{star(rnd, 3+rnd.IntN(30), x, y, 5)}, orb.Polygon{star(rnd, 3+rnd.IntN(30), x+2, y+1, 5)}
		case 2:
			r := star(rnd, 3+rnd.IntN(12), x, y, 5)
			a, b = orb.Polygon{r}, orb.Polygon{nearlyDegenerate(rnd, r)}
		case 3:
			a = orb.Polygon{star(rnd, 12, x, y, 8), star(rnd, 5, x, y, 1.5)}
			b = orb.Polygon{star(rnd, 9, x+rnd.Float64(), y, 4)}
		}
		want, ok := areaBySimpleFeatures(a, b)
		if !ok {
			failed++
			continue
		}
		compared++
		got := SharedArea(NewShape(a), NewShape(b))
		if worst = max(worst, math.Abs(got-want)); math.Abs(got-want) > 1e-8 {
			t.Fatalf("case %d: %v and %v: %v m², simplefeatures %v", i, a, b, got, want)
		}
	}
	t.Logf("%d pairs, worst difference %.1e m²; simplefeatures failed on %d", compared, worst, failed)
	if failed > compared/20 {
		t.Errorf("simplefeatures failed on %d of %d", failed, failed+compared)
	}
}

func TestDistancesAgreeWithSimpleFeatures(t *testing.T) {
	rnd := rand.New(rand.NewPCG(35, 36))
	for i := range many(1500) {
		a := orb.Polygon{star(rnd, 3+rnd.IntN(40), 0, 0, 5)}
		b := orb.Polygon{star(rnd, 3+rnd.IntN(40), 16*rnd.Float64(), 16*rnd.Float64(), 5)}
		x, _ := simple(a)
		y, _ := simple(b)
		want, _ := geom.Distance(x, y)
		p, q, got := Nearest(NewShape(a), NewShape(b))
		if math.Abs(got-want) > 1e-9 || math.Abs(dist(p, q)-got) > 1e-9 {
			t.Fatalf("case %d: %v m from %v to %v, simplefeatures %v", i, got, p, q, want)
		}
	}
}

func TestRelationsAgreeWithSimpleFeatures(t *testing.T) {
	rnd := rand.New(rand.NewPCG(37, 38))
	seen := map[Relation]int{}
	for i := range many(2000) {
		// Whole numbers make contact and coincidence common, and exact.
		box := func() orb.Polygon {
			return rect(float64(rnd.IntN(4)), float64(rnd.IntN(4)), float64(1+rnd.IntN(3)), float64(1+rnd.IntN(3)))
		}
		a, b := box(), box()
		x, _ := simple(a)
		y, _ := simple(b)
		got := Measure(NewShape(a), NewShape(b)).Relation
		seen[got]++
		if want := relationBySimpleFeatures(x, y); got != want {
			t.Fatalf("case %d: %v and %v: %s, simplefeatures %s", i, a, b, got, want)
		}
	}
	for _, r := range []Relation{Disjoint, Touches, Overlaps, Within, Contains, Equals} {
		if seen[r] == 0 {
			t.Errorf("no case is %s", r)
		}
	}
}

func relationBySimpleFeatures(a, b geom.Geometry) Relation {
	for _, c := range []struct {
		relation Relation
		holds    func(a, b geom.Geometry) (bool, error)
	}{{Equals, geom.Equals}, {Disjoint, geom.Disjoint}, {Touches, geom.Touches}, {Within, geom.Within}, {Contains, geom.Contains}} {
		if ok, err := c.holds(a, b); err == nil && ok {
			return c.relation
		}
	}
	return Overlaps
}

func TestSharedAreaIsTheSameEitherWayAndFromAnyCorner(t *testing.T) {
	rnd := rand.New(rand.NewPCG(39, 40))
	for range many(2000) {
		a, b := randomRing(rnd, 3+rnd.IntN(9), 10), randomRing(rnd, 3+rnd.IntN(9), 10)
		want := SharedArea(NewShape(a), NewShape(b))
		if got := SharedArea(NewShape(b), NewShape(a)); math.Abs(got-want) > 1e-10 {
			t.Fatalf("%v and %v: %v m², the other way %v", a, b, want, got)
		}
		k := rnd.IntN(len(a) - 1)
		turned := append(append(orb.Ring{}, a[k:len(a)-1]...), a[:k+1]...)
		turned.Reverse()
		if got := SharedArea(NewShape(turned), NewShape(b)); math.Abs(got-want) > 1e-10 {
			t.Fatalf("%v and %v: %v m², from corner %d backwards %v", a, b, want, k, got)
		}
	}
}

func FuzzMeasuringSurvivesAnyRings(f *testing.F) {
	f.Add(0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.5, 0.5, 2.0, 0.5, 2.0, 2.0)
	f.Add(0.0, 0.0, 1e-300, 0.0, 1.0, 1e-300, 0.0, 0.0, 1e5, 1e-9, 1.0, 1.0)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h, i, j, k, l, m float64) {
		for _, v := range []float64{a, b, c, d, e, g, h, i, j, k, l, m} {
			if !(math.Abs(v) < 1e6) {
				return
			}
		}
		p := NewShape(orb.Ring{{a, b}, {c, d}, {e, g}, {h, i}, {a, b}})
		q := NewShape(orb.Ring{{j, k}, {l, m}, {a, m}, {h, k}, {j, k}})
		got := Measure(p, q)
		if !(got.SharedM2 >= 0 && got.SharedM2 <= min(p.Area(), q.Area())) || !(got.DistanceM >= 0) {
			t.Fatalf("%+v of %v and %v", got, p.points, q.points)
		}
		if (got.DistanceM > 0) != (got.Relation == Disjoint) {
			t.Fatalf("%+v of %v and %v", got, p.points, q.points)
		}
	})
}
