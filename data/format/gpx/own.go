package gpx

import "burialmap/data/format"

// own is what a record says if we have written it ourselves.
type own struct {
	collection string
	shape      string // see shapeOf
	named      string // its name as written
	hash       string // of its description as written
	label      bool   // a waypoint that only names a track
	part       bool   // one more waypoint of the record before
	planned    bool   // a waypoint of a plan of visits: a stop, or where a night is spent
}

func (o own) ours() bool { return o.collection != "" }

func (o own) name(name string) bool { return o.named != "" && o.named == name }
func (o own) desc(desc string) bool { return o.hash != "" && o.hash == format.Digest(desc) }

// ownWords stand in the description of a file that we have written.
const ownWords = "Exported by burialmap"
