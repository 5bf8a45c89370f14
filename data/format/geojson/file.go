package geojson

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// file walks through the top of a file, down to where features begin and end.
type file struct {
	*source
	yield  func(data.Record, error) bool
	number int
	stated bool   // the person importing says the coordinate reference system
	crs    string // the one that the file says, if it is not WGS 84
	feature

	// What the object at the top has shown so far.
	kind     string // its type
	list     bool   // an array of features
	geometry bool   // a geometry or coordinates
}

func (f *file) read() error {
	if err := f.byteOrderMark(); err != nil {
		return err
	}
	for objects := 0; ; objects++ {
		c, err := f.space()
		switch {
		case errors.Is(err, io.EOF) && objects == 0:
			return errors.New("the file is empty")
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case c != '{':
			return f.broken("a JSON object was expected, not %q", c)
		}
		if err := f.object(); err != nil {
			return err
		}
	}
}

func (f *file) byteOrderMark() error {
	const mark = "\ufeff"
	for i := range len(mark) {
		c, err := f.peek()
		switch {
		case errors.Is(err, io.EOF):
			return errors.New("the file is empty")
		case err != nil:
			return err
		case c == 0xff || c == 0xfe:
			return errors.New("the file is in UTF-16; save it as UTF-8")
		case c != mark[i] && i == 0:
			return nil
		case c != mark[i]:
			return f.broken("a JSON object was expected")
		}
		f.at++
	}
	return nil
}

// object reads an object at the top of the file: a collection, a feature or a geometry.
func (f *file) object() error {
	f.kind, f.list, f.geometry = "", false, false
	place := f.place()
	f.open(format.MaxRecordBytes)
	f.at++
	more, err := f.opened('}')
	for more && err == nil {
		if err = f.member(); err == nil {
			more, err = f.another('}')
		}
	}
	if err != nil {
		return err
	}
	raw, whole := f.close()
	switch {
	case f.list && f.kind != "FeatureCollection":
		return fmt.Errorf("the file has features but its type is %q, not FeatureCollection: it is not GeoJSON", f.kind)
	case f.list:
		return nil
	case f.kind == "FeatureCollection":
		return f.broken("a FeatureCollection without features ends")
	case f.kind == "" && f.number == 0 && whole:
		return errors.New("the file is JSON but not GeoJSON: its object has no type")
	case f.number == 0 && whole && !slices.Contains(types, f.kind):
		return fmt.Errorf("the file is JSON but not GeoJSON: its object is of type %.40q", f.kind)
	}
	return f.hand(raw, whole, place)
}

// member reads one member of an object at the top of the file.
func (f *file) member() error {
	name, err := f.key()
	if err != nil {
		return err
	}
	c, err := f.space()
	if err != nil {
		return f.early(err)
	}
	if name == "features" && c == '[' && !f.list {
		f.list = true
		f.close()
		err := f.features()
		f.open(format.MaxRecordBytes)
		return err
	}
	f.geometry = f.geometry || name == "geometry" || name == "coordinates"
	f.save()
	start := len(f.raw)
	if err := f.value(); err != nil {
		return err
	}
	if name != "type" && name != "crs" {
		return nil
	}
	f.save()
	if f.dropped {
		return nil
	}
	if name == "crs" {
		return f.setCRS(f.raw[start:])
	}
	f.kind = strings.Trim(string(f.raw[start:]), `"`)
	return nil
}

// features reads the array of a collection, handing on one feature after the other.
func (f *file) features() error {
	f.at++
	more, err := f.opened(']')
	for more && err == nil {
		if _, err = f.space(); err != nil {
			return f.early(err)
		}
		place := f.place()
		f.open(format.MaxRecordBytes)
		if err = f.value(); err != nil {
			return err
		}
		raw, whole := f.close()
		if err = f.hand(raw, whole, place); err == nil {
			more, err = f.another(']')
		}
	}
	return err
}

// opened reports whether anything stands between a bracket just passed and its end.
func (f *file) opened(end byte) (bool, error) {
	c, err := f.space()
	if err != nil {
		return false, f.early(err)
	}
	if c == end {
		f.at++
	}
	return c != end, nil
}

// another passes over a comma, or over the end of an object or array.
func (f *file) another(end byte) (bool, error) {
	c, err := f.space()
	if err != nil {
		return false, f.early(err)
	}
	if c != ',' && c != end {
		return false, f.broken("a comma or %q was expected, not %q", end, c)
	}
	f.at++
	return c == ',', nil
}

// hand takes a feature apart and hands it on.
func (f *file) hand(raw []byte, whole bool, place string) error {
	f.number++
	record := data.Record{}
	if whole {
		record = f.record(raw)
	} else {
		record.Problems = []data.Problem{tooLarge("the feature", fmt.Sprintf("%d MiB", format.MaxRecordBytes>>20)).problem()}
	}
	record.Number, record.Place, record.CRS = f.number, place, f.crs
	if !f.yield(record, nil) {
		return format.ErrEnough
	}
	return nil
}
