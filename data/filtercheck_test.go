package data

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
)

var (
	day1946 = InstantValue{Time: time.Date(1946, 7, 21, 0, 0, 0, 0, time.UTC), Day: true}
	square  = GeometryValue{orb.Polygon{{{135, 48}, {136, 48}, {136, 49}, {135, 49}, {135, 48}}}}
)

func TestEveryCollectionHasItsQueryables(t *testing.T) {
	for _, c := range []struct {
		collection, name string
		want             OperandType
	}{
		{"plots", "id", TextType}, {"plots", "geometry", GeometryType}, {"plots", "burials", NumberType},
		{"plots", "period", PeriodType}, {"plots", "occupancy", TextType}, {"plots", "fictional", BooleanType},
		{"plots", "accuracy_m", NumberType}, {"plots", "updated", TimeType}, {"plots", "location_parse", ObjectType},
		{"overlaps", "reasons", ListType}, {"sources", "title", TextType}, {"positions", "preferred", BooleanType},
	} {
		collection, _ := CollectionNamed(c.collection)
		if q, ok := collection.Queryable(c.name); !ok || q.Type != c.want {
			t.Errorf("%s.%s: %v %v, want %s", c.collection, c.name, q, ok, c.want)
		}
	}
	if _, ok := Sources.Queryable("geometry"); ok {
		t.Error("sources have no geometry")
	}
	for _, c := range Collections {
		names := c.queryableNames()
		if len(names) != len(slices.Compact(slices.Sorted(slices.Values(names)))) {
			t.Errorf("%s: a name comes twice: %v", c.Name, names)
		}
	}
}

func TestAFilterThatCanBeAskedIsAccepted(t *testing.T) {
	for _, f := range []Filter{
		nil, Truth(true), And{}, Or{},
		Comparison{Equal, Property("occupancy"), TextValue("pow")},
		Comparison{Less, NumberValue(5), Property("burials")},
		Comparison{Greater, Property("updated"), day1946},
		Comparison{Equal, Property("period"), TextValue("1945/1948")},
		Comparison{Equal, Property("fictional"), BooleanValue(true)},
		Comparison{Less, Distance{Property("geometry"), GeometryValue{orb.Point{135, 48}}}, NumberValue(500)},
		Between{Property("burials"), NumberValue(1), NumberValue(9)},
		In{Property("kind"), []Operand{TextValue("row"), TextValue("grave")}},
		Like{CaseI{AccentI{Property("name")}}, CaseI{TextValue("б%")}},
		IsNull{Property("location_parse")}, Not{IsNull{Property("geometry")}},
		Spatial{"S_INTERSECTS", Property("geometry"), square},
		Spatial{"S_INTERSECTS", Property("geometry"), GeometryValue{orb.Bound{Min: orb.Point{179, 60}, Max: orb.Point{-179, 61}}}},
		Spatial{"S_INTERSECTS", Property("geometry"), GeometryValue{orb.Bound{Min: orb.Point{135, 48}, Max: orb.Point{135, 48}}}},
		Temporal{"T_DURING", Property("period"), IntervalValue{nil, day1946}},
		Temporal{"T_INTERSECTS", Property("period"), day1946},
		Temporal{"T_AFTER", Property("updated"), IntervalValue{day1946, day1946}},
	} {
		if err := CheckFilter(Plots, f); err != nil {
			t.Errorf("%#v: %v", f, err)
		}
	}
	if err := CheckFilter(Overlaps, Array{"A_CONTAINS", Property("reasons"), ListValue{TextValue("accuracy")}}); err != nil {
		t.Error(err)
	}
}

func TestAFilterThatCannotBeAskedIsRefusedInAPlainSentence(t *testing.T) {
	bowTie := orb.Polygon{{{135, 48}, {136, 49}, {136, 48}, {135, 49}, {135, 48}}}
	for _, c := range []struct {
		filter Filter
		want   string
	}{
		{Comparison{Equal, Property("colour"), TextValue("red")}, `plots have no property "colour"`},
		{Comparison{Equal, Property("Burials"), NumberValue(1)}, "did you mean burials?"},
		{Comparison{Equal, Property("burials"), TextValue("5")}, "burials is a number and '5' is text: they do not compare; write numbers without quotes"},
		{Comparison{Equal, Property("name"), NumberValue(5)}, "write text in single quotes"},
		{Comparison{Greater, Property("period"), day1946}, "take T_INTERSECTS"},
		{Comparison{Greater, Property("updated"), TextValue("2026")}, "write times as DATE"},
		{Comparison{Less, Property("fictional"), BooleanValue(true)}, "no order"},
		{Comparison{Equal, Property("geometry"), square}, "S_INTERSECTS"},
		{Comparison{Equal, Property("location_parse"), TextValue("x")}, "IS NULL"},
		{Comparison{"==", Property("name"), TextValue("x")}, "no comparison"},
		{Comparison{Equal, Property("burials"), NumberValue(math.NaN())}, "finite"},
		{Comparison{Equal, Property("burials"), nil}, "missing"},
		{Comparison{Equal, Property("name"), TextValue("\xff")}, "UTF-8"},
		{In{Property("kind"), nil}, "1 to 1000"},
		{In{Property("kind"), []Operand{NumberValue(1)}}, "do not compare"},
		{Like{Property("burials"), TextValue("1%")}, "LIKE compares text"},
		{Like{Property("name"), Property("site")}, "in quotes"},
		{Spatial{"S_NEAR", Property("geometry"), square}, "S_INTERSECTS"},
		{Spatial{"S_WITHIN", Property("name"), square}, "S_WITHIN relates geometries, and name is text"},
		{Spatial{"S_WITHIN", Property("geometry"), GeometryValue{bowTie}}, "not sound"},
		{Spatial{"S_WITHIN", Property("geometry"), GeometryValue{orb.Point{48, 135}}}, "latitude"},
		{Spatial{"S_WITHIN", Property("geometry"), GeometryValue{}}, "missing"},
		{Spatial{"S_WITHIN", Property("geometry"), GeometryValue{orb.Bound{Min: orb.Point{135, 49}, Max: orb.Point{136, 48}}}}, "south"},
		{Spatial{"S_WITHIN", Property("geometry"), GeometryValue{make(orb.MultiPoint, 2001)}}, "2000 positions"},
		{Temporal{"T_AFTER", Property("name"), day1946}, "T_AFTER relates times, and name is text"},
		{Temporal{"T_AFTER", Property("period"), IntervalValue{day1946, InstantValue{Time: day1946.Time.AddDate(0, 0, -1)}}}, "ends before it begins"},
		{Array{"A_CONTAINS", Property("name"), ListValue{}}, "A_CONTAINS relates lists, and name is text"},
		{Not{}, "missing"},
		{nested(40), "nested more than 32 deep"},
		{Or(slices.Repeat([]Filter{Truth(true)}, 1001)), "more than 1000 parts"},
	} {
		err := CheckFilter(Plots, c.filter)
		var wrong *FilterError
		if !errors.As(err, &wrong) || !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.80v:\n got %v\nwant %s", c.filter, err, c.want)
		}
	}
}

func nested(depth int) Filter {
	var f Filter = Truth(true)
	for range depth {
		f = Not{f}
	}
	return f
}

func TestABoxIsPlainGround(t *testing.T) {
	for _, c := range []struct {
		west, south, east, north float64
		want                     string
	}{
		{135, 48, 136, 49, "Polygon"},
		{135, 48, 135, 49, "LineString"},
		{135, 48, 135, 48, "Point"},
		{179, 60, -179, 61, "MultiPolygon"},
		{179, 60, -179, 60, "GeometryCollection"},
		{180, 60, -179, 61, "GeometryCollection"},
	} {
		v := GeometryValue{orb.Bound{Min: orb.Point{c.west, c.south}, Max: orb.Point{c.east, c.north}}}
		if got := v.Plain().GeoJSONType(); got != c.want {
			t.Errorf("%v is a %s, want %s", v, got, c.want)
		}
	}
}
