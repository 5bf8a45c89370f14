package geopackage_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/geopackage"
	"burialmap/data/storetest"
)

func newStore(t testing.TB) *geopackage.Store {
	t.Helper()
	s, err := geopackage.Create(filepath.Join(t.TempDir(), "test.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// plot is the i-th of many invented plots, 1.2 m × 2.4 m, in rows.
func plot(i int) data.Feature {
	const w, h = 0.000016, 0.000022
	x, y := 131+float64(i%500)*2*w, 48+float64(i/500)*2*h
	return data.Feature{
		Collection: "plots",
		Geometry:   orb.Polygon{{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}}},
		Location:   data.Location{Accuracy: 5, Method: "plan", Source: "plan-1", SourceKey: fmt.Sprint("key-", i), Fictional: true},
		Properties: map[string]any{"name": fmt.Sprint("Plot ", i), "kind": "grave", "occupancy": "pow", "burials": int64(1), "period": "1945/1947"},
	}
}

func BenchmarkPut200k(b *testing.B) {
	ctx := context.Background()
	const n = 200_000
	for b.Loop() {
		b.StopTimer()
		s := newStore(b)
		b.StartTimer()
		_, err := s.Write(ctx, "import", "benchmark", func(tx data.Tx) error {
			for i := range n {
				if _, err := tx.Put(ctx, plot(i)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*n/b.Elapsed().Seconds(), "plots/s")
}

// TestStorePassesTheSuite opens one file for each subtest, again and again.
func TestStorePassesTheSuite(t *testing.T) {
	folder := t.TempDir()
	storetest.Run(t, func(t *testing.T) data.Store {
		path := filepath.Join(folder, strings.ReplaceAll(t.Name(), "/", "-")+".gpkg")
		open := geopackage.Open
		if _, err := os.Stat(path); err != nil {
			open = geopackage.Create
		}
		s, err := open(path)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
