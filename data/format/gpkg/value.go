package gpkg

import (
	"bytes"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/geopackage"
)

// value is a cell as a record holds it, and how many bytes it has. False for what is not
// there, and for bytes that are no text, which are counted.
func (r *rows) value(c column, v driver.Value) (value any, size int, ok bool) {
	switch v := v.(type) {
	case nil:
		return nil, 0, false
	case int64:
		if c.boolean && v>>1 == 0 {
			return v == 1, 0, true
		}
	case string:
		if r.decode != nil && (!utf8.ValidString(v) || strings.Contains(v, "\x1b$")) { // ISO-2022-JP is ASCII with escapes
			return r.decode(v), len(v), true
		}
		return any(v), len(v), true
	case []byte:
		if !utf8.Valid(v) || bytes.IndexByte(v, 0) >= 0 {
			r.binary++
			return nil, len(v), false
		}
		return string(v), len(v), true
	}
	return v, 0, true
}

// geometryOf gives a record its geometry, or the finding that refuses it.
func (r *rows) geometryOf(record *data.Record, blob []byte) {
	g, srs, err := geopackage.DecodeGeometry(blob, format.MaxPositions)
	if err == nil {
		if int64(srs) != r.srs {
			r.strange++
		}
		record.Geometry = g
		return
	}
	p := data.Problem{Severity: data.Refused, Field: r.geometry, Rule: "geometry", Message: err.Error(), Advice: "repair or draw the geometry again in a GIS; leave it empty if the place is not known"}
	switch {
	case errors.Is(err, geopackage.ErrCurve):
		p.Rule, p.Advice = "geometry_curve", "turn curves into lines: ogr2ogr -nlt CONVERT_TO_LINEAR, or in QGIS: Segmentize"
	case errors.Is(err, geopackage.ErrExtended):
		p.Rule, p.Advice = "geometry_extended", "save the layer as plain GeoPackage geometry with the program that made it"
	case errors.Is(err, geopackage.ErrTooLarge):
		p.Rule, p.Advice = "too_large", fmt.Sprintf("no burial ground needs more than %d positions: simplify the outline or divide it", format.MaxPositions)
	case errors.Is(err, geopackage.ErrNotFinite):
		p.Rule = "finite"
	}
	record.Problems = append(record.Problems, p)
}
