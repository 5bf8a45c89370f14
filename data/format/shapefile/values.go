package shapefile

import (
	"bytes"
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"time"

	"burialmap/data"
)

// rowReader turns the bytes of a row into values.
type rowReader struct {
	*table

	decode decoder
	memo   *memo // nil without one

	cut    int // texts that end within a letter
	noMemo int // values whose words are in a file that is missing
	binary int // values that are no words or numbers
}

// values are those of a row; what is blank is left out.
func (r *rowReader) values(row []byte) ([]data.Value, error) {
	var values []data.Value
	for i := range r.columns {
		c := &r.columns[i]
		v, err := r.value(c, row[c.at:c.at+c.width])
		if err != nil {
			return nil, err
		}
		if v == nil {
			continue
		}
		if values == nil {
			values = make([]data.Value, 0, len(r.columns))
		}
		values = append(values, data.Value{Name: c.name, Value: v})
	}
	return values, nil
}

// value reads one field by its type; nil is blank.
func (r *rowReader) value(c *column, b []byte) (any, error) {
	switch c.kind {
	case 'N', 'F':
		return number(b), nil
	case 'D':
		return date(b), nil
	case 'L':
		return logical(b), nil
	case 'M':
		return r.words(b)
	case 'B':
		if isFoxPro(r.version) && len(b) == 8 {
			return finite(math.Float64frombits(binary.LittleEndian.Uint64(b))), nil
		}
		r.notWords(b)
		return nil, nil
	case 'G', 'P', 'W', 'Q':
		r.notWords(b)
		return nil, nil
	case '0': // FoxPro's own marks of what is null
		return nil, nil
	}
	if v, is := r.packed(c.kind, b); is {
		return v, nil
	}
	return r.text(b), nil
}

// packed reads numbers and times in binary.
func (r *rowReader) packed(kind byte, b []byte) (any, bool) {
	switch {
	case (kind == 'I' || kind == '+') && len(b) == 4:
		if isDBase7(r.version) {
			return ordered32(b), true
		}
		return int64(int32(binary.LittleEndian.Uint32(b))), true
	case kind == 'O' && len(b) == 8:
		return orderedDouble(b), true
	case kind == 'Y' && len(b) == 8:
		return float64(int64(binary.LittleEndian.Uint64(b))) / 1e4, true
	case kind == 'T' && len(b) == 8:
		return moment(binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint32(b[4:])), true
	case kind == '@' && len(b) == 8:
		return moment(binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])), true
	}
	return nil, false
}

// text decodes a text; nil if there is nothing but blanks.
func (r *rowReader) text(b []byte) any {
	full := len(b)
	if b = bytes.TrimRight(b, " \x00"); len(b) == 0 {
		return nil
	}
	return r.decode.text(b, len(b) == full)
}

// number reads digits. Stars are how GDAL and others write that there is no number.
func number(b []byte) any {
	text := strings.Trim(string(b), " \x00")
	if strings.Trim(text, "*") == "" {
		return nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	if v, err := data.ParseDecimal(text); err == nil && exact(text) {
		return v
	}
	return strings.ToValidUTF8(text, "\ufffd")
}

// exact reports whether a float64 holds all digits of a number; where it does not they are
// kept as text, as long numbers of files and parcels are.
func exact(text string) bool {
	const digits = 17
	return strings.ContainsAny(text, "eE") || len(strings.Trim(text, "0.-+")) <= digits+1
}

// date is written as ISO 8601 wants it; one that is none stays as it is.
func date(b []byte) any {
	text := strings.Trim(string(b), " \x00")
	if strings.Trim(text, "0") == "" {
		return nil
	}
	if t, err := time.Parse("20060102", text); err == nil {
		return t.Format(time.DateOnly)
	}
	return strings.ToValidUTF8(text, "\ufffd")
}

func logical(b []byte) any {
	if len(b) == 0 {
		return nil
	}
	switch b[0] {
	case 'T', 't', 'Y', 'y', '1':
		return true
	case 'F', 'f', 'N', 'n', '0':
		return false
	}
	return nil
}

// moment is a day of the Julian calendar of astronomers and milliseconds of it.
func moment(day, milliseconds uint32) any {
	const unixEpoch = 2440588 // 1970-01-01
	if day == 0 {
		return nil
	}
	seconds := (int64(day)-unixEpoch)*86400 + int64(milliseconds)/1000
	t := time.Unix(seconds, 0).UTC()
	if t.Year() < 0 || t.Year() > 9999 {
		return nil
	}
	return t.Format("2006-01-02T15:04:05")
}

// ordered32 and orderedDouble are numbers of dBase 7, whose bytes sort as the numbers do:
// the sign bit is turned over, and all others too in a negative double.
func ordered32(b []byte) any {
	n := binary.BigEndian.Uint32(b)
	if n == 0 {
		return nil
	}
	return int64(int32(n ^ 1<<31))
}

func orderedDouble(b []byte) any {
	n := binary.BigEndian.Uint64(b)
	switch {
	case n == 0:
		return nil
	case n>>63 == 1:
		n ^= 1 << 63
	default:
		n = ^n
	}
	return finite(math.Float64frombits(n))
}

func finite(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return v
}

// notWords counts values that are pictures or the like.
func (r *rowReader) notWords(b []byte) {
	if strings.Trim(string(b), " \x00") != "" {
		r.binary++
	}
}

// words are those of a memo, which stand in a file of their own.
func (r *rowReader) words(b []byte) (any, error) {
	block := blockNumber(b)
	switch {
	case block == 0:
		return nil, nil
	case r.memo == nil:
		r.noMemo++
		return nil, nil
	}
	text, ok, err := r.memo.read(block)
	if err != nil {
		return nil, err
	}
	if !ok {
		r.noMemo++
		return nil, nil
	}
	return r.text(text), nil
}

func blockNumber(b []byte) int64 {
	if len(b) == 4 {
		return int64(binary.LittleEndian.Uint32(b))
	}
	n, err := strconv.ParseInt(strings.Trim(string(b), " \x00"), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
