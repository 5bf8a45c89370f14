package shapefile

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"burialmap/data/format"
)

// Both .shp and .shx begin with a header of 100 bytes (ESRI Shapefile Technical
// Description, 1998). Lengths in them count words of 16 bits.
const (
	fileCode    = 9994
	fileVersion = 1000
	headerSize  = 100
	recordHead  = 8 // before each shape: its number and its length
)

// header is what a .shp says of itself.
type header struct {
	length int64 // bytes of the whole file
	kind   int32
}

func parseHeader(b []byte) (header, error) {
	if len(b) < headerSize || binary.BigEndian.Uint32(b) != fileCode || binary.LittleEndian.Uint32(b[28:]) != fileVersion {
		return header{}, errors.New("the .shp has no header of a Shapefile: it may be truncated")
	}
	return header{length: 2 * int64(int32(binary.BigEndian.Uint32(b[24:]))), kind: int32(binary.LittleEndian.Uint32(b[32:]))}, nil
}

// shapes reads the shapes of a .shp one after the other, in the order of the .shx where
// there is one.
type shapes struct {
	header

	r     *bufio.Reader
	at    int64         // where r stands
	file  io.ReadSeeker // set if the index jumps back
	index *index        // nil without .shx
	n     int           // shapes read
	base  int           // number of the first shape: 1, of some programs 0
	buf   []byte
}

func openShapes(r io.Reader, ix *index) (*shapes, error) {
	s := &shapes{r: bufio.NewReaderSize(r, 256<<10), index: ix}
	head := make([]byte, headerSize)
	if _, err := io.ReadFull(s.r, head); err != nil {
		return nil, errors.Join(errors.New("the .shp has no header of a Shapefile: it may be truncated"), err)
	}
	var err error
	if s.header, err = parseHeader(head); err != nil {
		return nil, err
	}
	s.at = headerSize
	if ix != nil && ix.jumps {
		return s, s.jumping(r.(io.ReadSeeker))
	}
	return s, nil
}

// jumping prepares to follow an index that jumps. All shapes together must fit into the
// file: an index that names the same one over and over would make a small file endless.
func (s *shapes) jumping(file io.ReadSeeker) error {
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if s.index.sum > size {
		return errors.New("the .shx names more shapes than the .shp can hold: it does not belong to it")
	}
	s.file = file
	_, err = file.Seek(s.at, io.SeekStart)
	s.r.Reset(file)
	return err
}

// shape is what stands under one number.
type shape struct {
	content []byte // from the shape type on; valid until the next call; nil is a null shape
	fault   *fault
}

// next reads a shape, or is io.EOF after the last.
func (s *shapes) next() (shape, error) {
	if s.index != nil {
		entry, err := s.index.next()
		if err != nil {
			return shape{}, err
		}
		s.n++
		return s.entry(entry)
	}
	if s.at >= s.length {
		return shape{}, io.EOF
	}
	return s.inOrder()
}

// inOrder reads the shape where the file stands. Without .shx its number is all that says
// which row it belongs to.
func (s *shapes) inOrder() (shape, error) {
	number, length, err := s.head()
	if err != nil {
		return shape{}, err
	}
	if s.n == 0 && number == 0 {
		s.base = -1
	}
	if s.n++; number != s.n+s.base {
		return shape{}, fmt.Errorf("shape %d of the .shp has the number %d and there is no .shx: which row belongs to which shape cannot be told; give the .shx as well", s.n, number)
	}
	return s.content(length)
}

// entry reads the shape that an entry of the index names.
func (s *shapes) entry(e entry) (shape, error) {
	if e.offset == 0 {
		return shape{}, nil
	}
	if e.offset < headerSize || e.offset+recordHead > s.length {
		return shape{fault: &fault{"index_entry", fmt.Sprintf("the .shx says the shape is at byte %d, where none can be", e.offset), "have the program that made the file write it anew"}}, nil
	}
	if err := s.seek(e.offset); err != nil {
		return shape{}, err
	}
	_, length, err := s.head()
	if err != nil {
		return shape{}, err
	}
	if length != e.length {
		// Some programs write a wrong length into one of the two. What follows is found
		// by the index, so that only this shape is in doubt.
		return shape{fault: &fault{"index_entry", fmt.Sprintf("the .shx says the shape has %d bytes, the .shp says %d", e.length, length), "have the program that made the file write it anew"}}, nil
	}
	return s.content(length)
}

func (s *shapes) seek(to int64) error {
	if to >= s.at && (s.file == nil || to-s.at <= int64(s.r.Buffered())) {
		return s.skip(to - s.at)
	}
	if s.file == nil {
		return errors.New("the .shx does not fit the .shp: shapes lie over each other")
	}
	if _, err := s.file.Seek(to, io.SeekStart); err != nil {
		return err
	}
	s.r.Reset(s.file)
	s.at = to
	return nil
}

func (s *shapes) skip(n int64) error {
	for n > 0 {
		k, err := s.r.Discard(int(min(n, 1<<20)))
		s.at += int64(k)
		n -= int64(k)
		if err != nil {
			return truncated(err)
		}
	}
	return nil
}

// head reads number and length before a shape.
func (s *shapes) head() (number int, length int64, err error) {
	b := s.grow(recordHead)
	if _, err := io.ReadFull(s.r, b); err != nil {
		return 0, 0, truncated(err)
	}
	s.at += recordHead
	length = 2 * int64(int32(binary.BigEndian.Uint32(b[4:])))
	if length < 4 || s.at+length > s.length {
		return 0, 0, fmt.Errorf("shape %d of the .shp is said to have %d bytes, beyond the end of the file: it may be truncated", s.n+1, length)
	}
	return int(int32(binary.BigEndian.Uint32(b))), length, nil
}

// maxContent is what a shape of the most positions takes with height and measure.
const maxContent = format.MaxPositions*(4*8+4) + 1<<10

func (s *shapes) content(length int64) (shape, error) {
	if length > maxContent {
		return shape{fault: tooLarge()}, s.skip(length)
	}
	b := s.grow(int(length))
	if _, err := io.ReadFull(s.r, b); err != nil {
		return shape{}, truncated(err)
	}
	s.at += length
	return shape{content: b}, nil
}

func (s *shapes) grow(n int) []byte {
	if cap(s.buf) < n {
		s.buf = make([]byte, n)
	}
	return s.buf[:n]
}

func truncated(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the .shp ends in the middle: it may be truncated")
	}
	return err
}
