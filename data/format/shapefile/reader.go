package shapefile

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"iter"

	"burialmap/data"
	"burialmap/data/format"
)

// Reader reads Shapefiles. The zero value is ready.
type Reader struct{}

func (Reader) Name() string         { return "shapefile" }
func (Reader) Title() string        { return "Shapefile" }
func (Reader) Extensions() []string { return []string{".shp", ".zip", ".dbf"} }

// Sniff takes a .shp and a .dbf by their headers, and a ZIP file if one of its first
// entries is a part of a Shapefile.
func (Reader) Sniff(head []byte) bool {
	if isShapes(head) || isTable(head) {
		return true
	}
	const fixed = 30 // bytes of an entry before its name
	for b := head; ; b = b[4:] {
		at := bytes.Index(b, []byte("PK\x03\x04"))
		if at < 0 || !isArchive(head) {
			return false
		}
		if b = b[at:]; len(b) < fixed {
			return false
		}
		length := int(binary.LittleEndian.Uint16(b[26:]))
		if len(b) >= fixed+length && ofShapefile(string(b[fixed:fixed+length])) {
			return true
		}
	}
}

func ofShapefile(name string) bool {
	name = string(bytes.ToLower([]byte(name)))
	for _, ext := range []string{".shp", ".dbf", ".shx"} {
		if len(name) > len(ext) && name[len(name)-len(ext):] == ext {
			return true
		}
	}
	return false
}

// Read streams the records of all layers, or of the one that was named; the package
// comment says what is refused and what is an error.
func (Reader) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		s, err := open(in, opt)
		if err != nil {
			yield(data.Record{}, err)
			return
		}
		r := reading{ctx: ctx, opt: opt, yield: yield, several: len(s.layers) > 1}
		err = r.tell("", s.findings)
		for i := 0; err == nil && i < len(s.layers); i++ {
			err = r.layer(s.layers[i])
		}
		if err != nil && !errors.Is(err, format.ErrEnough) {
			yield(data.Record{}, err)
		}
	}
}

// reading is a file on its way to records.
type reading struct {
	ctx     context.Context
	opt     format.Options
	yield   func(data.Record, error) bool
	several bool // layers
	number  int
}

// tell hands on findings about the file.
func (r *reading) tell(layer string, findings []data.Problem) error {
	if len(findings) > 0 && !r.yield(data.Record{Layer: layer, Problems: findings}, nil) {
		return format.ErrEnough
	}
	return nil
}

// hand hands on a record.
func (r *reading) hand(record data.Record) error {
	r.number++
	record.Number = r.number
	if !r.yield(record, nil) {
		return format.ErrEnough
	}
	return nil
}
