package xlsx

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// Reader reads workbooks. The zero value is ready.
type Reader struct{}

func (Reader) Name() string  { return "xlsx" }
func (Reader) Title() string { return "Excel workbook" }
func (Reader) Extensions() []string {
	return []string{".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb"}
}

// Sniff takes zip archives with a part of a workbook, and the compound files of old or
// encrypted workbooks, so that Read can say what to do with them.
func (Reader) Sniff(head []byte) bool {
	if bytes.HasPrefix(head, []byte(oleMark)) {
		return true
	}
	if !bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.Contains(head, []byte("mimetype")) {
		return false
	}
	for _, part := range []string{"xl/workbook", "xl/worksheets/", "xl/styles", "xl/sharedStrings", "xl/theme/", "xl/_rels/"} {
		if bytes.Contains(head, []byte(part)) {
			return true
		}
	}
	return bytes.Contains(head, []byte("[Content_Types].xml")) && !bytes.Contains(head, []byte("word/")) && !bytes.Contains(head, []byte("ppt/"))
}

// Read streams the rows of each sheet, or of the one that is named; the package comment
// says what is refused. A sheet without a column that is known is passed over with a
// finding; if no sheet has one, that is an error.
func (Reader) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		if err := read(ctx, in, opt, yield); err != nil {
			yield(data.Record{}, err)
		}
	}
}

func read(ctx context.Context, in format.Input, opt format.Options, yield func(data.Record, error) bool) error {
	book, err := openWorkbook(ctx, in)
	if err != nil {
		return err
	}
	sheets, err := book.chosen(opt.Layer)
	if err != nil {
		return err
	}
	r := &reading{ctx: ctx, book: book, opt: opt, yield: yield}
	return r.all(sheets)
}

// all reads some sheets.
func (r *reading) all(sheets []sheetInfo) error {
	for _, info := range sheets {
		if err := r.sheet(info); err != nil || r.stopped {
			return err
		}
	}
	switch {
	case r.tables > 0:
		return nil
	case r.refusal != nil:
		return r.refusal
	}
	return fmt.Errorf("no sheet of the workbook has any rows (%s)", r.book.names())
}

// chosen are the sheets to read.
func (w *workbook) chosen(layer string) ([]sheetInfo, error) {
	if layer == "" || layer == format.EveryLayer {
		return w.sheets, nil
	}
	for _, s := range w.sheets {
		if s.name == layer {
			return []sheetInfo{s}, nil
		}
	}
	return nil, fmt.Errorf("%w: the workbook has no sheet %.80q; it has %s", data.ErrInvalid, layer, w.names())
}

// names lists the sheets for people.
func (w *workbook) names() string {
	var names []string
	for i, s := range w.sheets {
		if i == 20 {
			names = append(names, fmt.Sprintf("and %d more", len(w.sheets)-i))
			break
		}
		names = append(names, fmt.Sprintf("%.40q", s.name))
	}
	return strings.Join(names, ", ")
}

// reading is one pass over a workbook.
type reading struct {
	ctx     context.Context
	book    *workbook
	opt     format.Options
	yield   func(data.Record, error) bool
	number  int   // of the last record
	tables  int   // sheets that are tables of the collection
	refusal error // why the first sheet that is none is none
	stopped bool
	note    func(info sheetInfo, t *table) // of each record; may be nil
}

// hand passes a record on.
func (r *reading) hand(record data.Record) { r.stopped = !r.yield(record, nil) }

// about hands on findings about a sheet as a whole.
func (r *reading) about(problems []data.Problem) {
	if len(problems) > 0 && !r.stopped {
		r.hand(data.Record{Problems: problems})
	}
}

func (r *reading) sheet(info sheetInfo) error {
	ranges, err := r.book.mergedRanges(info)
	if err != nil {
		return err
	}
	rows, err := r.book.openSheet(r.ctx, info)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // of what was only read
	t, err := beginTable(rows, info, r.opt)
	switch {
	case err != nil:
		return fmt.Errorf("sheet %.40s: %w", info.name, err)
	case t == nil: // empty, or what an export of ours says of itself
		return nil
	case t.refusal != nil:
		return r.pass(t)
	}
	r.tables++
	t.merged.ahead = ranges
	for !r.stopped {
		record, ok, err := t.next()
		if err != nil {
			return fmt.Errorf("sheet %.40s: %w", info.name, err)
		}
		if !ok {
			break
		}
		r.number++
		record.Number = r.number
		if r.note != nil {
			r.note(info, t)
		}
		if len(r.book.sheets) > 1 {
			record.Layer = info.name
		}
		r.hand(record)
	}
	r.about(t.findings())
	return nil
}

// pass counts the rows of a sheet that is no table of the collection.
func (r *reading) pass(t *table) error {
	if r.refusal == nil {
		r.refusal = fmt.Errorf("sheet %.40s: %w", t.info.name, t.refusal)
	}
	rows, err := t.count()
	if err != nil {
		return fmt.Errorf("sheet %.40s: %w", t.info.name, err)
	}
	r.about([]data.Problem{{
		Severity: data.Warning, Rule: "sheet_skipped", Place: "sheet " + t.info.name,
		Message: fmt.Sprintf("the sheet was passed over with its %d rows: %v", rows, t.refusal),
		Advice:  "give its columns names that are known, or map them; if it is no table of " + r.opt.Collection.Name + ", nothing is to be done",
	}})
	return nil
}
