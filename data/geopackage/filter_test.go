package geopackage_test

import (
	"fmt"
	"strings"
	"testing"

	"burialmap/data"
)

// odd are values that no column of ours should hold, as SQLite keeps whatever it is given.
var odd = []string{"NULL", "''", "'text'", "' 12 '", "0", "1", "-3", "2", "2.5", "9e999", "-9e999", "x'4142'", "x''", "1e300", "9007199254740993"}

// indexed are the texts among which no blob is looked for.
var indexed = map[string]bool{"site": true, "cemetery": true, "source": true, "source_key": true}

func TestFiltersTakeWhatOtherProgramsWroteAsGoDoes(t *testing.T) {
	s, path := live(t)
	db := another(t, path)
	fields := append(append([]data.Field{}, data.Plots.Fields...), data.LocationFields...)
	for i := range odd {
		execute(t, db, "INSERT INTO plots(id) VALUES (?)", fmt.Sprint("odd", i))
		for j, f := range fields {
			value := odd[(i+j)%len(odd)]
			if strings.HasPrefix(value, "x'") && indexed[f.Name] {
				value = "NULL"
			}
			execute(t, db, fmt.Sprintf(`UPDATE plots SET "%s" = %s WHERE id = 'odd%d'`, f.Name, value, i))
		}
	}
	revision(t, s)
	all := listed(t, s, data.Query{Collection: "plots"})
	if len(all) < len(odd) {
		t.Fatalf("%d plots", len(all))
	}
	for _, q := range data.Plots.Queryables() {
		of := data.Property(q.Name)
		filters := []data.Filter{data.IsNull{Of: of}, data.Not{Filter: data.IsNull{Of: of}}}
		for _, v := range literals[q.Type] {
			filters = append(filters, data.In{Of: of, List: []data.Operand{v, v}}, data.Not{Filter: data.In{Of: of, List: []data.Operand{v, v}}})
			for _, op := range []data.ComparisonOp{data.Equal, data.NotEqual, data.Less, data.Greater, data.LessOrEqual, data.GreaterOrEqual} {
				f := data.Comparison{Op: op, Left: of, Right: v}
				filters = append(filters, f, data.Not{Filter: f})
			}
		}
		for _, f := range filters {
			checkFilter(t, s, all, f)
		}
	}
}

var literals = map[data.OperandType][]data.Operand{
	data.TextType:    {data.TextValue(""), data.TextValue("text"), data.TextValue("2"), data.TextValue("unknown")},
	data.PeriodType:  {data.TextValue("2.5")},
	data.NumberType:  {data.NumberValue(0), data.NumberValue(2), data.NumberValue(2.5), data.NumberValue(-3), data.NumberValue(1 << 53), data.NumberValue(1e300)},
	data.BooleanType: {data.BooleanValue(true), data.BooleanValue(false)},
}

// checkFilter holds a filter against Go's answer for all plots.
func checkFilter(t *testing.T, s data.Store, all []data.Feature, f data.Filter) {
	t.Helper()
	if data.CheckFilter(data.Plots, f) != nil {
		return
	}
	holds, err := data.Compile(data.Plots, f)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, feature := range all {
		if holds.Holds(feature) {
			want = append(want, feature.ID)
		}
	}
	var got []string
	for _, feature := range listed(t, s, data.Query{Collection: "plots", Filter: f}) {
		got = append(got, feature.ID)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%#v\nselects %v\n   want %v", f, got, want)
	}
}

func listed(t *testing.T, s data.Store, q data.Query) (list []data.Feature) {
	t.Helper()
	for f, err := range s.Features(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f)
	}
	return list
}

func TestKeysOfWhatAnotherProgramEditsHaveNoRevisionUntilItIsTaken(t *testing.T) {
	s, path := live(t)
	b := data.Query{Collection: "plots"}
	extent, err := s.Extent(t.Context(), "plots")
	if err != nil {
		t.Fatal(err)
	}
	within := data.Query{Collection: "plots", Bound: &extent.Bound}
	before := keys(t, s, b)
	placed := keys(t, s, within)
	fid := placed[len(placed)/2].FID
	execute(t, another(t, path), "UPDATE plots SET name = 'edited' WHERE fid = ?", fid)
	for _, list := range [][]data.Key{keys(t, s, b), keys(t, s, within), keys(t, s, data.Query{Collection: "plots", FIDs: []int64{fid}})} {
		for _, k := range list {
			if (k.Revision == -1) != (k.FID == fid) {
				t.Errorf("before it is taken: %v of %d", k, fid)
			}
		}
	}
	now := revision(t, s)
	for i, k := range keys(t, s, b) {
		want := before[i]
		if k.FID == fid {
			want.Revision = now
		}
		if k != want {
			t.Errorf("the key is %v, want %v", k, want)
		}
	}
	for _, k := range keys(t, s, within) {
		if k.FID == fid && k.Revision != now {
			t.Errorf("within the extent the key is %v, want revision %d", k, now)
		}
	}
}

func keys(t *testing.T, s data.Store, q data.Query) (list []data.Key) {
	t.Helper()
	for k, err := range s.Keys(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, k)
	}
	return list
}
