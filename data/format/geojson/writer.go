package geojson

import (
	"bufio"
	"context"
	"io"

	"burialmap/data/format"
)

// Writer writes a FeatureCollection, one feature a line. The zero value is ready.
type Writer struct{}

func (Writer) Name() string      { return "geojson" }
func (Writer) Title() string     { return "GeoJSON" }
func (Writer) MediaType() string { return "application/geo+json" }
func (Writer) Extension() string { return ".geojson" }

// Holds says that the file describes itself.
func (Writer) Holds() format.Holds { return format.Holds{} }

// Write streams the features to w. If it fails what was written is not whole: the closing
// brackets are missing.
func (Writer) Write(ctx context.Context, w io.Writer, e format.Export) error {
	out := bufio.NewWriterSize(w, 64<<10)
	out.WriteString(`{"type":"FeatureCollection","features":[`)
	separator := "\n"
	var line []byte
	for f, err := range e.Layers[0].Features {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		line = f.AppendGeoJSON(append(line[:0], separator...))
		if _, err := out.Write(line); err != nil {
			return err
		}
		separator = ",\n"
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

// LineWriter writes newline-delimited GeoJSON: a feature a line and nothing else. The zero
// value is ready.
type LineWriter struct{}

func (LineWriter) Name() string      { return "geojsonl" }
func (LineWriter) Title() string     { return "GeoJSON, newline-delimited" }
func (LineWriter) MediaType() string { return "application/x-ndjson" }
func (LineWriter) Extension() string { return ".geojsonl" }

// Holds says that a file of lines has no place for anything but features.
func (LineWriter) Holds() format.Holds { return format.Holds{} }

// Write streams the features to w.
func (LineWriter) Write(ctx context.Context, w io.Writer, e format.Export) error {
	out := bufio.NewWriterSize(w, 64<<10)
	var line []byte
	for f, err := range e.Layers[0].Features {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		line = append(f.AppendGeoJSON(line[:0]), '\n')
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	return out.Flush()
}
