package storetest

import (
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

var extents = []test{
	{"AnEmptyCollectionHasNoExtent", func(t *testing.T, s *fixture) {
		for _, c := range data.Collections {
			if e := s.extent(c.Name); e.Count != 0 || e.Located != 0 {
				t.Errorf("%s: %+v", c.Name, e)
			}
		}
	}},
	{"OnlyTheLocatedHaveAPlaceInIt", func(t *testing.T, s *fixture) {
		s.put(site("a", orb.Point{130, 50}), site("b", nil), site("c", orb.Polygon{}), site("d", orb.Point{131.5, 48.25}))
		want := data.Extent{Count: 4, Located: 2, Bound: *bound(130, 48.25, 131.5, 50)}
		if e := s.extent("sites"); e != want {
			t.Errorf("extent is %+v, want %+v", e, want)
		}
		s.put(data.Feature{ID: "a", Collection: "sources"})
		if e := s.extent("sources"); e.Count != 1 || e.Located != 0 {
			t.Errorf("sources: %+v", e)
		}
	}},
	{"ItShrinksWhenTheOutermostLeaves", func(t *testing.T, s *fixture) {
		s.put(site("a", orb.Point{130.1, 50.1}), site("b", orb.Point{131.2, 48.7}), site("c", orb.Point{100.3, 60.9}))
		s.put(site("c", orb.Point{130.3, 49.1}))
		want := data.Extent{Count: 3, Located: 3, Bound: *bound(130.1, 48.7, 131.2, 50.1)}
		if e := s.extent("sites"); e != want {
			t.Errorf("after moving: %+v, want %+v", e, want)
		}
		s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "sites", "b") })
		want = data.Extent{Count: 2, Located: 2, Bound: *bound(130.1, 49.1, 130.3, 50.1)}
		if e := s.extent("sites"); e != want {
			t.Errorf("after deleting: %+v, want %+v", e, want)
		}
		s.put(site("a", nil), site("c", nil))
		if e := s.extent("sites"); e.Count != 2 || e.Located != 0 {
			t.Errorf("after losing both places: %+v", e)
		}
	}},
	{"TheShortestBoundMayCrossTheAntimeridian", func(t *testing.T, s *fixture) {
		s.put(site("a", orb.Point{130.7, 50}), site("b", orb.Point{-173.3, 64}))
		want := *bound(130.7, 50, -173.3, 64)
		if e := s.extent("sites"); e.Bound != want {
			t.Errorf("bound is %v, want %v", e.Bound, want)
		}
		s.put(site("c", split()))
		want = *bound(130.7, 50, -173.3, 67)
		if e := s.extent("sites"); e.Bound != want || e.Located != 3 {
			t.Errorf("with a split outline: %v, want %v", e.Bound, want)
		}
		s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "sites", "b") })
		want = *bound(130.7, 50, -179, 67)
		if e := s.extent("sites"); e.Bound != want {
			t.Errorf("without the second: %v, want %v", e.Bound, want)
		}
	}},
	{"TheWidestGapIsLeftOut", func(t *testing.T, s *fixture) {
		s.put(site("a", orb.Point{-100, 50}), site("b", orb.Point{-20, 50}), site("c", orb.Point{100, 50}))
		if e := s.extent("sites"); e.Bound != *bound(-100, 50, 100, 50) {
			t.Errorf("bound is %v, though the gap across the antimeridian is the widest", e.Bound)
		}
		s.put(site("b", orb.Point{10, 50}), site("c", orb.Point{150, 50}))
		if e := s.extent("sites"); e.Bound != *bound(150, 50, 10, 50) {
			t.Errorf("bound is %v, though the gap from 10 to 150 is the widest", e.Bound)
		}
	}},
}
