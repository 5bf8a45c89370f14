package gpkg

import (
	"encoding/binary"
	"errors"
	"io"

	"burialmap/data/format"
)

// maxObjects is how many tables, indexes, triggers and views a file may list, maxSchema
// over how many pages. SQLite reads all of them before anything else, and that cannot be
// called off.
const (
	maxObjects = 10_000
	maxSchema  = 10_000
)

// Kinds of pages of a table (https://www.sqlite.org/fileformat.html, "B-tree Pages").
const (
	interiorPage = 0x05
	leafPage     = 0x0d
)

// checkSchema counts what the file lists, on its pages. What makes no sense there is left
// to SQLite to complain about.
func checkSchema(in format.Input) error {
	head := make([]byte, 100)
	if err := readAt(in, head, 0); err != nil {
		return nil //nolint:nilerr // SQLite says what is wrong with a short file
	}
	size := int64(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 65536
	}
	if size < 512 {
		return nil
	}
	waiting := []uint32{1}
	page := make([]byte, size)
	objects := 0
	for seen := 0; len(waiting) > 0; seen++ {
		number := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if seen > maxSchema || objects > maxObjects || len(waiting) > maxSchema {
			return errors.New("the file lists more than 10,000 tables, indexes and views: no GeoPackage has so many")
		}
		if number == 0 || readAt(in, page, int64(number-1)*size) != nil {
			continue
		}
		head := page
		if number == 1 {
			head = page[100:]
		}
		cells := int(binary.BigEndian.Uint16(head[3:]))
		switch head[0] {
		case leafPage:
			objects += cells
		case interiorPage:
			waiting = append(waiting, children(page, head, cells)...)
		}
	}
	return nil
}

// children are the pages below an interior page.
func children(page, head []byte, cells int) []uint32 {
	list := []uint32{binary.BigEndian.Uint32(head[8:])}
	for i := range cells {
		if 12+2*i+2 > len(head) {
			break
		}
		if at := int(binary.BigEndian.Uint16(head[12+2*i:])); at+4 <= len(page) {
			list = append(list, binary.BigEndian.Uint32(page[at:]))
		}
	}
	return list
}

func readAt(in io.ReadSeeker, b []byte, at int64) error {
	if _, err := in.Seek(at, io.SeekStart); err != nil {
		return err
	}
	_, err := io.ReadFull(in, b)
	return err
}
