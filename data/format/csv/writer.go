package csv

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

// Writer writes a table in UTF-8 with a byte order mark, so that spreadsheets read it as
// such. The zero value is ready.
//
// The columns are id, the fields of the collection, the location fields, longitude and
// latitude of points, the geometry as WKT (at most 7 decimals), and extra: all that was
// kept beside the fields, as a JSON object. Reading the table gives the same features. A
// text that spreadsheets would run as a formula has an apostrophe before it.
type Writer struct{}

func (Writer) Name() string      { return "csv" }
func (Writer) Title() string     { return "CSV" }
func (Writer) MediaType() string { return "text/csv; charset=utf-8" }
func (Writer) Extension() string { return ".csv" }

// Holds says that everything comes back, but that nothing about the export fits in.
func (Writer) Holds() format.Holds { return format.Holds{} }

// Write streams the features to w.
func (Writer) Write(ctx context.Context, w io.Writer, e format.Export) error {
	c, features := e.Layers[0].Collection, e.Layers[0].Features
	if _, err := io.WriteString(w, charset.ByteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	fields := slices.Concat(c.Fields, data.LocationFields)
	if err := out.Write(header(c, fields)); err != nil {
		return err
	}
	var cells []string
	for f, err := range features {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if err := out.Write(line(cells[:0], f, c, fields)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func header(c data.Collection, fields []data.Field) []string {
	names := []string{data.KeyColumn}
	for _, f := range fields {
		names = append(names, f.Name)
	}
	if c.Spatial {
		names = append(names, data.LonColumn, data.LatColumn, data.GeometryColumn)
	}
	return append(names, "extra")
}

func line(cells []string, f data.Feature, c data.Collection, fields []data.Field) []string {
	cells = append(cells, format.EscapeFormula(f.ID))
	for _, field := range fields {
		v, ok := f.Properties[field.Name]
		if !ok {
			v = f.Location.Value(field.Name)
		}
		text := data.ValueText(v)
		if _, words := v.(string); words {
			text = format.EscapeFormula(text)
		}
		cells = append(cells, text)
	}
	if c.Spatial {
		lon, lat := "", ""
		if p, ok := f.Geometry.(orb.Point); ok {
			lon, lat = string(data.AppendDegrees(nil, p[0])), string(data.AppendDegrees(nil, p[1]))
		}
		cells = append(cells, lon, lat, string(format.AppendWKT(nil, f.Geometry)))
	}
	return append(cells, extra(f.Extra))
}

func extra(kept map[string]string) string {
	if len(kept) == 0 {
		return ""
	}
	text, err := json.Marshal(kept) // orders the names itself
	if err != nil {                 // cannot happen: all are strings
		panic(err)
	}
	return string(text)
}
