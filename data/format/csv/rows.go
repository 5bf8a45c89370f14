package csv

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"burialmap/data/format"
)

// maxColumns is the most cells a row has.
const maxColumns = 4096

// rows parts text into rows and cells, with no more than one row in memory.
type rows struct {
	ctx       context.Context
	r         io.Reader
	separator byte
	buf       []byte
	at, end   int
	line      int // of the next byte, counting from 1

	cells []byte // the row's cells one after the other
	ends  []int  // where each ends

	keep    bool   // the row as it is written, too
	raw     []byte // what was read of it before buf was filled anew
	from    int    // where in buf the rest of it begins
	rawEnds []int  // where each cell ends, with the separator or line end after it
}

// row is one row of a table.
type row struct {
	cells []string
	line  int  // where it begins
	ended bool // by the end of a line, not of the file
	fault string
}

func newRows(ctx context.Context, r io.Reader, separator byte) *rows {
	return &rows{ctx: ctx, r: r, separator: separator, buf: make([]byte, 64<<10), line: 1}
}

// next is the next row, or io.EOF. A row with fault has quotes that make no sense; its
// cells are empty.
func (s *rows) next() (row, error) {
	s.cells, s.ends = s.cells[:0], s.ends[:0]
	s.raw, s.rawEnds, s.from = s.raw[:0], s.rawEnds[:0], s.at
	r := row{line: s.line}
	if _, err := s.peek(); err != nil {
		return row{}, err
	}
	for {
		last, err := s.cell(&r)
		if err != nil {
			return row{}, err
		}
		s.ends = append(s.ends, len(s.cells))
		if s.keep {
			s.rawEnds = append(s.rawEnds, len(s.raw)+s.at-s.from)
		}
		if len(s.ends) > maxColumns {
			return row{}, fmt.Errorf("line %d has more than %d cells", r.line, maxColumns)
		}
		if last {
			break
		}
	}
	if r.fault == "" {
		r.cells = s.strings()
	}
	return r, nil
}

// written is the row as it is written, with its end, and its cells, quotes and all. It is
// good until the next row. Only rows that are kept have it.
func (s *rows) written() (text []byte, cells [][]byte, end []byte) {
	s.raw = append(s.raw, s.buf[s.from:s.at]...)
	s.from = s.at
	from := 0
	for _, to := range s.rawEnds[:len(s.rawEnds)-1] {
		cells = append(cells, s.raw[from:to-1])
		from = to
	}
	last := bytes.TrimRight(s.raw[from:], "\r\n") // a quoted cell ends with its quote
	return s.raw, append(cells, last), s.raw[from+len(last):]
}

// strings cuts the row's text, copied once, into cells.
func (s *rows) strings() []string {
	text, from := string(s.cells), 0
	cells := make([]string, len(s.ends))
	for i, to := range s.ends {
		cells[i] = text[from:to]
		from = to
	}
	return cells
}

// cell takes a cell and what ends it, and reports whether that was the row's end.
func (s *rows) cell(r *row) (last bool, err error) {
	if c, err := s.peek(); err == nil && c == '"' {
		s.at++
		if err := s.quoted(r); err != nil {
			return false, err
		}
	}
	for {
		start := s.at
		for s.at < s.end {
			switch c := s.buf[s.at]; c {
			case s.separator:
				return false, s.finish(start, 1)
			case '\n':
				r.ended = true
				s.line++
				return true, s.finish(start, 1)
			case '\r':
				if err := s.finish(start, 1); err != nil {
					return false, err
				}
				return true, s.lineFeed(r)
			}
			s.at++
		}
		if err := s.finish(start, 0); err != nil {
			return false, err
		}
		if _, err := s.peek(); errors.Is(err, io.EOF) {
			return true, nil
		} else if err != nil {
			return false, err
		}
	}
}

// lineFeed passes over the second half of a CR LF; CR alone ends a line too.
func (s *rows) lineFeed(r *row) error {
	r.ended = true
	s.line++
	c, err := s.peek()
	if err == nil && c == '\n' {
		s.at++
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// finish adds the bytes from start to the cell and passes over more.
func (s *rows) finish(start, more int) error {
	s.cells = append(s.cells, s.buf[start:s.at]...)
	s.at += more
	return s.tooLong()
}

func (s *rows) tooLong() error {
	if len(s.cells) > format.MaxRecordBytes {
		return fmt.Errorf("a row is longer than %d MiB: this is no table, or a quote is missing near line %d", format.MaxRecordBytes>>20, s.line)
	}
	return nil
}

// quoted takes a cell after its first quote, up to the last. What follows must be a
// separator or the end of the row.
func (s *rows) quoted(r *row) error {
	begin := s.line
	for {
		c, err := s.peek()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("the quoted cell that begins on line %d does not end: the file may be truncated", begin)
		}
		if err != nil {
			return err
		}
		s.at++
		if c == '\n' {
			s.line++
		}
		if c == '"' {
			if c, err = s.peek(); err != nil || c != '"' {
				return s.afterQuote(r, c, err)
			}
			s.at++
		}
		if s.cells = append(s.cells, c); len(s.cells)%(1<<20) == 0 {
			if err := s.tooLong(); err != nil {
				return err
			}
		}
	}
}

func (s *rows) afterQuote(r *row, c byte, err error) error {
	switch {
	case errors.Is(err, io.EOF) || err == nil && (c == s.separator || c == '\n' || c == '\r'):
		return nil
	case err == nil:
		r.fault = fmt.Sprintf("on line %d %q follows the quote that ends a cell", s.line, c)
		return nil
	}
	return err
}

// peek is the next byte, or io.EOF.
func (s *rows) peek() (byte, error) {
	for tries := 0; s.at == s.end; tries++ {
		if err := s.ctx.Err(); err != nil {
			return 0, err
		}
		if s.keep {
			s.raw = append(s.raw, s.buf[s.from:s.at]...)
		}
		n, err := s.r.Read(s.buf)
		s.at, s.end, s.from = 0, n, 0
		if n == 0 && err != nil {
			return 0, err
		}
		if tries > 100 {
			return 0, io.ErrNoProgress
		}
	}
	return s.buf[s.at], nil
}
