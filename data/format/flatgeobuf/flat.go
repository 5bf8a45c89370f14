package flatgeobuf

import (
	"encoding/binary"
	"errors"
	"math"
)

// errFlat means that an offset or a count does not fit into the bytes there are.
var errFlat = errors.New("offsets or counts do not fit into its bytes")

// flatTable is a table of FlatBuffers: fields that its vtable finds, each optional. Every
// access is checked; what lies outside is errFlat.
type flatTable struct {
	b  []byte
	at int // of the table in b

	fields     int // of the vtable in b, after its two sizes
	fieldCount int
	size       int // of the table
}

// rootTable is the table that the first offset of b points to.
func rootTable(b []byte) (flatTable, error) {
	return tableAt(b, 0)
}

// tableAt follows the offset at a place of b to a table.
func tableAt(b []byte, place int) (flatTable, error) {
	at, err := follow(b, place)
	if err != nil || at+4 > len(b) {
		return flatTable{}, errFlat
	}
	vtable := int64(at) - int64(int32(binary.LittleEndian.Uint32(b[at:])))
	if vtable < 0 || vtable+4 > int64(len(b)) {
		return flatTable{}, errFlat
	}
	length, size := int(binary.LittleEndian.Uint16(b[vtable:])), int(binary.LittleEndian.Uint16(b[vtable+2:]))
	if length < 4 || vtable+int64(length) > int64(len(b)) || size < 4 || at+size > len(b) {
		return flatTable{}, errFlat
	}
	return flatTable{b, at, int(vtable) + 4, length/2 - 2, size}, nil
}

// follow is where the offset at a place points to.
func follow(b []byte, place int) (int, error) {
	if place < 0 || place+4 > len(b) {
		return 0, errFlat
	}
	to := int64(place) + int64(binary.LittleEndian.Uint32(b[place:]))
	if to > int64(len(b)) {
		return 0, errFlat
	}
	return int(to), nil
}

// field is where a field of a width is in b; 0 if the table has it not.
func (t flatTable) field(i, width int) (int, error) {
	if i >= t.fieldCount {
		return 0, nil
	}
	offset := int(binary.LittleEndian.Uint16(t.b[t.fields+2*i:]))
	if offset == 0 {
		return 0, nil
	}
	if offset < 4 || offset+width > t.size {
		return 0, errFlat
	}
	return t.at + offset, nil
}

// number is a field of one, two, four or eight bytes; other if the table has it not.
func (t flatTable) number(i, width int, other uint64) (uint64, error) {
	at, err := t.field(i, width)
	if err != nil || at == 0 {
		return other, err
	}
	switch b := t.b[at:]; width {
	case 1:
		return uint64(b[0]), nil
	case 2:
		return uint64(binary.LittleEndian.Uint16(b)), nil
	case 4:
		return uint64(binary.LittleEndian.Uint32(b)), nil
	default:
		return binary.LittleEndian.Uint64(b), nil
	}
}

// table is a field that is a table; false if there is none.
func (t flatTable) table(i int) (flatTable, bool, error) {
	at, err := t.field(i, 4)
	if err != nil || at == 0 {
		return flatTable{}, false, err
	}
	inner, err := tableAt(t.b, at)
	return inner, err == nil, err
}

// vector is a field of n elements of a width; nil if there is none. Its bytes are those of
// the table, and start says where in it they are.
func (t flatTable) vector(i, width int) (elements []byte, start int, err error) {
	at, err := t.field(i, 4)
	if err != nil || at == 0 {
		return nil, 0, err
	}
	if at, err = follow(t.b, at); err != nil || at+4 > len(t.b) {
		return nil, 0, errFlat
	}
	length := int64(binary.LittleEndian.Uint32(t.b[at:])) * int64(width)
	if int64(at)+4+length > int64(len(t.b)) {
		return nil, 0, errFlat
	}
	return t.b[at+4 : int64(at)+4+length], at + 4, nil
}

// text is a field that is a string; empty if there is none.
func (t flatTable) text(i int) (string, error) {
	b, _, err := t.vector(i, 1)
	return string(b), err
}

// tables are a field that is a list of tables.
func (t flatTable) tables(i, most int) ([]flatTable, error) {
	offsets, start, err := t.vector(i, 4)
	if err != nil || len(offsets) == 0 {
		return nil, err
	}
	if len(offsets)/4 > most {
		return nil, errFlat
	}
	list := make([]flatTable, len(offsets)/4)
	for k := range list {
		if list[k], err = tableAt(t.b, start+4*k); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func double(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }
