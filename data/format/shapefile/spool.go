package shapefile

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// spool keeps one layer in temporary files until all of it is known: the headers want
// lengths, bounds and the widths of fields.
type spool struct {
	name    string
	kind    int32
	columns []column

	shapes, rows, more *temporary
	lengths            []int32 // of each shape in words
	bytes              int64   // of all shapes with their heads
	bound              orb.Bound
	n                  int
	overflow           int // texts in more
	buf                []byte
}

func newSpool(name string, kind int32, columns []column) (*spool, error) {
	s := &spool{name: name, kind: kind, columns: slices.Clone(columns)}
	for _, file := range []**temporary{&s.shapes, &s.rows, &s.more} {
		var err error
		if *file, err = newTemporary(); err != nil {
			s.remove()
			return nil, err
		}
	}
	return s, nil
}

func (s *spool) remove() {
	for _, file := range []*temporary{s.shapes, s.rows, s.more} {
		if file != nil {
			file.remove()
		}
	}
}

// add keeps a feature.
func (s *spool) add(f data.Feature) error {
	s.n++
	if s.kind != nullShape {
		if err := s.addShape(f.Geometry); err != nil {
			return err
		}
	}
	b := s.buf[:0]
	for i := range s.columns {
		text, err := s.cell(&s.columns[i], f)
		if err != nil {
			return err
		}
		b = append(binary.AppendUvarint(b, uint64(len(text))), text...)
	}
	s.buf = b
	_, err := s.rows.Write(b)
	return err
}

func (s *spool) addShape(g orb.Geometry) error {
	b := appendShape(append(s.buf[:0], make([]byte, recordHead)...), g)
	words := int32(len(b)-recordHead) / 2
	binary.BigEndian.PutUint32(b, uint32(s.n))
	binary.BigEndian.PutUint32(b[4:], uint32(words))
	if s.bytes += int64(len(b)); s.bytes > maxFile-headerSize {
		return fmt.Errorf("%w: %s is too large for a Shapefile, which holds 2 GB: export FlatGeobuf or GeoPackage", data.ErrInvalid, s.name)
	}
	if s.lengths = append(s.lengths, words); s.n == 1 {
		s.bound = g.Bound()
	} else {
		s.bound = s.bound.Union(g.Bound())
	}
	s.buf = b
	_, err := s.shapes.Write(b)
	return err
}

// cell is a value as the table has it. It widens the column; a text that does not fit is
// kept whole elsewhere.
func (s *spool) cell(c *column, f data.Feature) (string, error) {
	text := ""
	switch v := value(f, c.name).(type) {
	case int64:
		text = strconv.FormatInt(v, 10)
	case float64:
		text = decimal(v, c)
	case bool:
		text = strings.ToUpper(strconv.FormatBool(v))[:1]
	case string:
		text = v
	case json.RawMessage:
		text = string(v)
	}
	if short := fitting(text); short != text {
		if err := s.keepWhole(c.name, text); err != nil {
			return "", err
		}
		text = short
	}
	c.width = max(c.width, len(text))
	return text, nil
}

// value is the id, a property, a location fact or all that is extra.
func value(f data.Feature, name string) any {
	switch name {
	case data.KeyColumn:
		return f.ID
	case "extra":
		if len(f.Extra) == 0 {
			return nil
		}
		text, err := json.Marshal(f.Extra)
		if err != nil { // cannot happen: all are strings
			panic(err)
		}
		return string(text)
	}
	if v, ok := f.Properties[name]; ok {
		return v
	}
	return f.Location.Value(name)
}

// decimal writes a number with all its digits, and notes how many stand after the point.
func decimal(v float64, c *column) string {
	const widest = 24 // what readers of the format take
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if len(text) > widest {
		text = strconv.FormatFloat(v, 'e', -1, 64)
	}
	if _, digits, ok := strings.Cut(text, "."); ok {
		c.decimals = max(c.decimals, min(len(digits), 15))
	}
	return text
}

// fitting is as much of a text as a field holds, cut between letters. Blanks at the end and
// what ends texts in some programs do not come back from a table either.
func fitting(text string) string {
	short := text
	if i := strings.IndexByte(short, 0); i >= 0 {
		short = short[:i]
	}
	if len(short) > maxText {
		cut := maxText
		for !utf8.RuneStart(short[cut]) {
			cut--
		}
		short = short[:cut]
	}
	return strings.TrimRight(short, " ")
}

func (s *spool) keepWhole(name, text string) error {
	s.overflow++
	line, err := json.Marshal(moreValue{s.n, name, text})
	if err != nil { // cannot happen: a number and two strings
		panic(err)
	}
	_, err = s.more.Write(append(line, '\n'))
	return err
}

// temporary is a file that is written, then read once.
type temporary struct {
	*bufio.Writer

	file *os.File
}

func newTemporary() (*temporary, error) {
	file, err := os.CreateTemp("", "burialmap-*")
	if err != nil {
		return nil, err
	}
	return &temporary{bufio.NewWriterSize(file, 256<<10), file}, nil
}

// read is what was written, from the beginning.
func (t *temporary) read() (*bufio.Reader, error) {
	if err := t.Flush(); err != nil {
		return nil, err
	}
	_, err := t.file.Seek(0, io.SeekStart)
	return bufio.NewReaderSize(t.file, 256<<10), err
}

func (t *temporary) remove() {
	_ = t.file.Close() // what it holds is of no use any more
	os.Remove(t.file.Name())
}

// padded appends a cell in the width of its column: numbers stand to the right.
func padded(b []byte, c column, text []byte) []byte {
	blanks := bytes.Repeat([]byte(" "), c.width-len(text))
	switch {
	case c.kind == 'N':
		return append(append(b, blanks...), text...)
	case c.kind == 'L' && len(text) == 0:
		return append(b, '?')
	}
	return append(append(b, text...), blanks...)
}
