package format

import (
	"fmt"
	"slices"
	"strings"

	"burialmap/data"
)

// Table turns the rows of a table into records: it knows which columns hold the position
// and how people write one. Everything else it hands on by the name of its column. It is
// not for several goroutines.
type Table struct {
	header   []string
	mapping  *data.Mapping
	position positionColumns
}

// NewTable reads a header. It is an error if a column that was stated is missing, or if
// no column at all is known: such a file is no table of the collection.
func NewTable(header []string, opt Options) (*Table, error) {
	mapping, err := data.NewMapping(opt.Collection, opt.Map)
	if err != nil {
		return nil, err
	}
	t := &Table{header: make([]string, len(header)), mapping: mapping}
	if t.position, err = newPosition(opt.CRS); err != nil {
		return nil, err
	}
	known := 0
	for i, name := range header {
		t.header[i] = ColumnName(header, i)
		for _, field := range mapping.Fields(name) {
			known++
			t.position.column(field, i, name)
		}
	}
	if missing := mapping.Unused(); len(missing) > 0 {
		return nil, fmt.Errorf("there is no column %q to map %s to; the columns are %s", opt.Map[missing[0]], missing[0], listed(t.header))
	}
	if known == 0 && !opt.AnyColumns {
		return nil, fmt.Errorf("none of the columns %s is known for %s; say what they are with --map field=column", listed(t.header), opt.Collection.Name)
	}
	return t, nil
}

// Known reports whether a column name is known to the collection, or stated, and to any
// collection if none is named.
func Known(opt Options) (func(name string) bool, error) {
	if opt.Collection.Name == "" {
		return knownAnywhere, nil
	}
	mapping, err := data.NewMapping(opt.Collection, opt.Map)
	return func(name string) bool { return len(mapping.Fields(name)) > 0 }, err
}

func knownAnywhere(name string) bool {
	return slices.ContainsFunc(everyMapping, func(m *data.Mapping) bool { return len(m.Fields(name)) > 0 })
}

// everyMapping knows the column names of all collections.
var everyMapping = func() []*data.Mapping {
	var all []*data.Mapping
	for _, c := range data.Collections {
		if m, err := data.NewMapping(c, nil); err == nil {
			all = append(all, m)
		}
	}
	return all
}()

// Width is the number of columns of the header.
func (t *Table) Width() int { return len(t.header) }

// Column is the name under which the values of a column, counting from 0, are handed on.
func (t *Table) Column(i int) string {
	return ColumnName(t.header, i)
}

// Fields are the fields that a column fills, if any.
func (t *Table) Fields(i int) []string {
	if i < len(t.header) {
		return t.mapping.Fields(t.header[i])
	}
	return nil
}

// ColumnName is what a column of a table is called: by its header, or by its place, from 1,
// if that is blank.
func ColumnName(header []string, i int) string {
	if i < len(header) {
		if name := strings.TrimSpace(header[i]); name != "" {
			return name
		}
	}
	return columnName(i)
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
	filled := 0 // a table may have thousands of columns and hardly a cell
	for _, cell := range row {
		if cell != "" {
			filled++
		}
	}
	r := data.Record{Values: make([]data.Value, 0, filled)}
	if len(row) != len(t.header) {
		r.Problems = append(r.Problems, data.Problem{Severity: data.Warning, Rule: "row_length",
			Message: fmt.Sprintf("the row has %d cells, the header %d", len(row), len(t.header)),
			Advice:  "check that no separator is missing or stands unquoted within a cell"})
	}
	spent := t.locate(&r, row)
	for i, cell := range row {
		if cell == "" || strings.TrimSpace(cell) == "" || slices.Contains(spent, i) {
			continue
		}
		r.Values = append(r.Values, data.Value{Name: t.Column(i), Value: cell})
	}
	return r
}
