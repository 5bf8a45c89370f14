package xlsx

import (
	"archive/zip"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// Annotate copies a workbook with one more column, on the sheets that are read, that holds
// what remark says of each record. Everything else is copied as it is, byte for byte: the
// library would have to hold all of the workbook in memory, and leaves out what it does not
// know.
func (Reader) Annotate(ctx context.Context, in format.Input, opt format.Options, w io.Writer, remark func(record int) string) error {
	book, err := openWorkbook(ctx, in)
	if err != nil {
		return err
	}
	sheets, err := book.chosen(opt.Layer)
	if err != nil {
		return err
	}
	notes, err := book.notes(ctx, sheets, opt)
	if err != nil {
		return err
	}
	a := &annotating{ctx: ctx, book: book, notes: notes, remark: remark, zip: zip.NewWriter(w)}
	if err := a.parts(); err != nil {
		return err
	}
	return a.zip.Close()
}

// note says where the remarks on the records of one sheet go.
type note struct {
	header int // row
	column int // counting from 0
	first  int // number of the first record
	rows   []int32
}

// record is the number of the record in a row; false if there is none.
func (n *note) record(row int) (int, bool) {
	i, ok := slices.BinarySearch(n.rows, int32(row)) // maxRows bounds it
	return n.first + i, ok
}

// notes reads the sheets to know which row is which record, and which column is free.
func (w *workbook) notes(ctx context.Context, sheets []sheetInfo, opt format.Options) (map[string]*note, error) {
	notes, tables := map[string]*note{}, map[string]*table{}
	r := &reading{ctx: ctx, book: w, opt: opt, yield: func(data.Record, error) bool { return true }}
	r.note = func(info sheetInfo, t *table) {
		n := notes[info.part]
		if n == nil {
			n = &note{header: t.header, first: r.number}
			notes[info.part], tables[info.part] = n, t
		}
		n.rows = append(n.rows, int32(t.at)) // maxRows bounds it
	}
	if err := r.all(sheets); err != nil {
		return nil, err
	}
	for part, n := range notes {
		t := tables[part]
		n.column = slices.IndexFunc(t.columns, func(name string) bool { return strings.TrimSpace(name) == data.FindingsColumn })
		if n.column < 0 {
			n.column = max(t.rows.widest, len(t.columns))
		}
		if n.column >= maxHeader {
			return nil, fmt.Errorf("sheet %.40s: there is no room for a column of findings: its rows reach column %d", t.info.name, n.column)
		}
		if !slices.IsSorted(n.rows) {
			return nil, fmt.Errorf("sheet %.40s: the workbook is damaged: its rows are not in order", t.info.name)
		}
	}
	return notes, nil
}

// annotating is a copy being written.
type annotating struct {
	ctx    context.Context
	book   *workbook
	notes  map[string]*note // by part
	remark func(record int) string
	zip    *zip.Writer
	style  int // of the remarks; 0 if there is none of their own
}

// parts copies all parts, styles before sheets, which name them.
func (a *annotating) parts() error {
	parts := slices.SortedFunc(maps.Values(a.book.archive), func(x, y *zip.File) int {
		return cmp.Or(cmp.Compare(a.rank(x), a.rank(y)), cmp.Compare(x.Name, y.Name))
	})
	for _, part := range parts {
		if err := a.ctx.Err(); err != nil {
			return err
		}
		var err error
		switch n := a.noteOf(part); {
		case n != nil:
			err = a.rewrite(part, maxSheet, &sheetEdit{note: n, remark: a.remark, style: a.style})
		case a.rank(part) == 1 && len(a.notes) > 0:
			styles := &styleEdit{cells: len(a.book.styles)}
			if err = a.rewrite(part, maxPart, styles); styles.added {
				a.style = styles.cells
			}
		default:
			err = a.zip.Copy(part)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", part.Name, err)
		}
	}
	return nil
}

// rank puts the list of types first, as programs expect it, and sheets last.
func (a *annotating) rank(part *zip.File) int {
	switch {
	case part.Name == "[Content_Types].xml":
		return 0
	case part == a.book.part(a.book.stylesPart):
		return 1
	case a.noteOf(part) != nil:
		return 3
	}
	return 2
}

func (a *annotating) noteOf(part *zip.File) *note {
	for name, n := range a.notes {
		if a.book.part(name) == part {
			return n
		}
	}
	return nil
}

// rewrite copies a part with what an edit does to it.
func (a *annotating) rewrite(part *zip.File, most int64, e edit) error {
	from, err := a.book.open(part.Name, most)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := a.zip.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate, Modified: part.Modified})
	if err != nil {
		return err
	}
	c := newCopying(a.ctx, from, to, part.Name)
	for {
		token, err := c.next()
		if errors.Is(err, io.EOF) {
			return c.finish()
		}
		if err != nil {
			return err
		}
		if err := e.take(c, token); err != nil {
			return err
		}
	}
}
