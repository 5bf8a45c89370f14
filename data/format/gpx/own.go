package gpx

import (
	"fmt"
	"hash/fnv"
)

// own is what a record says if we have written it ourselves.
type own struct {
	collection string
	shape      string // see shapeOf
	named      string // its name as written
	hash       string // of its description as written
	label      bool   // a waypoint that only names a track
	part       bool   // one more waypoint of the record before
}

func (o own) ours() bool { return o.collection != "" }

func (o own) name(name string) bool { return o.named != "" && o.named == name }
func (o own) desc(desc string) bool { return o.hash != "" && o.hash == hashOf(desc) }

// hashOf is short, and tells any change of the words but one made to deceive it.
func hashOf(words string) string {
	h := fnv.New64a()
	h.Write([]byte(words))
	return fmt.Sprintf("%016x", h.Sum64())
}

// ownWords stand in the description of a file that we have written.
const ownWords = "Exported by burialmap"
