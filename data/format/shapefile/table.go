package shapefile

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// column is one field of a .dbf.
type column struct {
	raw      []byte // its name as the file has it
	name     string
	kind     byte
	at       int // within a row
	width    int
	decimals int
}

// table reads the rows of a .dbf one after the other.
type table struct {
	r       *bufio.Reader
	version byte
	driver  byte // language driver, for the encoding
	count   int  // rows as stated
	width   int  // bytes of a row
	columns []column
	n       int // rows read
	row     []byte
}

// Versions of dBase that lay out things differently.
const (
	dBase7       = 4 // in the low three bits
	foxPro       = 0x30
	columnSize   = 32
	columnSize7  = 48
	tableHead    = 32
	tableHead7   = 68
	terminator   = 0x0d
	deletedMark  = '*'
	endOfTable   = 0x1a
	versionsMask = 7
)

func isFoxPro(version byte) bool { return version >= foxPro && version <= foxPro+2 }

func isDBase7(version byte) bool { return version&versionsMask == dBase7 && !isFoxPro(version) }

// isTable knows a .dbf by what its header must hold: a version, a date, lengths that fit.
func isTable(head []byte) bool {
	if len(head) < tableHead+columnSize {
		return false
	}
	switch head[0] {
	case 0x02, 0x03, 0x04, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0x8c, 0xf5:
	default:
		return false
	}
	if head[2] > 12 || head[3] > 31 || head[29] == 0 && head[12] != 0 {
		return false
	}
	t, err := openTable(bytes.NewReader(head))
	return err == nil && len(t.columns) > 0
}

var errNoTable = errors.New("the .dbf has no header of a table: it may be truncated")

func openTable(r io.Reader) (*table, error) {
	t := &table{r: bufio.NewReaderSize(r, 64<<10)}
	head := make([]byte, tableHead)
	if _, err := io.ReadFull(t.r, head); err != nil {
		return nil, errNoTable
	}
	t.version, t.driver = head[0], head[29]
	t.count = int(binary.LittleEndian.Uint32(head[4:]))
	t.width = int(binary.LittleEndian.Uint16(head[10:]))
	rest := int(binary.LittleEndian.Uint16(head[8:])) - tableHead
	if rest < 1 || t.width < 1 {
		return nil, errNoTable
	}
	fields := make([]byte, rest)
	if _, err := io.ReadFull(t.r, fields); err != nil {
		return nil, errNoTable
	}
	if isDBase7(t.version) {
		return t, t.columns7(fields)
	}
	return t, t.columns3(fields)
}

// columns3 reads the fields of dBase III and IV and of FoxPro: name, type, and lengths at
// 16 and 17.
func (t *table) columns3(b []byte) error {
	for len(b) >= columnSize && b[0] != terminator {
		c := column{raw: upToNull(b[:11]), kind: b[11], width: int(b[16]), decimals: int(b[17])}
		if c.kind == 'C' && c.decimals > 0 { // texts of more than 255 bytes
			c.width, c.decimals = c.width+c.decimals<<8, 0
		}
		t.columns = append(t.columns, c)
		b = b[columnSize:]
	}
	return t.lay()
}

// columns7 reads the fields of dBase 7: longer names, lengths at 33 and 34.
func (t *table) columns7(b []byte) error {
	if len(b) < tableHead7-tableHead {
		return errNoTable
	}
	for b = b[tableHead7-tableHead:]; len(b) >= columnSize7 && b[0] != terminator; b = b[columnSize7:] {
		t.columns = append(t.columns, column{raw: upToNull(b[:32]), kind: b[32], width: int(b[33]), decimals: int(b[34])})
	}
	return t.lay()
}

// lay finds where each field is in a row, after the mark of deletion.
func (t *table) lay() error {
	at := 1
	for i := range t.columns {
		t.columns[i].at = at
		at += t.columns[i].width
	}
	if len(t.columns) == 0 {
		return errors.New("the .dbf has no fields: the file is damaged")
	}
	if at > t.width {
		return fmt.Errorf("the fields of the .dbf take %d bytes, a row has %d: the file is damaged", at, t.width)
	}
	t.row = make([]byte, t.width)
	return nil
}

func upToNull(b []byte) []byte {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	return bytes.Clone(bytes.TrimRight(b, " "))
}

// next reads a row, valid until the next call, or is io.EOF after the last one stated.
func (t *table) next() ([]byte, error) {
	if t.n >= t.count {
		return nil, io.EOF
	}
	n, err := io.ReadFull(t.r, t.row)
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("the .dbf ends after %d of %d rows and %d bytes: it may be truncated", t.n, t.count, n)
	case err != nil:
		return nil, err
	}
	t.n++
	return t.row, nil
}

// followed reports whether rows follow after the last one stated, as if the program that
// wrote them had been stopped.
func (t *table) followed() bool {
	if t.row == nil {
		return false
	}
	n, _ := io.ReadFull(t.r, t.row)
	return n == t.width && (t.row[0] == ' ' || t.row[0] == deletedMark)
}
