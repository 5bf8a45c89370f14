package csv

import (
	"bufio"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

// Annotate copies a table with one more column that holds what remark says of each record.
// All cells stay as they are written, those of rows that cannot be read among them; the
// encoding becomes UTF-8 with a byte order mark. A row that is longer than the header has
// its remark where the header has the column, before the cells that have none.
func (Reader) Annotate(ctx context.Context, in format.Input, opt format.Options, w io.Writer, remark func(record int) string) error {
	out := bufio.NewWriter(w)
	out.WriteString(charset.ByteOrderMark)
	t, err := openRows(ctx, in, opt, out)
	if err != nil {
		return err
	}
	a := &annotating{out: out, separator: t.separator, width: len(t.header)}
	a.old = slices.IndexFunc(t.header, func(name string) bool { return strings.TrimSpace(name) == data.FindingsColumn })
	_, cells, end := t.written()
	a.row(cells, end, data.FindingsColumn)
	t.keep = true
	for record := 1; ; {
		r, err := t.next()
		if errors.Is(err, io.EOF) {
			return out.Flush()
		}
		if err != nil {
			return err
		}
		text, cells, end := t.written()
		if r.fault == "" && blank(r.cells) {
			out.Write(text)
			continue
		}
		a.row(cells, end, quoted(format.EscapeFormula(remark(record))))
		record++
	}
}

// annotating is a copy being written.
type annotating struct {
	out       *bufio.Writer
	separator byte
	width     int // of the header as it was
	old       int // the column of an earlier copy, or -1
}

// row writes a row with a remark below the header of that column.
func (a *annotating) row(cells [][]byte, end []byte, remark string) {
	width := a.width
	if a.old >= 0 {
		width--
		if a.old < len(cells) {
			cells = slices.Delete(cells, a.old, a.old+1)
		}
	}
	for i := range width {
		if i < len(cells) {
			a.out.Write(cells[i])
		}
		a.out.WriteByte(a.separator)
	}
	a.out.WriteString(remark)
	for _, c := range cells[min(width, len(cells)):] {
		a.out.WriteByte(a.separator)
		a.out.Write(c)
	}
	if len(end) == 0 { // the last row of a file
		end = []byte("\n")
	}
	a.out.Write(end)
}

// quoted is a cell that may hold anything.
func quoted(cell string) string {
	if cell == "" {
		return ""
	}
	return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
}
