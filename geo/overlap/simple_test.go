package overlap

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

func TestSimpleOutlinesShareWhatTheSlabsSay(t *testing.T) {
	rnd := rand.New(rand.NewPCG(51, 52))
	sure, unsure, crossed, worst := 0, 0, 0, 0.0
	for i := range many(6000) {
		x, y := 100*rnd.Float64(), 100*rnd.Float64()
		r := star(rnd, 3+rnd.IntN(60), x, y, 5)
		q := nearlyDegenerate(rnd, r)
		switch i % 4 {
		case 0:
			q = star(rnd, 3+rnd.IntN(60), x+4*rnd.Float64(), y+4*rnd.Float64(), 5)
		case 1: // one in the other, or far from it
			q = star(rnd, 3+rnd.IntN(60), x+9*rnd.Float64(), y, 0.5+rnd.Float64())
		case 2:
			q = randomRing(rnd, 3+rnd.IntN(3), 100)
		}
		if i%3 == 0 {
			q.Reverse()
		}
		a, b := NewShape(r), NewShape(q)
		got, ok := simpleArea(a, b)
		if !ok {
			unsure++
			continue
		}
		sure++
		if len(a.sweep.crossings) > 0 {
			crossed++
		}
		want := a.sweep.area(a, b)
		if worst = max(worst, math.Abs(got-want)); math.Abs(got-want) > 1e-9*(1+want) {
			t.Fatalf("%v and %v: %v m², slabs %v", r, q, got, want)
		}
	}
	t.Logf("%d sure, of which %d cross, %d left to the slabs; worst difference %.1e m²", sure, crossed, unsure, worst)
	if crossed < 2000 || unsure < 100 {
		t.Error("too few of either to tell")
	}
}

func TestOnlyRingsThatNeverCrossThemselvesAreSimple(t *testing.T) {
	unit := rect(0, 0, 1, 1)
	twice := append(append(orb.Ring{}, unit[0]...), unit[0][1:]...)
	for name, c := range map[string]struct {
		g    orb.Geometry
		want bool
	}{
		"square":                {unit, true},
		"arrow":                 {orb.Ring{{0, 0}, {2, 0}, {1, 0.5}, {1, 2}, {0, 0}}, true},
		"arrow, clockwise":      {orb.Ring{{0, 0}, {1, 2}, {1, 0.5}, {2, 0}, {0, 0}}, true},
		"bow-tie":               {bowTie, false},
		"lopsided bow-tie":      {orb.Ring{{0, 0}, {2, 2}, {2, 0}, {0, 3}, {0, 0}}, false},
		"pentagram":             {orb.Ring{{0, 3}, {2, -3}, {-3, 1}, {3, 1}, {-2, -3}, {0, 3}}, false},
		"ring run twice":        {orb.Polygon{twice}, false},
		"part of it run twice":  {orb.Ring{{0, 0}, {4, 0}, {4, 4}, {3, 4}, {3, 1}, {4, 1}, {4, 4}, {0, 4}, {0, 0}}, false},
		"hole":                  {orb.Polygon{rect(0, 0, 9, 9)[0], rect(3, 3, 3, 3)[0]}, false},
		"two parts":             {orb.MultiPolygon{unit, rect(4, 0, 1, 1)}, false},
		"line":                  {orb.LineString{{0, 0}, {9, 9}}, false},
		"point":                 {orb.Point{1, 2}, false},
		"no area":               {orb.Ring{{0, 0}, {1, 1}, {2, 2}, {0, 0}}, false},
		"loop within the ring":  {orb.Ring{{0, 0}, {6, 0}, {6, 6}, {2, 6}, {2, 2}, {4, 2}, {4, 7}, {0, 7}, {0, 0}}, false},
		"loop outside the ring": {orb.Ring{{0, 0}, {2, 0}, {2, 2}, {-1, 2}, {-1, 3}, {1, 3}, {1, 1}, {0, 1}, {0, 0}}, false},
	} {
		if s := NewShape(c.g); s.simple != c.want {
			t.Errorf("%s: simple %v", name, s.simple)
		}
	}
}

// A shape that is set anew forgets what it was.
func TestAShapeThatIsSetAnewIsNoLongerSimple(t *testing.T) {
	var s Shape
	for range 2 {
		if s.set(rect(0, 0, 1, 1), nil); !s.simple {
			t.Error("a square is simple")
		}
		if s.set(bowTie, nil); s.simple {
			t.Error("a bow-tie is not")
		}
	}
}
