package flatgeobuf

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// header is what a file says of itself.
type header struct {
	name    string
	kind    int // of all geometries; unknown if they differ
	columns []column
	count   uint64 // of features; 0 if nobody counted
	index   int64  // bytes
	crs     string // empty for degrees of WGS 84
	noCRS   bool
}

// column is one column of the properties.
type column struct {
	name string
	kind int
}

var errNone = errors.New("the file is no FlatGeobuf of version 3")

// readHeader reads what stands before the index.
func readHeader(r *bufio.Reader) (header, error) {
	begin := make([]byte, magicSize+4)
	if _, err := io.ReadFull(r, begin); err != nil || !strings.HasPrefix(string(begin), magic) {
		return header{}, errors.Join(errNone, notEnd(err))
	}
	size := binary.LittleEndian.Uint32(begin[magicSize:])
	if size > maxHeader {
		return header{}, fmt.Errorf("the header is said to have %d bytes; more than %d are not taken", size, maxHeader)
	}
	b, err := io.ReadAll(io.LimitReader(r, int64(size)))
	if err == nil && len(b) < int(size) {
		err = errors.New("the file ends in its header: it may be truncated")
	}
	if err != nil {
		return header{}, err
	}
	h, err := parseHeader(b)
	if err != nil {
		return h, fmt.Errorf("the header is damaged: %w", err)
	}
	return h, nil
}

func parseHeader(b []byte) (h header, err error) {
	t, err := rootTable(b)
	if err != nil {
		return h, err
	}
	kind, err1 := t.number(headerGeometryType, 1, unknown)
	count, err2 := t.number(headerCount, 8, 0)
	node, err3 := t.number(headerNodeSize, 2, 16)
	name, err4 := t.text(headerName)
	columns, err5 := parseColumns(t, headerColumns)
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return h, errFlat
	}
	h = header{name: name, kind: int(kind), columns: columns, count: count}
	if h.index, err = indexSize(count, node); err != nil {
		return h, err
	}
	crs, stated, err := t.table(headerCRS)
	if err != nil {
		return h, err
	}
	if h.noCRS = !stated; stated {
		err = h.parseCRS(crs)
	}
	return h, err
}

// parseCRS takes the code of the system, or else its definition. Axes are always easting or
// longitude first in this format.
func (h *header) parseCRS(t flatTable) error {
	org, err1 := t.text(crsOrg)
	code, err2 := t.number(crsCode, 4, 0)
	wkt, err3 := t.text(crsWKT)
	word, err4 := t.text(crsCodeString)
	if errors.Join(err1, err2, err3, err4) != nil {
		return errFlat
	}
	switch {
	case org == "":
		org = "EPSG"
	case strings.EqualFold(org, "EPSG"):
		org = "EPSG"
	}
	if word == "" && code != 0 {
		word = fmt.Sprint(int32(code))
	}
	switch named := org + ":" + word; {
	case named == "EPSG:4326" || named == "OGC:CRS84":
	case word != "":
		h.crs = named
	case wkt != "":
		h.crs = wkt
	default:
		h.noCRS = true
	}
	return nil
}

func parseColumns(t flatTable, field int) ([]column, error) {
	tables, err := t.tables(field, maxColumns)
	if err != nil {
		return nil, err
	}
	list := make([]column, len(tables))
	for i, c := range tables {
		name, err1 := c.text(columnName)
		kind, err2 := c.number(columnType, 1, typeByte)
		if err1 != nil || err2 != nil {
			return nil, errFlat
		}
		if name == "" {
			name = fmt.Sprintf("column %d", i+1)
		}
		list[i] = column{name, int(kind)}
	}
	return list, nil
}

// indexSize is how many bytes the packed R-tree of n features takes.
func indexSize(n, node uint64) (int64, error) {
	if n == 0 || node == 0 {
		return 0, nil
	}
	if node < 2 || n > math.MaxInt64/nodeBytes/4 {
		return 0, fmt.Errorf("an index of %d features by %d is not possible", n, node)
	}
	total := n
	for n > 1 {
		n = (n + node - 1) / node
		total += n
	}
	if total == 1 { // one feature still has a root above it
		total = 2
	}
	return int64(total) * nodeBytes, nil
}

// notEnd is the error unless it only says that the file ends.
func notEnd(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}
