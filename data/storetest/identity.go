package storetest

import (
	"errors"
	"slices"
	"testing"

	"burialmap/data"
)

var identity = []test{
	{"AFeatureWithoutIdGetsARandomOne", func(t *testing.T, s *fixture) {
		bare := plot("", 130, 50)
		s.put(bare, bare, bare)
		got := ids(s.all(data.Query{Collection: "plots"}))
		if len(got) != 3 {
			t.Fatalf("%d features, want 3", len(got))
		}
		for _, id := range got {
			if len(id) < 8 {
				t.Errorf("id %q is easily guessed", id)
			}
		}
		slices.Sort(got)
		if len(slices.Compact(got)) != 3 {
			t.Error("two features have the same id")
		}
	}},
	{"ATakenIdIsReplacedByARandomOne", func(t *testing.T, s *fixture) {
		first := keyed(plot("a", 130, 50), "list", "1")
		second := keyed(plot("a", 131, 50), "list", "2")
		outcomes, _ := s.put(first, second)
		if !slices.Equal(outcomes, []data.Outcome{data.New, data.Renamed}) {
			t.Errorf("outcomes are %v", outcomes)
		}
		if again, _ := s.put(second); again[0] != data.Unchanged {
			t.Errorf("the second is %v when it comes again", again[0])
		}
		all := s.all(data.Query{Collection: "plots"})
		if len(all) != 2 || all[0].ID != "a" || all[1].ID == "a" || all[1].ID == "" {
			t.Errorf("ids are %q", ids(all))
		}
	}},
	{"TheKeyInTheSourceIdentifies", func(t *testing.T, s *fixture) {
		s.put(keyed(plot("a", 130, 50), "list", "1"))
		before := s.get("plots", "a")
		outcomes, _ := s.put(keyed(plot("b", 131, 50), "list", "1"))
		after := s.get("plots", "a")
		if outcomes[0] != data.Updated || after.FID != before.FID {
			t.Errorf("%v, FID %d became %d", outcomes[0], before.FID, after.FID)
		}
		if _, err := s.Feature(s.ctx, "plots", "b"); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("it is also found by its new id: %v", err)
		}
	}},
	{"TheSameKeyInAnotherSourceIsAnotherFeature", func(t *testing.T, s *fixture) {
		outcomes, _ := s.put(keyed(plot("", 130, 50), "list", "1"), keyed(plot("", 130, 50), "plan", "1"), keyed(plot("", 130, 50), "", "1"))
		if !slices.Equal(outcomes, []data.Outcome{data.New, data.New, data.New}) {
			t.Errorf("outcomes are %v", outcomes)
		}
		outcomes, _ = s.put(keyed(plot("", 131, 50), "", "1"))
		if outcomes[0] != data.Updated {
			t.Errorf("a key without a source is %v when it comes again", outcomes[0])
		}
	}},
	{"TheSameKeyInAnotherCollectionIsAnotherFeature", func(t *testing.T, s *fixture) {
		outcomes, _ := s.put(keyed(plot("a", 130, 50), "list", "1"), keyed(site("a", nil), "list", "1"))
		if !slices.Equal(outcomes, []data.Outcome{data.New, data.New}) {
			t.Errorf("outcomes are %v", outcomes)
		}
		if s.get("plots", "a").Collection != "plots" || s.get("sites", "a").Collection != "sites" {
			t.Error("collections are mixed up")
		}
	}},
	{"WithoutAKeyTheIdIdentifies", func(t *testing.T, s *fixture) {
		s.put(plot("a", 130, 50))
		before := s.get("plots", "a")
		outcomes, _ := s.put(plot("a", 131, 50))
		after := s.get("plots", "a")
		if outcomes[0] != data.Updated || after.FID != before.FID {
			t.Errorf("%v, FID %d became %d", outcomes[0], before.FID, after.FID)
		}
		if n := s.count(data.Query{Collection: "plots"}); n != 1 {
			t.Errorf("there are %d plots", n)
		}
	}},
	{"WhatTheStoreGivesIsIgnoredInPut", func(t *testing.T, s *fixture) {
		f := plot("a", 130, 50)
		f.FID, f.Revision = 4711, 99
		s.put(f)
		if got := s.get("plots", "a"); got.FID == 4711 || got.Revision != 1 || got.FID < 1 {
			t.Errorf("FID %d, revision %d", got.FID, got.Revision)
		}
		again := s.get("plots", "a")
		again.Revision = 77
		if outcomes, _ := s.put(again); outcomes[0] != data.Unchanged {
			t.Errorf("a feature put back as it was read is %v", outcomes[0])
		}
	}},
	{"AnFIDIsNeverGivenTwice", func(t *testing.T, s *fixture) {
		s.put(plots(3)...)
		last := s.get("plots", "p2").FID
		s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "plots", "p2") })
		s.reopen()
		s.put(plot("again", 130, 50))
		if got := s.get("plots", "again").FID; got <= last {
			t.Errorf("FID %d was given again as %d", last, got)
		}
	}},
}

var outcomes = []test{
	{"NewThenUnchangedThenUpdated", func(t *testing.T, s *fixture) {
		for _, c := range data.Collections {
			f := full(c)
			for _, step := range []struct {
				change func()
				want   data.Outcome
			}{
				{func() {}, data.New},
				{func() {}, data.Unchanged},
				{func() { f.Extra = map[string]string{"備考": "changed"} }, data.Updated},
				{func() { f.Location.Accuracy = 0 }, data.Updated},
				{func() { f.Properties = nil }, data.Updated},
				{func() { f.Location.Fictional = false }, data.Updated},
				{func() { f.Geometry = nil }, map[bool]data.Outcome{true: data.Updated, false: data.Unchanged}[c.Spatial]},
				{func() {}, data.Unchanged},
			} {
				step.change()
				if got, _ := s.put(f); got[0] != step.want {
					t.Errorf("%s: %v, want %v", c.Name, got[0], step.want)
				}
			}
		}
	}},
	{"TheSecondOfTheSameKeyInOneWriteIsRepeated", func(t *testing.T, s *fixture) {
		first, second := keyed(plot("", 130, 50), "list", "1"), keyed(plot("", 131, 50), "list", "1")
		for _, want := range [][]data.Outcome{{data.New, data.Repeated}, {data.Unchanged, data.Repeated}} {
			got, c := s.put(first, second)
			if !slices.Equal(got, want) {
				t.Errorf("outcomes are %v, want %v", got, want)
			}
			if c.Updated > 0 {
				t.Error("the repeated one was stored")
			}
		}
	}},
	{"TheSecondOfTheSameIdInOneWriteIsRepeated", func(t *testing.T, s *fixture) {
		s.put(plot("a", 129, 50))
		got, _ := s.put(plot("a", 130, 50), plot("a", 131, 50))
		if !slices.Equal(got, []data.Outcome{data.Updated, data.Repeated}) {
			t.Errorf("outcomes are %v", got)
		}
	}},
}
