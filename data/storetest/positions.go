package storetest

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// positions lie side by side, and one of them may be preferred.
var positions = []test{
	{"PreferringOneMovesTheFeatureAndKeepsWhereItWas", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}))
		id := s.propose(surveyed(orb.Point{130.01, 50.02}))
		if got := s.get("sites", "a"); got.Geometry != orb.Geometry(orb.Point{130, 50}) {
			t.Errorf("a proposal has moved the site to %v", got.Geometry)
		}
		s.prefer(id)
		want := listed(orb.Point{130.01, 50.02})
		want.Location.Accuracy, want.Location.Method, want.Location.Text = 3, "gps", ""
		if got := s.get("sites", "a"); !same(got, want) {
			t.Errorf("the site is\n%+v, want\n%+v", got, want)
		}
		s.checkPositions(map[string]orb.Geometry{"survey*": orb.Point{130.01, 50.02}, "list": orb.Point{130, 50}})
		former := s.all(data.Query{Collection: "positions", Equal: map[string]string{"source": "list"}})[0]
		if former.Location.Text != "4 км к СЗ от Вымышленного" || former.Location.Accuracy != 5000 || former.Location.Method != "text" {
			t.Errorf("the former position has lost how it was known: %+v", former.Location)
		}
	}},
	{"GoingBackAndForthKeepsTwoAndPrefersOne", func(t *testing.T, s *fixture) {
		first := listed(orb.Point{130, 50})
		s.put(first)
		gps := s.propose(surveyed(orb.Point{130.01, 50.02}))
		s.prefer(gps)
		list := s.all(data.Query{Collection: "positions", Equal: map[string]string{"source": "list"}})[0].ID
		for range 2 {
			s.prefer(list)
			s.checkPositions(map[string]orb.Geometry{"survey": orb.Point{130.01, 50.02}, "list*": orb.Point{130, 50}})
			if got := s.get("sites", "a"); !same(got, first) {
				t.Errorf("back where it was, the site is\n%+v, want\n%+v", got, first)
			}
			s.prefer(gps)
			s.checkPositions(map[string]orb.Geometry{"survey*": orb.Point{130.01, 50.02}, "list": orb.Point{130, 50}})
		}
		before := s.revision()
		s.prefer(gps)
		if n := s.revision(); n != before {
			t.Error("preferring what is preferred makes a change")
		}
	}},
	{"AWriteByHandBetweenTwoChoicesIsKept", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}))
		gps := s.propose(surveyed(orb.Point{130.01, 50.02}))
		s.prefer(gps)
		s.put(listed(orb.Point{131, 51})) // as another program would: past the rule
		s.prefer(gps)
		list := s.all(data.Query{Collection: "positions", Equal: map[string]string{"of": "sites/a"}})
		if len(list) != 3 || !slices.ContainsFunc(list, func(f data.Feature) bool { return f.Geometry == orb.Geometry(orb.Point{131, 51}) }) {
			t.Errorf("the positions are %+v", list)
		}
	}},
	{"TheFileOfTheFeatureDoesNotUndoTheChoice", choiceStands},
	{"WordsForTheSamePositionAreNotLost", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}))
		s.prefer(s.propose(surveyed(orb.Point{130.01, 50.02})))
		f := s.get("sites", "a")
		f.Location.Text = "у моста"
		for _, want := range []data.Outcome{data.Updated, data.Unchanged} {
			if got := s.keep(f); got[0] != want {
				t.Errorf("the file is %v, want %v", got[0], want)
			}
		}
		list := s.all(data.Query{Collection: "positions", Equal: map[string]string{"source": "list"}})
		if len(list) != 1 || list[0].Location.Text != "у моста" {
			t.Errorf("the list says %+v", list)
		}
	}},
	{"AFeatureWhoseOwnPositionIsPreferredFollowsItsFile", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}))
		s.prefer(s.propose(surveyed(orb.Point{130.01, 50.02})))
		s.prefer(s.all(data.Query{Collection: "positions", Equal: map[string]string{"source": "list"}})[0].ID)
		s.keep(listed(orb.Point{132, 52}))
		if got := s.get("sites", "a").Geometry; got != orb.Geometry(orb.Point{132, 52}) {
			t.Errorf("it stands at %v", got)
		}
		s.checkPositions(map[string]orb.Geometry{"survey": orb.Point{130.01, 50.02}, "list*": orb.Point{132, 52}})
	}},
	{"AFileOfPositionsChoosesWhereNobodyHas", fileOfPositions},
	{"WhatWasExportedComesBackInEitherOrder", exportedPositions},
	{"OthersAreLeftAlone", func(t *testing.T, s *fixture) {
		s.put(listed(orb.Point{130, 50}), site("b", orb.Point{133, 50}), keyed(site("c", orb.Point{133, 50}), "list", "2"))
		s.prefer(s.propose(surveyed(orb.Point{130.01, 50.02})))
		moved := []data.Feature{site("b", orb.Point{134, 50}), keyed(site("c", orb.Point{134, 50}), "list", "2"), keyed(site("a", orb.Point{135, 50}), "list", "3")}
		if got := s.keep(moved...); !slices.Equal(got, []data.Outcome{data.Updated, data.Updated, data.Renamed}) {
			t.Errorf("outcomes are %v", got)
		}
		if n := s.count(data.Query{Collection: "positions"}); n != 2 {
			t.Errorf("%d positions", n)
		}
	}},
	{"WhatCannotBeAPositionIsRefused", refusedPositions},
}

// listed is a site as a list gives it: in words.
func listed(p orb.Geometry) data.Feature {
	f := keyed(with(site("a", p), "name", "Вымышленное"), "list", "1")
	f.Location.Accuracy, f.Location.Method, f.Location.Text = 5000, "text", "4 км к СЗ от Вымышленного"
	return f
}

// surveyed is a position of that site, taken in the field.
func surveyed(p orb.Geometry) data.Feature {
	return data.Feature{
		Collection: "positions", Geometry: p, Properties: map[string]any{"of": "sites/a", "recorded": "2026-07-14"},
		Location: data.Location{Accuracy: 3, Method: "gps", Source: "survey", SourceKey: "wp 7", Fictional: true},
	}
}

// propose adds a position and returns its id.
func (f *fixture) propose(position data.Feature) (id string) {
	f.t.Helper()
	f.write(func(tx data.Tx) (err error) {
		id, err = data.Propose(f.ctx, tx, position)
		return err
	})
	return id
}

func (f *fixture) prefer(id string) {
	f.t.Helper()
	if _, err := data.Prefer(f.ctx, f.Store, id, "a person"); err != nil {
		f.t.Fatalf("Prefer(%s): %v", id, err)
	}
}

// keep stores features as an import does.
func (f *fixture) keep(features ...data.Feature) (outcomes []data.Outcome) {
	f.t.Helper()
	f.write(func(tx data.Tx) error {
		p, err := data.LoadPreferences(f.ctx, tx)
		if err != nil {
			return err
		}
		for _, feature := range features {
			o, err := p.Put(f.ctx, feature)
			if err != nil {
				return err
			}
			outcomes = append(outcomes, o)
		}
		return nil
	})
	return outcomes
}

// checkPositions compares the positions of the listed site by their source; the preferred
// one has an asterisk.
func (f *fixture) checkPositions(want map[string]orb.Geometry) {
	f.t.Helper()
	got := map[string]orb.Geometry{}
	for _, p := range f.all(data.Query{Collection: "positions", Equal: map[string]string{"of": "sites/a"}}) {
		name := p.Location.Source
		if p.Properties["preferred"] == true {
			name += "*"
		}
		got[name] = p.Geometry
	}
	if !reflect.DeepEqual(got, want) {
		f.t.Errorf("the positions are %v, want %v", got, want)
	}
}

func choiceStands(t *testing.T, s *fixture) {
	s.put(listed(orb.Point{130, 50}))
	s.prefer(s.propose(surveyed(orb.Point{130.01, 50.02})))
	stands := s.get("sites", "a")
	for i, step := range []struct {
		at   orb.Geometry
		name string
		want data.Outcome
		list orb.Geometry
	}{
		{orb.Point{130, 50}, "Вымышленное", data.Unchanged, orb.Point{130, 50}},
		{orb.Point{131, 50}, "Вымышленное", data.Updated, orb.Point{131, 50}},
		{orb.Point{131, 50}, "Вымышленное", data.Unchanged, orb.Point{131, 50}},
		{orb.Point{131, 50}, "Выдуманное", data.Updated, orb.Point{131, 50}},
		{nil, "Выдуманное", data.Updated, nil},
		{nil, "Выдуманное", data.Unchanged, nil},
		{orb.Point{131, 50}, "Выдуманное", data.Updated, orb.Point{131, 50}},
	} {
		f := with(listed(step.at), "name", step.name)
		if step.at == nil {
			f.Location.Accuracy, f.Location.Method, f.Location.Text = 0, data.MethodUnknown, ""
		}
		if got := s.keep(f); got[0] != step.want {
			t.Errorf("step %d: the file is %v, want %v", i, got[0], step.want)
		}
		got := s.get("sites", "a")
		if !orb.Equal(got.Geometry, stands.Geometry) || !reflect.DeepEqual(got.Location, stands.Location) || got.Text("name") != step.name {
			t.Errorf("step %d: the site is\n%+v, was\n%+v", i, got, stands)
		}
		s.checkPositions(map[string]orb.Geometry{"survey*": orb.Point{130.01, 50.02}, "list": step.list})
	}
}

func fileOfPositions(t *testing.T, s *fixture) {
	s.put(listed(orb.Point{130, 50}))
	at := func(p orb.Point, key string, is any) data.Feature {
		return with(keyed(surveyed(p), "survey "+key, key), "preferred", is)
	}
	file := []data.Feature{at(orb.Point{130.1, 50}, "1", true), at(orb.Point{130.2, 50}, "2", true), at(orb.Point{130.3, 50}, "3", false)}
	for _, want := range []data.Outcome{data.New, data.Unchanged} {
		if got := s.keep(file...); !slices.Equal(got, []data.Outcome{want, want, want}) {
			t.Errorf("the file is %v, want %v", got, want)
		}
		s.checkPositions(map[string]orb.Geometry{
			"survey 1*": orb.Point{130.1, 50}, "survey 2": orb.Point{130.2, 50}, "survey 3": orb.Point{130.3, 50}, "list": orb.Point{130, 50},
		})
	}
	s.prefer(s.all(data.Query{Collection: "positions", Equal: map[string]string{"source": "survey 2"}})[0].ID)
	if got := s.keep(file...); !slices.Equal(got, []data.Outcome{data.Unchanged, data.Unchanged, data.Unchanged}) {
		t.Errorf("after another choice the file is %v", got)
	}
	file[1] = at(orb.Point{130.4, 50}, "2", nil)
	s.keep(file...)
	if got := s.get("sites", "a").Geometry; got != orb.Geometry(orb.Point{130.4, 50}) {
		t.Errorf("the site has not followed its preferred position: %v", got)
	}
	s.checkPositions(map[string]orb.Geometry{
		"survey 1": orb.Point{130.1, 50}, "survey 2*": orb.Point{130.4, 50}, "survey 3": orb.Point{130.3, 50}, "list": orb.Point{130, 50},
	})
}

func exportedPositions(t *testing.T, s *fixture) {
	s.put(listed(orb.Point{130, 50}))
	s.prefer(s.propose(surveyed(orb.Point{130.01, 50.02})))
	sites, list := s.all(data.Query{Collection: "sites"}), s.all(data.Query{Collection: "positions"})
	for _, files := range [][][]data.Feature{{sites, list}, {list, sites}} {
		s.write(func(tx data.Tx) error {
			for _, f := range append(s.all(data.Query{Collection: "sites"}), s.all(data.Query{Collection: "positions"})...) {
				if err := tx.Delete(s.ctx, f.Collection, f.ID); err != nil {
					return err
				}
			}
			return nil
		})
		for range 2 {
			for _, file := range files {
				s.keep(file...)
			}
			got := append(s.all(data.Query{Collection: "sites"}), s.all(data.Query{Collection: "positions"})...)
			slices.SortFunc(got, byRef)
			want := append(slices.Clone(sites), list...)
			slices.SortFunc(want, byRef)
			if !slices.EqualFunc(got, want, same) {
				t.Errorf("got\n%+v, want\n%+v", got, want)
			}
		}
	}
}

func byRef(a, b data.Feature) int {
	if a.Ref() < b.Ref() {
		return -1
	}
	return 1
}

func refusedPositions(t *testing.T, s *fixture) {
	s.put(listed(orb.Point{130, 50}), data.Feature{ID: "real", Collection: "sites"}, data.Feature{ID: "list", Collection: "sources"})
	bare := surveyed(nil)
	bare.Location.Text = "у реки"
	invented := with(surveyed(orb.Point{130, 50}), "of", "sites/real")
	invented.Location.SourceKey = "wp 8"
	for id, want := range map[string]error{s.propose(bare): data.ErrInvalid, s.propose(invented): data.ErrInvalid, "nowhere": data.ErrNotFound} {
		if _, err := data.Prefer(s.ctx, s.Store, id, ""); !errors.Is(err, want) {
			t.Errorf("preferring %s: %v, want %v", id, err, want)
		}
	}
	nothing := surveyed(nil)
	for name, c := range map[string]struct {
		position data.Feature
		want     error
	}{
		"neither place nor words": {nothing, data.ErrInvalid},
		"of nobody":               {with(surveyed(orb.Point{1, 2}), "of", "sites/none"), data.ErrNotFound},
		"of a source":             {with(surveyed(orb.Point{1, 2}), "of", "sources/list"), data.ErrInvalid},
		"of a position":           {with(surveyed(orb.Point{1, 2}), "of", "positions/x"), data.ErrInvalid},
		"of nothing":              {with(surveyed(orb.Point{1, 2}), "of", ""), data.ErrInvalid},
	} {
		_, err := s.Write(s.ctx, "", "", func(tx data.Tx) error { _, err := data.Propose(s.ctx, tx, c.position); return err })
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
