package data

import (
	"math"
	"math/rand/v2"
	"sync"
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

func TestALiteralMayGoAroundTheGlobe(t *testing.T) {
	ring := func(west, south, east, north float64) GeometryValue {
		return GeometryValue{rectangle(west, south, east, north)}
	}
	box := func(west, south, east, north float64) GeometryValue {
		return GeometryValue{orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}}
	}
	for _, c := range []struct {
		what    string
		literal GeometryValue
		want    []truth // of points at longitudes 0, 135, 175 and −175
	}{
		{"the world", box(-180, -90, 180, 90), []truth{holds, holds, holds, holds}},
		{"the world as a ring", ring(-180, -90, 180, 90), []truth{holds, holds, holds, holds}},
		{"all but the antimeridian", ring(-170, 40, 170, 70), []truth{holds, holds, untrue, untrue}},
		{"the other way around", box(170, 40, -170, 70), []truth{untrue, untrue, holds, holds}},
		{"beyond 180", ring(170, 40, 190, 70), []truth{untrue, untrue, holds, holds}},
		{"more than half, across", box(-10, 40, -20, 70), []truth{holds, holds, holds, holds}},
		{"from 130 across", box(130, 40, -178, 70), []truth{untrue, holds, holds, untrue}},
	} {
		for i, lon := range []float64{0, 135, 175, -175} {
			f := Feature{Geometry: orb.Point{lon, 60}}
			if got := truthIn(t, Plots, Spatial{"S_INTERSECTS", Property("geometry"), c.literal}, f); got != c.want[i] {
				t.Errorf("%s meets longitude %v: %d", c.what, lon, got)
			}
			near := Comparison{LessOrEqual, Distance{Property("geometry"), c.literal}, NumberValue(0)}
			if got := truthIn(t, Plots, near, f); got != c.want[i] {
				t.Errorf("%s is 0 m from longitude %v: %d", c.what, lon, got)
			}
			if meets := geo.BoundsMeet(geo.BoundOf(c.literal.Plain()), orb.Point{lon, 60}.Bound()); !meets && c.want[i] == holds {
				t.Errorf("%s: the bound of the geometry is not that of its plain form", c.what)
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
		switch rnd.IntN(5) {
		case 3:
			return orb.Bound{Min: orb.Point{w, s}, Max: orb.Point{w + edge(), s + edge()}}
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
			if got := newRelated(op, GeometryValue{b}).to(a); got != truthOf(want) {
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

func TestAPredicateMayBeAskedByMany(t *testing.T) {
	p, err := Compile(Plots, And{
		Spatial{"S_INTERSECTS", Property("geometry"), GeometryValue{orb.Polygon{{{134, 47}, {136, 47}, {135, 50}, {134, 47}}}}},
		Temporal{"T_INTERSECTS", Property("period"), date("1946-01-01")},
		Like{CaseI{AccentI{Property("name")}}, TextValue("ел%")},
	})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for j := range 100 {
				f := grave()
				if (i+j)%2 == 0 {
					f.Properties["period"] = "1961"
				}
				if p.Holds(f) != ((i+j)%2 != 0) {
					t.Errorf("%d of %d has another answer", j, i)
				}
			}
		})
	}
	group.Wait()
}

// What another program wrote into a store may be anything.
func TestFaultyGeometriesAreSurvived(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	faulty := []orb.Geometry{
		orb.Polygon{{{135, 48}, {136, 49}, {136, 48}, {135, 49}, {135, 48}}}, // a bow-tie
		orb.Polygon{{{135, 48}, {136, 48}, {136, 49}}},                       // not closed
		orb.Polygon{{{135, 48}}}, orb.Polygon{{}}, orb.Polygon{{{135, 48}, {135, 48}, {135, 48}, {135, 48}}},
		orb.LineString{{135, 48}}, orb.LineString{{135, 48}, {135, 48}}, orb.MultiLineString{{}},
		orb.Point{nan, 48}, orb.Point{inf, 48}, orb.LineString{{135, 48}, {nan, nan}}, orb.LineString{{135, 48}, {inf, 48}},
		orb.MultiPolygon{rectangle(135, 48, 136, 49), rectangle(135.5, 48, 136.5, 49)},
		orb.Collection{nil}, orb.Collection{orb.Collection{orb.Point{135, 48}}}, orb.Ring{{135, 48}, {136, 48}, {136, 49}, {135, 48}},
		orb.Point{500, 500}, orb.Polygon{{{135, 48}, {1e300, 48}, {135, 1e300}, {135, 48}}},
	}
	literals := []GeometryValue{square, {orb.Point{135.5, 48.5}}, {orb.LineString{{134, 47}, {137, 50}}}, {orb.Bound{Min: orb.Point{134, 47}, Max: orb.Point{137, 50}}}}
	for _, g := range faulty {
		for _, literal := range literals {
			f := Feature{Geometry: g}
			for _, op := range SpatialOps {
				truthIn(t, Plots, Spatial{op, Property("geometry"), literal}, f)
				truthIn(t, Plots, Spatial{op, Property("geometry"), Property("geometry")}, f)
			}
			d := Distance{Property("geometry"), literal}
			truthIn(t, Plots, Comparison{Less, d, NumberValue(5000)}, f)
			truthIn(t, Plots, Comparison{Less, NumberValue(5000), d}, f)
			truthIn(t, Plots, Comparison{Less, d, Property("accuracy_m")}, f)
		}
	}
}
