package formattest

import (
	"bytes"
	"context"
	"io"
	"testing"

	"burialmap/data"
	"burialmap/data/format"
)

// BenchmarkWrite measures how many features of a collection are written in a second.
func BenchmarkWrite(b *testing.B, w format.Writer, c data.Collection, features func(n int) Features) {
	b.ReportAllocs()
	if err := w.Write(context.Background(), io.Discard, export(c, features(b.N))); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "features/s")
}

// BenchmarkRead measures how many of them are read in a second.
func BenchmarkRead(b *testing.B, r format.Reader, w format.Writer, c data.Collection, features func(n int) Features) {
	var file bytes.Buffer
	if err := w.Write(context.Background(), &file, export(c, features(b.N))); err != nil {
		b.Fatal(err)
	}
	in := format.Input{Name: "file" + w.Extension(), ReadSeeker: bytes.NewReader(file.Bytes()), Size: int64(file.Len())}
	b.ReportAllocs()
	b.ResetTimer()
	n := 0
	for _, err := range r.Read(context.Background(), in, format.Options{Collection: c}) {
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	if n != b.N {
		b.Fatalf("%d of %d", n, b.N)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "features/s")
}
