package data

import (
	"time"

	"github.com/paulmach/orb"
)

// Version is one thing that happened to a feature: when, by whom, and what became
// different by it. Derived fields have no versions: they follow from the rest. Of a derived
// feature only what people judged has any ([Field.Judged]), and its deletion if that was.
type Version struct {
	Revision int64       `json:"revision"`
	Time     time.Time   `json:"time"`
	Author   string      `json:"author"`
	What     string      `json:"what"` // as in the Change: "import of plots.csv"
	Kind     VersionKind `json:"kind"`
	// Source is the id of the source that the feature named from then on, or until then if
	// it was deleted.
	Source string `json:"source,omitempty"`
	// Fields are those that differ, in their usual order: own and location fields,
	// "geometry" and "extra". All that a deleted feature held is among them.
	Fields []FieldChange `json:"fields,omitempty"`
	// Former is the geometry before, where it differs; nil if there was none.
	Former orb.Geometry `json:"-"`
	// Moved is the distance in metres between the centres of the bounds of both
	// geometries. It is 0 if either is missing, or if only the outline differs.
	Moved float64 `json:"moved_m,omitempty"`
}

// VersionKind says what happened to a feature.
type VersionKind string

const (
	VersionNew      VersionKind = "new"      // it was recorded for the first time
	VersionUpdated  VersionKind = "updated"  // Fields differ
	VersionDeleted  VersionKind = "deleted"  // Fields are what it held
	VersionRecorded VersionKind = "recorded" // it was recorded or updated by then: nothing older is known
	VersionUnkept   VersionKind = "unkept"   // another program edited it, and what was before is not known
)

// FieldChange is the value of a field before and after, by the types that [FieldType]
// names. Nil is not recorded. Of "geometry" they are the kinds, as in GeoJSON; of "extra"
// JSON objects.
type FieldChange struct {
	Field string `json:"field"`
	Old   any    `json:"old"`
	New   any    `json:"new"`
}
