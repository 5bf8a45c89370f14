package csv

import (
	"bytes"
	"context"
)

// separator is what a file parts its cells by, and how sure that is.
type separator struct {
	byte
	columns int  // of the header
	known   int  // columns of the header whose names are known
	even    int  // rows after the header, up to ten, that have as many cells
	stated  bool // the file says so itself, as spreadsheets do: sep=;
}

// chooseSeparator tries the usual separators on the beginning of a file. The one that
// makes most columns known wins, then the one that makes rows of equal length, then the
// one that makes most columns.
func chooseSeparator(start []byte, known func(string) bool) separator {
	if line, _, ok := bytes.Cut(start, []byte("\n")); ok && bytes.HasPrefix(line, []byte("sep=")) && len(bytes.TrimSpace(line)) == 5 {
		s := trySeparator(start[len(line)+1:], line[4], known)
		s.stated = true
		return s
	}
	best := separator{byte: ','}
	for _, c := range []byte{',', ';', '\t', '|'} {
		s := trySeparator(start, c, known)
		if s.known > best.known || s.known == best.known && (s.columns > 1 && s.even > best.even || s.even == best.even && s.columns > best.columns) {
			best = s
		}
	}
	return best
}

func trySeparator(start []byte, c byte, known func(string) bool) separator {
	s := separator{byte: c}
	rows := newRows(context.Background(), bytes.NewReader(start), c)
	for range 11 {
		r, err := rows.next()
		switch {
		case err != nil || r.fault != "":
			return s
		case blank(r.cells):
		case s.columns == 0:
			s.columns = len(r.cells)
			for _, name := range r.cells {
				if known(name) {
					s.known++
				}
			}
		case len(r.cells) == s.columns:
			s.even++
		}
	}
	return s
}
