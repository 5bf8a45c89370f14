package xlsx

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

const benchRows = 20_000

// graves are features as an export has them.
func graves(yield func(data.Feature, error) bool) {
	for i := range benchRows {
		f := data.Feature{ID: fmt.Sprintf("g-%d", i), Collection: "plots", Geometry: orb.Point{131 + float64(i)*1e-5, 48.1},
			Properties: map[string]any{"kind": "grave", "occupancy": "pow", "burials": int64(1), "period": "1945/1948"},
			Location:   data.Location{Method: "gps", Accuracy: 2.5, Source: "list", SourceKey: fmt.Sprintf("ряд %d/%d", i/50, i%50)}}
		if !yield(f, nil) {
			return
		}
	}
}

func gravesExport() format.Export {
	return format.Export{Layers: []format.Layer{{Collection: data.Plots, Features: graves, Count: benchRows}}}
}

func BenchmarkWrite(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if err := (Writer{}).Write(context.Background(), io.Discard, gravesExport()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

func BenchmarkRead(b *testing.B) {
	var file bytes.Buffer
	if err := (Writer{}).Write(context.Background(), &file, gravesExport()); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		in := format.Input{Name: "t.xlsx", ReadSeeker: bytes.NewReader(file.Bytes()), Size: int64(file.Len())}
		for r, err := range (Reader{}).Read(context.Background(), in, format.Options{Collection: data.Plots}) {
			if err != nil || len(r.Problems) > 0 {
				b.Fatal(r, err)
			}
			n++
		}
		if n != benchRows {
			b.Fatal(n)
		}
	}
	b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}
