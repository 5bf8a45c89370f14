package storetest

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// histories say what happened to one feature.
var histories = []test{
	{"WhatIsNewHasOneEntry", func(t *testing.T, s *fixture) {
		_, c := s.put(keyed(plot("a", 130, 50), "list", "1"))
		want := []data.Version{{Revision: 1, Time: c.Time, Author: "test", What: "a test", Kind: data.VersionNew, Source: "list"}}
		if got := s.history("plots", "a"); !sameHistory(got, want) {
			t.Errorf("got %+v", got)
		}
	}},
	{"EachUpdateSaysWhatDiffers", updates},
	{"EveryFieldOfEveryCollectionIsInIt", everyFieldInHistory},
	{"ADeletedFeatureHasAll", func(t *testing.T, s *fixture) {
		s.put(with(plot("a", 130, 50), "burials", int64(3)), plot("b", 131, 50))
		s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "plots", "a") })
		got := s.history("plots", "a")
		if len(got) != 2 || got[0].Kind != data.VersionDeleted || got[0].Revision != 2 || got[1].Kind != data.VersionNew || got[1].Revision != 1 {
			t.Fatalf("got %+v", got)
		}
		held := map[string]any{}
		for _, f := range got[0].Fields {
			if held[f.Field] = f.Old; f.New != nil {
				t.Errorf("%s is still %v", f.Field, f.New)
			}
		}
		want := map[string]any{"kind": "grave", "burials": int64(3), "accuracy_m": 5.0, "location_method": "plan", "fictional": true, "geometry": "Polygon"}
		if !reflect.DeepEqual(held, want) || !orb.Equal(got[0].Former, plot("a", 130, 50).Geometry) {
			t.Errorf("it held %v at %v", held, got[0].Former)
		}
		s.put(plot("a", 140, 50)) // somebody gives the id again
		if got := s.history("plots", "a"); len(got) != 3 || got[0].Kind != data.VersionNew || got[0].Revision != 3 {
			t.Errorf("got %+v", got)
		}
		if got := s.history("plots", "b"); len(got) != 1 {
			t.Errorf("of another: %+v", got)
		}
	}},
	{"DerivedFieldsMakeNone", func(t *testing.T, s *fixture) {
		s.put(with(site("a", nil), "name", "x"))
		for pairs := range 3 {
			s.put(with(with(site("a", nil), "name", "x"), "overlap_pairs", int64(pairs)))
		}
		if got := s.history("sites", "a"); len(got) != 1 || got[0].Revision != 1 || got[0].Kind != data.VersionNew {
			t.Errorf("got %+v", got)
		}
		s.put(with(site("a", nil), "name", "y"))
		s.put(with(with(site("a", nil), "name", "y"), "overlap_pairs", int64(7)))
		s.put(with(with(site("a", nil), "name", "z"), "overlap_pairs", int64(8)))
		got := s.history("sites", "a")
		if len(got) != 3 || got[0].Revision != 7 || got[1].Revision != 5 || got[2].Revision != 1 {
			t.Fatalf("got %+v", got)
		}
		if want := []data.FieldChange{{Field: "name", Old: "y", New: "z"}}; !reflect.DeepEqual(got[0].Fields, want) {
			t.Errorf("fields are %+v", got[0].Fields)
		}
	}},
	{"ComputedFeaturesHaveNone", func(t *testing.T, s *fixture) {
		f := data.Feature{ID: "o", Collection: "overlaps", Properties: map[string]any{"class": "certain"}}
		s.put(f)
		s.put(with(f, "class", "possible"))
		if got := s.history("overlaps", "o"); len(got) != 1 || got[0].Revision != 2 {
			t.Errorf("got %+v", got)
		}
	}},
	{"WhatMakesNoDifferenceMakesNone", func(t *testing.T, s *fixture) {
		s.put(plots(3)...)
		s.put(plots(3)...)
		_, err := s.Write(s.ctx, "", "", func(tx data.Tx) error {
			s.check(tx.Put(s.ctx, plot("p1", 140, 50)))
			return errTest
		})
		if !errors.Is(err, errTest) {
			t.Fatal(err)
		}
		if got := s.history("plots", "p1"); len(got) != 1 || got[0].Revision != 1 {
			t.Errorf("got %+v", got)
		}
	}},
	{"WhatCameAndWentInOneWriteNeverWas", func(t *testing.T, s *fixture) {
		s.put(plot("b", 130, 50))
		s.write(func(tx data.Tx) error {
			s.check(tx.Put(s.ctx, plot("a", 130, 50)))
			s.check(tx.Put(s.ctx, plot("b", 131, 50)))
			if err := tx.Delete(s.ctx, "plots", "b"); err != nil {
				return err
			}
			return tx.Delete(s.ctx, "plots", "a")
		})
		if list, err := s.History(s.ctx, "plots", "a"); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("%+v, %v", list, err)
		}
		if got := s.history("plots", "b"); len(got) != 3 || got[0].Kind != data.VersionDeleted || got[1].Kind != data.VersionUpdated || got[2].Kind != data.VersionNew {
			t.Errorf("got %+v", got)
		}
	}},
	{"ItOutlivesTheStore", func(t *testing.T, s *fixture) {
		s.put(plot("a", 130, 50))
		s.put(plot("a", 131, 50))
		before := s.history("plots", "a")
		s.reopen()
		if got := s.history("plots", "a"); !sameHistory(got, before) {
			t.Errorf("got %+v, was %+v", got, before)
		}
	}},
	{"NobodyHasNone", func(t *testing.T, s *fixture) {
		for collection, id := range map[string]string{"plots": "nowhere", "graves": "a"} {
			if list, err := s.History(s.ctx, collection, id); !errors.Is(err, data.ErrNotFound) || len(list) > 0 {
				t.Errorf("%s: %v, %v", collection, list, err)
			}
		}
	}},
}

func updates(t *testing.T, s *fixture) {
	f := keyed(with(site("a", orb.Point{130, 50}), "burials", int64(1)), "list", "1")
	s.put(f)
	moved := with(f, "burials", nil)
	delete(moved.Properties, "burials")
	moved.Geometry, moved.Location.Accuracy, moved.Extra = orb.Point{130, 50.001}, 12.5, map[string]string{"備考": "moved"}
	s.put(moved)
	lost := with(moved, "period", "1946~")
	lost.Geometry = nil
	s.put(lost)
	got := s.history("sites", "a")
	if len(got) != 3 {
		t.Fatalf("%d entries", len(got))
	}
	want := []data.FieldChange{{Field: "period", New: "1946~"}, {Field: "geometry", Old: "Point"}}
	if v := got[0]; !reflect.DeepEqual(v.Fields, want) || v.Kind != data.VersionUpdated || v.Revision != 3 || v.Moved != 0 || v.Former != orb.Geometry(orb.Point{130, 50.001}) {
		t.Errorf("the last is %+v", v)
	}
	want = []data.FieldChange{
		{Field: "burials", Old: int64(1)}, {Field: "accuracy_m", New: 12.5},
		{Field: "geometry", Old: "Point", New: "Point"}, {Field: "extra", New: json.RawMessage(`{"備考":"moved"}`)},
	}
	// A thousandth of a degree of latitude at 50° is 111.23 m on the ellipsoid.
	if v := got[1]; !reflect.DeepEqual(v.Fields, want) || math.Abs(v.Moved-111.23) > 0.01 || v.Former != orb.Geometry(orb.Point{130, 50}) || v.Source != "list" {
		t.Errorf("the second is %+v", v)
	}
}

func everyFieldInHistory(t *testing.T, s *fixture) {
	for _, c := range data.Collections {
		if c.Derived {
			continue
		}
		f := recorded(c)
		f.Location.SourceKey = "" // the id names it, while its source changes
		s.put(data.Feature{ID: f.ID, Collection: c.Name})
		s.put(f)
		s.put(data.Feature{ID: f.ID, Collection: c.Name})
		got := s.history(c.Name, f.ID)
		if len(got) != 3 || got[0].Source != "" || got[1].Source != f.Location.Source || got[2].Source != "" {
			t.Fatalf("%s: %+v", c.Name, got)
		}
		before, after := map[string]any{}, map[string]any{}
		for _, change := range got[1].Fields {
			before[change.Field] = change.New
		}
		for _, change := range got[0].Fields {
			after[change.Field] = change.Old
		}
		if !reflect.DeepEqual(before, after) {
			t.Errorf("%s: what came is\n%v, what went\n%v", c.Name, before, after)
		}
		for field, want := range f.Properties {
			if !reflect.DeepEqual(before[field], want) {
				t.Errorf("%s.%s became %v, want %v", c.Name, field, before[field], want)
			}
		}
		for _, field := range data.LocationFields {
			if want := f.Location.Value(field.Name); !reflect.DeepEqual(before[field.Name], want) {
				t.Errorf("%s.%s became %v, want %v", c.Name, field.Name, before[field.Name], want)
			}
		}
	}
}

func (f *fixture) history(collection, id string) []data.Version {
	f.t.Helper()
	list, err := f.History(f.ctx, collection, id)
	if err != nil {
		f.t.Fatalf("History(%s/%s): %v", collection, id, err)
	}
	return list
}

// sameHistory compares histories; times may have other locations.
func sameHistory(a, b []data.Version) bool {
	plain := func(list []data.Version) []data.Version {
		var all []data.Version
		for _, v := range list {
			v.Time = v.Time.UTC().Round(time.Millisecond)
			all = append(all, v)
		}
		return all
	}
	return reflect.DeepEqual(plain(a), plain(b))
}
