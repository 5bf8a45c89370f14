package tiles_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"burialmap/data/geopackage"
	"burialmap/tiles"
)

// BenchmarkGround prints what a ground of a database takes: its memory, the time to load
// it, and that to draw tiles that hold something. BURIALMAP_GROUND names the file.
func BenchmarkGround(b *testing.B) {
	name := os.Getenv("BURIALMAP_GROUND")
	if name == "" {
		b.Skip("set BURIALMAP_GROUND to a database")
	}
	ctx := context.Background()
	store, err := geopackage.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	began := time.Now()
	g, err := tiles.NewGround(ctx, store, 16)
	if err != nil {
		b.Fatal(err)
	}
	loaded := time.Since(began)
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Fprintf(os.Stderr, "loaded in %v, heap %d MB, from the system %d MB\n", loaded.Round(time.Millisecond), m.HeapAlloc>>20, m.Sys>>20)
	for z := range 17 {
		all, err := g.Places(ctx, z, z)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprint("z", z), func(b *testing.B) {
			i, size := 0, 0
			for b.Loop() {
				raw, _, _, err := g.Draw(ctx, all[i%len(all)], nil)
				if err != nil {
					b.Fatal(err)
				}
				i += 7
				size += len(raw)
			}
			b.ReportMetric(float64(len(all)), "tiles")
			b.ReportMetric(float64(size)/float64(i/7), "bytes/tile")
		})
	}
}
