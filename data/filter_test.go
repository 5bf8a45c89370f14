package data

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// grave is an invented plot with most of what can be recorded; blank is one of which
// nothing is known.
func grave() Feature {
	return Feature{
		ID: "grave-1", Collection: "plots", Revision: 3, Updated: time.Date(2026, 11, 29, 12, 30, 0, 0, time.UTC),
		Geometry: orb.Polygon{{{135, 48}, {135.001, 48}, {135.001, 48.001}, {135, 48.001}, {135, 48}}},
		Properties: map[string]any{
			"name": "Ёлка №5", "kind": "grave", "occupancy": "pow", "burials": int64(12), "period": "1945-08/1947",
		},
		Location: Location{Accuracy: geo.Accuracy(2.5), Method: "plan", Source: "demo-plan", Fictional: true},
	}
}

func blank() Feature { return Feature{ID: "blank", Collection: "plots"} }

func truthIn(t *testing.T, c Collection, f Filter, feature Feature) truth {
	t.Helper()
	p, err := Compile(c, f)
	if err != nil {
		t.Fatalf("%#v: %v", f, err)
	}
	is := p.condition(&feature)
	if p.Holds(feature) != (is == holds) {
		t.Errorf("%#v: Holds is not %v", f, is)
	}
	return is
}

func TestConditionsAreTrueFalseOrUnknown(t *testing.T) {
	name, burials, updated, fictional := Property("name"), Property("burials"), Property("updated"), Property("fictional")
	noon := InstantValue{Time: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)}
	today := InstantValue{Time: time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC), Day: true}
	u := unknown
	for _, c := range []struct {
		filter       Filter
		grave, blank truth
	}{
		{Truth(true), holds, holds},
		{Truth(false), untrue, untrue},
		{And{}, holds, holds},
		{Or{}, untrue, untrue},
		{Comparison{Equal, name, TextValue("Ёлка №5")}, holds, u},
		{Comparison{Equal, name, TextValue("ёлка №5")}, untrue, u},
		{Comparison{Equal, CaseI{name}, CaseI{TextValue("ЁЛКА №5")}}, holds, u},
		{Comparison{Equal, AccentI{CaseI{name}}, TextValue("елка №5")}, holds, u},
		{Comparison{Less, name, TextValue("Яма")}, holds, u}, // Ё comes before Я by code point
		{Comparison{Less, TextValue("Z"), name}, holds, u},
		{Comparison{Equal, Property("id"), TextValue("blank")}, untrue, holds},
		{Comparison{GreaterOrEqual, burials, NumberValue(12)}, holds, u},
		{Comparison{Greater, burials, NumberValue(12)}, untrue, u},
		{Comparison{NotEqual, burials, NumberValue(12)}, untrue, u},
		{Comparison{LessOrEqual, Property("accuracy_m"), NumberValue(2.5)}, holds, u},
		{Comparison{Equal, Property("revision"), NumberValue(3)}, holds, untrue},
		{Comparison{Equal, fictional, BooleanValue(true)}, holds, untrue},
		{Comparison{NotEqual, fictional, BooleanValue(true)}, untrue, holds},
		{Comparison{Equal, Property("location_method"), TextValue("unknown")}, untrue, holds},
		{Comparison{Equal, Property("period"), TextValue("1945-08/1947")}, holds, u},
		{Comparison{Greater, updated, noon}, holds, u},
		{Comparison{Equal, updated, today}, holds, u},
		{Comparison{Greater, updated, today}, untrue, u},
		{Between{burials, NumberValue(12), NumberValue(13)}, holds, u},
		{Between{burials, NumberValue(13), NumberValue(12)}, untrue, u},
		{Not{Between{burials, NumberValue(1), NumberValue(5)}}, holds, u},
		{In{Property("kind"), []Operand{TextValue("row"), TextValue("grave")}}, holds, u},
		{In{Property("kind"), []Operand{TextValue("row"), Property("site")}}, u, u},
		{In{Property("kind"), []Operand{TextValue("grave"), Property("site")}}, holds, u},
		{In{burials, []Operand{NumberValue(1), NumberValue(12)}}, holds, u},
		{Not{In{burials, []Operand{NumberValue(1)}}}, holds, u},
		{Like{name, TextValue("Ё%5")}, holds, u},
		{Like{name, TextValue("_лка %")}, holds, u},
		{Like{name, TextValue("лка")}, untrue, u},
		{IsNull{name}, untrue, holds},
		{IsNull{Property("geometry")}, untrue, holds},
		{IsNull{CaseI{name}}, untrue, holds},
		{IsNull{Property("location_parse")}, holds, holds},
		{IsNull{Property("updated")}, untrue, holds},
		{IsNull{Distance{Property("geometry"), GeometryValue{orb.Point{135, 48}}}}, untrue, holds},
		{IsNull{fictional}, untrue, untrue},
		{And{IsNull{name}, Comparison{Equal, burials, NumberValue(1)}}, untrue, u},
		{Or{IsNull{name}, Comparison{Equal, burials, NumberValue(1)}}, untrue, holds},
		{Not{Comparison{Equal, burials, NumberValue(1)}}, holds, u},
	} {
		if got := truthIn(t, Plots, c.filter, grave()); got != c.grave {
			t.Errorf("%#v of a grave is %d, want %d", c.filter, got, c.grave)
		}
		if got := truthIn(t, Plots, c.filter, blank()); got != c.blank {
			t.Errorf("%#v of a blank is %d, want %d", c.filter, got, c.blank)
		}
	}
}

func TestNoFilterHoldsOfEverything(t *testing.T) {
	p, err := Compile(Plots, nil)
	if err != nil || !p.Holds(blank()) {
		t.Errorf("%v %v", p, err)
	}
	if _, err := Compile(Plots, IsNull{Property("colour")}); err == nil {
		t.Error("an unknown property was compiled")
	}
}

func TestPatternsMatchBySigns(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true},
		{"", "a", false},
		{"%", "", true},
		{"_", "", false},
		{"_", "墓", true},
		{"__", "墓", false},
		{"a%", "a", true},
		{"%a", "ba", true},
		{"%a%a%", "aa", true},
		{"%a%a%", "a", false},
		{"a_c%e", "abcde", true},
		{"%ab", "aab", true},
		{"%墓地%", "第一墓地北", true},
		{`100\%`, "100%", true},
		{`100\%`, "1000", false},
		{`a\_b`, "a_b", true},
		{`a\_b`, "acb", false},
		{`a\\%`, `a\b`, true},
		{`a\`, `a\`, true},
		{"a", "A", false},
		{strings.Repeat("%a", 20) + "b", strings.Repeat("a", 2000), false},
	} {
		if got := newPattern(c.pattern).match(c.text); got != c.want {
			t.Errorf("%q LIKE %q is %v", c.text, c.pattern, got)
		}
	}
}

func TestFoldingFollowsUnicodeAndKeepsLetters(t *testing.T) {
	for text, want := range map[string]string{"": "", "ABC": "abc", "abc": "abc", "Straße": "strasse", "ЁЛКА": "ёлка", "墓": "墓"} {
		if got := FoldCase(text); got != want {
			t.Errorf("%q without case is %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"": "", "abc": "abc", "Élan": "Elan", "ёлка": "елка", "йод": "йод", "Ўзбек": "Ўзбек", "ō": "o", "が": "が", "パ": "パ", "ł": "ł", "e\u0301": "e",
	} {
		if got := FoldAccents(text); got != want {
			t.Errorf("%q without accents is %q, want %q", text, got, want)
		}
	}
}

func interval(start, end string) IntervalValue {
	var v IntervalValue
	if start != ".." {
		v.Start = date(start)
	}
	if end != ".." {
		v.End = date(end)
	}
	return v
}

func date(text string) InstantValue {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return InstantValue{Time: t, Day: true}
}

func TestPeriodsRelateByTheDaysTheyMayHold(t *testing.T) {
	for _, c := range []struct {
		period, op string
		with       Operand
		want       truth
	}{
		{"1946", "T_DURING", interval("1945-12-31", "1947-01-01"), holds},
		{"1946", "T_DURING", interval("1946-01-01", "1947-01-01"), untrue},
		{"1946", "T_STARTS", interval("1946-01-01", "1947-01-01"), holds},
		{"1946", "T_FINISHES", interval("1945-01-01", "1946-12-31"), holds},
		{"1946", "T_EQUALS", interval("1946-01-01", "1946-12-31"), holds},
		{"1946", "T_MEETS", interval("1946-12-31", "1947-12-31"), holds},
		{"1946", "T_METBY", interval("1945-01-01", "1946-01-01"), holds},
		{"1946", "T_OVERLAPS", interval("1946-06-01", "1947-06-01"), holds},
		{"1946", "T_OVERLAPPEDBY", interval("1945-06-01", "1946-06-01"), holds},
		{"1946", "T_CONTAINS", date("1946-06-01"), holds},
		{"1946", "T_CONTAINS", date("1946-01-01"), untrue},
		{"1946", "T_STARTEDBY", interval("1946-01-01", "1946-06-01"), holds},
		{"1946", "T_FINISHEDBY", interval("1946-06-01", "1946-12-31"), holds},
		{"1946", "T_INTERSECTS", date("1946-12-31"), holds},
		{"1946", "T_INTERSECTS", date("1947-01-01"), untrue},
		{"1946", "T_DISJOINT", date("1947-01-01"), holds},
		{"1946", "T_BEFORE", date("1947-01-01"), holds},
		{"1946", "T_BEFORE", date("1946-12-31"), untrue},
		{"1946", "T_AFTER", date("1945-12-31"), holds},
		{"194X", "T_INTERSECTS", date("1949-12-31"), holds},
		{"1946-07-21~", "T_EQUALS", date("1946-07-21"), holds},
		{"1946", "T_AFTER", interval("..", "1945-12-31"), holds},
		{"1946", "T_INTERSECTS", interval("..", ".."), holds},
		{"1946/..", "T_INTERSECTS", date("2000-01-01"), holds},
		{"1946/..", "T_EQUALS", interval("1946-01-01", ".."), holds},
		{"1946/..", "T_BEFORE", date("2000-01-01"), untrue},
		{"1946/", "T_INTERSECTS", date("1946-01-01"), holds},
		{"1946/", "T_INTERSECTS", interval("1945-06-01", "1946-06-01"), holds},
		{"1946/", "T_INTERSECTS", date("1947-01-01"), unknown},
		{"1946/", "T_BEFORE", date("1947-01-01"), unknown},
		{"1946/", "T_BEFORE", date("1946-01-01"), untrue},
		{"1946/", "T_AFTER", date("1945-12-31"), holds},
		{"1946/", "T_EQUALS", interval("1946-01-01", ".."), untrue},
		{"/1946", "T_INTERSECTS", date("1945-01-01"), unknown},
		{"/1946", "T_BEFORE", date("1947-01-01"), holds},
		{"no period", "T_BEFORE", date("1947-01-01"), unknown},
		{"1946", "T_BEFORE", Property("updated"), holds},
	} {
		f := grave()
		f.Properties["period"] = c.period
		if got := truthIn(t, Plots, Temporal{c.op, Property("period"), c.with}, f); got != c.want {
			t.Errorf("%s %s %s is %d, want %d", c.period, c.op, describe(c.with), got, c.want)
		}
	}
	if got := truthIn(t, Plots, Temporal{"T_BEFORE", Property("period"), date("1947-01-01")}, blank()); got != unknown {
		t.Errorf("what was not recorded is before: %d", got)
	}
}

func describe(o Operand) string {
	if v, ok := o.(IntervalValue); ok {
		return fmt.Sprintf("%s to %s", describeOperand(v.Start), describeOperand(v.End))
	}
	return describeOperand(o)
}

func TestMomentsRelateExactlyAndDaysByDays(t *testing.T) {
	moment := func(text string) InstantValue {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return InstantValue{Time: at}
	}
	for _, c := range []struct {
		op   string
		with Operand
		want truth
	}{
		{"T_AFTER", moment("2026-11-29T12:29:59Z"), holds},
		{"T_AFTER", moment("2026-11-29T12:30:00Z"), untrue},
		{"T_EQUALS", moment("2026-11-29T21:30:00+09:00"), holds},
		{"T_EQUALS", date("2026-11-29"), holds},
		{"T_AFTER", date("2026-11-29"), untrue},
		{"T_DURING", IntervalValue{moment("2026-11-29T12:00:00Z"), moment("2026-11-29T13:00:00Z")}, holds},
		{"T_DURING", IntervalValue{moment("2026-11-29T12:00:00Z"), nil}, holds},
		{"T_INTERSECTS", IntervalValue{date("2026-11-29"), moment("2026-11-29T12:00:00Z")}, holds},
		{"T_DURING", IntervalValue{nil, Property("updated")}, untrue},
	} {
		if got := truthIn(t, Plots, Temporal{c.op, Property("updated"), c.with}, grave()); got != c.want {
			t.Errorf("%s %s is %d, want %d", c.op, describe(c.with), got, c.want)
		}
	}
}

func TestListsRelateAsSets(t *testing.T) {
	list := func(items ...string) ListValue {
		var v ListValue
		for _, item := range items {
			v = append(v, TextValue(item))
		}
		return v
	}
	for _, c := range []struct {
		reasons, op string
		with        ListValue
		want        truth
	}{
		{`[{"code":"a"},{"code":"b"}]`, "A_CONTAINS", list("a"), holds},
		{`[{"code":"a"},{"code":"b"}]`, "A_CONTAINS", list("a", "c"), untrue},
		{`[{"code":"a"},{"code":"b"}]`, "A_CONTAINS", list(), holds},
		{`["a","b","a"]`, "A_EQUALS", list("b", "a"), holds},
		{`["a"]`, "A_EQUALS", list("b", "a"), untrue},
		{`["a"]`, "A_CONTAINEDBY", list("b", "a"), holds},
		{`["a","c"]`, "A_OVERLAPS", list("b", "a"), holds},
		{`["c"]`, "A_OVERLAPS", list("b", "a"), untrue},
		{`[]`, "A_EQUALS", list(), holds},
		{`[1,{"x":1},null,"a"]`, "A_EQUALS", list("a"), holds},
		{`{"code":"a"}`, "A_CONTAINS", list("a"), unknown},
		{``, "A_CONTAINS", list("a"), unknown},
		{`["certain"]`, "A_CONTAINS", ListValue{Property("class")}, holds},
		{`["certain"]`, "A_CONTAINS", ListValue{Property("site")}, unknown},
	} {
		f := Feature{Collection: "overlaps", Properties: map[string]any{"class": "certain"}}
		if c.reasons != "" {
			f.Properties["reasons"] = json.RawMessage(c.reasons)
		}
		if got := truthIn(t, Overlaps, Array{c.op, Property("reasons"), c.with}, f); got != c.want {
			t.Errorf("%s %s %v is %d, want %d", c.reasons, c.op, c.with, got, c.want)
		}
	}
}
