package flatgeobuf

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"

	"burialmap/data"
)

// feature makes a record of the bytes of one feature.
func (r *reading) feature(b []byte) data.Record {
	t, err := rootTable(b)
	if err != nil {
		return damaged(err)
	}
	var record data.Record
	geometry, located, err := t.table(featureGeometry)
	if err != nil {
		return damaged(err)
	}
	if record.Values, err = r.values(t); err != nil {
		return damaged(err)
	}
	if !located {
		return record
	}
	p := parsing{notes: &r.notes}
	if record.Geometry, err = p.geometry(geometry, r.kind); err == nil {
		return record
	}
	if f := (fault{}); errors.As(err, &f) {
		record.Problems = refused(f.rule, f.message, f.advice).Problems
		return record
	}
	return damaged(err)
}

func damaged(err error) data.Record {
	return refused("feature_damaged", "the feature is damaged: "+err.Error(), "have the program that made the file write it anew")
}

// values reads the properties: number of a column and value, one after the other.
func (r *reading) values(t flatTable) ([]data.Value, error) {
	b, _, err := t.vector(featureProperties, 1)
	if err != nil {
		return nil, err
	}
	columns := r.columns
	if own, err := parseColumns(t, featureColumns); err != nil {
		return nil, err
	} else if len(own) > 0 {
		columns = own
	}
	values := make([]data.Value, 0, len(columns))
	for len(b) > 0 {
		if len(b) < 2 {
			return nil, errors.New("its values end early")
		}
		i := int(binary.LittleEndian.Uint16(b))
		if i >= len(columns) {
			return nil, fmt.Errorf("it has a value for column %d of %d", i+1, len(columns))
		}
		v, rest, err := r.value(columns[i], b[2:])
		if err != nil {
			return nil, err
		}
		if b = rest; v != nil {
			values = append(values, data.Value{Name: columns[i].name, Value: v})
		}
	}
	return values, nil
}

// widths are the bytes of numbers by column type; texts have their length before them.
var widths = map[int]int{
	typeByte: 1, typeUByte: 1, typeBool: 1, typeShort: 2, typeUShort: 2, typeInt: 4, typeUInt: 4,
	typeLong: 8, typeULong: 8, typeFloat: 4, typeDouble: 8,
}

// value reads one value and gives what follows it.
func (r *reading) value(c column, b []byte) (v any, rest []byte, err error) {
	if width, is := widths[c.kind]; is {
		if len(b) < width {
			return nil, nil, fmt.Errorf("the value of %q ends early", c.name)
		}
		return number(c.kind, b), b[width:], nil
	}
	if c.kind > typeBinary {
		return nil, nil, fmt.Errorf("column %q has the unknown type %d", c.name, c.kind)
	}
	if len(b) < 4 {
		return nil, nil, fmt.Errorf("the value of %q ends early", c.name)
	}
	size := int64(binary.LittleEndian.Uint32(b))
	if b = b[4:]; size > int64(len(b)) {
		return nil, nil, fmt.Errorf("the value of %q is said to have %d bytes, %d are left", c.name, size, len(b))
	}
	text, rest := b[:size], b[size:]
	switch {
	case c.kind == typeBinary:
		r.notes.binary++
		return nil, rest, nil
	case c.kind == typeJSON && json.Valid(text):
		return json.RawMessage(string(text)), rest, nil
	}
	return string(text), rest, nil
}

// number reads a number or a truth value. What float64 and int64 cannot hold is text.
func number(kind int, b []byte) any {
	switch kind {
	case typeByte:
		return int64(int8(b[0]))
	case typeUByte:
		return int64(b[0])
	case typeBool:
		return b[0] != 0
	case typeShort:
		return int64(int16(binary.LittleEndian.Uint16(b)))
	case typeUShort:
		return int64(binary.LittleEndian.Uint16(b))
	case typeInt:
		return int64(int32(binary.LittleEndian.Uint32(b)))
	case typeUInt:
		return int64(binary.LittleEndian.Uint32(b))
	case typeLong:
		return int64(binary.LittleEndian.Uint64(b))
	case typeULong:
		return unsigned(binary.LittleEndian.Uint64(b))
	case typeFloat:
		return single(math.Float32frombits(binary.LittleEndian.Uint32(b)))
	default:
		return finite(double(b))
	}
}

func unsigned(n uint64) any {
	if n > math.MaxInt64 {
		return strconv.FormatUint(n, 10)
	}
	return int64(n)
}

// single is the shortest decimal that means the same float32: 0.1, not 0.10000000149.
func single(v float32) any {
	short, err := strconv.ParseFloat(strconv.FormatFloat(float64(v), 'g', -1, 32), 64)
	if err != nil {
		return finite(float64(v))
	}
	return finite(short)
}

func finite(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return v
}
