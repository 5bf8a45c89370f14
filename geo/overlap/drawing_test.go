package overlap

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/paulmach/orb"
)

func TestSharedGroundIsDrawn(t *testing.T) {
	arrow := orb.Polygon{{{0, 0}, {4, 0}, {4, 4}, {2, 1}, {0, 4}, {0, 0}}}
	for _, c := range []struct {
		name     string
		a, b     orb.Geometry
		want     orb.Geometry // nil: only its area is compared
		repaired bool
	}{
		{"two plots", rect(0, 0, 2, 2), rect(1, 1, 2, 2), orb.Polygon{{{1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}}}, false},
		{"one within the other", rect(1, 1, 1, 1), rect(0, 0, 9, 9), rect(1, 1, 1, 1), false},
		{"the other within it", rect(0, 0, 9, 9), rect(1, 1, 1, 1), rect(1, 1, 1, 1), false},
		{"two prongs", arrow, rect(-1, 2, 9, 9), nil, false},
		{"bow-tie", bowTie, rect(-1, 0.5, 9, 1), nil, true},
		{"hole outside its shell", orb.Polygon{rect(0, 0, 1, 1)[0], rect(5, 0, 1, 1)[0]}, rect(0.5, 0, 5, 0.5), nil, true},
		{"parts over each other", orb.MultiPolygon{rect(0, 0, 4, 4), rect(1, 1, 2, 2)}, rect(2, 2, 9, 9), nil, true},
		{"apart", rect(0, 0, 1, 1), rect(3, 0, 1, 1), orb.LineString{{1, 0}, {3, 0}}, false},
		{"corner to corner", rect(0, 0, 1, 1), rect(1, 1, 1, 1), orb.Point{1, 1}, false},
		{"point within", orb.Point{0.5, 0.5}, rect(0, 0, 1, 1), orb.Point{0.5, 0.5}, false},
	} {
		d, err := Draw(c.a, c.b)
		if err != nil || d.Repaired != c.repaired {
			t.Errorf("%s: %+v, %v", c.name, d, err)
		}
		if c.want != nil {
			if !reflect.DeepEqual(d.Geometry, c.want) {
				t.Errorf("%s: %v, want %v", c.name, d.Geometry, c.want)
			}
			continue
		}
		want := SharedArea(NewShape(c.a), NewShape(c.b))
		if got := NewShape(d.Geometry).Area(); math.Abs(got-want) > 1e-9 || want == 0 {
			t.Errorf("%s: the drawing %v has %v m², measured are %v", c.name, d.Geometry, got, want)
		}
	}
}

// What is drawn has the area that is measured, also of tangled rings.
func TestTheDrawingHasTheMeasuredArea(t *testing.T) {
	rnd := rand.New(rand.NewPCG(41, 42))
	drawn := 0
	for i := range many(400) {
		a, b := orb.Geometry(randomRing(rnd, 3+rnd.IntN(6), 10)), orb.Geometry(randomRing(rnd, 3+rnd.IntN(6), 10))
		if i%2 == 0 {
			a, b = star(rnd, 9, 0, 0, 5), star(rnd, 9, 3, 1, 5)
		}
		m := Measure(NewShape(a), NewShape(b))
		if m.Relation != Overlaps || m.SharedM2 == 0 {
			continue
		}
		d, err := Draw(a, b)
		if err != nil {
			t.Fatalf("case %d: %v and %v: %v", i, a, b, err)
		}
		drawn++
		if got := NewShape(d.Geometry).Area(); math.Abs(got-m.SharedM2) > 1e-6 {
			t.Fatalf("case %d: %v and %v: drawn %v m², measured %v", i, a, b, got, m.SharedM2)
		}
	}
	if drawn < 200 {
		t.Errorf("only %d were drawn", drawn)
	}
}
