package data

import (
	"errors"
	"reflect"
	"testing"

	"github.com/paulmach/orb"
)

// everywhere is a filter with a geometry and a property in every place where one can be.
func everywhere(g GeometryValue) Filter {
	return And{
		Or{Not{Spatial{"S_WITHIN", Property("a"), g}}, Array{"A_CONTAINS", ListValue{Property("b")}, ListValue{g}}},
		Comparison{Less, Distance{Property("c"), g}, NumberValue(5)},
		Between{Property("d"), g, g}, In{Property("e"), []Operand{g}}, Like{CaseI{Property("f")}, AccentI{Property("g")}},
		IsNull{Property("h")}, Temporal{"T_AFTER", IntervalValue{Property("i"), nil}, Property("a")}, Truth(true),
	}
}

func TestAFilterNamesThePropertiesItLooksAt(t *testing.T) {
	if got, want := PropertiesOf(everywhere(square)), []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := PropertiesOf(nil); got != nil {
		t.Errorf("no filter looks at %v", got)
	}
}

func TestEveryGeometryOfAFilterIsMapped(t *testing.T) {
	swapped := func(p orb.Point) (orb.Point, error) { return orb.Point{p[1], p[0]}, nil }
	for _, c := range []struct{ from, to orb.Geometry }{
		{orb.Point{48, 135}, orb.Point{135, 48}},
		{orb.MultiPoint{{48, 135}}, orb.MultiPoint{{135, 48}}},
		{orb.LineString{{48, 135}, {49, 136}}, orb.LineString{{135, 48}, {136, 49}}},
		{orb.MultiLineString{{{48, 135}, {49, 136}}}, orb.MultiLineString{{{135, 48}, {136, 49}}}},
		{orb.Polygon{{{48, 135}, {49, 136}, {48, 136}, {48, 135}}}, orb.Polygon{{{135, 48}, {136, 49}, {136, 48}, {135, 48}}}},
		{orb.MultiPolygon{{{{48, 135}}}}, orb.MultiPolygon{{{{135, 48}}}}},
		{orb.Collection{orb.Point{48, 135}}, orb.Collection{orb.Point{135, 48}}},
		{orb.Bound{Min: orb.Point{48, 135}, Max: orb.Point{49, 136}}, orb.Bound{Min: orb.Point{135, 48}, Max: orb.Point{136, 49}}},
		{orb.Bound{Min: orb.Point{60, 179}, Max: orb.Point{66, -179}}, orb.Bound{Min: orb.Point{179, 60}, Max: orb.Point{-179, 66}}},
	} {
		got, err := MapGeometries(everywhere(GeometryValue{c.from}), swapped)
		if want := everywhere(GeometryValue{c.to}); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%v:\n got %v %v\nwant %v", c.from, got, err, want)
		}
	}
}

func TestABoxThatIsNoneInDegreesBecomesAPolygonWithBentSides(t *testing.T) {
	sheared := func(p orb.Point) (orb.Point, error) { return orb.Point{135 + p[0] + p[1]*p[1], 48 + p[1]}, nil }
	box := GeometryValue{orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{1, 1}}}
	f, err := MapGeometries(Spatial{"S_INTERSECTS", Property("geometry"), box}, sheared)
	if err != nil || CheckFilter(Plots, f) != nil {
		t.Fatal(err, CheckFilter(Plots, f))
	}
	for _, c := range []struct {
		at   orb.Point
		want truth
	}{{orb.Point{0.1, 0.5}, holds}, {orb.Point{-0.1, 0.5}, untrue}, {orb.Point{0.999, 0.3}, holds}} {
		p, _ := sheared(c.at)
		if got := truthIn(t, Plots, f, Feature{Geometry: p}); got != c.want {
			t.Errorf("%v is %d in the box", c.at, got)
		}
	}
}

func TestAnErrorOfTheMappingComesBack(t *testing.T) {
	outside := errors.New("outside")
	calls := 0
	_, err := MapGeometries(everywhere(square), func(p orb.Point) (orb.Point, error) { calls++; return p, outside })
	if !errors.Is(err, outside) || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}
