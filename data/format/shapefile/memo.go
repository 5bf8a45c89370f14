package shapefile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// memo reads long texts from a .dbt or .fpt, in which each begins at a block.
type memo struct {
	file  io.ReadSeeker
	block int64
	fox   bool // .fpt: each text says its length, most significant byte first
	left  int64
}

const (
	dbtBlock = 512
	maxMemo  = 1 << 20 // bytes of one text
	maxReuse = 4       // a text belongs to one row, so that a file is read once or so
)

var errMemo = errors.New("the rows of the .dbf name the same texts of the .dbt over and over: the file is not to be trusted")

// openMemo reads the header. A file that is too short for one holds nothing.
func openMemo(file io.ReadSeeker, fox bool, version byte) (*memo, error) {
	m := &memo{file: file, block: dbtBlock, fox: fox}
	head := make([]byte, 32)
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	m.left = maxReuse*size + maxMemo
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(file, head); err != nil {
		return m, ignoreEnd(err)
	}
	switch size := int64(binary.LittleEndian.Uint16(head[20:])); {
	case fox:
		m.block = max(int64(binary.BigEndian.Uint16(head[6:])), 1)
	case version != 0x83 && size > 0: // dBase III knows one size only
		m.block = size
	}
	return m, nil
}

// read gives the text of a block; false if there is none.
func (m *memo) read(block int64) ([]byte, bool, error) {
	text, ok, err := m.at(block)
	if m.left -= int64(len(text)); m.left < 0 {
		return nil, false, errMemo
	}
	return text, ok, err
}

func (m *memo) at(block int64) ([]byte, bool, error) {
	if block > 1<<33 {
		return nil, false, nil
	}
	if _, err := m.file.Seek(block*m.block, io.SeekStart); err != nil {
		return nil, false, err
	}
	var head [8]byte
	n, err := io.ReadFull(m.file, head[:])
	if ignoreEnd(err) != nil {
		return nil, false, err
	}
	switch {
	case n < len(head) && (m.fox || n == 0):
		return nil, false, nil
	case m.fox:
		return m.take(int64(binary.BigEndian.Uint32(head[4:])))
	case binary.LittleEndian.Uint32(head[:]) == 0x0008ffff: // dBase IV counts the eight bytes too
		return m.take(int64(binary.LittleEndian.Uint32(head[4:])) - 8)
	}
	return m.upToEnd(head[:n])
}

// take reads a text of known length; what is there of it, if it is cut.
func (m *memo) take(length int64) ([]byte, bool, error) {
	if length <= 0 || length > maxMemo {
		return nil, false, nil
	}
	text, err := io.ReadAll(io.LimitReader(m.file, length))
	return text, int64(len(text)) == length, err
}

// upToEnd reads a text of dBase III, which ends at a mark.
func (m *memo) upToEnd(begin []byte) ([]byte, bool, error) {
	text := bytes.Clone(begin)
	buf := make([]byte, dbtBlock)
	for {
		if end := bytes.IndexByte(text, endOfTable); end >= 0 {
			return text[:end], true, nil
		}
		n, err := m.file.Read(buf)
		text = append(text, buf[:n]...)
		if err != nil || len(text) > maxMemo {
			return nil, false, ignoreEnd(err)
		}
	}
}

func ignoreEnd(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}
