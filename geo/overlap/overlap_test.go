package overlap

import (
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
)

var bless = flag.Bool("bless", false, "renew the numbers of docs/METHODS.md")

// many scales the property tests: BURIALMAP_CASES=20 makes twenty times as many cases.
func many(n int) int {
	if k, err := strconv.Atoi(os.Getenv("BURIALMAP_CASES")); err == nil && k > 0 {
		return n * k
	}
	return n
}

func rect(x, y, w, h float64) orb.Polygon {
	return orb.Polygon{{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}}}
}

var bowTie = orb.Polygon{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}}

func TestEachRelationAndItsMeasures(t *testing.T) {
	unit := rect(0, 0, 1, 1)
	holed := orb.Polygon{rect(0, 0, 9, 9)[0], rect(3, 3, 3, 3)[0]}
	for _, c := range []struct {
		name     string
		a, b     orb.Geometry
		relation Relation
		shared   float64
		distance float64
	}{
		{"apart", unit, rect(3, 0, 1, 1), Disjoint, 0, 2},
		{"apart at a slant", unit, rect(4, 5, 1, 1), Disjoint, 0, 5},
		{"common edge", unit, rect(1, 0, 1, 1), Touches, 0, 0},
		{"common corner", unit, rect(1, 1, 1, 1), Touches, 0, 0},
		{"half a micrometre apart", unit, rect(1+5e-7, 0, 1, 1), Touches, 0, 0},
		{"half a micrometre into each other", unit, rect(1-5e-7, 0, 1, 1), Touches, 0, 0},
		{"two micrometres apart", unit, rect(1+2e-6, 0, 1, 1), Disjoint, 0, 2e-6},
		{"a millimetre into each other", unit, rect(0.999, 0, 1, 1), Overlaps, 0.001, 0},
		{"quarter", unit, rect(0.5, 0.5, 1, 1), Overlaps, 0.25, 0},
		{"within", rect(0.2, 0.2, 0.5, 0.5), unit, Within, 0.25, 0},
		{"within, along an edge", rect(0, 0.2, 0.5, 0.5), unit, Within, 0.25, 0},
		{"contains", unit, rect(0.2, 0.2, 0.5, 0.5), Contains, 0.25, 0},
		{"equals", unit, orb.Ring{{1, 1}, {0, 1}, {0, 0}, {0.5, 0}, {1, 0}, {1, 1}}, Equals, 1, 0},
		{"in the hole", rect(4, 4, 1, 1), holed, Disjoint, 0, 1},
		{"filling the hole", rect(3, 3, 3, 3), holed, Touches, 0, 0},
		{"over the hole", rect(2, 2, 5, 5), holed, Overlaps, 16, 0},
		{"hole outside its shell counts", orb.Polygon{unit[0], rect(5, 0, 1, 1)[0]}, rect(5.5, 0, 1, 1), Overlaps, 0.5, 0},
		{"bow-tie, both halves", bowTie, rect(0, 0, 2, 2), Within, 2, 0},
		{"bow-tie, beside its waist", bowTie, rect(0.9, 1.5, 0.2, 0.2), Disjoint, 0, 0.4 / math.Sqrt2},
		{"bow-tie, west half", bowTie, rect(-1, 0, 2, 2), Overlaps, 1, 0},
		{"ring run twice covers nothing", orb.Polygon{append(append(orb.Ring{}, unit[0]...), unit[0][1:]...)}, rect(0.5, 0, 1, 1), Overlaps, 0, 0},
		{"spike shares no ground", orb.Ring{{0, 0}, {1, 0}, {5, 0.5}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}, rect(3, 0, 1, 1), Touches, 0, 0},
		{"parts", orb.MultiPolygon{unit, rect(4, 0, 1, 1)}, rect(0.5, 0, 4, 1), Overlaps, 1, 0},

		{"point within", orb.Point{0.5, 0.5}, unit, Within, 0, 0},
		{"point on the edge", orb.Point{1, 0.5}, unit, Touches, 0, 0},
		{"point outside", orb.Point{1, 3}, unit, Disjoint, 0, 2},
		{"point in the hole", orb.Point{4, 4.5}, holed, Disjoint, 0, 1},
		{"contains a point", unit, orb.Point{0.5, 0.5}, Contains, 0, 0},
		{"points in and out", orb.MultiPoint{{0.5, 0.5}, {3, 3}}, unit, Overlaps, 0, 0},
		{"points on the edge and out", orb.MultiPoint{{0, 0.5}, {3, 3}}, unit, Touches, 0, 0},
		{"same point", orb.Point{1, 2}, orb.Point{1, 2}, Equals, 0, 0},
		{"two points", orb.Point{0, 0}, orb.Point{3, 4}, Disjoint, 0, 5},
		{"row within", orb.LineString{{0.1, 0.1}, {0.9, 0.9}}, unit, Within, 0, 0},
		{"row through", orb.LineString{{-1, 0.5}, {2, 0.5}}, unit, Overlaps, 0, 0},
		{"row across a corner", orb.LineString{{-0.5, 0.4}, {0.4, -0.5}}, unit, Disjoint, 0, 0.1 / math.Sqrt2},
		{"row along the fence", orb.LineString{{0, 0}, {1, 0}}, unit, Touches, 0, 0},
		{"row through a hole", orb.LineString{{1, 4}, {8, 4}}, holed, Overlaps, 0, 0},
		{"row that enters by a corner", orb.LineString{{-1, -1}, {0.5, 0.5}}, unit, Overlaps, 0, 0},
		{"rows that cross", orb.LineString{{0, 0}, {2, 2}}, orb.LineString{{0, 2}, {2, 0}}, Touches, 0, 0},
		{"the same row", orb.LineString{{0, 0}, {2, 2}}, orb.LineString{{2, 2}, {1, 1}, {0, 0}}, Equals, 0, 0},
		{"nothing", nil, unit, Disjoint, 0, math.Inf(1)},
		{"empty", orb.MultiPolygon{}, unit, Disjoint, 0, math.Inf(1)},
		{"collection counts by its areas", orb.Collection{orb.Point{9, 9}, unit}, rect(0.5, 0, 1, 1), Overlaps, 0.5, 0},
	} {
		m := Measure(NewShape(c.a), NewShape(c.b))
		if m.Relation != c.relation || math.Abs(m.SharedM2-c.shared) > 1e-12 || math.Abs(m.DistanceM-c.distance) > 1e-9 && m.DistanceM != c.distance {
			t.Errorf("%s: %+v, want %s, %v m², %v m", c.name, m, c.relation, c.shared, c.distance)
		}
		back := Measure(NewShape(c.b), NewShape(c.a))
		if back.Relation != mirrored(m.Relation) || math.Abs(back.SharedM2-m.SharedM2) > 1e-12 || math.Abs(back.DistanceM-m.DistanceM) > 1e-12 {
			t.Errorf("%s: the other way round %+v, this way %+v", c.name, back, m)
		}
	}
}

func mirrored(r Relation) Relation {
	switch r {
	case Within:
		return Contains
	case Contains:
		return Within
	}
	return r
}

func TestAreasUnderTheEvenOddRule(t *testing.T) {
	pentagram := orb.Ring{}
	for i := range 5 {
		sin, cos := math.Sincos(4 * math.Pi * float64(i) / 5)
		pentagram = append(pentagram, orb.Point{cos, sin})
	}
	pentagram = append(pentagram, pentagram[0])
	// Five points of the star: a regular pentagram of circumradius 1 less its pentagon.
	sin36, cos36, cos72 := math.Sin(math.Pi/5), math.Cos(math.Pi/5), math.Cos(2*math.Pi/5)
	inner := cos72 / cos36
	points := 5 * inner * sin36 * (1 - inner*cos36)
	for name, c := range map[string]struct {
		g    orb.Geometry
		want float64
	}{
		"square":           {rect(5, 5, 2, 2), 4},
		"bow-tie":          {bowTie, 2},
		"pentagram":        {pentagram, points},
		"hole":             {orb.Polygon{rect(0, 0, 4, 4)[0], rect(1, 1, 1, 1)[0]}, 15},
		"hole outside":     {orb.Polygon{rect(0, 0, 4, 4)[0], rect(9, 9, 1, 1)[0]}, 17},
		"hole half out":    {orb.Polygon{rect(0, 0, 4, 4)[0], rect(3, 1, 2, 1)[0]}, 16},
		"part over a part": {orb.MultiPolygon{rect(0, 0, 4, 4), rect(1, 1, 1, 1)}, 15},
		"line":             {orb.LineString{{0, 0}, {9, 9}}, 0},
		"unclosed ring":    {orb.Ring{{0, 0}, {2, 0}, {2, 2}, {0, 2}}, 4},
		"horizontal ring":  {orb.Ring{{0, 0}, {2, 0}, {1, 0}, {0, 0}}, 0},
	} {
		if got := NewShape(c.g).Area(); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %v m², want %v", name, got, c.want)
		}
	}
}

func TestOnlyConvexRingsAreTakenForConvex(t *testing.T) {
	for name, c := range map[string]struct {
		ring orb.Ring
		want bool
	}{
		"square":                  {rect(0, 0, 1, 1)[0], true},
		"clockwise":               {orb.Ring{{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}}, true},
		"corner on an edge":       {orb.Ring{{0, 0}, {0.5, 0}, {1, 0}, {1, 1}, {0, 0}}, true},
		"repeated corner":         {orb.Ring{{0, 0}, {1, 0}, {1, 0}, {1, 1}, {0, 0}}, true},
		"arrow":                   {orb.Ring{{0, 0}, {2, 0}, {1, 0.5}, {1, 2}, {0, 0}}, false},
		"bow-tie":                 {bowTie[0], false},
		"pentagram":               {orb.Ring{{0, 3}, {2, -3}, {-3, 1}, {3, 1}, {-2, -3}, {0, 3}}, false},
		"square run twice":        {orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}, false},
		"spike along an edge":     {orb.Ring{{0, 0}, {3, 0}, {1, 0}, {1, 1}, {0, 0}}, false},
		"spike back over an edge": {orb.Ring{{0, 0}, {1, 0}, {1, 3}, {1, 1}, {0, 1}, {0, 0}}, false},
		"no width":                {orb.Ring{{0, 0}, {1, 1}, {2, 2}, {0, 0}}, false},
	} {
		s := NewShape(c.ring)
		if got := len(s.convex) > 0; got != c.want {
			t.Errorf("%s: convex %v", name, got)
		}
	}
}

// gridArea counts the centres of a fine grid that lie in both: a second method that knows
// nothing of edges' order.
func gridArea(a, b *Shape, bound orb.Bound, n int) float64 {
	dx, dy := (bound.Max[0]-bound.Min[0])/float64(n), (bound.Max[1]-bound.Min[1])/float64(n)
	hits := 0
	for i := range n {
		for j := range n {
			p := orb.Point{bound.Min[0] + (float64(i)+0.5)*dx, bound.Min[1] + (float64(j)+0.5)*dy}
			if a.Holds(p) && b.Holds(p) {
				hits++
			}
		}
	}
	return float64(hits) * dx * dy
}

func randomRing(rnd *rand.Rand, n int, scale float64) orb.Ring {
	var r orb.Ring
	for range n {
		r = append(r, orb.Point{scale * rnd.Float64(), scale * rnd.Float64()})
	}
	return append(r, r[0])
}

func TestTangledRingsAgreeWithCountingAGrid(t *testing.T) {
	rnd := rand.New(rand.NewPCG(21, 22))
	const n = 300
	for range many(60) {
		a := NewShape(orb.Polygon{randomRing(rnd, 4+rnd.IntN(8), 10), randomRing(rnd, 4, 10)})
		b := NewShape(randomRing(rnd, 4+rnd.IntN(8), 10))
		bound := orb.Bound{Max: orb.Point{10, 10}}
		want := gridArea(a, b, bound, n)
		// The error of the count is at most the cells that a boundary runs through.
		limit := 3 * (a.length + b.length) * 10 / n * 0.2
		if got := SharedArea(a, b); math.Abs(got-want) > limit {
			t.Fatalf("%v with %v: %v m², by the grid %v ± %v", a.points, b.points, got, want, limit)
		}
	}
}
