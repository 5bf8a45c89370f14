package format

import (
	"context"
	"io"
	"iter"
	"time"

	"burialmap/data"
)

// Writer writes one file format.
type Writer interface {
	Name() string      // "geojson", as --format and f= take it
	Title() string     // "GeoJSON", for people
	MediaType() string // of the file
	Extension() string // ".geojson"
	Holds() Holds
	// Write streams an export to w. If it fails, what was written is not a whole file.
	Write(ctx context.Context, w io.Writer, e Export) error
}

// Holds says what a format can hold.
type Holds struct {
	Layers bool // several collections in one file; otherwise Export has one layer
	About  bool // the About: a file of another format needs one beside it
	Places bool // nothing but places: the collection sources is an ErrInvalid
	// Loses lists in plain English sentences what of a feature does not come back when the
	// file is read again. Empty: nothing.
	Loses []string
}

// Export is what is to be written.
type Export struct {
	Layers []Layer // one or more
	About  About
}

// Layer is the features of one collection. Features can be walked once.
type Layer struct {
	Collection data.Collection
	Features   iter.Seq2[data.Feature, error]
	Count      int // number of features, or -1 if nobody has counted
}

// About is what everybody who is handed the file has to know. It stands in every export.
type About struct {
	Title    string         // "Plots", or of several collections "Burial sites and cemeteries"
	Program  string         // "burialmap 1.2.0"
	Address  string         // where it was exported, empty from the command line
	Date     time.Time      // of the export
	Revision int64          // of the data
	Filter   string         // which features, in words or as a query; empty: all
	Sources  []data.Feature // of the collection sources: those that the features name
}
