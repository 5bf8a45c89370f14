package geo

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/paulmach/orb"
)

func box(w, s, e, n float64) orb.Bound {
	return orb.Bound{Min: orb.Point{w, s}, Max: orb.Point{e, n}}
}

func TestABoundIsCutAtTheAntimeridian(t *testing.T) {
	for _, c := range []struct {
		in   orb.Bound
		want []orb.Bound
	}{
		{box(10, 0, 20, 1), []orb.Bound{box(10, 0, 20, 1)}},
		{box(170, 0, -170, 1), []orb.Bound{box(170, 0, 180, 1), box(-180, 0, -170, 1)}},
		{box(170, 0, 190, 1), []orb.Bound{box(170, 0, 180, 1), box(-180, 0, -170, 1)}},
		{box(-190, 0, -170, 1), []orb.Bound{box(170, 0, 180, 1), box(-180, 0, -170, 1)}},
		{box(190, 0, 200, 1), []orb.Bound{box(-170, 0, -160, 1)}},
		{box(-200, 0, 200, 1), []orb.Bound{box(-180, 0, 180, 1)}},
		{box(-180, -90, 180, 90), []orb.Bound{World}},
		{box(180, 0, 190, 1), []orb.Bound{box(-180, 0, -170, 1)}},
		{box(0, 2, 1, 1), nil},
	} {
		if got := SplitBound(c.in); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v: %v, want %v", c.in, got, c.want)
		}
	}
}

func TestBoundsMeetAcrossTheAntimeridian(t *testing.T) {
	across := box(179, 0, -179, 1)
	for _, c := range []struct {
		b    orb.Bound
		want bool
	}{
		{box(-179.5, 0.5, -178, 2), true}, {box(178, 0, 179, 1), true}, {box(0, 0, 10, 1), false},
		{box(-179, 1, -170, 2), true}, {box(-179, 1.1, -170, 2), false},
	} {
		if got := BoundsMeet(across, c.b); got != c.want || BoundsMeet(c.b, across) != got {
			t.Errorf("%v and %v: %v", across, c.b, got)
		}
	}
	if !BoundContains(across, orb.Point{180, 0.5}) || !BoundContains(across, orb.Point{-180, 0.5}) || BoundContains(across, orb.Point{0, 0.5}) {
		t.Error("a bound across 180 holds both its names and not the far side")
	}
	if !BoundContains(box(-180, 0, -170, 1), orb.Point{180, 0.5}) {
		t.Error("a bound from −180 holds the point at 180")
	}
}

func TestTheUnionIsTheShortestBound(t *testing.T) {
	for _, c := range []struct {
		in   []orb.Bound
		want orb.Bound
	}{
		{[]orb.Bound{box(179, 1, 180, 2), box(-180, 0, -179, 1)}, box(179, 0, -179, 2)},
		{[]orb.Bound{box(130, 1, 140, 2), box(-175, 0, -170, 1)}, box(130, 0, -170, 2)},
		{[]orb.Bound{box(10, 0, 20, 1), box(-10, 0, -5, 1)}, box(-10, 0, 20, 1)},
		{[]orb.Bound{box(0, 0, 100, 1), box(10, 0, 20, 1), box(110, 0, 120, 1)}, box(0, 0, 120, 1)},
		{[]orb.Bound{box(170, 0, -170, 1), box(-175, 0, -160, 3)}, box(170, 0, -160, 3)},
	} {
		if got := UnionBounds(c.in...); got != c.want {
			t.Errorf("%v: %v, want %v", c.in, got, c.want)
		}
	}
	if SplitBound(UnionBounds()) != nil {
		t.Error("the union of nothing is empty")
	}
}

func TestTheBoundOfAGeometryOnBothSidesCrosses(t *testing.T) {
	m := orb.MultiPolygon{{square(179, 0, 1)}, {square(-180, 0, 1)}}
	if got := BoundOf(m); got != box(179, 0, -179, 1) {
		t.Error(got)
	}
	line := orb.LineString{{179, 0}, {-179, 1}}
	if got := SplitBound(BoundOf(line)); len(got) != 2 {
		t.Error(got)
	}
}

func TestGrowingHoldsEveryPointWithinTheDistance(t *testing.T) {
	rnd := rand.New(rand.NewPCG(13, 14))
	for range 3000 {
		b := box(wrap(360*rnd.Float64()), 50+20*rnd.Float64(), 0, 0)
		b.Max = orb.Point{wrap(b.Min[0] + rnd.Float64()*0.01), b.Min[1] + rnd.Float64()*0.01}
		d := rnd.Float64() * 5000
		corner := b.Min
		if rnd.IntN(2) == 0 {
			corner = b.Max
		}
		p := NewPlane(corner)
		q := p.Unproject(orb.Point{d * (2*rnd.Float64() - 1), d * (2*rnd.Float64() - 1)})
		if Distance(corner, q) < d && !BoundContains(GrowBound(b, d), q) {
			t.Fatalf("%v is %.3f m from %v but not in %v", q, Distance(corner, q), corner, GrowBound(b, d))
		}
	}
	if got := GrowBound(box(0, 89.9999, 1, 90), 1000); got.Min[0] != -180 || got.Max != (orb.Point{180, 90}) {
		t.Errorf("around the pole: %v", got)
	}
}
