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
	known, err := format.Known(format.Options{})
	if err != nil {
		return false
	}
	best := chooseSeparator(start, known)
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

// Read streams the rows below the header; the package comment says what is refused and
// what is an error.
func (Reader) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		if finding, err := misnamed(ctx, in, opt.Encoding); err != nil {
			yield(data.Record{}, err)
			return
		} else if finding != nil && !yield(data.Record{Problems: []data.Problem{*finding}}, nil) {
			return
		}
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

// misnamed is a finding if the file is in UTF-8 while somebody names another encoding. It
// is read as they say all the same, who may know better.
func misnamed(ctx context.Context, in format.Input, encoding string) (*data.Problem, error) {
	if encoding == "" {
		return nil, nil
	}
	is, err := charset.Misnamed(ctx, in, encoding)
	if err != nil || !is {
		return nil, err
	}
	return &data.Problem{Severity: data.Warning, Rule: "encoding_differs",
		Message: fmt.Sprintf("the file was read as %s, which was named, but it is in UTF-8", encoding),
		Advice:  "name --encoding utf-8, or none, unless the names are right"}, nil
}

// table is a file being read.
type table struct {
	*rows
	encoding string
	header   []string
	*format.Table
}

// open finds encoding and separator and reads the header.
func open(ctx context.Context, in format.Input, opt format.Options) (*table, error) {
	t, err := openRows(ctx, in, opt, nil)
	if err != nil {
		return nil, err
	}
	t.Table, err = format.NewTable(t.header, opt)
	return t, err
}

// openRows is open before anything is known of the columns. The lines that stand before
// the header are copied to above, unless it is nil.
func openRows(ctx context.Context, in format.Input, opt format.Options, above *bufio.Writer) (*table, error) {
	text, encoding, err := charset.Text(ctx, in, opt.Encoding)
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
	known, err := format.Known(opt)
	if err != nil {
		return nil, err
	}
	separator := chooseSeparator(start, known)
	t := &table{rows: newRows(ctx, text, separator.byte), encoding: encoding}
	for t.keep = true; ; {
		header, err := t.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil, errors.New("the file is empty")
		case err != nil:
			return nil, err
		case header.fault != "":
			return nil, fmt.Errorf("the header cannot be read: %s", header.fault)
		case blank(header.cells) || separator.stated && strings.HasPrefix(header.cells[0], "sep="):
			if text, _, _ := t.written(); above != nil {
				above.Write(text)
			}
			continue
		}
		t.header, t.keep = header.cells, false
		return t, nil
	}
}

// Describe finds the encoding and the columns. How many rows there are only reading tells.
func (Reader) Describe(ctx context.Context, in format.Input, opt format.Options) (format.Description, error) {
	t, err := openRows(ctx, in, opt, nil)
	if err != nil {
		return format.Description{}, err
	}
	layer := format.LayerInfo{Records: -1}
	for i := range t.header {
		layer.Columns = append(layer.Columns, format.ColumnName(t.header, i))
	}
	return format.Description{Encoding: t.encoding, Layers: []format.LayerInfo{layer}}, nil
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
	case !r.ended && len(r.cells) < len(t.header):
		return data.Record{}, false, fmt.Errorf("the last row, on line %d, has %d of %d cells and no end: the file may be truncated", r.line, len(r.cells), len(t.header))
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
