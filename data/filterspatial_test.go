package data

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"

	"burialmap/geo"
)

func rectangle(west, south, east, north float64) orb.Polygon {
	return orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}.ToPolygon()
}

func TestGeometriesRelateAsTheStandardSays(t *testing.T) {
	plot := rectangle(135, 48, 136, 49)
	for _, c := range []struct {
		what string
		g    orb.Geometry
		true []string // all others are false
	}{
		{"apart", rectangle(137, 48, 138, 49), []string{"S_DISJOINT"}},
		{"apart within the same bound", orb.LineString{{134.9, 48.5}, {134.9, 49.1}, {135.5, 49.1}}, []string{"S_DISJOINT"}},
		{"touching at an edge", rectangle(136, 48, 137, 49), []string{"S_INTERSECTS", "S_TOUCHES"}},
		{"touching at a corner", orb.Point{136, 49}, []string{"S_INTERSECTS", "S_TOUCHES"}},
		{"overlapping", rectangle(135.5, 48.5, 137, 50), []string{"S_INTERSECTS", "S_OVERLAPS"}},
		{"a part of it", rectangle(135.2, 48.2, 135.8, 48.8), []string{"S_INTERSECTS", "S_CONTAINS"}},
		{"around it", rectangle(134, 47, 137, 50), []string{"S_INTERSECTS", "S_WITHIN"}},
		{"the same", rectangle(135, 48, 136, 49), []string{"S_INTERSECTS", "S_EQUALS", "S_WITHIN", "S_CONTAINS"}},
		{"a line through it", orb.LineString{{134, 48.5}, {137, 48.5}}, []string{"S_INTERSECTS", "S_CROSSES"}},
		{"a point in it", orb.Point{135.5, 48.5}, []string{"S_INTERSECTS", "S_CONTAINS"}},
		{"points in and beside it", orb.MultiPoint{{135.5, 48.5}, {140, 48.5}}, []string{"S_INTERSECTS", "S_CROSSES"}},
		{"a box around it", orb.Bound{Min: orb.Point{134, 47}, Max: orb.Point{137, 50}}, []string{"S_INTERSECTS", "S_WITHIN"}},
		{"a box at its edge", orb.Bound{Min: orb.Point{136, 47}, Max: orb.Point{137, 50}}, []string{"S_INTERSECTS", "S_TOUCHES"}},
		{"a box all around the globe but there", orb.Bound{Min: orb.Point{137, -90}, Max: orb.Point{134, 90}}, []string{"S_DISJOINT"}},
		{"a collection", orb.Collection{orb.Point{135.5, 48.5}, orb.Point{135.6, 48.5}}, []string{"S_INTERSECTS", "S_CONTAINS"}},
	} {
		want := map[string]bool{}
		for _, op := range c.true {
			want[op] = true
		}
		for _, op := range SpatialOps {
			f := Feature{Collection: "plots", Geometry: plot}
			got := truthIn(t, Plots, Spatial{op, Property("geometry"), GeometryValue{c.g}}, f)
			if got != truthOf(want[op]) {
				t.Errorf("%s: %s is %d", c.what, op, got)
			}
			if back := truthIn(t, Plots, Spatial{turned(op), GeometryValue{c.g}, Property("geometry")}, f); back != got {
				t.Errorf("%s: %s turned around is %d", c.what, op, back)
			}
		}
	}
}

func TestWhatHasNoPlaceRelatesToNothing(t *testing.T) {
	for _, g := range []orb.Geometry{nil, orb.MultiPoint{}, orb.Polygon{}, orb.Collection{}} {
		for _, op := range SpatialOps {
			for _, other := range []Operand{square, Property("geometry")} {
				if got := truthIn(t, Plots, Spatial{op, Property("geometry"), other}, Feature{Geometry: g}); got != unknown {
					t.Errorf("%s of %#v is %d", op, g, got)
				}
			}
		}
		near := Comparison{Less, Distance{Property("geometry"), square}, NumberValue(1e9)}
		if got := truthIn(t, Plots, near, Feature{Geometry: g}); got != unknown {
			t.Errorf("%#v is near: %d", g, got)
		}
	}
}

func TestAFeatureEqualsItself(t *testing.T) {
	f := Feature{Geometry: rectangle(135, 48, 136, 49)}
	for op, want := range map[string]truth{"S_EQUALS": holds, "S_INTERSECTS": holds, "S_OVERLAPS": untrue, "S_DISJOINT": untrue} {
		if got := truthIn(t, Plots, Spatial{op, Property("geometry"), Property("geometry")}, f); got != want {
			t.Errorf("%s is %d", op, got)
		}
	}
}

func TestABoxAcrossTheAntimeridianHoldsBothSides(t *testing.T) {
	across := GeometryValue{orb.Bound{Min: orb.Point{179, 64}, Max: orb.Point{-179, 66}}}
	for _, c := range []struct {
		g    orb.Geometry
		want truth
	}{
		{orb.Point{179.5, 65}, holds},
		{orb.Point{-179.5, 65}, holds},
		{orb.Point{180, 65}, holds},
		{orb.Point{0, 65}, untrue},
		{orb.MultiPolygon{rectangle(179.9, 65, 180, 65.1), rectangle(-180, 65, -179.9, 65.1)}, holds},
	} {
		for _, op := range []string{"S_INTERSECTS", "S_WITHIN"} {
			got := truthIn(t, Plots, Spatial{op, Property("geometry"), across}, Feature{Geometry: c.g})
			if onEdge := op == "S_WITHIN" && c.g == (orb.Geometry)(orb.Point{180, 65}); got != c.want && !onEdge {
				t.Errorf("%s of %v is %d", op, c.g, got)
			}
		}
	}
}

// The shortcuts by bounds change nothing.
func TestRelationsAgreeWithTheMatrix(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	edge := func() float64 { return float64(rnd.IntN(6)) }
	random := func() orb.Geometry {
		w, s := edge(), edge()
		switch rnd.IntN(4) {
		case 0:
			return orb.Point{w, s}
		case 1:
			return orb.LineString{{w, s}, {edge() + 0.5, edge()}}
		case 2:
			return orb.Polygon{{{w, s}, {w + 2, s}, {w, s + 2}, {w, s}}}
		}
		return rectangle(w, s, w+1+edge(), s+1+edge())
	}
	relations := map[string]func(a, b geom.Geometry) (bool, error){
		"S_CONTAINS": geom.Contains, "S_WITHIN": geom.Within, "S_TOUCHES": geom.Touches, "S_OVERLAPS": geom.Overlaps,
		"S_CROSSES": geom.Crosses, "S_EQUALS": geom.Equals, "S_DISJOINT": geom.Disjoint,
		"S_INTERSECTS": func(a, b geom.Geometry) (bool, error) { return geom.Intersects(a, b), nil },
	}
	for range 2000 {
		a, b := random(), random()
		for op, relation := range relations {
			want, err := relation(shapeOf(a), shapeOf(b))
			if err != nil {
				t.Fatal(err)
			}
			if got := newRelated(op, b).to(a); got != truthOf(want) {
				t.Fatalf("%s of %v and %v is %d, want %v", op, a, b, got, want)
			}
		}
	}
}

func TestDistancesCompareInMetres(t *testing.T) {
	// A point 300 m east of a corner of the plot.
	corner := orb.Point{135.001, 48.0005}
	plane := geo.NewPlane(corner)
	for _, c := range []struct {
		g      orb.Geometry
		metres float64
		want   truth
	}{
		{plane.Unproject(orb.Point{300, 0}), 300.01, holds},
		{plane.Unproject(orb.Point{300, 0}), 299.99, untrue},
		{plane.Unproject(orb.Point{-10, 0}), 0.001, holds},
		{plane.Unproject(orb.Point{0, 5e4}), 1e4, untrue},
	} {
		d := Distance{Property("geometry"), GeometryValue{c.g}}
		near := Comparison{Less, d, NumberValue(c.metres)}
		if got := truthIn(t, Plots, near, grave()); got != c.want {
			t.Errorf("%v within %v m is %d", c.g, c.metres, got)
		}
		turned := Comparison{Greater, NumberValue(c.metres), Distance{d.Right, d.Left}}
		if got := truthIn(t, Plots, turned, grave()); got != c.want {
			t.Errorf("%v within %v m, turned around, is %d", c.g, c.metres, got)
		}
		if got := truthIn(t, Plots, Comparison{GreaterOrEqual, d, NumberValue(c.metres)}, grave()); got != -c.want {
			t.Errorf("%v beyond %v m is %d", c.g, c.metres, got)
		}
	}
	if got := truthIn(t, Plots, Comparison{Equal, Distance{Property("geometry"), Property("geometry")}, NumberValue(0)}, grave()); got != holds {
		t.Errorf("a plot is %d its own distance from itself", got)
	}
}

func BenchmarkPredicate(b *testing.B) {
	polygon := make(orb.Ring, 0, 201)
	for i := range 200 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 200)
		polygon = append(polygon, orb.Point{135 + cos, 48 + sin})
	}
	polygon = append(polygon, polygon[0])
	geometry := Property("geometry")
	for name, f := range map[string]Filter{
		"comparison": Comparison{Equal, Property("occupancy"), TextValue("pow")},
		"casei":      Like{CaseI{Property("name")}, CaseI{TextValue("%ЛКА%")}},
		"accenti":    Comparison{Equal, AccentI{Property("name")}, TextValue("Елка")},
		"period":     Temporal{"T_INTERSECTS", Property("period"), date("1946-01-01")},
		"box":        Spatial{"S_INTERSECTS", geometry, GeometryValue{orb.Bound{Min: orb.Point{134, 47}, Max: orb.Point{136, 49}}}},
		"polygon":    Spatial{"S_INTERSECTS", geometry, GeometryValue{orb.Polygon{polygon}}},
		"within":     Spatial{"S_WITHIN", geometry, GeometryValue{orb.Polygon{polygon}}},
		"overlaps":   Spatial{"S_OVERLAPS", geometry, GeometryValue{orb.Polygon{polygon}}},
		"crosses":    Spatial{"S_CROSSES", geometry, GeometryValue{orb.Polygon{polygon}}},
		"distance":   Comparison{Less, Distance{geometry, GeometryValue{orb.Point{135, 48.01}}}, NumberValue(5000)},
	} {
		b.Run(name, func(b *testing.B) {
			p, err := Compile(Plots, f)
			if err != nil {
				b.Fatal(err)
			}
			feature := grave()
			for b.Loop() {
				p.Holds(feature)
			}
		})
	}
}
