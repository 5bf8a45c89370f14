package xlsx

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"burialmap/data/format"
)

// What a sheet holds at most (Excel specifications and limits).
const (
	maxColumns = 16_384
	maxRows    = 1_048_576
)

// sheet streams the rows of a sheet.
type sheet struct {
	*tokens
	io.Closer

	book *workbook

	last   int64 // number of the row before
	named  int64 // bytes of shared strings handed on
	hidden int   // the first hidden column, counting from 1; 0 if there is none
	widest int   // the most columns that a row has
	ended  bool
}

// sheetRow is a row that is not empty.
type sheetRow struct {
	number int // as the spreadsheet shows it
	hidden bool
	cells  []cell // by column
	fault  string // why the row cannot be taken, "too_large"; then there are no cells
}

// openSheet begins a sheet.
func (w *workbook) openSheet(ctx context.Context, info sheetInfo) (*sheet, error) {
	r, err := w.open(info.part, maxSheet)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, fmt.Errorf("the workbook is damaged: it has no part %.80s for the sheet %.40s", info.part, info.name)
	}
	return &sheet{tokens: newTokens(ctx, r, info.part), Closer: r, book: w}, nil
}

// next is the next row that is not empty, or io.EOF.
func (s *sheet) next() (sheetRow, error) {
	for !s.ended {
		token, err := s.tokens.next()
		if err != nil {
			return sheetRow{}, noEnd(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "col":
				if from, err := strconv.Atoi(attribute(e, "min")); err == nil && s.hidden == 0 && yes(e, "hidden") {
					s.hidden = from
				}
			case "row":
				r, err := s.row(e)
				if err != nil || len(r.cells) > 0 || r.fault != "" {
					return r, err
				}
			}
		case xml.EndElement:
			s.ended = e.Name.Local == "worksheet"
		}
	}
	return sheetRow{}, io.EOF
}

// row reads up to the end of the row that has just begun.
func (s *sheet) row(e xml.StartElement) (sheetRow, error) {
	r := sheetRow{hidden: yes(e, "hidden")}
	s.last++
	if n, err := strconv.ParseInt(attribute(e, "r"), 10, 64); err == nil && n > 0 {
		s.last = n
	}
	if s.last > maxRows {
		return r, fmt.Errorf("the sheet has a row %d; a sheet has at most %d", s.last, maxRows)
	}
	r.number = int(s.last)
	column, size := 0, 0
	for {
		token, err := s.tokens.next()
		if err != nil {
			return r, noEnd(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local != "c" {
				continue
			}
			c, err := s.cell(e, column)
			if err != nil {
				return r, err
			}
			column = c.column + 1
			s.widest = max(s.widest, column)
			if size += len(c.text); size > format.MaxRecordBytes {
				r.cells, r.fault = nil, "too_large"
			}
			if r.fault == "" && (c.text != "" || c.rule != "") {
				r.cells = append(r.cells, c)
			}
		case xml.EndElement:
			if e.Name.Local == "row" {
				return r, nil
			}
		}
	}
}

// cell reads up to the end of the cell that has just begun. A cell that does not say its
// column is the one after the last.
func (s *sheet) cell(e xml.StartElement, column int) (cell, error) {
	c := cell{column: column}
	if ref := attribute(e, "r"); ref != "" {
		at, ok := columnOf(ref)
		if !ok || at < column {
			return c, fmt.Errorf("the workbook is damaged: a cell is named %.20q after column %d", ref, column)
		}
		c.column = at
	}
	if c.column >= maxColumns {
		return c, fmt.Errorf("row %d has more than %d cells", s.last, maxColumns)
	}
	kind, number := attribute(e, "t"), attribute(e, "s")
	content, err := s.content()
	if err != nil {
		return c, err
	}
	var look style
	if i, err := strconv.Atoi(number); err == nil && i >= 0 && i < len(s.book.styles) {
		look = s.book.styles[i]
	}
	c.fill(s.book, kind, content, look)
	if kind == "s" {
		if s.named += int64(len(c.text)); s.named > maxNamed {
			return c, errors.New("the cells of the sheet repeat the same long texts without end: this is no honest workbook")
		}
	}
	return c, nil
}

// maxNamed bounds the text of a sheet whose cells name the same long texts many times.
const maxNamed = 1 << 30

// content reads what is within a cell.
func (s *sheet) content() (content, error) {
	var c content
	for {
		token, err := s.tokens.next()
		if err != nil {
			return c, noEnd(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "v":
				c.stored = true
				c.value, err = s.text()
			case "is":
				c.text, err = s.richText()
			case "f":
				c.formula = true
				_, err = s.text()
			}
			if err != nil {
				return c, err
			}
		case xml.EndElement:
			if e.Name.Local == "c" {
				return c, nil
			}
		}
	}
}

// columnOf is the column of a reference like B12, counting from 0.
func columnOf(ref string) (int, bool) {
	column, n := 0, 0
	for ; n < len(ref) && n < 4; n++ {
		c := ref[n] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	return column - 1, n > 0 && n < 4 && strings.Trim(ref[n:], "0123456789") == ""
}
