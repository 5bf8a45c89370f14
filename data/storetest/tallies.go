package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// tallies divide features by facets. What they say is held against counting with a filter
// for each value and each bin, and against periods looked at year by year.
var tallies = []test{
	{"EachValueCountsWhatItsFilterCounts", func(t *testing.T, s *fixture) {
		r := rand.New(rand.NewPCG(11, 12))
		for _, c := range data.Collections {
			s.put(varied(r, c, 60)...)
			g := generator{r, c, s.all(data.Query{Collection: c.Name})}
			s.dividesAsFiltersDo(c, data.Query{Collection: c.Name})
			for range 3 {
				s.dividesAsFiltersDo(c, data.Query{Collection: c.Name, Filter: g.filter(2)})
			}
		}
	}},
	{"TheyAreOfTheSelectionAndNotOfAPage", func(t *testing.T, s *fixture) {
		s.put(valued()...)
		for _, c := range []struct {
			q    data.Query
			want string
		}{
			{data.Query{After: 1000, Limit: 1, Offset: 3}, "7: [{list 1} {survey 1} {план 1}] 4"},
			{data.Query{Equal: map[string]string{"kind": "row"}}, "2: [{list 1} {survey 1}] 0"},
			{data.Query{Bound: bound(130.00005, 49, 130.00025, 51)}, "2: [{survey 1} {план 1}] 0"},
			{data.Query{Bound: bound(10, 10, 11, 11)}, "0: [] 0"},
			{data.Query{IDs: []string{"p1", "nobody"}}, "1: [{survey 1}] 0"},
		} {
			c.q.Collection = "plots"
			tally := s.tally(c.q, "source")
			d := tally.Facets[0]
			if got := fmt.Sprint(tally.Matched, ": ", d.Values, " ", d.Missing); got != c.want {
				t.Errorf("%+v: %s, want %s", c.q, got, c.want)
			}
		}
	}},
	{"YearsTellWhatIsSureFromWhatMayBe", func(t *testing.T, s *fixture) {
		for i, period := range []string{"1945/1947", "194X", "1946-07", "1946~", "1946~/1948", "1948/..", "/1945", "no period", ""} {
			f := plot(fmt.Sprint(i), 130, 50)
			if period != "" {
				f = with(f, "period", period)
			}
			s.put(f)
		}
		d := s.tally(data.Query{Collection: "plots"}, "period").Facets[0]
		want := []data.Year{
			{Year: 1940, Perhaps: 2}, {Year: 1941, Perhaps: 2}, {Year: 1942, Perhaps: 2}, {Year: 1943, Perhaps: 2}, {Year: 1944, Perhaps: 2},
			{Year: 1945, Surely: 2, Perhaps: 1}, {Year: 1946, Surely: 2, Perhaps: 3}, {Year: 1947, Surely: 1, Perhaps: 2},
			{Year: 1948, Surely: 2, Perhaps: 1}, {Year: 1949, Surely: 1, Perhaps: 1},
		}
		if !reflect.DeepEqual(d.Years, want) || d.Missing != 2 {
			t.Errorf("years are\n%+v, missing %d, want\n%+v, 2", d.Years, d.Missing, want)
		}
	}},
	{"OnlyTheCommonestTextsAreListed", func(t *testing.T, s *fixture) {
		var many []data.Feature
		for i := range data.MostValues + 50 {
			for j := range 1 + i%2 {
				many = append(many, with(plot(fmt.Sprint(i, "-", j), 130, 50), "site", fmt.Sprintf("s%03d", i)))
			}
		}
		s.put(many...)
		d := s.tally(data.Query{Collection: "plots"}, "site").Facets[0]
		if len(d.Values) != data.MostValues || d.Values[0] != (data.ValueCount{Value: "s001", Count: 2}) || d.Others != 50 || d.Missing != 0 {
			t.Errorf("%d values, the first %v; others %d, missing %d", len(d.Values), d.Values[0], d.Others, d.Missing)
		}
	}},
	{"WhatLiesNowhereIsNotLocated", func(t *testing.T, s *fixture) {
		s.put(site("a", orb.Point{130, 50}), site("b", nil), site("c", split()))
		d := s.tally(data.Query{Collection: "sites"}, data.Located).Facets[0]
		if want := []data.ValueCount{{Value: "true", Count: 2}, {Value: "false", Count: 1}}; !slices.Equal(d.Values, want) {
			t.Errorf("located are %v", d.Values)
		}
	}},
	{"TheyFollowEveryChange", func(t *testing.T, s *fixture) {
		q := data.Query{Collection: "plots", Equal: map[string]string{"kind": "row"}}
		for i := range 4 {
			for range 2 {
				if tally := s.tally(q, "occupancy"); tally.Matched != i || tally.Facets[0].Missing != i {
					t.Fatalf("%d of %d are counted", tally.Matched, i)
				}
			}
			s.put(with(plot(fmt.Sprint(i), 130, 50), "kind", "row"))
		}
	}},
	{"WhatDoesNotDivideIsRefused", func(t *testing.T, s *fixture) {
		for _, c := range []struct {
			collection, facet string
			want              error
		}{
			{"plots", "name", data.ErrInvalid},
			{"plots", `x" FROM plots --`, data.ErrInvalid},
			{"sources", data.Located, data.ErrInvalid},
			{"graves", "kind", data.ErrNotFound},
		} {
			if _, err := s.Tally(s.ctx, data.Query{Collection: c.collection}, []string{c.facet}); !errors.Is(err, c.want) {
				t.Errorf("%s by %s: %v", c.collection, c.facet, err)
			}
		}
	}},
}

func (f *fixture) tally(q data.Query, facets ...string) data.Tally {
	f.t.Helper()
	t, err := f.Tally(f.ctx, q, facets)
	if err != nil {
		f.t.Fatalf("Tally(%+v, %v): %v", q, facets, err)
	}
	return t
}

// dividesAsFiltersDo checks every facet of a selection.
func (f *fixture) dividesAsFiltersDo(c data.Collection, q data.Query) {
	f.t.Helper()
	var names []string
	for _, facet := range c.Facets() {
		names = append(names, facet.Field)
	}
	alone := f.tally(q, names[0])
	tally := f.tally(q, names...)
	if !reflect.DeepEqual(alone.Facets[0], tally.Facets[0]) || alone.Matched != tally.Matched {
		f.t.Errorf("%s by %s alone: %+v, beside others %+v", c.Name, names[0], alone, tally.Facets[0])
	}
	if want := f.count(q); tally.Matched != want {
		f.t.Errorf("%s %#v: matched %d, counted %d", c.Name, q.Filter, tally.Matched, want)
	}
	for i, facet := range c.Facets() {
		d := tally.Facets[i]
		f.addsUp(facet, d, tally.Matched)
		switch {
		case facet.Field == data.Located:
			f.counts(q, data.IsNull{Of: data.Property("geometry")}, d.Values[1].Count, facet.Field, "false")
		case facet.Kind == data.ByNumber:
			f.countsBins(q, facet, d)
		case facet.Kind != data.ByYear:
			f.countsValues(q, c, facet, d)
		}
	}
}

// addsUp checks that each feature is counted once.
func (f *fixture) addsUp(facet data.Facet, d data.Division, matched int) {
	f.t.Helper()
	if facet.Kind == data.ByYear {
		return
	}
	sum := d.Missing + d.Others
	for _, v := range d.Values {
		sum += v.Count
	}
	for _, b := range d.Bins {
		sum += b.Count
	}
	if sum != matched {
		f.t.Errorf("by %s %d of %d are counted", facet.Field, sum, matched)
	}
}

func (f *fixture) countsValues(q data.Query, c data.Collection, facet data.Facet, d data.Division) {
	f.t.Helper()
	field, _ := c.Field(facet.Field)
	for _, v := range d.Values {
		var value data.Operand = data.TextValue(v.Value)
		if field.Type == data.Boolean {
			value = data.BooleanValue(v.Value == "true")
		}
		f.counts(q, data.Comparison{Op: data.Equal, Left: data.Property(facet.Field), Right: value}, v.Count, facet.Field, v.Value)
	}
}

func (f *fixture) countsBins(q data.Query, facet data.Facet, d data.Division) {
	f.t.Helper()
	of := data.Property(facet.Field)
	for i, b := range d.Bins {
		var within data.And
		if i > 0 {
			within = append(within, data.Comparison{Op: data.GreaterOrEqual, Left: of, Right: data.NumberValue(b.From)})
		}
		if i+1 < len(d.Bins) {
			within = append(within, data.Comparison{Op: data.Less, Left: of, Right: data.NumberValue(d.Bins[i+1].From)})
		}
		f.counts(q, within, b.Count, facet.Field, fmt.Sprint("from ", b.From))
	}
	f.counts(q, data.IsNull{Of: of}, d.Missing, facet.Field, "missing")
}

// counts checks what of a selection a further condition leaves.
func (f *fixture) counts(q data.Query, also data.Filter, got int, field, value string) {
	f.t.Helper()
	if q.Filter != nil {
		also = data.And{q.Filter, also}
	}
	of := q.Filter
	q.Filter = also
	if want := f.count(q); got != want {
		f.t.Errorf("%s by %s, %s, of %#v: %d, filtered %d", q.Collection, field, value, of, got, want)
	}
}
