package storetest

import (
	"context"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// observations propose positions and move nothing.
var observations = []test{
	{"APositionThatWasTakenIsProposedAndNothingMoves", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}))
		r := s.observe(seen(orb.Point{130.01, 50.02}), data.New)
		if got := s.get("sites", "a"); got.Geometry != orb.Geometry(orb.Point{130, 50}) {
			t.Errorf("the site has moved to %v", got.Geometry)
		}
		p := s.get("positions", r.Position)
		if p.Geometry != orb.Geometry(orb.Point{130.01, 50.02}) || p.Text("of") != "sites/a" || p.Text("recorded") != "2026-07-14" || p.Properties["preferred"] != false {
			t.Errorf("proposed is %+v", p)
		}
		if l := p.Location; l.Accuracy != 3 || l.Method != "gps" || l.Source != "team" || l.SourceKey != "observations/o" || !l.Fictional {
			t.Errorf("it is known as %+v", l)
		}
		if !strings.Contains(p.Text("note"), "observations/o") {
			t.Errorf("its note is %q", p.Text("note"))
		}
	}},
	{"TheSameFileOnceMoreChangesNothing", func(t *testing.T, s *fixture) {
		s.put(plot("g", 130, 50))
		o := with(seen(orb.Point{130.0001, 50.0001}), "of", "plots/g")
		s.observe(o, data.New)
		before := s.revision()
		for range 2 {
			s.observe(o, data.Unchanged)
		}
		s.prefer("o")
		moved := s.revision()
		s.observe(o, data.Unchanged)
		if s.revision() != moved || moved != before+1 {
			t.Errorf("revisions %d, %d, %d", before, moved, s.revision())
		}
	}},
	{"AnOutlineIsMovedSoThatItsMiddleIsWhereThePointIs", func(t *testing.T, s *fixture) {
		s.put(plot("g", 130, 50))
		at := orb.Point{130.0001, 50.0001}
		r := s.observe(with(seen(at), "of", "plots/g"), data.New)
		p := s.get("positions", r.Position)
		was := s.get("plots", "g").Geometry
		if d := geo.Distance(geo.MiddleOf(p.Geometry), at); d > 0.001 {
			t.Errorf("its middle is %v m off", d)
		}
		if a, b := geo.Area(was), geo.Area(p.Geometry); a-b > 1e-4 || b-a > 1e-4 || p.Geometry.GeoJSONType() != "Polygon" {
			t.Errorf("it has %v m², had %v m²", b, a)
		}
		s.prefer(r.Position)
		if g := s.get("plots", "g"); !orb.Equal(g.Geometry, p.Geometry) || g.Location.Accuracy != 3 {
			t.Errorf("the plot is %+v", g)
		}
	}},
	{"ACorrectionIsFollowed", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}), site("b", orb.Point{131, 50}))
		s.observe(seen(orb.Point{130.01, 50.02}), data.New)
		s.observe(seen(orb.Point{130.02, 50.02}), data.Updated)
		s.checkProposals("o sites/a [130.02 50.02]")
		s.observe(with(seen(orb.Point{130.02, 50.02}), "of", "sites/b"), data.Updated)
		s.checkProposals("o sites/b [130.02 50.02]")
		other := with(seen(orb.Point{130.02, 50.02}), "of", "sites/b")
		other.Location.Accuracy = 1
		s.observe(other, data.Updated)
		if p := s.get("positions", "o"); p.Location.Accuracy != 1 {
			t.Errorf("%+v", p.Location)
		}
		if r := s.observe(with(other, "takes_position", false), data.Updated); !r.Taken {
			t.Errorf("%+v", r)
		}
		s.checkProposals()
	}},
	{"AChosenPositionStaysThoughTheObservationNoLongerStatesIt", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}), site("b", orb.Point{131, 50}))
		s.observe(seen(orb.Point{130.01, 50.02}), data.New)
		s.prefer("o")
		for _, o := range []data.Feature{with(seen(orb.Point{130.01, 50.02}), "of", "sites/b"), with(seen(orb.Point{130.01, 50.02}), "takes_position", false)} {
			s.checkDoubt(s.observe(o, data.Updated), "observation_")
			if p := s.get("positions", "o"); p.Text("of") != "sites/a" || p.Properties["preferred"] != true {
				t.Errorf("the position is %+v", p)
			}
		}
		s.write(func(tx data.Tx) error { return data.Unobserve(s.ctx, tx, s.get("observations", "o")) })
		s.checkProposals("o sites/a [130.01 50.02]")
	}},
	{"AFeatureThatStandsAtAnObservedPositionFollowsItsCorrectionAndThatIsSaid", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}))
		s.observe(seen(orb.Point{130.01, 50.02}), data.New)
		s.prefer("o")
		r := s.observe(seen(orb.Point{130.03, 50.02}), data.Updated)
		s.checkDoubt(r, "observation_moves")
		if got := s.get("sites", "a").Geometry; got != orb.Geometry(orb.Point{130.03, 50.02}) || !r.Moved {
			t.Errorf("the site is at %v: %+v", got, r)
		}
	}},
	{"AnotherSourceForTheObservationMakesNoSecondPosition", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}))
		s.observe(seen(orb.Point{130.01, 50.02}), data.New)
		o := s.get("observations", "o")
		o.Location.Source, o.Location.SourceKey = "other team", "7"
		s.write(func(tx data.Tx) error {
			p, err := data.LoadPreferences(s.ctx, replacing{tx})
			if err == nil {
				_, err = p.Put(s.ctx, o)
			}
			return err
		})
		if p := s.get("positions", "o"); p.Location.Source != "other team" || s.count(data.Query{Collection: "positions"}) != 1 {
			t.Errorf("%+v", p.Location)
		}
	}},
	{"TakingAnObservationBackTakesItsProposalBack", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}))
		s.observe(seen(orb.Point{130.01, 50.02}), data.New)
		s.write(func(tx data.Tx) error { return data.Unobserve(s.ctx, tx, s.get("observations", "o")) })
		s.checkProposals()
	}},
	{"WhatProposesNothingIsKeptAndSaysWhy", doubtfulObservations},
	{"AFeatureMayBeNamedByWhatItAloneIsCalled", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}), with(site("b", nil), "name", "Twice"), with(site("c", nil), "name_en", "Twice"))
		for said, want := range map[string]string{"a": "sites/a", "Вымышленное": "sites/a", "Twice": "Twice", "nobody": "nobody"} {
			o := with(seen(orb.Point{130.01, 50.02}), "of", said)
			o.ID, o.Location.SourceKey = "by "+said, "by "+said
			s.observe(o, data.New)
			if got := s.get("observations", "by "+said).Text("of"); got != want {
				t.Errorf("%q is taken for %q, want %q", said, got, want)
			}
		}
	}},
}

// seen is an observation of the listed site, with its position.
func seen(p orb.Geometry) data.Feature {
	return data.Feature{
		ID: "o", Collection: "observations", Geometry: p,
		Properties: map[string]any{"of": "sites/a", "takes_position": true, "observed": "2026-07-14"},
		Location:   data.Location{Accuracy: 3, Method: "gps", Source: "team", SourceKey: "o"},
	}
}

// observe stores an observation as an import does.
func (f *fixture) observe(o data.Feature, want data.Outcome) (r data.Proposal) {
	f.t.Helper()
	f.write(func(tx data.Tx) error {
		p, err := data.LoadPreferences(f.ctx, tx)
		if err != nil {
			return err
		}
		got, proposal, err := p.Observe(f.ctx, o)
		if got != want {
			f.t.Errorf("the observation is %v, want %v", got, want)
		}
		r = proposal
		return err
	})
	return r
}

// checkProposals compares the positions that observations have proposed.
func (f *fixture) checkProposals(want ...string) {
	f.t.Helper()
	var got []string
	for _, p := range f.all(data.Query{Collection: "positions"}) {
		if at, ok := p.Geometry.(orb.Point); ok && strings.HasPrefix(p.Location.SourceKey, "observations/") {
			got = append(got, p.ID+" "+p.Text("of")+" "+pointText(at))
		}
	}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		f.t.Errorf("the proposals are %q, want %q", got, want)
	}
}

func pointText(p orb.Point) string {
	return strings.NewReplacer(`{"type":"Point","coordinates":`, "", ",", " ", "}", "").Replace(string(data.AppendGeometry(nil, p)))
}

func (f *fixture) checkDoubt(r data.Proposal, rule string) {
	f.t.Helper()
	if len(r.Doubts) != 1 || !strings.HasPrefix(r.Doubts[0].Rule, rule) || r.Doubts[0].Advice == "" {
		f.t.Errorf("doubts are %+v, want %s", r.Doubts, rule)
	}
}

// replacing puts observations by their ids, as an edit does.
type replacing struct{ data.Tx }

func (t replacing) Put(ctx context.Context, f data.Feature) (data.Outcome, error) {
	if f.Collection == data.Observations.Name {
		return t.Replace(ctx, f)
	}
	return t.Tx.Put(ctx, f)
}

func doubtfulObservations(t *testing.T, s *fixture) {
	s.put(listed(orb.Point{130, 50}), data.Feature{ID: "list", Collection: "sources"})
	line := orb.LineString{{130, 50}, {130.1, 50}}
	for name, c := range map[string]struct {
		o    data.Feature
		rule string
	}{
		"of nothing":      {with(seen(orb.Point{130, 50}), "of", ""), "observation_of_missing"},
		"of a gone site":  {with(seen(orb.Point{130, 50}), "of", "sites/gone"), "observation_of_unknown"},
		"of a source":     {with(seen(orb.Point{130, 50}), "of", "sources/list"), "observation_of_kind"},
		"of itself":       {with(seen(orb.Point{130, 50}), "of", "observations/of itself"), "observation_of_unknown"},
		"without a place": {seen(nil), "observation_no_position"},
		"along a track":   {seen(line), "observation_shape"},
	} {
		c.o.ID, c.o.Location.SourceKey = name, name
		s.checkDoubt(s.observe(c.o, data.New), c.rule)
	}
	if n := s.count(data.Query{Collection: "positions"}); n != 0 {
		t.Errorf("%d positions are proposed", n)
	}
	unsaid := seen(orb.Point{130, 50})
	unsaid.ID, unsaid.Location.SourceKey = "unsaid", "unsaid"
	delete(unsaid.Properties, "takes_position")
	if r := s.observe(unsaid, data.New); !r.Unsaid || len(r.Doubts) > 0 {
		t.Errorf("%+v", r)
	}
}
