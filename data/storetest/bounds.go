package storetest

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

var bounds = []test{
	{"ABoundSelectsWhatMeetsIt", boundTable},
	{"OneMetreBesideIsOutside", func(t *testing.T, s *fixture) {
		s.put(site("a", orb.Point{131, 48}))
		const metre = 1e-5
		for _, b := range []*orb.Bound{
			bound(131+metre, 47, 132, 49), bound(130, 47, 131-metre, 49),
			bound(130, 48+metre, 132, 49), bound(130, 47, 132, 48-metre),
		} {
			selects(t, s, b)
		}
		next, last := math.Nextafter(131, 200), math.Nextafter(131, 0)
		selects(t, s, bound(next, 47, 132, 49))
		selects(t, s, bound(130, 47, last, 49))
		selects(t, s, bound(131, 48, 131, 48), "a")
	}},
	{"ABoundMustBeOne", func(t *testing.T, s *fixture) {
		for _, b := range []*orb.Bound{bound(math.NaN(), 0, 1, 1), bound(0, 0, math.Inf(1), 1), bound(0, 2, 1, 1)} {
			_, err := s.Count(s.ctx, data.Query{Collection: "sites", Bound: b})
			if !errors.Is(err, data.ErrInvalid) {
				t.Errorf("%v: %v", b, err)
			}
		}
	}},
	{"SourcesAreNeverWithinABound", func(t *testing.T, s *fixture) {
		s.put(data.Feature{ID: "a", Collection: "sources"})
		q := data.Query{Collection: "sources", Bound: bound(-180, -90, 180, 90)}
		if n := s.count(q); n != 0 || len(s.all(q)) != 0 {
			t.Errorf("%d sources", n)
		}
	}},
	{"AFeatureThatMovedIsFoundOnlyWhereItIs", func(t *testing.T, s *fixture) {
		s.put(site("a", orb.Point{130, 50}))
		s.put(site("a", orb.Point{140, 50}))
		selects(t, s, bound(129, 49, 131, 51))
		selects(t, s, bound(139, 49, 141, 51), "a")
		s.put(site("a", nil))
		selects(t, s, bound(-180, -90, 180, 90))
		s.put(site("a", orb.Point{150, 50}))
		selects(t, s, bound(149, 49, 151, 51), "a")
	}},
	{"RandomBoundsSelectWhatASecondMethodSelects", randomBounds},
}

func boundTable(t *testing.T, s *fixture) {
	s.put(
		site("point", orb.Point{131, 48}),
		site("field", orb.Polygon{{{130, 47}, {132, 47}, {132, 49}, {130, 49}, {130, 47}}}),
		site("split", split()),
		site("east", orb.Point{180, 10}),
		site("west", orb.Point{-175, 10}),
		site("nowhere", nil),
		site("empty", orb.Polygon{}),
	)
	for _, c := range []struct {
		bound *orb.Bound
		want  []string
	}{
		{bound(130.5, 47.5, 131.5, 48.5), []string{"point", "field"}},
		{bound(130.1, 47.1, 130.2, 47.2), []string{"field"}},
		{bound(100, 40, 130, 47), []string{"field"}},   // a corner
		{bound(132, 48, 133, 48.5), []string{"field"}}, // an edge
		{bound(132.1, 48, 133, 48.5), nil},             // beside
		{bound(-10, 60, 60, 70), nil},                  // between the halves of the split one
		{bound(178, 65, 179.5, 70), []string{"split"}}, // its western half
		{bound(-179.5, 66.5, -170, 70), []string{"split"}},
		{bound(179.5, 66.2, -179.5, 66.8), []string{"split"}},
		{bound(170, 0, -170, 20), []string{"east", "west"}},
		{bound(179, 0, -178, 20), []string{"east"}},
		{bound(-176, 0, 170, 20), []string{"west"}},
		{bound(140, -90, 120, 90), []string{"split", "east", "west"}}, // all but Manchuria
		{bound(-180, -90, 180, 90), []string{"point", "field", "split", "east", "west"}},
	} {
		selects(t, s, c.bound, c.want...)
	}
}

// selects checks which sites a bound selects, by listing, by their keys and by counting.
func selects(t *testing.T, s *fixture, b *orb.Bound, want ...string) {
	t.Helper()
	q := data.Query{Collection: "sites", Bound: b}
	all := s.all(q)
	if got := ids(all); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v selects %v, want %v", *b, got, want)
	}
	for range 12 { // a store may keep what is asked for often, and must say the same
		if got := s.keys(q); fmt.Sprint(got) != fmt.Sprint(keysOf(all)) {
			t.Errorf("%v has the keys %v, want %v", *b, got, keysOf(all))
		}
	}
	if n := s.count(q); n != len(want) {
		t.Errorf("%v counts %d, want %d", *b, n, len(want))
	}
}

func randomBounds(t *testing.T, s *fixture) {
	r := rand.New(rand.NewPCG(3, 4))
	step := func(n int) float64 { return float64(r.IntN(2*n+1)-n) * 10 } // coarse, so that edges coincide
	var features []data.Feature
	for i := range 200 {
		lon, lat := step(18), step(9)
		var g orb.Geometry = orb.Point{lon, lat}
		if r.IntN(2) == 0 && lon < 180 && lat < 90 {
			g = orb.LineString{{lon, lat}, {lon + 10, lat + 10}}
		}
		features = append(features, site(fmt.Sprint(i), g))
	}
	s.put(features...)
	for range 300 {
		south, north := step(9), step(9)
		b := bound(step(18), min(south, north), step(18), max(south, north))
		var want []string
		for _, f := range features {
			if geo.BoundsMeet(geo.BoundOf(f.Geometry), *b) {
				want = append(want, f.ID)
			}
		}
		selects(t, s, b, want...)
	}
}
