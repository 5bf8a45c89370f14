package geopackage_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/geopackage"
)

func TestAPlainGeoPackageIsNoDatabaseOfOurs(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "plain.gpkg")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := geopackage.CreatePlain(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	features := func(yield func(data.Feature, error) bool) {
		for _, f := range []data.Feature{
			{ID: "a", Collection: "plots", Geometry: orb.Point{131, 48}},
			{ID: "b", Collection: "plots", Geometry: orb.Point{132, 47}},
			{ID: "c", Collection: "plots"},
		} {
			if !yield(f, nil) {
				return
			}
		}
	}
	kinds, err := p.Put(ctx, data.Plots, features)
	if err != nil || len(kinds) != 2 || kinds["Point"] != 2 || kinds[""] != 1 {
		t.Errorf("%v, %v", kinds, err)
	}
	if err := p.Finish(ctx); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := geopackage.Open(path); err == nil || !strings.Contains(err.Error(), "import its layers instead") {
		t.Errorf("it is opened as a store: %v", err)
	}
}
