package data

import (
	"time"

	"github.com/paulmach/orb"
)

// Feature is one recorded thing: a burial site, a cemetery, a plot, an overlap or a
// source.
type Feature struct {
	// ID is stable text, unique in its collection.
	ID string
	// Collection is the name of the collection the feature belongs to: "plots".
	Collection string
	// Geometry is in CRS84 degrees as recorded; nil means "not located".
	Geometry orb.Geometry
	// Location says how the position is known. It is part of every collection.
	Location Location
	// Properties holds the values of the collection's own fields by field name. A value
	// that was not recorded is absent. Types follow [FieldType].
	Properties map[string]any
	// Extra keeps what the file said beyond the fields, by the file's own names, so that
	// nothing is lost: values are text as recorded.
	Extra map[string]string

	// FID numbers the feature within its collection for as long as it lives. It orders
	// pages and identifies the feature in tiles. The store gives it; 0 before that.
	FID int64
	// Revision is the Change that last wrote the feature, Updated its time. The store
	// gives both.
	Revision int64
	Updated  time.Time
}

// Ref names a feature together with its collection, as "plots/17": how an overlap
// points at its two parties.
func (f Feature) Ref() string { return f.Collection + "/" + f.ID }

// Text is the value of a text field, or "" if it was not recorded.
func (f Feature) Text(field string) string {
	s, _ := f.Properties[field].(string)
	return s
}
