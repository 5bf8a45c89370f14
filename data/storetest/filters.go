package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"burialmap/data"
)

// filters select what Go finds them true of among all features.
var filters = []test{
	{"RandomFiltersSelectWhatGoSelects", func(t *testing.T, s *fixture) {
		r := rand.New(rand.NewPCG(5, 6))
		for _, c := range []data.Collection{data.Plots, data.Overlaps, data.Sources} {
			s.put(varied(r, c, 60)...)
			g := generator{r, c, s.all(data.Query{Collection: c.Name})}
			for range 40 {
				s.selectsByFilter(g.features, data.Query{Collection: c.Name, Filter: g.filter(4)})
			}
		}
	}},
	{"AFilterJoinsTheOtherConditions", func(t *testing.T, s *fixture) {
		r := rand.New(rand.NewPCG(7, 8))
		s.put(varied(r, data.Plots, 80)...)
		g := generator{r, data.Plots, s.all(data.Query{Collection: "plots"})}
		for range 25 {
			q := data.Query{Collection: "plots", Filter: g.filter(3)}
			if r.IntN(2) == 0 {
				q.Bound = bound(129+r.Float64(), 49+r.Float64(), 130+r.Float64(), 50+r.Float64())
			}
			if r.IntN(3) == 0 {
				q.Equal = map[string]string{"kind": "grave"}
			}
			if r.IntN(3) == 0 {
				q.FIDs = g.someFIDs()
			}
			s.selectsByFilter(s.all(data.Query{Collection: "plots", Bound: q.Bound, Equal: q.Equal, FIDs: q.FIDs}), q)
		}
	}},
	{"WhatWasNotRecordedIsUnknown", func(t *testing.T, s *fixture) {
		s.put(with(plot("one", 130, 50), "burials", int64(3)), plot("none", 130, 50))
		more := data.Comparison{Op: data.Greater, Left: data.Property("burials"), Right: data.NumberValue(5)}
		for _, c := range []struct {
			filter data.Filter
			want   []string
		}{
			{more, nil},
			{data.Not{Filter: more}, []string{"one"}},
			{data.Or{more, data.Not{Filter: more}}, []string{"one"}},
			{data.IsNull{Of: data.Property("burials")}, []string{"none"}},
			{data.Not{Filter: data.IsNull{Of: data.Property("burials")}}, []string{"one"}},
			{data.Or{more, data.Truth(true)}, []string{"one", "none"}},
			{data.And{}, []string{"one", "none"}},
			{data.Or{}, nil},
		} {
			q := data.Query{Collection: "plots", Filter: c.filter}
			if got := ids(s.all(q)); fmt.Sprint(got) != fmt.Sprint(c.want) || s.count(q) != len(c.want) {
				t.Errorf("%#v selects %v, want %v", c.filter, got, c.want)
			}
		}
	}},
	{"LikeTellsCapitalsApart", func(t *testing.T, s *fixture) {
		for i, name := range []string{"Row 1", "row 1", "Ряд_1", "ряд 1", "50 %", `a\b`, ""} {
			s.put(with(plot(fmt.Sprint(i), 130, 50), "name", name))
		}
		for pattern, want := range map[string][]string{
			"R%": {"0"}, "%1": {"0", "1", "2", "3"}, "%ow%": {"0", "1"}, "Row 1": {"0"}, "_ow_1": {"0", "1"},
			`Ряд\_%`: {"2"}, "ряд%": {"3"}, `%\%`: {"4"}, `a\\b`: {"5"}, `a\`: nil, "": {"6"}, "%": {"0", "1", "2", "3", "4", "5", "6"},
			"R%w%1": {"0"}, "%o%o%": nil,
		} {
			q := data.Query{Collection: "plots", Filter: data.Like{Of: data.Property("name"), Pattern: data.TextValue(pattern)}}
			if got := ids(s.all(q)); fmt.Sprint(got) != fmt.Sprint(want) || s.count(q) != len(want) {
				t.Errorf("%q matches %v, want %v", pattern, got, want)
			}
		}
	}},
	{"GreatFiltersAreAnswered", func(t *testing.T, s *fixture) {
		s.put(plots(3)...)
		var list []data.Operand
		var terms data.Or
		for i := range 900 {
			list = append(list, data.TextValue(fmt.Sprint("x", i)))
			terms = append(terms, data.IsNull{Of: data.Property("id")})
		}
		terms = append(terms[:400], data.In{Of: data.Property("id"), List: append(list, data.TextValue("p1"))})
		if got := ids(s.all(data.Query{Collection: "plots", Filter: terms})); fmt.Sprint(got) != "[p1]" {
			t.Errorf("selected are %v", got)
		}
	}},
	{"WhatCannotBeAskedIsInvalid", func(t *testing.T, s *fixture) {
		for _, f := range []data.Filter{
			data.IsNull{Of: data.Property("colour")},
			data.IsNull{Of: data.Property(`name" OR 1=1 --`)},
			data.IsNull{Of: data.Property("geom")},
			data.Comparison{Op: "= 1 OR", Left: data.Property("burials"), Right: data.NumberValue(1)},
			data.Comparison{Op: data.Equal, Left: data.Property("burials"), Right: data.TextValue("1")},
			data.Not{},
		} {
			q := data.Query{Collection: "plots", Filter: f}
			if _, err := s.Count(s.ctx, q); !errors.Is(err, data.ErrInvalid) {
				t.Errorf("%#v: Count says %v", f, err)
			}
			if _, err := s.Values(s.ctx, q, "name"); !errors.Is(err, data.ErrInvalid) {
				t.Errorf("%#v: Values says %v", f, err)
			}
			for _, err := range s.Features(s.ctx, q) {
				if !errors.Is(err, data.ErrInvalid) {
					t.Errorf("%#v: Features says %v", f, err)
				}
			}
			for _, err := range s.Keys(s.ctx, q) {
				if !errors.Is(err, data.ErrInvalid) {
					t.Errorf("%#v: Keys says %v", f, err)
				}
			}
		}
	}},
	{"ValuesAreThoseOfWhatAFilterSelects", func(t *testing.T, s *fixture) {
		s.put(valued()...)
		for want, f := range map[string]data.Filter{
			"[list survey]": data.Comparison{Op: data.Equal, Left: data.Property("kind"), Right: data.TextValue("row")},
			"[план]":        data.Like{Of: data.CaseI{Of: data.Property("source")}, Pattern: data.CaseI{Of: data.TextValue("П_АН")}},
		} {
			if got := s.values(data.Query{Collection: "plots", Filter: f}, "source"); fmt.Sprint(got) != want {
				t.Errorf("%#v: %v, want %s", f, got, want)
			}
		}
	}},
	{"AWriteSelectsByFilter", func(t *testing.T, s *fixture) {
		s.put(plots(5)...)
		s.write(func(tx data.Tx) error {
			s.check(tx.Put(s.ctx, with(plot("p3", 130, 50), "name", "Ä")))
			q := data.Query{Collection: "plots", Filter: data.Comparison{Op: data.Equal, Left: data.AccentI{Of: data.Property("name")}, Right: data.TextValue("A")}}
			n := 0
			for f, err := range tx.Features(s.ctx, q) {
				if n++; err != nil || f.ID != "p3" {
					t.Errorf("%v, %v", f.ID, err)
				}
			}
			if n != 1 {
				t.Errorf("%d features", n)
			}
			return nil
		})
	}},
	{"CountsFollowEveryChange", func(t *testing.T, s *fixture) {
		q := data.Query{Collection: "plots", Filter: data.Comparison{Op: data.Equal, Left: data.Property("kind"), Right: data.TextValue("row")}}
		for i := range 5 {
			for range 2 {
				if n := s.count(q); n != i {
					t.Fatalf("%d are counted of %d", n, i)
				}
			}
			s.put(with(plot(fmt.Sprint(i), 130, 50), "kind", "row"))
		}
	}},
}

// selectsByFilter checks a query against Go's answer for some features.
func (f *fixture) selectsByFilter(of []data.Feature, q data.Query) {
	f.t.Helper()
	c, _ := data.CollectionNamed(q.Collection)
	holds, err := data.Compile(c, q.Filter)
	if err != nil {
		f.t.Fatalf("%#v: %v", q.Filter, err)
	}
	var want []data.Feature
	for _, feature := range of {
		if holds.Holds(feature) {
			want = append(want, feature)
		}
	}
	f.selectsExactly(q, want)
}

// selectsExactly checks that a query selects some features in their order, by listing, by
// their keys and by counting.
func (f *fixture) selectsExactly(q data.Query, want []data.Feature) {
	f.t.Helper()
	var got []data.Feature
	for feature, err := range f.Features(f.ctx, q) {
		if err != nil {
			f.t.Fatalf("%#v: %v", q.Filter, err)
		}
		got = append(got, feature)
	}
	if fmt.Sprint(ids(got)) != fmt.Sprint(ids(want)) {
		f.t.Errorf("%#v %+v\n selects %v\n    want %v", q.Filter, q.Sort, ids(got), ids(want))
	}
	if keys := f.keys(q); fmt.Sprint(keys) != fmt.Sprint(keysOf(want)) {
		f.t.Errorf("%#v\nhas keys %v\n    want %v", q.Filter, keys, keysOf(want))
	}
	if q.Limit == 0 && q.Offset == 0 && q.After == 0 {
		if n := f.count(q); n != len(want) {
			f.t.Errorf("%#v counts %d, want %d", q.Filter, n, len(want))
		}
	}
}

func (f *fixture) keys(q data.Query) (list []data.Key) {
	f.t.Helper()
	for k, err := range f.Keys(f.ctx, q) {
		if err != nil {
			f.t.Fatalf("Keys(%#v): %v", q.Filter, err)
		}
		list = append(list, k)
	}
	return list
}

func keysOf(features []data.Feature) (list []data.Key) {
	for _, f := range features {
		list = append(list, data.Key{FID: f.FID, Revision: f.Revision})
	}
	return list
}
