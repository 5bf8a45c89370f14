package shapefile

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// index reads a .shx: where each shape begins in the .shp. Programs that changed a shape
// may have put it behind all others, so that only the .shx knows the order.
type index struct {
	r     *bufio.Reader
	count int   // entries
	jumps bool  // shapes do not lie one after the other
	sum   int64 // bytes of all shapes
	left  int
}

// entry is where a shape begins, from its number on, and how many bytes it has after that.
type entry struct{ offset, length int64 }

var errIndex = errors.New("the .shx is damaged")

// scanIndex walks a .shx once: how many entries it has, and whether they jump. It is
// errIndex if the file is none or is cut.
func scanIndex(r io.Reader) (index, error) {
	ix, err := newIndex(r)
	if err != nil {
		return ix, err
	}
	at := int64(headerSize)
	for range ix.count {
		e, err := ix.next()
		if err != nil {
			return ix, err
		}
		if e.offset == 0 {
			continue
		}
		if e.offset < at {
			ix.jumps = true
		}
		at = e.offset + recordHead + e.length
		if ix.sum += recordHead + e.length; e.length < 0 {
			return ix, errIndex
		}
	}
	return ix, nil
}

// newIndex reads the header of a .shx.
func newIndex(r io.Reader) (index, error) {
	ix := index{r: bufio.NewReaderSize(r, 64<<10)}
	head := make([]byte, headerSize)
	if _, err := io.ReadFull(ix.r, head); err != nil {
		return ix, indexError(err)
	}
	h, err := parseHeader(head)
	if err != nil || h.length < headerSize || (h.length-headerSize)%8 != 0 {
		return ix, errIndex
	}
	ix.count = int(h.length-headerSize) / 8
	ix.left = ix.count
	return ix, nil
}

func (ix *index) next() (entry, error) {
	if ix.left == 0 {
		return entry{}, io.EOF
	}
	var b [8]byte
	if _, err := io.ReadFull(ix.r, b[:]); err != nil {
		return entry{}, indexError(err)
	}
	ix.left--
	return entry{2 * int64(int32(binary.BigEndian.Uint32(b[:]))), 2 * int64(int32(binary.BigEndian.Uint32(b[4:])))}, nil
}

func indexError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errIndex
	}
	return err
}
