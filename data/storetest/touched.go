package storetest

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

var touched = []test{
	{"OldAndNewPlacesAreTouched", func(t *testing.T, s *fixture) {
		_, c := s.put(plot("a", 130, 50))
		covers(t, c, plot("a", 130, 50))
		_, c = s.put(plot("a", 140, 55))
		covers(t, c, plot("a", 130, 50), plot("a", 140, 55))
		_, c = s.put(with(plot("a", 140, 55), "name", "renamed"))
		covers(t, c, plot("a", 140, 55))
		c = s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "plots", "a") })
		covers(t, c, plot("a", 140, 55))
	}},
	{"LosingAPlaceTouchesIt", func(t *testing.T, s *fixture) {
		s.put(site("a", orb.Point{130, 50}))
		_, c := s.put(site("a", nil))
		covers(t, c, site("a", orb.Point{130, 50}))
	}},
	{"WhatIsNotLocatedTouchesNothing", func(t *testing.T, s *fixture) {
		_, c := s.put(site("a", nil), site("b", orb.Polygon{}), data.Feature{ID: "c", Collection: "sources"})
		if len(c.Touched) != 0 {
			t.Errorf("touched %v", c.Touched)
		}
	}},
	{"FarPlacesAreNotTouched", func(t *testing.T, s *fixture) {
		_, c := s.put(plot("a", 130, 50), plot("b", 150, 60), site("c", orb.Point{100, 50}))
		far := orb.Bound{Min: orb.Point{135, 51}, Max: orb.Point{145, 59}}
		for _, touch := range c.Touched {
			if touch.Bound.Intersects(far) {
				t.Errorf("%v is touched by two small plots far away", touch)
			}
			if touch.Collection != "plots" && touch.Collection != "sites" {
				t.Errorf("collection %q is touched", touch.Collection)
			}
		}
	}},
	{"ATouchNeverCrossesTheAntimeridian", func(t *testing.T, s *fixture) {
		_, c := s.put(site("a", split()), site("b", orb.Point{180, 66}), site("c", orb.Point{-180, 66}))
		covers(t, c, site("a", split()))
		for _, touch := range c.Touched {
			if b := touch.Bound; b.Max[0]-b.Min[0] > 180 {
				t.Errorf("%v goes around the world", b)
			}
		}
	}},
	{"ManyPlacesAreCoveredByFewBounds", func(t *testing.T, s *fixture) {
		r := rand.New(rand.NewPCG(1, 2))
		var list []data.Feature
		for range 3000 {
			list = append(list, plot("", 100+r.Float64()*80, 40+r.Float64()*30))
		}
		_, c := s.put(list...)
		covers(t, c, list...)
		if n := len(c.Touched); n > 1000 {
			t.Errorf("%d bounds for one collection", n)
		}
	}},
}

// covers checks that the touched bounds of a change hold the features as a whole, and
// that they are proper bounds.
func covers(t *testing.T, c data.Change, features ...data.Feature) {
	t.Helper()
	for _, touch := range c.Touched {
		if b := touch.Bound; !(b.Min[0] <= b.Max[0] && b.Min[1] <= b.Max[1]) {
			t.Errorf("%v is no bound", b)
		}
	}
	for _, f := range features {
		for _, part := range geo.SplitBound(geo.BoundOf(f.Geometry)) {
			if !covered(c, f.Collection, part) {
				t.Errorf("%s at %v is not covered by %v", f.Ref(), part, c.Touched)
				return
			}
		}
	}
}

func covered(c data.Change, collection string, b orb.Bound) bool {
	for _, touch := range c.Touched {
		if touch.Collection == collection && touch.Bound.Contains(b.Min) && touch.Bound.Contains(b.Max) {
			return true
		}
	}
	return false
}
