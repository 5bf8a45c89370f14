package data

import (
	"time"

	"github.com/paulmach/orb"
)

// Change is one atomic write to a Store. Revisions count up from 1 without gaps; the
// list of changes is the history of the data.
type Change struct {
	Revision int64     `json:"revision"`
	Time     time.Time `json:"time"`
	Author   string    `json:"author"` // "import", "detect", "external", or a person
	What     string    `json:"what"`   // "import of plots.csv"
	New      int       `json:"new"`
	Updated  int       `json:"updated"`
	Deleted  int       `json:"deleted"`
	// Touched covers every place where a feature was or is: the tiles and overlaps that
	// are stale. It may cover a little more, never less.
	Touched []Touch `json:"touched"`
}

// Touch is a bound within one collection that a Change touched. A Touch never crosses
// the antimeridian.
type Touch struct {
	Collection string    `json:"collection"`
	Bound      orb.Bound `json:"bound"`
}
