package geo

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/paulmach/orb"
)

func TestWhatDoesNotCrossComesBackAsItIs(t *testing.T) {
	for name, g := range map[string]orb.Geometry{
		"nil":                 nil,
		"point":               orb.Point{180, 10},
		"line to 180":         orb.LineString{{179, 1}, {180, 2}},
		"polygon up to 180":   orb.Polygon{{{179, 0}, {180, 0}, {180, 1}, {179, 1}, {179, 0}}},
		"polygon from -180":   orb.Polygon{{{-180, 0}, {-179, 0}, {-179, 1}, {-180, 1}, {-180, 0}}},
		"far out of range":    orb.Polygon{{{999, 0}, {1000, 0}, {1000, 1}, {999, 0}}},
		"beyond 180 entirely": orb.LineString{{181, 0}, {182, 0}},
		"around the pole":     orb.Polygon{{{0, 80}, {120, 80}, {-120, 80}, {0, 80}}},
		"not a number":        orb.LineString{{179, 0}, {math.NaN(), 0}},
		"empty":               orb.Polygon{},
	} {
		got := SplitAtAntimeridian(g)
		if name == "not a number" {
			if len(got.(orb.LineString)) != 2 {
				t.Errorf("%s: %v", name, got)
			}
		} else if !reflect.DeepEqual(got, g) {
			t.Errorf("%s: %v became %v", name, g, got)
		}
	}
}

func TestLinesAndPolygonsAreCutAtTheAntimeridian(t *testing.T) {
	for _, c := range []struct {
		name     string
		in, want orb.Geometry
	}{
		{"line eastward", orb.LineString{{179, 0}, {-179, 2}},
			orb.MultiLineString{{{179, 0}, {180, 1}}, {{-180, 1}, {-179, 2}}}},
		{"line westward", orb.LineString{{-179, 2}, {179, 0}},
			orb.MultiLineString{{{-179, 2}, {-180, 1}}, {{180, 1}, {179, 0}}}},
		{"line beyond range", orb.LineString{{179, 0}, {181, 2}},
			orb.MultiLineString{{{179, 0}, {180, 1}}, {{-180, 1}, {-179, 2}}}},
		{"line that ends on the other name of 180", orb.LineString{{179, 0}, {-180, 1}},
			orb.LineString{{179, 0}, {180, 1}}},
		{"line with a corner on it", orb.LineString{{179, 0}, {180, 1}, {-179, 2}},
			orb.MultiLineString{{{179, 0}, {180, 1}}, {{-180, 1}, {-179, 2}}}},
		{"square", orb.Polygon{{{179, 0}, {-179, 0}, {-179, 2}, {179, 2}, {179, 0}}},
			orb.MultiPolygon{
				{{{180, 2}, {179, 2}, {179, 0}, {180, 0}, {180, 2}}},
				{{{-180, 0}, {-179, 0}, {-179, 2}, {-180, 2}, {-180, 0}}},
			}},
		{"square seen from the west", orb.Polygon{{{-181, 0}, {-179, 0}, {-179, 2}, {-181, 2}, {-181, 0}}},
			orb.MultiPolygon{
				{{{180, 2}, {179, 2}, {179, 0}, {180, 0}, {180, 2}}},
				{{{-180, 0}, {-179, 0}, {-179, 2}, {-180, 2}, {-180, 0}}},
			}},
	} {
		if got := SplitAtAntimeridian(c.in); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %v\nwant %v", c.name, got, c.want)
		}
	}
}

func TestAHoleAcrossTheAntimeridianOpensBothSides(t *testing.T) {
	p := orb.Polygon{
		{{178, 0}, {-178, 0}, {-178, 4}, {178, 4}, {178, 0}},
		{{179, 1}, {179, 3}, {-179, 3}, {-179, 1}, {179, 1}},
		{{-178.8, 1}, {-178.2, 1}, {-178.2, 2}, {-178.8, 1}},
	}
	got := SplitAtAntimeridian(p).(orb.MultiPolygon)
	if len(got) != 2 || len(got[0]) != 1 || len(got[1]) != 2 {
		t.Fatalf("got %v, want two pieces, the eastern one with the small hole", got)
	}
	if len(Check(got)) > 0 {
		t.Errorf("the pieces have faults: %v", Check(got))
	}
}

func TestAConcaveShapeFallsIntoItsPieces(t *testing.T) {
	c := orb.Polygon{{{179, 0}, {-179, 0}, {-179, 1}, {179.5, 1}, {179.5, 3}, {-179, 3}, {-179, 4}, {179, 4}, {179, 0}}}
	got := SplitAtAntimeridian(c).(orb.MultiPolygon)
	if len(got) != 3 {
		t.Fatalf("%d pieces, want one in the west and two in the east: %v", len(got), got)
	}
	if faults := Check(got); len(faults) > 0 {
		t.Error(faults)
	}
}

// Area, bound and freedom from faults survive the cut, whatever the shape.
func TestCuttingKeepsTheArea(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for i := range 500 {
		star := func(scale float64, turn float64) orb.Ring {
			n := 4 + rnd.IntN(12)
			r := make(orb.Ring, 0, n+1)
			for k := range n {
				sin, cos := math.Sincos(turn * 2 * math.Pi * float64(k) / float64(n))
				d := scale * (0.5 + rnd.Float64()/2)
				r = append(r, orb.Point{wrap(180 + d*cos), 64 + d*sin})
			}
			return append(r, r[0])
		}
		p := orb.Polygon{star(0.002, 1), star(0.0006, -1)}
		moved := mapPoints(p, func(q orb.Point) orb.Point {
			return orb.Point{longitudeDifference(180, q[0]), q[1]}
		})
		cut := SplitAtAntimeridian(p)
		if faults := Check(cut); len(faults) > 0 {
			t.Fatalf("case %d: %v from %v", i, faults, p)
		}
		if got, want := Area(cut), Area(moved); math.Abs(got-want) > 0.2 { // m²; the cut is straight in degrees, no geodesic
			t.Fatalf("case %d: area %.6f, want %.6f", i, got, want)
		}
		b := BoundOf(cut)
		if b.Min[0] <= 0 || b.Max[0] >= 0 {
			t.Fatalf("case %d: bound %v does not cross", i, b)
		}
	}
}

func FuzzSplittingGivesPathsWithinTheRange(f *testing.F) {
	f.Add(179.0, 0.0, -179.0, 0.0, -179.0, 2.0, 179.0, 2.0)
	f.Add(180.0, 0.0, -180.0, 0.0, 181.0, 2.0, -181.0, 2.0)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h, i float64) {
		p := orb.Polygon{{{a, b}, {c, d}, {e, g}, {h, i}, {a, b}}}
		if len(Check(p)) > 0 && Check(p)[0].Fatal {
			SplitAtAntimeridian(p)
			return
		}
		out := SplitAtAntimeridian(p)
		m, ok := out.(orb.MultiPolygon)
		if !ok {
			return
		}
		for _, fault := range Check(m) {
			if fault.Fatal {
				t.Fatalf("%v became %v: %v", p, m, fault)
			}
		}
	})
}
