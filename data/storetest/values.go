package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"burialmap/data"
)

// values are what a field holds among features.
var values = []test{
	{"TheyAreDistinctSortedAndNotEmpty", func(t *testing.T, s *fixture) {
		if got := s.values(data.Query{Collection: "plots"}, "source"); len(got) > 0 || got == nil {
			t.Errorf("of no features: %v", got)
		}
		s.put(valued()...)
		for field, want := range map[string][]string{
			"source":          {"list", "survey", "план"},
			"source_key":      {"0", "1", "2", "3", "4", "5", "6"},
			"site":            {"a"},
			"name":            {"Ряд 1"},
			"burials":         {"10", "2"},
			"accuracy_m":      {"2.5", "5"},
			"fictional":       {"false", "true"},
			"location_method": {"plan"},
			"location_parse":  {`{"a":1}`},
			"cemetery":        {},
		} {
			if got := s.values(data.Query{Collection: "plots"}, field); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %q, want %q", field, got, want)
			}
		}
	}},
	{"TheyAreThoseOfTheSelectedFeatures", func(t *testing.T, s *fixture) {
		s.put(valued()...)
		for _, c := range []struct {
			q    data.Query
			want []string
		}{
			{data.Query{Equal: map[string]string{"kind": "row"}}, []string{"list", "survey"}},
			{data.Query{Except: map[string]string{"kind": "row"}}, []string{"план"}},
			{data.Query{Bound: bound(130.00005, 49, 130.00025, 51)}, []string{"survey", "план"}},
			{data.Query{Bound: bound(130.00005, 49, 130.00025, 51), Equal: map[string]string{"kind": "row"}}, []string{"survey"}},
			{data.Query{Bound: bound(10, 10, 11, 11)}, []string{}},
			{data.Query{After: 1000, Limit: 1}, []string{"list", "survey", "план"}},
		} {
			c.q.Collection = "plots"
			if got := s.values(c.q, "source"); !reflect.DeepEqual(got, c.want) {
				t.Errorf("%+v: %q, want %q", c.q, got, c.want)
			}
		}
		if got := s.values(data.Query{Collection: "sources", Bound: bound(0, 0, 1, 1)}, "title"); len(got) > 0 {
			t.Errorf("sources within a bound have the titles %q", got)
		}
	}},
	{"AnUnknownFieldOrCollectionIsRefused", func(t *testing.T, s *fixture) {
		if _, err := s.Values(s.ctx, data.Query{Collection: "plots"}, `x" FROM plots --`); !errors.Is(err, data.ErrInvalid) {
			t.Errorf("error is %v", err)
		}
		if _, err := s.Values(s.ctx, data.Query{Collection: "graves"}, "name"); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("error is %v", err)
		}
	}},
}

// valued are seven plots with two or three values in each field, or none.
func valued() []data.Feature {
	list := plots(7)
	for i := range list {
		f := &list[i]
		*f = keyed(*f, []string{"list", "survey", "план", ""}[min(i, 3)], fmt.Sprint(i))
		switch i {
		case 0, 1:
			*f = with(with(*f, "kind", "row"), "burials", int64(2+8*i))
			f.Location.Accuracy, f.Location.Fictional = 2.5, false
		case 2:
			*f = with(with(*f, "name", "Ряд 1"), "site", "a")
			f.Location.Parse = []byte(`{"a":1}`)
		default:
			*f = with(*f, "name", "")
		}
	}
	return list
}

func (f *fixture) values(q data.Query, field string) []string {
	f.t.Helper()
	list, err := f.Values(f.ctx, q, field)
	if err != nil {
		f.t.Fatalf("Values(%+v, %s): %v", q, field, err)
	}
	return list
}
