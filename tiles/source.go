package tiles

import (
	"context"
	"iter"

	"burialmap/data"
)

// source is what a pyramid takes its tiles from: one state of the data, and the step to the
// next.
type source interface {
	// follow moves to the store's last revision and says what changed since the move before.
	// It is called by one goroutine at a time. The first move says all, for there was none
	// before; a later one says so if the history has a gap or goes back. Until it returns,
	// draw may be called and shows the state before, if there is one.
	follow(ctx context.Context) (moved, error)
	// draw draws one tile of the state that follow last moved to; before there is one, it
	// waits, or draws what it can read by itself. A nil pick is everything. It may be called
	// from several goroutines.
	draw(ctx context.Context, at place, pick picks) (drawing, error)
	// places are the tiles of a range of zooms in which something may lie, those of lo and hi
	// included: zoom by zoom, each in the order of an archive. It yields at most one error,
	// last.
	places(ctx context.Context, lo, hi int) iter.Seq2[place, error]
}

// A reacher is a source in whose tiles a feature may change the looks of ground beyond its
// own bounds, as when a neighbour's outline is simplified with it.
type reacher interface {
	// reach widens bounds that changes touched to all ground that may look different now. It
	// is asked after follow, for changes that came before its first move; what follow itself
	// returns as touched has to be wide enough already.
	reach(touched []data.Touch) []data.Touch
}

// An early source can draw some tiles before it has followed for the first time.
type early interface {
	early(at place) bool
}

// moved is a step of a source.
type moved struct {
	revision int64 // that draw shows from now on
	// touched is the ground that may look different in its tiles.
	touched []data.Touch
	// all says that nothing drawn before can be trusted.
	all bool
}

// picks keeps, by collection, only the features with these FIDs, ascending. A collection
// that is not named is kept whole.
type picks map[string][]int64

// drawing is one tile, encoded.
type drawing struct {
	revision int64
	raw      []byte // not compressed; empty if nothing lies there
	layers   []span // in the order of raw, without gaps
	merged   int    // features that others stand for
	dropped  int    // features that are not shown
}

// span is where a layer stands in a tile, its field tag and length included, so that it is
// a tile by itself.
type span struct {
	name       string
	start, end int
	merged     int // of the layer's features; 0 if it is not known by layer
	dropped    int
}
