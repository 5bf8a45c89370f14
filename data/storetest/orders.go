package storetest

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// orders are how features are sorted, skipped and taken page by page.
var orders = []test{
	{"RandomOrdersAreThoseOfGo", func(t *testing.T, s *fixture) {
		r := rand.New(rand.NewPCG(9, 10))
		for _, c := range []data.Collection{data.Plots, data.Overlaps, data.Sources} {
			s.put(varied(r, c, 50)...)
			all := s.all(data.Query{Collection: c.Name})
			for range 15 {
				q := data.Query{Collection: c.Name, Sort: randomOrder(r, c)}
				want := sorted(all, q.Sort)
				s.selectsExactly(q, want)
				q.Offset, q.Limit = r.IntN(60), r.IntN(20)
				s.selectsExactly(q, page(want, q))
			}
		}
	}},
	{"PagesGoOnAfterTheValuesOfTheLast", func(t *testing.T, s *fixture) {
		r := rand.New(rand.NewPCG(11, 12))
		for _, c := range []data.Collection{data.Plots, data.Overlaps} {
			s.put(varied(r, c, 40)...)
			all := s.all(data.Query{Collection: c.Name})
			for range 10 {
				q := data.Query{Collection: c.Name, Sort: randomOrder(r, c), Limit: 1 + r.IntN(9)}
				want := sorted(all, q.Sort)
				for len(want) > 0 {
					s.selectsExactly(q, page(want, q))
					last := want[min(q.Limit, len(want))-1]
					want = want[min(q.Limit, len(want)):]
					q.After, q.AfterValues = last.FID, nil
					for _, o := range q.Sort {
						q.AfterValues = append(q.AfterValues, sortValue(last, o.Field))
					}
				}
				s.selectsExactly(q, nil)
			}
		}
	}},
	{"WhatWasNotRecordedComesLastEitherWay", func(t *testing.T, s *fixture) {
		s.put(plot("not", 130, 50), with(plot("two", 130, 50), "burials", int64(2)), with(plot("ten", 130, 50), "burials", int64(10)), plot("nor", 130, 50))
		for want, q := range map[string]data.Query{
			"[two ten not nor]": {Sort: []data.Order{{Field: "burials"}}},
			"[ten two not nor]": {Sort: []data.Order{{Field: "burials", Descending: true}}},
			"[ten two]":         {Sort: []data.Order{{Field: "burials", Descending: true}}, Limit: 2},
			"[two not]":         {Sort: []data.Order{{Field: "burials", Descending: true}}, Limit: 2, Offset: 1},
			"[nor not ten two]": {Sort: []data.Order{{Field: "id"}}},
			"[nor]":             {Offset: 3, Sort: []data.Order{{Field: "kind"}}}, // all of the same kind
			"[ten nor]":         {Offset: 2},
			"[]":                {Offset: 4},
		} {
			q.Collection = "plots"
			var got []string
			for f, err := range s.Features(s.ctx, q) {
				s.check(data.New, err)
				got = append(got, f.ID)
			}
			if fmt.Sprint(got) != want {
				t.Errorf("%+v: %v, want %s", q, got, want)
			}
		}
	}},
	{"FIDsKeepThoseThatAreThere", func(t *testing.T, s *fixture) {
		s.put(plots(30)...)
		all := s.all(data.Query{Collection: "plots"})
		for _, b := range []*orb.Bound{nil, bound(129, 49, 131, 51)} {
			for n := range 9 {
				q := data.Query{Collection: "plots", Bound: b, FIDs: []int64{}}
				for _, f := range all[3 : 3+n] {
					q.FIDs = append(q.FIDs, f.FID)
				}
				s.selectsExactly(q, all[3:3+n])
				q.FIDs = append(q.FIDs, 1<<40, -5)
				s.selectsExactly(q, all[3:3+n])
			}
		}
		many := make([]int64, 3000)
		for i := range many {
			many[i] = all[20].FID + int64(i)
		}
		s.selectsExactly(data.Query{Collection: "plots", FIDs: many}, all[20:])
		s.selectsExactly(data.Query{Collection: "plots", FIDs: many, IDs: []string{all[21].ID, all[2].ID}}, all[21:22])
		s.selectsExactly(data.Query{Collection: "plots", FIDs: many, Sort: []data.Order{{Field: "id"}}, Limit: 2}, sorted(all[20:], []data.Order{{Field: "id"}})[:2])
	}},
	{"KeysChangeWithTheFeature", func(t *testing.T, s *fixture) {
		s.put(plots(3)...)
		before := s.keys(data.Query{Collection: "plots"})
		s.put(with(plot("p1", 130, 50), "name", "later"))
		after := s.keys(data.Query{Collection: "plots"})
		if len(after) != 3 || before[0] != after[0] || before[2] != after[2] || after[1] != (data.Key{FID: before[1].FID, Revision: 2}) {
			t.Errorf("keys were %v and are %v", before, after)
		}
		s.write(func(tx data.Tx) error { return tx.Delete(s.ctx, "plots", "p0") })
		here := bound(129, 49, 131, 51)
		if got := s.keys(data.Query{Collection: "plots", Bound: here}); !slices.Equal(got, after[1:]) {
			t.Errorf("keys are %v, want %v", got, after[1:])
		}
	}},
	{"WhatDoesNotSortIsInvalid", func(t *testing.T, s *fixture) {
		for _, q := range []data.Query{
			{Collection: "plots", Sort: []data.Order{{Field: "colour"}}},
			{Collection: "plots", Sort: []data.Order{{Field: "fid"}}},
			{Collection: "plots", Sort: []data.Order{{Field: "geometry"}}},
			{Collection: "plots", Sort: []data.Order{{Field: `name" DESC --`}}},
			{Collection: "plots", Sort: []data.Order{{Field: "location_parse"}}},
			{Collection: "plots", Sort: []data.Order{{Field: "name"}}, After: 3},
			{Collection: "plots", Sort: []data.Order{{Field: "name"}}, After: 3, AfterValues: []any{"a", "b"}},
			{Collection: "plots", Sort: []data.Order{{Field: "burials"}}, After: 3, AfterValues: []any{"a"}},
			{Collection: "plots", Sort: []data.Order{{Field: "name"}}, After: 3, AfterValues: []any{1.5}},
			{Collection: "plots", Sort: []data.Order{{Field: "burials"}}, After: 3, AfterValues: []any{math.NaN()}},
		} {
			for _, err := range s.Features(s.ctx, q) {
				if !errors.Is(err, data.ErrInvalid) {
					t.Errorf("%+v: Features says %v", q, err)
				}
			}
			yielded := 0
			for _, err := range s.Keys(s.ctx, q) {
				if yielded++; !errors.Is(err, data.ErrInvalid) {
					t.Errorf("%+v: Keys says %v", q, err)
				}
			}
			if yielded != 1 {
				t.Errorf("%+v: %d errors", q, yielded)
			}
		}
	}},
}

func randomOrder(r *rand.Rand, c data.Collection) (list []data.Order) {
	names := []string{"id"}
	for _, f := range slices.Concat(c.Fields, data.LocationFields) {
		if f.Type != data.JSON {
			names = append(names, f.Name)
		}
	}
	for range 1 + r.IntN(3) {
		list = append(list, data.Order{Field: names[r.IntN(len(names))], Descending: r.IntN(2) == 0})
	}
	return list
}

// sortValue is a value that is sorted by, nil if it was not recorded.
func sortValue(f data.Feature, field string) any {
	if v, ok := f.Properties[field]; ok {
		return v
	}
	switch field {
	case "id":
		return f.ID
	case "fictional":
		return f.Location.Fictional
	}
	return f.Location.Value(field)
}

func sorted(list []data.Feature, by []data.Order) []data.Feature {
	return slices.SortedFunc(slices.Values(list), func(a, b data.Feature) int {
		for _, o := range by {
			x, y := sortValue(a, o.Field), sortValue(b, o.Field)
			c := compareValues(x, y)
			if o.Descending && x != nil && y != nil {
				c = -c
			}
			if c != 0 {
				return c
			}
		}
		return cmp.Compare(a.FID, b.FID)
	})
}

func compareValues(a, b any) int {
	if a == nil || b == nil {
		return boolInt(a == nil) - boolInt(b == nil)
	}
	switch a := a.(type) {
	case string:
		return cmp.Compare(a, b.(string))
	case int64:
		return cmp.Compare(a, b.(int64))
	case float64:
		return cmp.Compare(a, b.(float64))
	case bool:
		return boolInt(a) - boolInt(b.(bool))
	}
	panic(fmt.Sprintf("%T does not sort", a))
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// page is what Offset and Limit leave.
func page(list []data.Feature, q data.Query) []data.Feature {
	list = list[min(q.Offset, len(list)):]
	if q.Limit > 0 {
		list = list[:min(q.Limit, len(list))]
	}
	return list
}
