package xlsx

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// table is a sheet being read as records.
type table struct {
	*format.Table
	rows    *sheet
	info    sheetInfo
	ahead   []sheetRow // rows below the header that have been read already
	merged  mergedFill
	refusal error // why the sheet is no table of the collection

	kinds    []columnKind
	columns  []string // of the header
	known    int      // of them, that are known
	titles   int      // rows above the header
	header   int      // its row
	hidden   int      // rows that are hidden
	hiddenAt int      // the first of them
	row      []string
	at       int // the row of the last record
}

// A header is looked for in so many rows, and has so many columns at most.
const (
	maxTitles = 20
	maxHeader = 4096
)

// beginTable finds the header. Nil means that there is nothing to read.
func beginTable(rows *sheet, info sheetInfo, opt format.Options) (*table, error) {
	t, err := findHeader(rows, info, opt)
	if t == nil || err != nil {
		return nil, err
	}
	if t.Table, t.refusal = format.NewTable(t.columns, opt); t.refusal == nil {
		t.know(opt.Collection)
	}
	return t, nil
}

// findHeader is beginTable before anything is known of the columns.
func findHeader(rows *sheet, info sheetInfo, opt format.Options) (*table, error) {
	known, err := format.Known(opt)
	if err != nil {
		return nil, err
	}
	first, err := rows.first()
	if len(first) == 0 || err != nil || isAbout(first[0]) {
		return nil, err
	}
	t := &table{rows: rows, info: info}
	for i, r := range first {
		if knownIn(r, known) > 1 {
			t.titles = i
			break
		}
	}
	header := first[t.titles]
	t.header, t.ahead, t.known = header.number, first[t.titles+1:], knownIn(header, known)
	t.columns, err = names(header)
	return t, err
}

// first are the rows among which the header is, fewer if they are very long.
func (s *sheet) first() ([]sheetRow, error) {
	var rows []sheetRow
	for size := 0; len(rows) < maxTitles+1 && size < format.MaxRecordBytes; {
		r, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		for _, c := range r.cells {
			size += len(c.text)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// knownIn counts the cells that are names of known columns.
func knownIn(r sheetRow, known func(string) bool) int {
	n := 0
	for _, c := range r.cells[:min(len(r.cells), maxHeader)] {
		if len(c.text) < 1<<10 && known(c.text) {
			n++
		}
	}
	return n
}

func names(header sheetRow) ([]string, error) {
	if header.fault != "" || len(header.cells) == 0 {
		return nil, fmt.Errorf("the header in row %d is too long", header.number)
	}
	last := header.cells[len(header.cells)-1].column
	if last >= maxHeader {
		return nil, fmt.Errorf("the header in row %d has more than %d columns", header.number, maxHeader)
	}
	names := make([]string, last+1)
	for _, c := range header.cells {
		names[c.column] = c.text
	}
	return names, nil
}

// columnKind says of a column what matters where a cell is merged or a date.
type columnKind byte

const (
	anyColumn columnKind = iota
	keyColumn
	numberColumn
	positionColumn
)

// know finds the kinds of the columns.
func (t *table) know(c data.Collection) {
	t.kinds, t.row = make([]columnKind, t.Width()), make([]string, t.Width())
	for i := range t.kinds {
		for _, name := range t.Fields(i) {
			field, ok := c.Field(name)
			switch {
			case name == data.KeyColumn || name == "source_key":
				t.kinds[i] = keyColumn
			case name == data.LonColumn || name == data.LatColumn:
				t.kinds[i] = positionColumn
			case ok && (field.Type == data.Integer || field.Type == data.Real):
				t.kinds[i] = numberColumn
			}
		}
	}
}

func (t *table) kind(column int) columnKind {
	if column < len(t.kinds) {
		return t.kinds[column]
	}
	return anyColumn
}

// next is the next record; false means that there are no more.
func (t *table) next() (data.Record, bool, error) {
	for {
		row, err := t.take()
		if errors.Is(err, io.EOF) {
			return data.Record{}, false, nil
		}
		if err != nil {
			return data.Record{}, false, err
		}
		if blank(row) {
			continue
		}
		if row.hidden {
			if t.hidden++; t.hidden == 1 {
				t.hiddenAt = row.number
			}
		}
		shared := t.share(&row)
		record := t.record(row)
		record.Problems = append(record.Problems, shared...)
		record.Place, t.at = t.place(row.number), row.number
		return record, true, nil
	}
}

func (t *table) take() (sheetRow, error) {
	if len(t.ahead) > 0 {
		row := t.ahead[0]
		t.ahead = t.ahead[1:]
		return row, nil
	}
	return t.rows.next()
}

// count passes over the rows that are left.
func (t *table) count() (int, error) {
	for n := 0; ; {
		row, err := t.take()
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return 0, err
		}
		if !blank(row) {
			n++
		}
	}
}

func blank(r sheetRow) bool {
	return r.fault == "" && !slices.ContainsFunc(r.cells, func(c cell) bool { return c.rule != "" || strings.TrimSpace(c.text) != "" })
}

func (t *table) place(row int) string { return fmt.Sprintf("sheet %s, row %d", t.info.name, row) }
