package geojson

import (
	"bufio"
	"context"
	"io"

	"burialmap/data"
	"burialmap/data/format"
)

// Writer writes a FeatureCollection, one feature a line. The zero value is ready.
type Writer struct{}

func (Writer) Name() string      { return "geojson" }
func (Writer) Title() string     { return "GeoJSON" }
func (Writer) MediaType() string { return "application/geo+json" }
func (Writer) Extension() string { return ".geojson" }

// Holds says that the file describes itself.
func (Writer) Holds() format.Holds { return format.Holds{About: true} }

// Write streams the features to w, and after them in the member "about" what has to be said
// about them: RFC 7946 (6.1) lets a collection have members of its own. If it fails what
// was written is not whole: the closing brackets are missing.
func (Writer) Write(ctx context.Context, w io.Writer, e format.Export) error {
	out := bufio.NewWriterSize(w, 64<<10)
	out.WriteString(`{"type":"FeatureCollection","features":[`)
	first := true
	for text, err := range format.Encode(ctx, e.Layers[0].Features, appendMember) {
		if err != nil {
			return err
		}
		if first { // nothing before it to be parted from
			text, first = text[1:], false
		}
		if _, err := out.Write(text); err != nil {
			return err
		}
	}
	out.WriteString("\n],\n\"about\":")
	out.Write(e.About.JSON())
	out.WriteString("}\n")
	return out.Flush()
}

// appendMember appends a feature with the comma that parts it from the one before it.
func appendMember(b []byte, f data.Feature) ([]byte, error) {
	return f.AppendGeoJSON(append(b, ",\n"...)), nil
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
	for text, err := range format.Encode(ctx, e.Layers[0].Features, appendLine) {
		if err != nil {
			return err
		}
		if _, err := w.Write(text); err != nil {
			return err
		}
	}
	return nil
}

func appendLine(b []byte, f data.Feature) ([]byte, error) {
	return append(f.AppendGeoJSON(b), '\n'), nil
}
