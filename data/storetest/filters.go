package storetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// filters select what Go finds them true of among all features.
var filters = []test{
	{"RandomFiltersSelectWhatGoSelects", func(t *testing.T, s *fixture) {
		r := rand.New(rand.NewPCG(5, 6))
		for _, c := range []data.Collection{data.Plots, data.Overlaps, data.Sources} {
			s.put(varied(r, c, 60)...)
			g := generator{r, c, s.all(data.Query{Collection: c.Name})}
			for range 100 {
				s.selectsByFilter(g.features, data.Query{Collection: c.Name, Filter: g.filter(4)})
			}
		}
	}},
	{"AFilterJoinsTheOtherConditions", func(t *testing.T, s *fixture) {
		r := rand.New(rand.NewPCG(7, 8))
		s.put(varied(r, data.Plots, 80)...)
		g := generator{r, data.Plots, s.all(data.Query{Collection: "plots"})}
		for range 50 {
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

var variedTexts = []string{"", "a", "A", "Ä", "ab", "aB%", "a_b", `a\b`, "o'b\"", "Ряд 1", "ряд 1", "Ё", "е", "墓", "ß", "SS", "z\U0010ffff", "10", "9"}

// varied are invented features with a value in some fields and none in others.
func varied(r *rand.Rand, c data.Collection, n int) []data.Feature {
	var list []data.Feature
	for i := range n {
		f := data.Feature{ID: fmt.Sprint("v", i), Collection: c.Name, Properties: map[string]any{}}
		if c.Spatial {
			f.Geometry = variedGeometry(r)
		}
		for _, field := range c.Fields {
			if r.IntN(3) > 0 {
				f.Properties[field.Name] = variedValue(r, field)
			}
		}
		f.Location = data.Location{Method: data.MethodUnknown, Fictional: r.IntN(2) == 0}
		if r.IntN(2) == 0 {
			f.Location.Method, f.Location.Text, f.Location.Source = "plan", variedTexts[r.IntN(len(variedTexts))], variedTexts[r.IntN(len(variedTexts))]
			f.Location.Accuracy, f.Location.Parse = 2.5, json.RawMessage(`{"a":1}`)
		}
		list = append(list, f)
	}
	return list
}

func variedValue(r *rand.Rand, f data.Field) any {
	switch f.Type {
	case data.Integer:
		return int64(r.IntN(6) - 1)
	case data.Real:
		return float64(r.IntN(8)-2) / 2
	case data.JSON:
		return json.RawMessage([]string{"[]", `["a","b"]`, `[{"code":"near"},{"code":"same_time"}]`, "null"}[r.IntN(4)])
	case data.Enum:
		return f.Values[r.IntN(len(f.Values))]
	case data.Interval:
		return []string{"1945", "1945/1947", "194X", "1946-07", "/1947", "1948/..", "1946~", "no period"}[r.IntN(8)]
	}
	return variedTexts[r.IntN(len(variedTexts))]
}

func variedGeometry(r *rand.Rand) orb.Geometry {
	x, y := 129+float64(r.IntN(20))/10, 49+float64(r.IntN(20))/10
	switch r.IntN(8) {
	case 0:
		return nil
	case 1:
		return orb.LineString{{x, y}, {x + 0.2, y + 0.1}}
	case 2, 3:
		return orb.Polygon{{{x, y}, {x + 0.2, y}, {x + 0.2, y + 0.2}, {x, y + 0.2}, {x, y}}}
	case 4:
		return split()
	case 5:
		return orb.Polygon{}
	}
	return orb.Point{x, y}
}

// generator makes filters of which some are true of the features.
type generator struct {
	r        *rand.Rand
	c        data.Collection
	features []data.Feature
}

func (g generator) someFIDs() (fids []int64) {
	for _, f := range g.features {
		if g.r.IntN(2) == 0 {
			fids = append(fids, f.FID)
		}
	}
	return fids
}

func (g generator) filter(depth int) data.Filter {
	for {
		f := g.any(depth)
		if data.CheckFilter(g.c, f) == nil {
			return f
		}
	}
}

func (g generator) any(depth int) data.Filter {
	if depth > 0 {
		switch g.r.IntN(5) {
		case 0:
			return data.And{g.filter(depth - 1), g.filter(depth - 1)}
		case 1:
			return data.Or{g.filter(depth - 1), g.filter(depth - 1), g.filter(depth - 1)}
		case 2:
			return data.Not{Filter: g.filter(depth - 1)}
		}
	}
	list := g.c.Queryables()
	q := list[g.r.IntN(len(list))]
	switch q.Type {
	case data.GeometryType:
		return g.spatial()
	case data.ListType:
		op := data.ArrayOps[g.r.IntN(len(data.ArrayOps))]
		return data.Array{Op: op, Left: data.Property(q.Name), Right: data.ListValue{data.TextValue("near"), data.TextValue("a")}[:1+g.r.IntN(2)]}
	case data.PeriodType, data.TimeType:
		if g.r.IntN(3) > 0 {
			return g.temporal(q)
		}
	}
	return g.scalar(list, q)
}

func (g generator) scalar(list []data.Queryable, q data.Queryable) data.Filter {
	of := data.Operand(data.Property(q.Name))
	if q.Type == data.TextType && g.r.IntN(5) == 0 {
		of = []data.Operand{data.CaseI{Of: of}, data.AccentI{Of: of}, data.AccentI{Of: data.CaseI{Of: of}}}[g.r.IntN(3)]
	}
	other := g.literal(q)
	if g.r.IntN(6) == 0 {
		other = data.Property(list[g.r.IntN(len(list))].Name)
	}
	ops := []data.ComparisonOp{data.Equal, data.NotEqual, data.Less, data.Greater, data.LessOrEqual, data.GreaterOrEqual}
	switch g.r.IntN(6) {
	case 0:
		return data.IsNull{Of: of}
	case 1:
		return data.Between{Of: of, Low: g.literal(q), High: other}
	case 2:
		return data.In{Of: of, List: []data.Operand{g.literal(q), other, g.literal(q)}}
	case 3:
		return data.Like{Of: of, Pattern: data.TextValue([]string{"a%", "%a%", "%b", "_", "", `a\_%`, "%Р%", "р_д%", `\`, "%1", "a%B%"}[g.r.IntN(11)])}
	case 4:
		return data.Comparison{Op: ops[g.r.IntN(6)], Left: other, Right: of}
	}
	return data.Comparison{Op: ops[g.r.IntN(6)], Left: of, Right: other}
}

func (g generator) literal(q data.Queryable) data.Operand {
	switch q.Type {
	case data.NumberType:
		return data.NumberValue([]float64{-1, 0, 0.5, 1, 1.5, 2, 3, 2.5, 1e300, 1 << 53}[g.r.IntN(10)])
	case data.BooleanType:
		return data.BooleanValue(g.r.IntN(2) == 0)
	case data.TimeType:
		return g.instant()
	}
	if len(q.Values) > 0 && g.r.IntN(4) > 0 {
		return data.TextValue(q.Values[g.r.IntN(len(q.Values))])
	}
	return data.TextValue(variedTexts[g.r.IntN(len(variedTexts))])
}

// instant is about now, when the features were put, or about when people were buried.
func (g generator) instant() data.InstantValue {
	day := time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, g.r.IntN(3)-1)
	if g.r.IntN(2) == 0 {
		day = time.Date(1944+g.r.IntN(6), 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if g.r.IntN(2) == 0 {
		return data.InstantValue{Time: day.Add(time.Duration(g.r.IntN(24)) * time.Hour)}
	}
	return data.InstantValue{Time: day, Day: true}
}

func (g generator) temporal(q data.Queryable) data.Filter {
	of, other := data.Operand(data.Property(q.Name)), data.Operand(g.instant())
	if g.r.IntN(2) == 0 {
		other = data.IntervalValue{Start: g.instant()}
	}
	if g.r.IntN(4) == 0 {
		of, other = other, of
	}
	return data.Temporal{Op: data.TemporalOps[g.r.IntN(len(data.TemporalOps))], Left: of, Right: other}
}

func (g generator) spatial() data.Filter {
	at := data.Operand(data.GeometryValue{Geometry: variedGeometry(g.r)})
	if g.r.IntN(3) == 0 {
		at = data.GeometryValue{Geometry: *bound(129+g.r.Float64(), 49+g.r.Float64(), 130+g.r.Float64(), 50+g.r.Float64())}
	}
	of := data.Operand(data.Property("geometry"))
	switch g.r.IntN(5) {
	case 0:
		of, at = at, of
	case 1:
		ops := []data.ComparisonOp{data.Less, data.GreaterOrEqual, data.Equal, data.Greater}
		return data.Comparison{Op: ops[g.r.IntN(4)], Left: data.Distance{Left: of, Right: at}, Right: data.NumberValue(float64(g.r.IntN(5)) * 5000)}
	case 2:
		return data.IsNull{Of: of}
	}
	return data.Spatial{Op: data.SpatialOps[g.r.IntN(len(data.SpatialOps))], Left: of, Right: at}
}
