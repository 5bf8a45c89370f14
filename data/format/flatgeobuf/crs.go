package flatgeobuf

import (
	"errors"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// guessCRS looks at every position of a file that does not say in which system it is. If
// all could be degrees they are taken for WGS 84, with a warning; otherwise it is an error.
func (r *reading) guessCRS(in format.Input) error {
	all := orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
	err := r.features(func(record data.Record) error {
		if record.Geometry == nil {
			return nil
		}
		if b := record.Geometry.Bound(); all.Contains(b.Min) && all.Contains(b.Max) {
			return nil
		}
		return errors.New("the file does not say in which coordinate reference system it is, and its coordinates are no degrees: name it with --crs, such as --crs EPSG:28425")
	})
	if err != nil {
		return err
	}
	if !r.yield(data.Record{Problems: []data.Problem{{Severity: data.Warning, Rule: "crs_missing",
		Message: "the file does not say in which coordinate reference system it is; its coordinates were taken for longitude and latitude of WGS 84",
		Advice:  "name it with --crs if it is another one: between WGS 84 and the Soviet systems lie 100 m and more"}}}, nil) {
		return format.ErrEnough
	}
	r.notes = notes{}
	return r.open(in)
}
