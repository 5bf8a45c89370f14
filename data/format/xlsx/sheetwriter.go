package xlsx

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/paulmach/orb"
	"github.com/xuri/excelize/v2"

	"burialmap/data"
	"burialmap/data/format"
)

// column is one column of an export: what it shows of a feature, nil for nothing.
type column struct {
	name  string
	width float64 // in characters
	value func(data.Feature) any
}

// columnsOf are those of a CSV export.
func columnsOf(c data.Collection) []column {
	all := []column{{data.KeyColumn, 16, func(f data.Feature) any { return f.ID }}}
	for _, field := range slices.Concat(c.Fields, data.LocationFields) {
		all = append(all, column{field.Name, widthOf(field), func(f data.Feature) any {
			if v, ok := f.Properties[field.Name]; ok {
				return v
			}
			return f.Location.Value(field.Name)
		}})
	}
	if c.Spatial {
		all = append(all,
			column{data.LonColumn, 12, func(f data.Feature) any { return degrees(f, 0) }},
			column{data.LatColumn, 12, func(f data.Feature) any { return degrees(f, 1) }},
			column{data.GeometryColumn, 24, func(f data.Feature) any { return string(format.AppendWKT(nil, f.Geometry)) }})
	}
	return append(all, column{"extra", 24, extra})
}

func widthOf(f data.Field) float64 {
	switch f.Type {
	case data.Integer, data.Real, data.Boolean:
		return 11
	case data.Enum, data.Interval:
		return 16
	}
	return 24
}

// degrees is a coordinate of a point, with 7 decimals at most.
func degrees(f data.Feature, axis int) any {
	p, ok := f.Geometry.(orb.Point)
	if !ok {
		return nil
	}
	v, err := strconv.ParseFloat(string(data.AppendDegrees(nil, p[axis])), 64)
	if err != nil { // cannot happen: what is stored is finite
		return nil
	}
	return v
}

func extra(f data.Feature) any {
	if len(f.Extra) == 0 {
		return nil
	}
	text, err := json.Marshal(f.Extra) // orders the names itself
	if err != nil {                    // cannot happen: all are strings
		panic(err)
	}
	return string(text)
}

// sheetWriter writes the rows of one sheet.
type sheetWriter struct {
	*excelize.StreamWriter
	columns []column
	rows    int // written
	cells   []any
}

func (s *sheetWriter) header(style int) error {
	for i, c := range s.columns {
		if err := s.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
		s.cells = append(s.cells, excelize.Cell{StyleID: style, Value: c.name})
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return s.row()
}

// feature writes one row.
func (s *sheetWriter) feature(f data.Feature) error {
	s.cells = s.cells[:0]
	var more []any
	for _, c := range s.columns {
		v := cellValue(c.value(f))
		if text, ok := v.(string); ok {
			v, more = part(c.name, text, more)
		}
		s.cells = append(s.cells, v)
	}
	s.cells = append(s.cells, more...)
	return s.row()
}

func (s *sheetWriter) row() error {
	s.rows++
	return s.SetRow("A"+strconv.Itoa(s.rows), s.cells)
}

// cellValue is a value as a cell holds it; empty text is an empty cell.
func cellValue(v any) any {
	switch v := v.(type) {
	case string:
		if v == "" {
			return nil
		}
	case int64:
		if v >= 1e15 || v <= -1e15 { // more digits than spreadsheets keep
			return strconv.FormatInt(v, 10)
		}
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return strconv.FormatFloat(v, 'g', -1, 64)
		}
	case bool, nil:
	default:
		return data.ValueText(v)
	}
	return v
}

// maxCell is how many UTF-16 units of text a cell holds.
const maxCell = excelize.TotalCellChars

// continues begins a cell to the right of the table that goes on with the text of another:
// "[continues geometry] 131.2 48.1, …".
func continues(column string) string { return continuesMark + column + "] " }

const continuesMark = "[continues "

// part cuts a text that is too long for a cell; what is left of it goes to more.
func part(column, text string, more []any) (first string, rest []any) {
	first, text = cut(text, maxCell)
	for text != "" {
		mark := continues(column)
		var next string
		next, text = cut(text, maxCell-len(mark))
		more = append(more, mark+next)
	}
	return first, more
}

// cut takes as many whole characters as make so many UTF-16 units.
func cut(text string, most int) (string, string) {
	if len(text) <= most {
		return text, ""
	}
	units := 0
	for i, r := range text {
		if units++; r > 0xffff && utf8.ValidRune(r) {
			units++
		}
		if units > most {
			return text[:i], text[i:]
		}
	}
	return text, ""
}
