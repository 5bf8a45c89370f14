package cql

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
)

func day(text string) data.InstantValue {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return data.InstantValue{Time: t, Day: true}
}

func moment(text string) data.InstantValue {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return data.InstantValue{Time: t.UTC()}
}

func value(g orb.Geometry) data.GeometryValue { return data.GeometryValue{Geometry: g} }

var (
	geometry = data.Property("geometry")
	triangle = orb.Polygon{{{135, 48}, {136, 48}, {135, 49}, {135, 48}}}
)

// examples follow those of the standard, for our collections. collection is where they can
// be asked.
var examples = []struct {
	collection, text, json string
	want                   data.Filter
}{
	{"plots", "burials > 10", `{"op":">","args":[{"property":"burials"},10]}`, data.Comparison{Op: ">", Left: data.Property("burials"), Right: data.NumberValue(10)}},
	{"plots", "-0.5 <= accuracy_m", `{"op":"<=","args":[-0.5,{"property":"accuracy_m"}]}`, data.Comparison{Op: "<=", Left: data.NumberValue(-0.5), Right: data.Property("accuracy_m")}},
	{"plots", "occupancy = 'pow'", `{"op":"=","args":[{"property":"occupancy"},"pow"]}`, data.Comparison{Op: "=", Left: data.Property("occupancy"), Right: data.TextValue("pow")}},
	{"plots", "name <> 'O''Neill \\ %'", `{"op":"<>","args":[{"property":"name"},"O'Neill \\ %"]}`, data.Comparison{Op: "<>", Left: data.Property("name"), Right: data.TextValue(`O'Neill \ %`)}},
	{"plots", "fictional = TRUE", `{"op":"=","args":[{"property":"fictional"},true]}`, data.Comparison{Op: "=", Left: data.Property("fictional"), Right: data.BooleanValue(true)}},
	{"plots", "TRUE", `true`, data.Truth(true)},
	{
		"plots", "updated >= TIMESTAMP('2026-04-14T14:59:30.5Z')", `{"op":">=","args":[{"property":"updated"},{"timestamp":"2026-04-14T14:59:30.5Z"}]}`,
		data.Comparison{Op: ">=", Left: data.Property("updated"), Right: moment("2026-04-14T14:59:30.5Z")},
	},
	{"plots", "updated < DATE('2026-04-14')", `{"op":"<","args":[{"property":"updated"},{"date":"2026-04-14"}]}`, data.Comparison{Op: "<", Left: data.Property("updated"), Right: day("2026-04-14")}},
	{"plots", "name LIKE 'Row%'", `{"op":"like","args":[{"property":"name"},"Row%"]}`, data.Like{Of: data.Property("name"), Pattern: data.TextValue("Row%")}},
	{"plots", "name NOT LIKE '_'", `{"op":"not","args":[{"op":"like","args":[{"property":"name"},"_"]}]}`, data.Not{Filter: data.Like{Of: data.Property("name"), Pattern: data.TextValue("_")}}},
	{"plots", "burials BETWEEN 1 AND 9", `{"op":"between","args":[{"property":"burials"},1,9]}`, data.Between{Of: data.Property("burials"), Low: data.NumberValue(1), High: data.NumberValue(9)}},
	{
		"plots", "burials NOT BETWEEN 1 AND 9", `{"op":"not","args":[{"op":"between","args":[{"property":"burials"},1,9]}]}`,
		data.Not{Filter: data.Between{Of: data.Property("burials"), Low: data.NumberValue(1), High: data.NumberValue(9)}},
	},
	{
		"plots", "kind IN ('row', 'grave')", `{"op":"in","args":[{"property":"kind"},["row","grave"]]}`,
		data.In{Of: data.Property("kind"), List: []data.Operand{data.TextValue("row"), data.TextValue("grave")}},
	},
	{"plots", "burials NOT IN (1)", `{"op":"not","args":[{"op":"in","args":[{"property":"burials"},[1]]}]}`, data.Not{Filter: data.In{Of: data.Property("burials"), List: []data.Operand{data.NumberValue(1)}}}},
	{"plots", "geometry IS NULL", `{"op":"isNull","args":[{"property":"geometry"}]}`, data.IsNull{Of: geometry}},
	{"plots", "period IS NOT NULL", `{"op":"not","args":[{"op":"isNull","args":[{"property":"period"}]}]}`, data.Not{Filter: data.IsNull{Of: data.Property("period")}}},
	{
		"sites", "CASEI(name_ru) LIKE CASEI('лагерь%')", `{"op":"like","args":[{"op":"casei","args":[{"property":"name_ru"}]},{"op":"casei","args":["лагерь%"]}]}`,
		data.Like{Of: data.CaseI{Of: data.Property("name_ru")}, Pattern: data.CaseI{Of: data.TextValue("лагерь%")}},
	},
	{
		"sites", "ACCENTI(CASEI(name)) = ACCENTI(CASEI('ёлка'))", `{"op":"=","args":[{"op":"accenti","args":[{"op":"casei","args":[{"property":"name"}]}]},{"op":"accenti","args":[{"op":"casei","args":["ёлка"]}]}]}`,
		data.Comparison{Op: "=", Left: data.AccentI{Of: data.CaseI{Of: data.Property("name")}}, Right: data.AccentI{Of: data.CaseI{Of: data.TextValue("ёлка")}}},
	},
	{
		"plots", "site = cemetery", `{"op":"=","args":[{"property":"site"},{"property":"cemetery"}]}`,
		data.Comparison{Op: "=", Left: data.Property("site"), Right: data.Property("cemetery")},
	},
	{
		"plots", "(kind = 'row' OR burials > 10) AND NOT (occupancy = 'civilian')",
		`{"op":"and","args":[{"op":"or","args":[{"op":"=","args":[{"property":"kind"},"row"]},{"op":">","args":[{"property":"burials"},10]}]},{"op":"not","args":[{"op":"=","args":[{"property":"occupancy"},"civilian"]}]}]}`,
		data.And{
			data.Or{
				data.Comparison{Op: "=", Left: data.Property("kind"), Right: data.TextValue("row")},
				data.Comparison{Op: ">", Left: data.Property("burials"), Right: data.NumberValue(10)},
			},
			data.Not{Filter: data.Comparison{Op: "=", Left: data.Property("occupancy"), Right: data.TextValue("civilian")}},
		},
	},
	{
		"plots", "S_INTERSECTS(geometry, BBOX(134, 47.5, 136, 49))", `{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[134,47.5,136,49]}]}`,
		data.Spatial{Op: "S_INTERSECTS", Left: geometry, Right: value(orb.Bound{Min: orb.Point{134, 47.5}, Max: orb.Point{136, 49}})},
	},
	{
		"plots", "S_INTERSECTS(geometry, BBOX(179, 60, -179, 66))", `{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[179,60,-179,66]}]}`,
		data.Spatial{Op: "S_INTERSECTS", Left: geometry, Right: value(orb.Bound{Min: orb.Point{179, 60}, Max: orb.Point{-179, 66}})},
	},
	{
		"plots", "S_INTERSECTS(geometry, POINT(135.2 48.5))", `{"op":"s_intersects","args":[{"property":"geometry"},{"coordinates":[135.2,48.5],"type":"Point"}]}`,
		data.Spatial{Op: "S_INTERSECTS", Left: geometry, Right: value(orb.Point{135.2, 48.5})},
	},
	{
		"plots", "S_WITHIN(geometry, POLYGON((135 48, 136 48, 135 49, 135 48)))", `{"op":"s_within","args":[{"property":"geometry"},{"coordinates":[[[135,48],[136,48],[135,49],[135,48]]],"type":"Polygon"}]}`,
		data.Spatial{Op: "S_WITHIN", Left: geometry, Right: value(triangle)},
	},
	{
		"plots", "S_CROSSES(LINESTRING(135 48, 136 49), geometry)", `{"op":"s_crosses","args":[{"coordinates":[[135,48],[136,49]],"type":"LineString"},{"property":"geometry"}]}`,
		data.Spatial{Op: "S_CROSSES", Left: value(orb.LineString{{135, 48}, {136, 49}}), Right: geometry},
	},
	{
		"plots", "S_DISJOINT(geometry, MULTIPOINT((135 48), (136 49)))", `{"op":"s_disjoint","args":[{"property":"geometry"},{"coordinates":[[135,48],[136,49]],"type":"MultiPoint"}]}`,
		data.Spatial{Op: "S_DISJOINT", Left: geometry, Right: value(orb.MultiPoint{{135, 48}, {136, 49}})},
	},
	{
		"plots", "S_TOUCHES(geometry, MULTILINESTRING((135 48, 136 49)))", `{"op":"s_touches","args":[{"property":"geometry"},{"coordinates":[[[135,48],[136,49]]],"type":"MultiLineString"}]}`,
		data.Spatial{Op: "S_TOUCHES", Left: geometry, Right: value(orb.MultiLineString{{{135, 48}, {136, 49}}})},
	},
	{
		"plots", "S_OVERLAPS(geometry, MULTIPOLYGON(((135 48, 136 48, 135 49, 135 48))))", `{"op":"s_overlaps","args":[{"property":"geometry"},{"coordinates":[[[[135,48],[136,48],[135,49],[135,48]]]],"type":"MultiPolygon"}]}`,
		data.Spatial{Op: "S_OVERLAPS", Left: geometry, Right: value(orb.MultiPolygon{triangle})},
	},
	{
		"plots", "S_CONTAINS(geometry, GEOMETRYCOLLECTION(POINT(135 48), LINESTRING(135 48, 136 49)))",
		`{"op":"s_contains","args":[{"property":"geometry"},{"geometries":[{"coordinates":[135,48],"type":"Point"},{"coordinates":[[135,48],[136,49]],"type":"LineString"}],"type":"GeometryCollection"}]}`,
		data.Spatial{Op: "S_CONTAINS", Left: geometry, Right: value(orb.Collection{orb.Point{135, 48}, orb.LineString{{135, 48}, {136, 49}}})},
	},
	{
		"plots", "T_DURING(period, INTERVAL('1945-08-01', '1949-12-31'))", `{"op":"t_during","args":[{"property":"period"},{"interval":["1945-08-01","1949-12-31"]}]}`,
		data.Temporal{Op: "T_DURING", Left: data.Property("period"), Right: data.IntervalValue{Start: day("1945-08-01"), End: day("1949-12-31")}},
	},
	{
		"plots", "T_FINISHEDBY(period, INTERVAL('..', '1949-12-31'))", `{"op":"t_finishedBy","args":[{"property":"period"},{"interval":["..","1949-12-31"]}]}`,
		data.Temporal{Op: "T_FINISHEDBY", Left: data.Property("period"), Right: data.IntervalValue{End: day("1949-12-31")}},
	},
	{
		"plots", "T_INTERSECTS(updated, INTERVAL('2026-01-01T00:00:00Z', '..'))", `{"op":"t_intersects","args":[{"property":"updated"},{"interval":["2026-01-01T00:00:00Z",".."]}]}`,
		data.Temporal{Op: "T_INTERSECTS", Left: data.Property("updated"), Right: data.IntervalValue{Start: moment("2026-01-01T00:00:00Z")}},
	},
	{
		"plots", "T_BEFORE(period, INTERVAL('1945-01-01', updated))", `{"op":"t_before","args":[{"property":"period"},{"interval":["1945-01-01",{"property":"updated"}]}]}`,
		data.Temporal{Op: "T_BEFORE", Left: data.Property("period"), Right: data.IntervalValue{Start: day("1945-01-01"), End: data.Property("updated")}},
	},
	{
		"overlaps", "A_CONTAINS(reasons, ['accuracy_unknown', 'time'])", `{"op":"a_contains","args":[{"property":"reasons"},["accuracy_unknown","time"]]}`,
		data.Array{Op: "A_CONTAINS", Left: data.Property("reasons"), Right: data.ListValue{data.TextValue("accuracy_unknown"), data.TextValue("time")}},
	},
	{"overlaps", "A_CONTAINEDBY(reasons, [])", `{"op":"a_containedBy","args":[{"property":"reasons"},[]]}`, data.Array{Op: "A_CONTAINEDBY", Left: data.Property("reasons"), Right: data.ListValue{}}},
	{
		"plots", "distance(geometry, POINT(135 48)) < 500", `{"op":"<","args":[{"op":"distance","args":[{"property":"geometry"},{"coordinates":[135,48],"type":"Point"}]},500]}`,
		data.Comparison{Op: "<", Left: data.Distance{Left: geometry, Right: value(orb.Point{135, 48})}, Right: data.NumberValue(500)},
	},
}

func TestTheExamplesOfTheStandardAreReadAndWritten(t *testing.T) {
	for _, c := range examples {
		fromText, err := Parse(c.text)
		if err != nil || !reflect.DeepEqual(fromText, c.want) {
			t.Errorf("%s:\n got %#v %v\nwant %#v", c.text, fromText, err, c.want)
		}
		fromJSON, err := ParseJSON([]byte(c.json))
		if err != nil || !reflect.DeepEqual(fromJSON, c.want) {
			t.Errorf("%s:\n got %#v %v\nwant %#v", c.json, fromJSON, err, c.want)
		}
		if got := Text(c.want); got != c.text {
			t.Errorf("text is\n%s, want\n%s", got, c.text)
		}
		if got := string(JSON(c.want)); got != c.json {
			t.Errorf("JSON is\n%s, want\n%s", got, c.json)
		}
		collection, _ := data.CollectionNamed(c.collection)
		if err := data.CheckFilter(collection, c.want); err != nil {
			t.Errorf("%s cannot be asked of %s: %v", c.text, c.collection, err)
		}
	}
}

func TestOneFilterCanBeWrittenInManyWays(t *testing.T) {
	for other, canonical := range map[string]string{
		"not name is null and burials in(1,2)": "name IS NOT NULL AND burials IN (1, 2)",
		"a=1 or b=2 and c=3":                   "a = 1 OR (b = 2 AND c = 3)",
		"((a = 1))":                            "a = 1",
		"not NOT a = 1":                        "NOT (NOT (a = 1))",
		"\"a\"=1":                              "a = 1",
		`"in"=1 AND "a b"=1 AND "a""b"=1`:      `"in" = 1 AND "a b" = 1 AND "a""b" = 1`,
		"date = '1946'":                        "date = '1946'",
		"a = +5. AND b = .5 AND c = 1.5e3 AND d = -2E-10":   "a = 5 AND b = 0.5 AND c = 1500 AND d = -2E-10",
		"s_intersects(geometry,point Z(135 48 120))":        "S_INTERSECTS(geometry, POINT(135 48))",
		"S_Intersects(geometry,POINTZ(135 48 120))":         "S_INTERSECTS(geometry, POINT(135 48))",
		"S_WITHIN(geometry, bbox(135,48,0,136,49,100))":     "S_WITHIN(geometry, BBOX(135, 48, 136, 49))",
		"S_WITHIN(geometry, MULTIPOINT(135 48, 136 49))":    "S_WITHIN(geometry, MULTIPOINT((135 48), (136 49)))",
		"a = TIMESTAMP('2026-11-29T21:00:00+09:00')":        "a = TIMESTAMP('2026-11-29T12:00:00Z')",
		"T_AFTER(a,INTERVAL(DATE('1946-01-01'),b))":         "T_AFTER(a, INTERVAL('1946-01-01', b))",
		"\t名前\r\n=\n'墓'":                                    "名前 = '墓'",
		"FALSE OR TRUE = fictional":                         "FALSE OR TRUE = fictional",
		"NOT TRUE":                                          "NOT TRUE",
		"NOT S_WITHIN(geometry, POINT(1 2))":                "NOT S_WITHIN(geometry, POINT(1 2))",
		"Distance(geometry, POINT(1 2)) between 1 and 2":    "distance(geometry, POINT(1 2)) BETWEEN 1 AND 2",
		"INTERVAL('..', '..') IS NULL":                      "INTERVAL('..', '..') IS NULL",
		"a IN (b, CASEI('x'), DATE('1946-01-01'), 1, TRUE)": "a IN (b, CASEI('x'), DATE('1946-01-01'), 1, TRUE)",
	} {
		f, err := Parse(other)
		if err != nil {
			t.Errorf("%s: %v", other, err)
			continue
		}
		if got := Text(f); got != canonical {
			t.Errorf("%s is written\n%s, want\n%s", other, got, canonical)
		}
		if again, err := Parse(canonical); err != nil || !reflect.DeepEqual(again, f) {
			t.Errorf("%s is read as %#v, %v", canonical, again, err)
		}
	}
}

func TestAMistakeIsNamedWithItsPlace(t *testing.T) {
	for _, c := range []struct {
		text string
		at   int
		want string
	}{
		{"", 1, "expected a property or a value, found the end"},
		{"name", 5, "expected =, <>, <, >, <=, >=, LIKE, BETWEEN, IN or IS NULL after name, found the end"},
		{"fictional AND a = 1", 11, "after fictional, found AND"},
		{"name =", 7, "expected a property or a value, found the end"},
		{"name == 'x'", 7, "expected a property or a value, found ="},
		{"name != 'x'", 6, "'!' has no meaning here"},
		{"name = \"x\" 'y'", 12, "expected AND, OR or the end, found the text 'y'"},
		{"name = 'x", 8, "the quote ' is never closed"},
		{"name = ‘x’", 8, "straight single quotes"},
		{"墓 = 'x' AND", 12, "expected a property or a value, found the end"},
		{"(a = 1", 7, "expected ), AND or OR, found the end"},
		{"a = 1)", 6, "expected AND, OR or the end, found )"},
		{"a + 1 = 2", 3, "arithmetic (+) is not read here"},
		{"a = 0x10", 5, "0x10 is not a decimal number"},
		{"a = 1_000", 5, "1_000 is not a decimal number"},
		{"a = 1.2.3", 5, "1.2.3 is not a decimal number"},
		{"a = 1e", 5, "1e is not a decimal number"},
		{"a = 1e999", 5, "too great"},
		{"a NOT = 1", 7, "expected LIKE, BETWEEN or IN, found ="},
		{"a IS 1", 6, "expected NULL, found 1"},
		{"a BETWEEN 1 OR 2", 13, "expected AND and the upper end of BETWEEN, found OR"},
		{"a IN 1", 6, "expected ( and a list of values, found 1"},
		{"a IN ()", 7, "expected a property or a value, found )"},
		{"a IN (1 2)", 9, "expected , or ), found 2"},
		{"buffer(geometry, 5) = 1", 1, "there is no function buffer"},
		{"S_WITHIN(geometry)", 18, "expected , and another value for S_WITHIN, found )"},
		{"S_WITHIN(geometry, POINT(135,48))", 29, "expected two numbers, as in 135.2 48.5, found ,"},
		{"S_WITHIN(geometry, POINT EMPTY)", 26, "found EMPTY"},
		{"S_WITHIN(geometry, BBOX(1,2,3))", 20, "a box has four numbers"},
		{"S_WITHIN(geometry, GEOMETRYCOLLECTION(x))", 39, "expected a geometry such as POINT(135 48)"},
		{"a = DATE('1946-02-30')", 10, "expected a day that exists"},
		{"a = DATE(1946)", 10, "expected a text in single quotes for DATE"},
		{"a = TIMESTAMP('1946-02-03')", 15, "expected a moment that exists"},
		{"a = TIMESTAMP('1946-02-03T1:02:03Z')", 15, "expected a moment that exists"},
		{"T_AFTER(a, INTERVAL('1946', '..'))", 21, "'..' for an open end"},
		{"a = \"\"", 5, "a name is missing"},
		{strings.Repeat("(", 40) + "a = 1", 33, "nested more than 32 deep"},
		{strings.Repeat("NOT ", 40) + "a = 1", 129, "nested more than 32 deep"},
		{"a = " + strings.Repeat("casei(", 40), 197, "nested more than 32 deep"},
		{"a = " + strings.Repeat("[", 40), 37, "nested more than 32 deep"},
		{strings.Repeat("a=1 OR ", 600) + "b=1", 0, "more than 1000 parts"},
		{"a IN (" + strings.Repeat("1,", 1000) + "1)", 2007, "a list may have 1000 members"},
		{strings.Repeat(" ", 9000), 0, "8192 are the most"},
		{"a = '\xff'", 0, "not UTF-8"},
	} {
		_, err := Parse(c.text)
		var wrong *data.FilterError
		if !errors.As(err, &wrong) || !errors.Is(err, data.ErrInvalid) {
			t.Errorf("%.60s: %v", c.text, err)
			continue
		}
		if c.at != 0 && wrong.At != c.at || !strings.Contains(wrong.Message, c.want) {
			t.Errorf("%.60s:\n got %v\nwant at character %d: %s", c.text, err, c.at, c.want)
		}
	}
}

func TestAMistakeInJSONIsNamedWithItsPlace(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{``, "the JSON ends too early"},
		{`{"op":`, "the JSON ends too early"},
		{`{"op" "and"}`, "at character 7: this is no JSON"},
		{`true false`, "expected the end"},
		{`null`, `the filter: expected true, false or an object with "op" and "args", found null`},
		{`5`, "found the number 5"},
		{`{"property":"a"}`, "found an object of another kind"},
		{`{"op":"and","args":[true]}`, "the filter: and takes two conditions or more"},
		{`{"op":"and","args":[true,5]}`, "args[1]: expected true, false"},
		{`{"op":"not","args":[true,true]}`, "not takes one condition"},
		{`{"op":"or","args":[true,{"op":"=","args":[{"property":"a"},null]}]}`, "args[1].args[1]: expected a value or a property, found null"},
		{`{"op":"==","args":[1,2]}`, "there is no operator =="},
		{`{"op":"=","args":[1]}`, "= takes 2 values in args, found 1"},
		{`{"op":"in","args":[{"property":"a"},[]]}`, "args[1]: expected an array of values, found an empty array"},
		{`{"op":"in","args":[{"property":"a"},[null]]}`, "args[1][0]: expected a value"},
		{`{"op":"=","args":[{"op":"lower","args":["a"]},2]}`, "args[0]: there is no function lower"},
		{`{"op":"=","args":[{"op":"casei","args":[]},2]}`, "casei takes 1 values"},
		{`{"op":"=","args":[1e999,2]}`, "args[0]: 1e999 is too great a number"},
		{`{"op":"=","args":[{"date":"1946-02-30"},2]}`, "args[0]: expected a day that exists"},
		{`{"op":"t_after","args":[{"interval":["1946","x"]},2]}`, "'..' for an open end"},
		{`{"op":"s_within","args":[{"bbox":[1,2,3]},2]}`, "a box has four numbers"},
		{`{"op":"s_within","args":[{"type":"Circle"},2]}`, "Circle is no geometry"},
		{`{"op":"s_within","args":[{"type":"Point"},2]}`, "expected a position"},
		{`{"op":"s_within","args":[{"type":"Point","coordinates":["1","2"]},2]}`, "expected a position"},
		{`{"op":"s_within","args":[{"type":"Polygon","coordinates":[]},2]}`, "expected an array of coordinates, found an empty array"},
		{`{"op":"s_within","args":[{"type":"GeometryCollection","geometries":[5]},2]}`, "expected a GeoJSON geometry, found the number 5"},
		{strings.Repeat(`{"op":"not","args":[`, 40) + "true" + strings.Repeat("]}", 40), "nested more than 32 deep"},
		{strings.Repeat("[", 20000), "no JSON"},
		{`{"op":"or","args":[` + strings.Repeat("true,", 1000) + `true]}`, "more than 1000 parts"},
		{`{"op":"in","args":[1,[` + strings.Repeat("1,", 1000) + `1]]}`, "a list may have 1000 members"},
		{`{"op":"s_within","args":[{"type":"MultiPoint","coordinates":[` + strings.Repeat("[1,2],", 2000) + `[1,2]]},1]}`, "more than 2000 positions"},
		{strings.Repeat(" ", 70000), "65536 are the most"},
		{"\"\xff\"", "not UTF-8"},
	} {
		_, err := ParseJSON([]byte(c.text))
		if !errors.Is(err, data.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60s:\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

func TestAListMayBeAsLongAsItMay(t *testing.T) {
	f, err := Parse("burials IN (" + strings.Repeat("1,", 999) + "1)")
	if err != nil || data.CheckFilter(data.Plots, f) != nil {
		t.Errorf("%v %v", err, data.CheckFilter(data.Plots, f))
	}
}
