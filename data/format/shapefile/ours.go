package shapefile

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// What an export of ours has beside the parts of the format: the full names of fields, and
// what did not fit into the table.
const (
	fieldsName = "fields.csv"
	moreSuffix = ".more.jsonl"
)

var fieldsHeader = []string{"layer", "column", "name"}

// joinOurs gives the layers what an export of ours says about them. Files of these names
// that are something else are left alone.
func (a *archive) joinOurs() error {
	for name, entry := range a.ours {
		if stem, is := strings.CutSuffix(name, moreSuffix); is {
			if i, ok := a.byPath[strings.ToLower(stem)]; ok {
				a.layers[i].more = part{int64(entry.UncompressedSize64), bounded(entry)}
			}
			continue
		}
		rows, err := readFields(entry)
		if err != nil {
			return err
		}
		for _, row := range rows {
			i, ok := a.byPath[strings.ToLower(path.Join(path.Dir(name), row[0]))]
			if !ok {
				continue
			}
			if a.layers[i].names == nil {
				a.layers[i].names = map[string]string{}
			}
			a.layers[i].names[row[1]] = row[2]
		}
	}
	return nil
}

// readFields reads a list of fields of ours; nothing of a file that is another.
func readFields(entry *zip.File) ([][]string, error) {
	r, err := bounded(entry)()
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", fieldsName, err)
	}
	defer r.Close()
	const most = 1 << 20
	text, err := io.ReadAll(io.LimitReader(r, most))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", fieldsName, err)
	}
	table := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	table.FieldsPerRecord = len(fieldsHeader)
	rows, err := table.ReadAll()
	if err != nil || len(rows) == 0 || strings.Join(rows[0], ",") != strings.Join(fieldsHeader, ",") {
		return nil, nil
	}
	return rows[1:], nil
}

// more reads values that did not fit into the table, in the order of its rows.
type more struct {
	lines *bufio.Scanner
	next  moreValue
	done  bool
}

// moreValue is one line of the file.
type moreValue struct {
	Row  int    `json:"row"`  // of the table, counting from 1
	Name string `json:"name"` // the full name of the field
	Text string `json:"text"`
}

func (o *opened) openMore(ctx context.Context, l layer) error {
	r, err := o.part(ctx, l.more)
	if err != nil {
		return err
	}
	o.more = &more{lines: bufio.NewScanner(r)}
	o.more.lines.Buffer(nil, format.MaxRecordBytes)
	return o.more.advance()
}

func (m *more) advance() error {
	if !m.lines.Scan() {
		m.done = true
		return m.lines.Err()
	}
	before := m.next.Row
	m.next = moreValue{}
	if err := json.Unmarshal(m.lines.Bytes(), &m.next); err != nil {
		return fmt.Errorf("the list of what did not fit into the table (%s) is damaged: %w", moreSuffix, err)
	}
	if m.next.Row < before || m.next.Row < 1 {
		return errors.New("the list of what did not fit into the table (" + moreSuffix + ") is damaged: its rows are out of order")
	}
	return nil
}

// join puts the full values of a row in the place of the cut ones.
func (m *more) join(row int, values []data.Value) ([]data.Value, error) {
	for !m.done && m.next.Row <= row {
		if m.next.Row == row {
			values = replace(values, m.next)
		}
		if err := m.advance(); err != nil {
			return nil, err
		}
	}
	return values, nil
}

func replace(values []data.Value, v moreValue) []data.Value {
	for i := range values {
		if values[i].Name == v.Name {
			values[i].Value = v.Text
			return values
		}
	}
	return append(values, data.Value{Name: v.Name, Value: v.Text})
}

// notLocated reports whether a layer is a table of ours without geometry on purpose.
func (l layer) notLocated() bool {
	return l.names != nil
}
