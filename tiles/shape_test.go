package tiles_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/peterstace/simplefeatures/geom"

	"burialmap/data"
	"burialmap/tiles"
)

// blob is a random outline around a place, its corners at random distances: concave, and
// with hole a hole in its middle.
func blob(r *rand.Rand, lon, lat, radius float64, hole bool) orb.Polygon {
	ring := func(radius float64, turns float64) orb.Ring {
		n := 3 + r.IntN(30)
		var out orb.Ring
		for i := range n {
			d := radius * (0.5 + r.Float64()/2)
			a := turns * 2 * math.Pi * float64(i) / float64(n)
			out = append(out, orb.Point{lon + d*math.Cos(a), lat + d*math.Sin(a)*0.6})
		}
		return append(out, out[0])
	}
	p := orb.Polygon{ring(radius, 1)}
	if hole {
		p = append(p, ring(radius*0.3, -1))
	}
	return p
}

func TestPolygonsAreWoundAsTheSpecificationAsksAndStayInTheBuffer(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 300 {
		radius := 0.0001 * math.Pow(10, 3*r.Float64())
		p := tiles.New(newMemory(plot("p", blob(r, lon, lat, radius, i%2 == 0))), tiles.Options{})
		z := 6 + r.IntN(11)
		x, y := at(lon+radius*(r.Float64()-0.5), lat, z)
		for _, f := range tile(t, p, z, x, y)["plots"] {
			if !insideBuffer(f.Geometry.Bound()) {
				t.Fatalf("case %d: %v lies outside the buffer", i, f.Geometry.Bound())
			}
			eachPolygon(f.Geometry, func(polygon orb.Polygon) {
				for j, ring := range polygon {
					if a := signedArea(ring); (a > 0) != (j == 0) || a == 0 {
						t.Fatalf("case %d: ring %d has the area %v", i, j, a)
					}
					if ring[0] != ring[len(ring)-1] {
						t.Fatalf("case %d: ring %d is open", i, j)
					}
				}
			})
		}
	}
}

func TestPolygonsWithinATileAreValid(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 300 {
		shape := blob(r, lon, lat, 0.002, false)
		if i%3 == 0 { // tangled as recorded
			a, b := 1+r.IntN(len(shape[0])-2), 1+r.IntN(len(shape[0])-2)
			shape[0][a], shape[0][b] = shape[0][b], shape[0][a]
		}
		p := tiles.New(newMemory(plot("p", shape)), tiles.Options{})
		for _, z := range []int{10, 12, 13, 16} {
			x, y := at(lon, lat, z)
			f := only(t, tile(t, p, z, x, y), "plots")
			if b := f.Geometry.Bound(); b.Min[0] < 0 || b.Min[1] < 0 || b.Max[0] > tiles.Extent || b.Max[1] > tiles.Extent {
				continue // it is clipped
			}
			eachPolygon(f.Geometry, func(polygon orb.Polygon) {
				if err := valid(polygon); err != nil {
					t.Errorf("case %d at zoom %d: %v in %v", i, z, err, polygon)
				}
			})
		}
	}
}

// valid asks another implementation.
func valid(polygon orb.Polygon) error {
	var rings []geom.LineString
	for _, ring := range polygon {
		var xy []float64
		for _, p := range ring {
			xy = append(xy, p[0], p[1])
		}
		rings = append(rings, geom.NewLineString(geom.NewSequence(xy, geom.DimXY)))
	}
	return geom.NewPolygon(rings).Validate()
}

func TestABowTieIsFilledOnBothSides(t *testing.T) {
	bowTie := orb.Polygon{{{lon, lat}, {lon + .001, lat + .001}, {lon + .001, lat}, {lon, lat + .001}, {lon, lat}}}
	p := tiles.New(newMemory(plot("p", bowTie)), tiles.Options{})
	x, y := at(lon, lat, 15)
	f := only(t, tile(t, p, 15, x, y), "plots")
	b := f.Geometry.Bound()
	whole := (b.Max[0] - b.Min[0]) * (b.Max[1] - b.Min[1])
	if got := filled(f.Geometry); math.Abs(got-whole/2) > 0.01*whole {
		t.Errorf("area %v, want half of %v: %v", got, whole, f.Geometry)
	}
}

func TestNeighboursTogetherCoverTheFeature(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	const z = 14
	for i := range 20 {
		shape := blob(r, lon, lat, 0.05, i%2 == 0)
		p := tiles.New(newMemory(plot("p", shape)), tiles.Options{})
		x0, y0 := at(lon-0.05, lat+0.05, z)
		x1, y1 := at(lon+0.05, lat-0.05, z)
		for range 200 {
			place := orb.Point{lon + 0.1*(r.Float64()-0.5), lat + 0.1*(r.Float64()-0.5)}
			m := mercator(place, z)
			x, y := int(m[0])/tiles.Extent, int(m[1])/tiles.Extent
			if x < x0 || x > x1 || y < y0 || y > y1 {
				t.Fatal("the place is outside the tiles")
			}
			inTile := false
			local := orb.Point{m[0] - float64(x*tiles.Extent), m[1] - float64(y*tiles.Extent)}
			for _, f := range tile(t, p, z, x, y)["plots"] {
				eachPolygon(f.Geometry, func(polygon orb.Polygon) { inTile = inTile || planar.PolygonContains(polygon, local) })
			}
			if want := planar.PolygonContains(shape, place); inTile != want && edgeDistance(shape, m) > 4 {
				t.Fatalf("case %d: %v is in the feature: %v, in the tile: %v", i, place, want, inTile)
			}
		}
	}
}

// edgeDistance is how far a place is from the outline, in units of zoom 14.
func edgeDistance(shape orb.Polygon, m orb.Point) float64 {
	nearest := math.Inf(1)
	for _, ring := range shape {
		for i := 1; i < len(ring); i++ {
			nearest = min(nearest, planar.DistanceFromSegment(mercator(ring[i-1], 14), mercator(ring[i], 14), m))
		}
	}
	return nearest
}

func TestTheIDOfAFeatureIsTheSameInEveryTile(t *testing.T) {
	m := newMemory(plot("first", orb.Point{lon, lat}), plot("second", box(lon, lat, 0.3, 0.3)), plot("third", orb.LineString{{lon - 1, lat}, {lon + 1, lat}}))
	p := tiles.New(m, tiles.Options{})
	want := map[any]float64{"first": 1, "second": 2, "third": 3}
	for z := range 17 {
		x, y := at(lon, lat, z)
		for _, f := range tile(t, p, z, x, y)["plots"] {
			if f.ID != want[f.Properties["id"]] {
				t.Errorf("zoom %d: %v has the id %v", z, f.Properties["id"], f.ID)
			}
		}
	}
}

func TestTilesAreAsReviewed(t *testing.T) {
	for name, at := range map[string][3]int{"whole_region.json": {4, 13, 5}, "cemetery.json": {14, 14150, 5659}} {
		got, err := tiles.New(newMemory(burialGround()...), tiles.Options{}).Tile(context.Background(), at[0], at[1], at[2])
		if err != nil {
			t.Fatal(err)
		}
		layers := map[string]any{}
		for layer, features := range decoded(t, got) {
			layers[layer] = features
		}
		golden(t, name, layers)
	}
}

func TestTileJSONDescribesEveryLayerAndItsFields(t *testing.T) {
	j, err := tiles.New(newMemory(burialGround()...), tiles.Options{Attribution: "test"}).TileJSON(context.Background(), "https://graves.example/{z}/{x}/{y}.mvt")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "tilejson.json", j)
	described := map[string]map[string]string{}
	for _, l := range j.VectorLayers {
		described[l.ID] = l.Fields
	}
	for z := range 17 {
		x, y := at(lon, lat, z)
		for layer, features := range tile(t, tiles.New(newMemory(burialGround()...), tiles.Options{}), z, x, y) {
			for _, f := range features {
				for name := range f.Properties {
					if described[layer][name] == "" {
						t.Errorf("property %s of layer %s is not described", name, layer)
					}
				}
			}
		}
	}
	if fmt.Sprint(j.Bounds) == fmt.Sprint([4]float64{}) {
		t.Error("no bounds")
	}
}

func TestOpenStreetMapIsCreditedWhereItIsShown(t *testing.T) {
	store := newMemory(burialGround()...)
	pyramid := tiles.New(store, tiles.Options{Attribution: "test"})
	credit := func() string {
		j, err := pyramid.TileJSON(context.Background(), "{z}/{x}/{y}")
		if err != nil {
			t.Fatal(err)
		}
		return j.Attribution
	}
	if got := credit(); got != "test" {
		t.Errorf("without OpenStreetMap: %q", got)
	}
	store.put(data.Feature{ID: "osm", Collection: "sources", Properties: map[string]any{"kind": "osm", "citation": "© OpenStreetMap contributors"}},
		data.Feature{ID: "list", Collection: "sources", Properties: map[string]any{"kind": "list", "citation": "A list"}})
	if got := credit(); got != "test · © OpenStreetMap contributors" {
		t.Errorf("with OpenStreetMap: %q", got)
	}
}
