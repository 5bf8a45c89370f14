package data

import (
	"github.com/paulmach/orb"

	"burialmap/geo"
)

// Record is one row, feature or object as a file holds it, before the rules were applied.
type Record struct {
	Number int    // counting from 1 through the file
	Place  string // where in the file: "line 14", "byte 20311", "way 4242"
	// Key is what the file itself calls the record: a GeoJSON id, "way/4242". Empty if the
	// file gives none.
	Key string
	// Layer is the layer, table or sheet of the file; empty where it has but one.
	Layer string
	// CRS names the coordinate reference system of Geometry as the file states it, by a
	// code or a definition; empty is longitude and latitude in degrees of WGS 84. [Rules]
	// take records only in that.
	CRS      string
	Geometry orb.Geometry // easting or longitude first; nil if the record has none
	Values   []Value      // in the order of the file
	// Tags are values named by a vocabulary of the format itself, as in OSM, where "source"
	// does not mean ours. They fill a field only where the person importing maps them.
	Tags []Value
	// Accuracy and Method are the documented defaults of the format, used where neither
	// the record nor its source nor the person importing states anything.
	Accuracy geo.Accuracy
	Method   string
	// Problems are findings of the reader. A Refused one means that the record could not
	// be read: it is counted and reported, and nothing of it is stored.
	Problems []Problem
}

// Value is one named value of a record: a string, bool, int64, float64, json.RawMessage
// or nil.
type Value struct {
	Name  string
	Value any
}

// Refused reports whether any finding refuses the record.
func (r Record) Refused() bool {
	for _, p := range r.Problems {
		if p.Severity == Refused {
			return true
		}
	}
	return false
}
