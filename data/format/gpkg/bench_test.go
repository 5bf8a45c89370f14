package gpkg_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/gpkg"
	"burialmap/data/formattest"
)

// manyPlots are rectangles of two metres in rows, each with what an archive list says of it.
func manyPlots(n int) formattest.Features {
	return func(yield func(data.Feature, error) bool) {
		for i := range n {
			x, y := 135+float64(i%1000)*4e-5, 48+float64(i/1000)*4e-5
			f := data.Feature{
				ID: fmt.Sprintf("plot-%d", i), Collection: "plots",
				Geometry:   orb.Polygon{{{x, y}, {x + 2e-5, y}, {x + 2e-5, y + 1e-5}, {x, y + 1e-5}, {x, y}}},
				Properties: map[string]any{"name": fmt.Sprintf("Ряд %d, могила %d", i/1000, i%1000), "kind": "grave", "occupancy": "pow", "burials": int64(1), "period": "1946"},
				Location:   data.Location{Method: "plan", Accuracy: 3, Source: "list", SourceKey: fmt.Sprint(i)},
			}
			if !yield(f, nil) {
				return
			}
		}
	}
}

func plotsExport(n int) format.Export {
	return format.Export{Layers: []format.Layer{{Collection: data.Plots, Features: manyPlots(n), Count: n}}, About: about}
}

func BenchmarkRead(b *testing.B) {
	const n = 200_000
	var file bytes.Buffer
	if err := (gpkg.Writer{}).Write(context.Background(), &file, plotsExport(n)); err != nil {
		b.Fatal(err)
	}
	path := b.TempDir() + "/plots.gpkg"
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		in, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		read := 0
		for _, err := range (gpkg.Reader{}).Read(context.Background(), format.Input{Name: "plots.gpkg", ReadSeeker: in, Size: -1}, format.Options{Collection: data.Plots}) {
			if err != nil {
				b.Fatal(err)
			}
			read++
		}
		if err := in.Close(); err != nil || read != n {
			b.Fatal(read, err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

func BenchmarkWrite(b *testing.B) {
	const n = 200_000
	b.ReportAllocs()
	for b.Loop() {
		if err := (gpkg.Writer{}).Write(context.Background(), io.Discard, plotsExport(n)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "features/s")
}
