package format

import (
	"errors"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// Table turns the rows of a table into records: it knows which columns hold the position
// and how people write one. Everything else it hands on by the name of its column.
type Table struct {
	header             []string
	mapping            *data.Mapping
	lon, lat, geometry int // columns; -1 if there is none
}

// NewTable reads a header. It is an error if a column that was stated is missing, or if
// no column at all is known: such a file is no table of the collection.
func NewTable(header []string, opt Options) (*Table, error) {
	mapping, err := data.NewMapping(opt.Collection, opt.Map)
	if err != nil {
		return nil, err
	}
	t := &Table{header: make([]string, len(header)), mapping: mapping, lon: -1, lat: -1, geometry: -1}
	known := 0
	for i, name := range header {
		if t.header[i] = strings.TrimSpace(name); t.header[i] == "" {
			t.header[i] = columnName(i)
		}
		for _, field := range mapping.Fields(name) {
			known++
			t.position(field, i)
		}
	}
	if missing := mapping.Unused(); len(missing) > 0 {
		return nil, fmt.Errorf("there is no column %q to map %s to; the columns are %s", opt.Map[missing[0]], missing[0], listed(t.header))
	}
	if known == 0 {
		return nil, fmt.Errorf("none of the columns %s is known for %s; say what they are with --map field=column", listed(t.header), opt.Collection.Name)
	}
	return t, nil
}

// Width is the number of columns of the header.
func (t *Table) Width() int { return len(t.header) }

// Column is the name under which the values of a column, counting from 0, are handed on.
func (t *Table) Column(i int) string {
	if i < len(t.header) {
		return t.header[i]
	}
	return columnName(i)
}

// Fields are the fields that a column fills, if any.
func (t *Table) Fields(i int) []string {
	if i < len(t.header) {
		return t.mapping.Fields(t.header[i])
	}
	return nil
}

// position remembers the first column for each part of a position.
func (t *Table) position(field string, column int) {
	for name, at := range map[string]*int{data.LonColumn: &t.lon, data.LatColumn: &t.lat, data.GeometryColumn: &t.geometry} {
		if field == name && *at < 0 {
			*at = column
		}
	}
}

func columnName(i int) string { return fmt.Sprintf("column %d", i+1) }

// listed shows names, the first thirty of them.
func listed(names []string) string {
	const most = 30
	if len(names) > most {
		return fmt.Sprintf("%.40q and %d more", names[:most], len(names)-most)
	}
	return fmt.Sprintf("%.40q", names)
}

// Record makes a record of one row; the caller numbers it. Blank cells are left out. A
// row that is shorter or longer than the header is kept, with a warning.
func (t *Table) Record(row []string) data.Record {
	r := data.Record{Values: make([]data.Value, 0, len(row))}
	if len(row) != len(t.header) {
		r.Problems = append(r.Problems, data.Problem{Severity: data.Warning, Rule: "row_length",
			Message: fmt.Sprintf("the row has %d cells, the header %d", len(row), len(t.header)),
			Advice:  "check that no separator is missing or stands unquoted within a cell"})
	}
	used := t.locate(&r, row)
	for i, cell := range row {
		if cell == "" || strings.TrimSpace(cell) == "" || used && (i == t.lon || i == t.lat || i == t.geometry) {
			continue
		}
		r.Values = append(r.Values, data.Value{Name: t.Column(i), Value: cell})
	}
	return r
}

// locate gives the record its position. It reports whether the cells of the position
// have nothing more to say; otherwise they are kept as values.
func (t *Table) locate(r *data.Record, row []string) bool {
	lon, lat := cell(row, t.lon), cell(row, t.lat)
	if text := cell(row, t.geometry); text != "" {
		t.wkt(r, text)
		return t.samePoint(r.Geometry, lon, lat)
	}
	switch {
	case lon == "" && lat == "":
		return true
	case lon == "" || lat == "":
		r.Problems = append(r.Problems, data.Problem{Severity: data.Warning, Rule: "position_incomplete",
			Message: fmt.Sprintf("of longitude %.40q and latitude %.40q one is missing", lon, lat),
			Advice:  "give both; the record is kept as not located"})
		return false
	}
	return t.lonLat(r, lon, lat)
}

func cell(row []string, column int) string {
	if column < 0 || column >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[column])
}

func (t *Table) wkt(r *data.Record, text string) {
	g, err := ParseWKT(text)
	if err == nil {
		r.Geometry = g
		return
	}
	rule := "wkt"
	if errors.Is(err, ErrTooLarge) {
		rule = "too_large"
	}
	r.Problems = append(r.Problems, data.Problem{Severity: data.Refused, Field: t.header[t.geometry], Rule: rule,
		Message: err.Error(), Advice: "write the geometry as WKT in longitude and latitude: POINT (131.5 48.1); leave it empty if the place is not known"})
}

// samePoint reports whether longitude and latitude only repeat the geometry.
func (t *Table) samePoint(g orb.Geometry, lon, lat string) bool {
	if lon == "" && lat == "" {
		return true
	}
	point, ok := g.(orb.Point)
	if !ok {
		return false
	}
	x, errX := data.ParseAngle(lon)
	y, errY := data.ParseAngle(lat)
	return errX == nil && errY == nil && x.Degrees == point[0] && y.Degrees == point[1]
}

// lonLat takes longitude and latitude.
func (t *Table) lonLat(r *data.Record, lon, lat string) bool {
	x, okX := t.angle(r, t.lon, lon, data.Latitude)
	y, okY := t.angle(r, t.lat, lat, data.Longitude)
	if !okX || !okY {
		return false
	}
	if x.Decimal && y.Decimal && x.Axis == data.AnyAxis && y.Axis == data.AnyAxis {
		if p, ok := data.SuspectDegreesMinutes(lon, lat); ok {
			r.Problems = append(r.Problems, p)
		}
	}
	r.Geometry = orb.Point{x.Degrees, y.Degrees}
	return true
}

// angle reads one coordinate. Words that are no number at all leave the record not
// located; numbers that cannot be meant, and the wrong axis, refuse it.
func (t *Table) angle(r *data.Record, column int, text string, wrong data.Axis) (data.Angle, bool) {
	a, err := data.ParseAngle(text)
	p := data.Problem{Severity: data.Refused, Field: t.header[column]}
	switch {
	case err == nil && a.Axis != wrong:
		return a, true
	case err == nil:
		p.Rule, p.Message = "axes_swapped", fmt.Sprintf("%.40q is of the other axis", text)
		p.Advice = "exchange the columns of longitude and latitude, or map them with --map lon=… --map lat=…"
	case notFinite(text):
		p.Rule, p.Message, p.Advice = "finite", err.Error(), "write degrees as a finite decimal number; leave the cell empty if the place is not known"
	default:
		p.Severity, p.Rule, p.Message = data.Warning, "position_words", err.Error()
		p.Advice = "write degrees as 48.4825 or 48°28′57″ N; the words are kept, and the record as not located"
	}
	r.Problems = append(r.Problems, p)
	return a, false
}

// notFinite recognises what other programs write for numbers that are none, and notations
// that this one does not take: NaN, inf, 1e400, 0x1p4, 1_000.
func notFinite(text string) bool {
	plain := strings.ToLower(strings.TrimLeft(strings.TrimSpace(text), "+-"))
	switch {
	case plain == "nan" || plain == "inf" || plain == "infinity" || strings.HasPrefix(plain, "0x"):
		return true
	case plain == "":
		return false
	}
	return plain[0] >= '0' && plain[0] <= '9' && strings.ContainsAny(plain, "_e") && strings.Trim(plain, "0123456789.,_e+-") == ""
}
