package storetest

import (
	"errors"
	"slices"
	"testing"

	"burialmap/data"
)

// replaced features keep their place whatever key they are given.
var replaced = []test{
	{"TheKeyMayChange", func(t *testing.T, s *fixture) {
		s.put(keyed(plot("a", 130, 50), "list", "1"), keyed(plot("b", 131, 50), "list", "2"))
		before := s.get("plots", "a")
		want := keyed(plot("a", 130.5, 50), "plan", "7")
		if got := s.replace(want); got != data.Updated {
			t.Errorf("the outcome is %v", got)
		}
		after := s.get("plots", "a")
		if !same(after, want) || after.FID != before.FID || after.Revision <= before.Revision {
			t.Errorf("got %+v", after)
		}
		if got, _ := s.put(keyed(plot("x", 130.5, 50), "plan", "7")); got[0] != data.Unchanged {
			t.Errorf("under its new key it is %v", got[0])
		}
		if got, _ := s.put(keyed(plot("", 130, 50), "list", "1")); got[0] != data.New {
			t.Errorf("under its old key it is %v", got[0])
		}
		if v, err := s.History(s.ctx, "plots", "a"); err != nil || len(v) != 2 || v[0].Kind != data.VersionUpdated {
			t.Errorf("its history is %+v, %v", v, err)
		}
	}},
	{"TheKeyMayComeAndGo", func(t *testing.T, s *fixture) {
		s.put(plot("a", 130, 50))
		for _, want := range []data.Feature{keyed(plot("a", 130, 50), "list", "1"), plot("a", 130, 50)} {
			if got := s.replace(want); got != data.Updated || !same(s.get("plots", "a"), want) {
				t.Errorf("%v: %+v", got, s.get("plots", "a"))
			}
		}
		if got := s.replace(plot("a", 130, 50)); got != data.Unchanged {
			t.Errorf("the same again is %v", got)
		}
	}},
	{"AnotherOfTheSameKeyIsLeftAlone", func(t *testing.T, s *fixture) {
		s.put(keyed(plot("a", 130, 50), "list", "1"), keyed(plot("b", 131, 50), "list", "2"))
		s.replace(keyed(plot("b", 131, 50), "list", "1"))
		if !same(s.get("plots", "a"), keyed(plot("a", 130, 50), "list", "1")) || !same(s.get("plots", "b"), keyed(plot("b", 131, 50), "list", "1")) {
			t.Errorf("%+v", s.all(data.Query{Collection: "plots"}))
		}
	}},
	{"DerivedFieldsStay", func(t *testing.T, s *fixture) {
		s.put(with(site("a", nil), "overlap_pairs", int64(3)))
		s.replace(with(site("a", nil), "name", "Вымышленное"))
		if got := s.get("sites", "a").Properties; got["overlap_pairs"] != int64(3) || got["name"] != "Вымышленное" {
			t.Errorf("got %v", got)
		}
	}},
	{"WhatIsNotThereIsNotReplaced", func(t *testing.T, s *fixture) {
		s.put(keyed(plot("a", 130, 50), "list", "1"))
		_, err := s.Write(s.ctx, "test", "a test", func(tx data.Tx) error {
			_, err := tx.Replace(s.ctx, keyed(plot("b", 130, 50), "list", "1"))
			return err
		})
		if !errors.Is(err, data.ErrNotFound) || !slices.Equal(ids(s.all(data.Query{Collection: "plots"})), []string{"a"}) {
			t.Errorf("%v", err)
		}
	}},
}

// replace replaces one feature in a write of its own.
func (f *fixture) replace(feature data.Feature) data.Outcome {
	f.t.Helper()
	var outcome data.Outcome
	f.write(func(tx data.Tx) (err error) {
		outcome, err = tx.Replace(f.ctx, feature)
		return err
	})
	return outcome
}
