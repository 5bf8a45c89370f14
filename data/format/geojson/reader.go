package geojson

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"slices"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

// Reader reads GeoJSON in all its packings. The zero value is ready.
type Reader struct{}

func (Reader) Name() string  { return "geojson" }
func (Reader) Title() string { return "GeoJSON" }
func (Reader) Extensions() []string {
	return []string{".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson"}
}

// types are those that RFC 7946 lets stand at the top of a file.
var types = []string{
	"FeatureCollection", "Feature", "Point", "MultiPoint", "LineString", "MultiLineString",
	"Polygon", "MultiPolygon", "GeometryCollection",
}

// Sniff looks for the members of GeoJSON at the top of the first object.
func (Reader) Sniff(head []byte) bool {
	f := file{source: newSource(context.Background(), bytes.NewReader(head))}
	f.yield = func(data.Record, error) bool { return false }
	err := f.read()
	if slices.Contains(types, f.kind) {
		return true
	}
	// A first feature may fill the head before any type is met, or the type comes last.
	cut := err != nil && f.offset() >= int64(len(head))
	return f.kind == "" && (f.geometry || f.list) && (cut || errors.Is(err, format.ErrEnough))
}

// Read streams the features of the file; the package comment says what is refused and
// what is an error.
func (Reader) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		text, err := decoded(ctx, in, opt.Encoding)
		if err != nil {
			yield(data.Record{}, err)
			return
		}
		f := file{source: newSource(ctx, text), stated: opt.CRS != "", yield: yield, feature: feature{names: map[string]string{}}}
		if err := f.read(); err != nil && !errors.Is(err, format.ErrEnough) {
			yield(data.Record{}, err)
		}
	}
}

// decoded is the file in UTF-8, which RFC 8259 asks for, where somebody says that it is not.
func decoded(ctx context.Context, in format.Input, encoding string) (io.Reader, error) {
	if encoding == "" {
		return in, nil
	}
	text, _, err := charset.Text(ctx, in, encoding)
	return text, err
}
