package xlsx

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/xuri/excelize/v2"

	"burialmap/data/format"
)

// Writer writes workbooks: a sheet for each layer, named as its collection, with the
// columns of a CSV export, and a sheet that says what the export is. The zero value is
// ready.
//
// Counts, measures, longitude and latitude are numbers, everything else is text, which no
// spreadsheet program runs as a formula. A text that is longer than a cell goes on in
// cells to the right of the table. Rows are kept in a temporary file until the workbook
// is packed.
type Writer struct{}

func (Writer) Name() string  { return "xlsx" }
func (Writer) Title() string { return "Excel workbook" }
func (Writer) MediaType() string {
	return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}
func (Writer) Extension() string { return ".xlsx" }

// Holds says that everything comes back.
func (Writer) Holds() format.Holds { return format.Holds{Layers: true, About: true} }

// Write streams the features to w.
func (Writer) Write(ctx context.Context, w io.Writer, e format.Export) (err error) {
	file := excelize.NewFile(excelize.Options{TmpDir: os.TempDir()})
	defer func() {
		if closed := file.Close(); err == nil { // removes the temporary files
			err = closed
		}
	}()
	// The library would pack the workbook in memory.
	file.ZipWriter = func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) }
	b, err := newBook(file)
	if err != nil {
		return err
	}
	for _, layer := range e.Layers {
		if err := b.layer(ctx, layer); err != nil {
			return err
		}
	}
	if err := b.about(e.About, e.Layers); err != nil {
		return err
	}
	return file.Write(w)
}

// firstSheet is what a new workbook has. It becomes the first of ours: to delete it in the
// end the library would read all sheets back into memory.
const firstSheet = "Sheet1"

// book is a workbook being written.
type book struct {
	*excelize.File
	bold, wrapped int // styles
	begun         bool
}

func newBook(file *excelize.File) (*book, error) {
	b := &book{File: file}
	var err error
	if b.bold, err = file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}},
	}); err != nil {
		return nil, err
	}
	b.wrapped, err = file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	return b, err
}

// layer writes a layer, on as many sheets as it needs.
func (b *book) layer(ctx context.Context, layer format.Layer) error {
	columns := columnsOf(layer.Collection)
	s, err := b.sheet(layer.Collection.Name, columns)
	if err != nil {
		return err
	}
	sheets := 1
	for f, err := range layer.Features {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if s.rows == maxRows {
			if err := s.Flush(); err != nil {
				return err
			}
			sheets++
			if s, err = b.sheet(fmt.Sprintf("%s_%d", layer.Collection.Name, sheets), columns); err != nil {
				return err
			}
		}
		if err := s.feature(f); err != nil {
			return fmt.Errorf("%s: %w", f.ID, err)
		}
	}
	return s.Flush()
}

// sheet begins a sheet with its header, which stays in sight and can be filtered by.
func (b *book) sheet(name string, columns []column) (*sheetWriter, error) {
	if err := b.add(name); err != nil {
		return nil, err
	}
	last, err := excelize.CoordinatesToCellName(len(columns), maxRows)
	if err != nil {
		return nil, err
	}
	if err := b.AutoFilter(name, "A1:"+last, nil); err != nil {
		return nil, err
	}
	stream, err := b.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	s := &sheetWriter{StreamWriter: stream, columns: columns}
	return s, s.header(b.bold)
}

// add makes a sheet.
func (b *book) add(name string) error {
	if !b.begun {
		b.begun = true
		return b.SetSheetName(firstSheet, name)
	}
	_, err := b.NewSheet(name)
	return err
}
