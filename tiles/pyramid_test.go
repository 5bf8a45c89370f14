package tiles_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"burialmap/data"
	"burialmap/tiles"
)

// A lonely place on the Amur, away from the edges of tiles.
const lon, lat = 130.9134, 48.5171

func TestAPlotIsDrawnWhereItLies(t *testing.T) {
	g := box(lon, lat, 0.0004, 0.0002)
	p := tiles.New(newMemory(plot("p", g)), tiles.Options{})
	x, y := at(lon, lat, 16)
	f := only(t, tile(t, p, 16, x, y), "plots")
	got := f.Geometry.(orb.Polygon)[0]
	for _, corner := range g[0] {
		m := mercator(corner, 16)
		want := orb.Point{math.Round(m[0]) - float64(x*tiles.Extent), math.Round(m[1]) - float64(y*tiles.Extent)}
		if !contains(got, want) {
			t.Errorf("corner %v is missing from %v", want, got)
		}
	}
	if f.ID != 1.0 || f.Properties["id"] != "p" || f.Properties["occupancy"] != "pow" || f.Properties["fictional"] != true {
		t.Errorf("id %v, properties %v", f.ID, f.Properties)
	}
}

func contains(ring orb.Ring, p orb.Point) bool {
	return slices.Contains(ring, p)
}

func TestAFeatureWithoutAPlaceIsInNoTile(t *testing.T) {
	p := tiles.New(newMemory(data.Feature{ID: "s", Collection: "sites"}), tiles.Options{})
	got, err := p.Tile(context.Background(), 0, 0, 0)
	if err != nil || !got.Empty() || got.ETag != "" {
		t.Errorf("tile %+v, error %v, want an empty tile", got, err)
	}
}

func TestTilesOutsideThePyramidAreNotFound(t *testing.T) {
	p := tiles.New(newMemory(), tiles.Options{})
	for _, at := range [][3]int{{-1, 0, 0}, {17, 0, 0}, {0, 1, 0}, {0, 0, 1}, {3, 8, 0}, {3, 0, 8}, {3, -1, 0}, {3, 0, -1}, {64, 0, 0}} {
		if _, err := p.Tile(context.Background(), at[0], at[1], at[2]); !errors.Is(err, tiles.ErrOutside) || !errors.Is(err, data.ErrNotFound) {
			t.Errorf("tile %v: error %v", at, err)
		}
	}
}

func TestNoGroundVanishesAtAnyZoom(t *testing.T) {
	for name, g := range map[string]orb.Geometry{
		"a point":             orb.Point{lon, lat},
		"a grave":             box(lon, lat, 0.00003, 0.00001),
		"a long thin row":     box(lon, lat, 0.01, 0.0000001),
		"a thin slanting row": orb.Polygon{{{lon, lat}, {lon + .01, lat + .004}, {lon + .010001, lat + .004}, {lon, lat}}},
		"a short line":        orb.LineString{{lon, lat}, {lon + 0.00001, lat}},
		"graves apart":        orb.MultiPolygon{box(lon, lat, 0.00003, 0.00001), box(lon+0.02, lat, 0.00003, 0.00001)},
		"a bow-tie":           orb.Polygon{{{lon, lat}, {lon + .01, lat + .01}, {lon + .01, lat}, {lon, lat + .01}, {lon, lat}}},
	} {
		p := tiles.New(newMemory(plot("p", g)), tiles.Options{})
		for z := range 17 {
			x, y := at(lon+0.00000001, lat+0.00000001, z)
			layers := tile(t, p, z, x, y)
			if z <= 12 && len(layers["aggregates"]) != 1 {
				t.Errorf("%s at zoom %d is not counted: %v", name, z, layers)
			}
			if z < 10 {
				continue
			}
			if len(layers["plots"]) != 1 {
				t.Errorf("%s at zoom %d: %d features", name, z, len(layers["plots"]))
				continue
			}
			f := only(t, layers, "plots")
			if f.Geometry.Dimensions() != g.Dimensions() {
				t.Errorf("%s at zoom %d is a %s", name, z, f.Geometry.GeoJSONType())
			}
			if b := f.Geometry.Bound(); g.Dimensions() > 0 && math.Max(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1]) < 1 {
				t.Errorf("%s at zoom %d covers nothing: %v", name, z, f.Geometry)
			}
			if f.Geometry.Dimensions() == 2 && filled(f.Geometry) == 0 {
				t.Errorf("%s at zoom %d has no area: %v", name, z, f.Geometry)
			}
		}
	}
}

// filled is the area of the outer rings, in square units.
func filled(g orb.Geometry) float64 {
	sum := 0.0
	eachPolygon(g, func(p orb.Polygon) { sum += math.Abs(signedArea(p[0])) })
	return sum
}

func eachPolygon(g orb.Geometry, visit func(orb.Polygon)) {
	switch g := g.(type) {
	case orb.Polygon:
		visit(g)
	case orb.MultiPolygon:
		for _, p := range g {
			visit(p)
		}
	}
}

// signedArea is positive where the ring runs clockwise as seen, y counting down.
func signedArea(r orb.Ring) float64 {
	sum := 0.0
	for i := range r {
		a, b := r[i], r[(i+1)%len(r)]
		sum += a[0]*b[1] - b[0]*a[1]
	}
	return sum / 2
}

func TestDustThatLooksTheSameIsDrawnOnceAndCounted(t *testing.T) {
	civilian := plot("c", box(lon, lat, 0.00003, 0.00001))
	civilian.Properties = map[string]any{"occupancy": "civilian"}
	m := newMemory(plot("a", box(lon, lat, 0.00003, 0.00001)), plot("b", box(lon, lat, 0.00003, 0.00001)), civilian,
		plot("d", box(lon, lat, 0.00003, 0.00001)))
	p := tiles.New(m, tiles.Options{})
	x, y := at(lon, lat, 11)
	layers := tile(t, p, 11, x, y)
	features := layers["plots"]
	if len(features) != 2 {
		t.Fatalf("%d features, want one for each occupancy", len(features))
	}
	if f := features[0]; f.ID != 1.0 || f.Properties["merged"] != 2.0 {
		t.Errorf("first feature: id %v, %v; want the oldest, standing for two more", f.ID, f.Properties)
	}
	if _, said := features[1].Properties["merged"]; said || features[1].Properties["occupancy"] != "civilian" {
		t.Errorf("second feature: %v; want the civilian plot alone", features[1].Properties)
	}
	if f := only(t, layers, "about"); f.Properties["merged"] != 2.0 || f.Properties["dropped"] != 0.0 {
		t.Errorf("the tile says of itself %v", f.Properties)
	}
	x, y = at(lon, lat, 16)
	if n := len(tile(t, p, 16, x, y)["plots"]); n != 4 {
		t.Errorf("%d features at the highest zoom, want every one", n)
	}
}

func TestACrowdTurnsToDustAndNothingIsDropped(t *testing.T) {
	var crowd []data.Feature
	for i := range 40 {
		for j := range 40 {
			crowd = append(crowd, plot(name(i, j), box(lon+float64(i)*0.0001, lat+float64(j)*0.0001, 0.00005, 0.00005)))
		}
	}
	p := tiles.New(newMemory(crowd...), tiles.Options{TileBytes: 20_000})
	x, y := at(lon, lat, 14)
	total, features := 0, 0
	for dx := range 2 {
		for dy := range 2 {
			got, err := p.Tile(context.Background(), 14, x+dx, y-dy)
			if err != nil {
				t.Fatal(err)
			}
			raw, _ := got.Plain()
			if len(raw) > 20_000 || got.Dropped != 0 {
				t.Errorf("%d bytes, %d dropped", len(raw), got.Dropped)
			}
			n := len(decoded(t, got)["plots"])
			features += n
			total += n + got.Merged
		}
	}
	if total < len(crowd) || features < 50 {
		t.Errorf("%d features stand for %d of %d", features, total, len(crowd))
	}
}

func TestWhatIsTooLargeForDustIsDroppedTheLeastImportantFirstAndCounted(t *testing.T) {
	var large []data.Feature
	for i, occupancy := range []string{"civilian", "unknown", "pow", "civilian", "mixed", "pow"} {
		f := plot(name(i, 0), box(lon, lat, 1, 1))
		f.Properties["occupancy"] = occupancy
		large = append(large, f)
	}
	overlap := plot("overlap", box(lon, lat, 1, 1))
	overlap.Collection, overlap.Properties = "overlaps", map[string]any{"class": "possible"}
	p := tiles.New(newMemory(append(large, overlap)...), tiles.Options{TileBytes: 500})
	x, y := at(lon, lat, 12)
	got, err := p.Tile(context.Background(), 12, x, y)
	if err != nil {
		t.Fatal(err)
	}
	layers := decoded(t, got)
	left := map[string]int{}
	for _, f := range layers["plots"] {
		left[f.Properties["occupancy"].(string)]++
	}
	if n := len(layers["plots"]); n == 0 || n+got.Dropped != len(large) || left["civilian"]+left["unknown"] > 0 || len(layers["overlaps"]) != 1 {
		t.Errorf("%v and %d overlaps are left, %d dropped", left, len(layers["overlaps"]), got.Dropped)
	}
	if f := only(t, layers, "about"); f.Properties["dropped"] != float64(got.Dropped) {
		t.Errorf("the tile says of itself %v", f.Properties)
	}
}

func name(i, j int) string {
	return string(rune('a'+i%26)) + string(rune('a'+i/26)) + string(rune('a'+j%26)) + string(rune('a'+j/26))
}

func TestNearTheAntimeridianTheOtherSideIsInTheBuffer(t *testing.T) {
	p := tiles.New(newMemory(
		plot("east", orb.Point{179.9999, 66}),
		plot("west", orb.Point{-179.9999, 66}),
	), tiles.Options{})
	for z := 10; z <= 14; z++ {
		_, y := at(180, 66, z)
		for _, x := range []int{0, 1<<z - 1} {
			features := tile(t, p, z, x, y)["plots"]
			if n := len(features) + merged(features); n != 2 {
				t.Errorf("tile %d/%d/%d holds %d plots, want both", z, x, y, n)
			}
			for _, f := range features {
				if b := f.Geometry.Bound(); !insideBuffer(b) {
					t.Errorf("tile %d/%d/%d: %v is outside the buffer", z, x, y, b)
				}
			}
		}
	}
}

func merged(features []*geojson.Feature) int {
	n := 0
	for _, f := range features {
		if m, ok := f.Properties["merged"].(float64); ok {
			n += int(m)
		}
	}
	return n
}

func insideBuffer(b orb.Bound) bool {
	const lo, hi = -tiles.Buffer, tiles.Extent + tiles.Buffer
	return b.Min[0] >= lo && b.Min[1] >= lo && b.Max[0] <= hi && b.Max[1] <= hi
}

func TestAGeometryCollectionIsDrawnKindByKind(t *testing.T) {
	g := orb.Collection{orb.Point{lon, lat}, orb.LineString{{lon, lat}, {lon + .001, lat}}, box(lon, lat, .001, .001)}
	p := tiles.New(newMemory(plot("p", g)), tiles.Options{})
	x, y := at(lon, lat, 14)
	features := tile(t, p, 14, x, y)["plots"]
	if len(features) != 3 {
		t.Fatalf("%d features, want three", len(features))
	}
	seen := map[int]bool{}
	for _, f := range features {
		if seen[f.Geometry.Dimensions()] = true; f.ID != 1.0 {
			t.Errorf("%s with id %v", f.Geometry.GeoJSONType(), f.ID)
		}
	}
	if len(seen) != 3 {
		t.Errorf("%d kinds of geometry, want three", len(seen))
	}
}
