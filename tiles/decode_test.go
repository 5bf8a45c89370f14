package tiles_test

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"burialmap/data"
	"burialmap/tiles"
)

var bless = flag.Bool("bless", false, "renew golden files")

// tile asks for a tile and decodes it with another implementation, in tile units.
func tile(t testing.TB, p *tiles.Pyramid, z, x, y int) map[string][]*geojson.Feature {
	t.Helper()
	got, err := p.Tile(context.Background(), z, x, y)
	if err != nil {
		t.Fatalf("tile %d/%d/%d: %v", z, x, y, err)
	}
	return decoded(t, got)
}

// plain is a tile as it was before it was packed.
func plain(t testing.TB, got tiles.Tile) []byte {
	t.Helper()
	raw, err := got.Plain()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func decoded(t testing.TB, got tiles.Tile) map[string][]*geojson.Feature {
	t.Helper()
	layers, err := read(plain(t, got))
	if err != nil {
		t.Fatalf("the tile does not decode: %v", err)
	}
	all := map[string][]*geojson.Feature{}
	for _, l := range layers {
		if l.Version != 2 || l.Extent != tiles.Extent {
			t.Errorf("layer %s: version %d, extent %d", l.Name, l.Version, l.Extent)
		}
		if len(l.Features) == 0 {
			t.Errorf("layer %s has no features", l.Name)
		}
		all[l.Name] = l.Features
	}
	return all
}

// only is the one feature that a layer must hold.
func only(t testing.TB, layers map[string][]*geojson.Feature, layer string) *geojson.Feature {
	t.Helper()
	if n := len(layers[layer]); n != 1 {
		t.Fatalf("%d features in layer %s, want 1", n, layer)
	}
	return layers[layer][0]
}

// at returns the tile that holds a place.
func at(lon, lat float64, z int) (x, y int) {
	p := mercator(orb.Point{lon, lat}, z)
	return int(p[0]) / tiles.Extent, int(p[1]) / tiles.Extent
}

func plot(id string, g orb.Geometry) data.Feature {
	return data.Feature{
		ID: id, Collection: "plots", Geometry: g,
		Location:   data.Location{Method: "survey", Fictional: true},
		Properties: map[string]any{"occupancy": "pow"},
	}
}

// box is a rectangle around a place, its sides in degrees.
func box(lon, lat, width, height float64) orb.Polygon {
	w, s, e, n := lon-width/2, lat-height/2, lon+width/2, lat+height/2
	return orb.Polygon{{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}}}
}

// golden compares with a file in testdata, or writes it with -bless.
func golden(t *testing.T, name string, v any) {
	t.Helper()
	got, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	path := filepath.Join("testdata", name)
	if *bless {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs; look at the change and run make bless if it is right.\ngot:\n%s", path, got)
	}
}
