package shapefile

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/klauspost/compress/flate"

	"burialmap/data/charset"
	"burialmap/data/format"
)

// Writer writes Shapefiles as one ZIP file. The zero value is ready.
//
// A Shapefile holds one kind of geometry, so that a collection becomes a layer for each
// kind that it has, plots_polygons.shp, and a table for what is not located. The layers are
// in UTF-8 with .cpg and .prj. Names of fields have ten letters: fields.csv says which is
// which, a text of more than 254 bytes is cut and stands whole in a .more.jsonl, and reading
// the archive joins both again. README.txt is the About.
type Writer struct{}

func (Writer) Name() string      { return "shapefile" }
func (Writer) Title() string     { return "Shapefile" }
func (Writer) MediaType() string { return "application/zip" }
func (Writer) Extension() string { return ".zip" }

// Holds says what the format has no place for.
func (Writer) Holds() format.Holds {
	return format.Holds{Layers: true, About: true, Loses: []string{
		"Whether a line or an outline of one part was recorded as a multi-part one: it comes back as a single one.",
		"Which way round an outline runs, and that rings of one feature lie over each other: outlines and holes are told apart by which lies in which.",
	}}
}

// Write walks the features of each layer once, into temporary files, because the format
// wants lengths and bounds before them.
func (Writer) Write(ctx context.Context, w io.Writer, e format.Export) error {
	out := zip.NewWriter(w)
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	a := archiveWriter{Writer: out, date: e.About.Date}
	for _, l := range e.Layers {
		if err := a.layer(ctx, l); err != nil {
			return err
		}
	}
	if err := a.text("README.txt", e.About.Text()+aboutArchive); err != nil {
		return err
	}
	if err := a.fields(); err != nil {
		return err
	}
	return out.Close()
}

// aboutArchive says what else is in the archive.
const aboutArchive = `
This archive
------------

A Shapefile holds one kind of geometry, so that there is a layer for points, multipoints,
lines and polygons each; the table whose name ends in not_located (a .dbf that spreadsheets
and GIS open) has the records whose place is not known. Text is in UTF-8.

Names of fields have at most ten letters in this format: fields.csv gives the full ones.
Texts longer than 254 bytes are cut in the table, and whole in the file .more.jsonl of the
layer, by row and field.
`

// archiveWriter writes the parts of layers.
type archiveWriter struct {
	*zip.Writer

	date  time.Time
	names [][]string // of fields.csv
}

func (a *archiveWriter) create(name string) (io.Writer, error) {
	w, err := a.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: a.date})
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", name, err)
	}
	return w, nil
}

func (a *archiveWriter) text(name, text string) error {
	w, err := a.create(name)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	return err
}

// fields writes the list of names, for people and for the reader.
func (a *archiveWriter) fields() error {
	var text strings.Builder
	text.WriteString(charset.ByteOrderMark)
	list := csv.NewWriter(&text)
	if err := list.WriteAll(append([][]string{fieldsHeader}, a.names...)); err != nil {
		return err
	}
	return a.text(fieldsName, text.String())
}

// layer writes a collection: a Shapefile for each kind of geometry.
func (a *archiveWriter) layer(ctx context.Context, l format.Layer) error {
	s := sorter{Collection: l.Collection, columns: columnsOf(l.Collection)}
	defer s.remove()
	for f, err := range l.Features {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = s.add(f)
		}
		if err != nil {
			return err
		}
	}
	if s.empty() {
		if err := s.open(s.emptyKind()); err != nil {
			return err
		}
	}
	for _, k := range s.kinds {
		if k == nil {
			continue
		}
		if err := a.kind(ctx, k); err != nil {
			return fmt.Errorf("writing %s: %w", k.name, err)
		}
	}
	return nil
}
