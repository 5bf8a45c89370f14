package csv

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

// Reader reads tables as text. The zero value is ready.
type Reader struct{}

func (Reader) Name() string         { return "csv" }
func (Reader) Title() string        { return "CSV" }
func (Reader) Extensions() []string { return []string{".csv", ".tsv", ".tab", ".txt"} }

// Sniff takes text with a header of which at least one column is known, or with several
// lines of the same number of cells, two or more.
func (Reader) Sniff(head []byte) bool {
	text, _, err := charset.Text(context.Background(), bytes.NewReader(head), "")
	if err != nil || looksOther(head) {
		return false
	}
	start, _ := text.Peek(charset.Buffered)
	if bytes.IndexByte(start, 0) >= 0 {
		return false
	}
	best := chooseSeparator(start, knownAnywhere)
	return best.columns > 1 && (best.known > 0 || best.even > 1) || best.known > 0 && best.even > 0
}

// looksOther recognises what begins like JSON, XML or a known binary file.
func looksOther(head []byte) bool {
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(charset.ByteOrderMark)), " \t\r\n\x1e")
	for _, mark := range []string{"{", "[", "<", "%PDF", "PK\x03\x04", "SQLite format 3"} {
		if bytes.HasPrefix(trimmed, []byte(mark)) {
			return true
		}
	}
	return len(trimmed) == 0
}

func knownAnywhere(name string) bool {
	for _, m := range everyMapping {
		if len(m.Fields(name)) > 0 {
			return true
		}
	}
	return false
}

// Read streams the rows below the header; the package comment says what is refused and
// what is an error.
func (Reader) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		t, err := open(ctx, in, opt)
		for number := 1; err == nil; {
			var r data.Record
			var blank bool
			if r, blank, err = t.record(); err != nil || blank {
				continue
			}
			r.Number = number
			number++
			if !yield(r, nil) {
				return
			}
		}
		if !errors.Is(err, io.EOF) {
			yield(data.Record{}, err)
		}
	}
}

// table is a file being read.
type table struct {
	*rows
	columns int
	*format.Table
}

// open finds encoding and separator and reads the header.
func open(ctx context.Context, in format.Input, opt format.Options) (*table, error) {
	text, _, err := charset.Text(ctx, in, opt.Encoding)
	if err != nil {
		return nil, err
	}
	mapping, err := data.NewMapping(opt.Collection, opt.Map)
	if err != nil {
		return nil, err
	}
	start, err := text.Peek(charset.Buffered)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	if looksOther(start) {
		return nil, errors.New("the file is empty or not a table of text")
	}
	separator := chooseSeparator(start, func(name string) bool { return len(mapping.Fields(name)) > 0 })
	t := &table{rows: newRows(ctx, text, separator.byte)}
	for {
		header, err := t.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil, errors.New("the file is empty")
		case err != nil:
			return nil, err
		case header.fault != "":
			return nil, fmt.Errorf("the header cannot be read: %s", header.fault)
		case blank(header.cells) || separator.stated && strings.HasPrefix(header.cells[0], "sep="):
			continue
		}
		t.columns = len(header.cells)
		t.Table, err = format.NewTable(header.cells, opt)
		return t, err
	}
}

// record is the next row as a record; blank rows are passed over.
func (t *table) record() (data.Record, bool, error) {
	r, err := t.next()
	switch {
	case err != nil:
		return data.Record{}, false, err
	case r.fault != "":
		record := data.Record{Problems: []data.Problem{{Severity: data.Refused, Rule: "quotes", Message: r.fault,
			Advice: "write a quote within a quoted cell twice"}}}
		record.Place = place(r.line)
		return record, false, nil
	case blank(r.cells):
		return data.Record{}, true, nil
	case !r.ended && len(r.cells) < t.columns:
		return data.Record{}, false, fmt.Errorf("the last row, on line %d, has %d of %d cells and no end: the file may be truncated", r.line, len(r.cells), t.columns)
	}
	for i := range r.cells {
		r.cells[i] = format.UnescapeFormula(r.cells[i])
	}
	record := t.Record(r.cells)
	record.Place = place(r.line)
	return record, false, nil
}

func place(line int) string { return fmt.Sprintf("line %d", line) }

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}
