package tiles_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/geopackage"
	"burialmap/tiles"
)

// manyPlots are invented graves of 1.2 m × 2.4 m in 2,000 cemeteries of a hundred, along
// the Amur and the railway.
func manyPlots(n int) []data.Feature {
	all := make([]data.Feature, n)
	for i := range all {
		ground, place := i/100, i%100
		x := 131 + float64(ground%50)*0.02 + float64(place%10)*0.00003
		y := 48 + float64(ground/50)*0.02 + float64(place/10)*0.00004
		f := plot(fmt.Sprint(i), orb.Polygon{{{x, y}, {x + .000016, y}, {x + .000016, y + .000022}, {x, y + .000022}, {x, y}}})
		f.Location.Accuracy = 5
		f.Properties = map[string]any{"name": fmt.Sprint("Grave ", i), "kind": "grave", "occupancy": "pow", "period": "1945/1947"}
		all[i] = f
	}
	return all
}

// BenchmarkUncachedTile draws tiles over 200,000 plots in a GeoPackage that it has not
// drawn before.
func BenchmarkUncachedTile(b *testing.B) {
	store, err := geopackage.Create(filepath.Join(b.TempDir(), "bench.gpkg"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	ctx := context.Background()
	_, err = store.Write(ctx, "test", "benchmark", func(tx data.Tx) error {
		for _, f := range manyPlots(200_000) {
			if _, err := tx.Put(ctx, f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for _, z := range []int{16, 14, 12, 10, 8, 6} {
		b.Run(fmt.Sprint("z", z), func(b *testing.B) {
			p := tiles.New(store, tiles.Options{CacheBytes: 1})
			x, y := at(131.4, 48.4, z)
			var size, features int
			for b.Loop() {
				got, err := p.Tile(ctx, z, x, y)
				if err != nil {
					b.Fatal(err)
				}
				size, features = len(got.Data), got.Merged
			}
			b.ReportMetric(float64(size), "bytes/tile")
			b.ReportMetric(float64(features), "merged/tile")
		})
	}
	b.Run("kept", func(b *testing.B) {
		p := tiles.New(store, tiles.Options{})
		x, y := at(131.4, 48.4, 14)
		for b.Loop() {
			if _, err := p.Tile(ctx, 14, x, y); err != nil {
				b.Fatal(err)
			}
		}
	})
}
