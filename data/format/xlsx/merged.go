package xlsx

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// merged is a range of cells of which only the first holds the value of all. A sheet lists
// them after its rows, so that they are looked for before the rows are read.
type merged struct {
	column      int
	first, last int // rows
	text        string
}

// What is followed of merged cells; what goes beyond it keeps its value in the first cell,
// as it is stored.
const (
	maxMerged = 10_000
	maxBeside = 256 // that cross one row
)

// mergedRanges finds the ranges that span several rows, ordered by their first.
func (w *workbook) mergedRanges(info sheetInfo) ([]merged, error) {
	r, err := w.open(info.part, maxSheet)
	if r == nil || err != nil {
		return nil, err
	}
	defer r.Close()
	var all []merged
	tags := bufio.NewReaderSize(r, 256<<10)
	for len(all) < maxMerged {
		tag, err := tags.ReadSlice('>')
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
		if m, ok := mergedIn(tag); ok {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b merged) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.column, b.column)) })
	return all, nil
}

// mergedIn reads a tag like <mergeCell ref="A3:A7"/>.
func mergedIn(tag []byte) (merged, bool) {
	i := bytes.LastIndexByte(tag, '<')
	if i < 0 {
		return merged{}, false
	}
	name, rest, _ := strings.Cut(string(tag[i+1:min(len(tag), i+200)]), " ")
	if name != "mergeCell" && !strings.HasSuffix(name, ":mergeCell") {
		return merged{}, false
	}
	_, rest, found := strings.Cut(rest, "ref=")
	if !found || len(rest) < 2 {
		return merged{}, false
	}
	ref, _, _ := strings.Cut(rest[1:], rest[:1])
	from, to, _ := strings.Cut(ref, ":")
	m := merged{first: rowOf(from), last: rowOf(to)}
	var ok bool
	m.column, ok = columnOf(from)
	return m, ok && m.first > 0 && m.last > m.first
}

// rowOf is the row of a reference like B12; 0 if it has none.
func rowOf(ref string) int {
	n, err := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if err != nil || n > maxRows {
		return 0
	}
	return n
}

// mergedFill gives rows the values of merged ranges that began above them.
type mergedFill struct {
	ahead  []merged
	beside []merged
}

// row passes on to a row. The cells it gets are those that merged ranges fill.
func (m *mergedFill) row(r *sheetRow) []cell {
	m.beside = slices.DeleteFunc(m.beside, func(b merged) bool { return b.last < r.number })
	var given []cell
	for _, b := range m.beside {
		if i, taken := slices.BinarySearchFunc(r.cells, b.column, func(c cell, column int) int { return cmp.Compare(c.column, column) }); !taken {
			c := cell{column: b.column, text: b.text}
			r.cells = slices.Insert(r.cells, i, c)
			given = append(given, c)
		}
	}
	for len(m.ahead) > 0 && m.ahead[0].first <= r.number {
		begun := m.ahead[0]
		m.ahead = m.ahead[1:]
		i, ok := slices.BinarySearchFunc(r.cells, begun.column, func(c cell, column int) int { return cmp.Compare(c.column, column) })
		if begun.first == r.number && ok && len(m.beside) < maxBeside {
			begun.text = r.cells[i].text
			m.beside = append(m.beside, begun)
		}
	}
	return given
}
