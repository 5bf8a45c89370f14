package format

import (
	"context"
	"io"
	"iter"

	"burialmap/data"
)

// Input is a file to read. Seeking back lets a format take several passes.
type Input struct {
	Name string // for findings: the base name, never a path
	io.ReadSeeker
	Size int64 // bytes, or -1
}

// Options are what the person importing says about a file.
type Options struct {
	// Collection is where the records go; readers use it to find their columns.
	Collection data.Collection
	// Map names the column for a field where the header alone does not tell:
	// field name → column name. "lon", "lat" and "geometry" name the position.
	Map map[string]string
	// Encoding names the character encoding of a text file, as the WHATWG encoding
	// standard does ("windows-1251", "shift_jis"). Empty lets the reader find out.
	Encoding string
}

// Reader reads one file format.
type Reader interface {
	Name() string         // "geojson", as --format takes it
	Title() string        // "GeoJSON", for people
	Extensions() []string // ".geojson", ".json"
	// Sniff reports whether head, the first 64 KiB of a file, is of this format. It must
	// be sure: it returns false for anything it could misread.
	Sniff(head []byte) bool
	// Read streams the records. A record that cannot be read carries a Refused problem.
	// An error, always last, means that the file as a whole cannot be trusted: empty,
	// truncated, of another format. Nothing of it is then kept.
	Read(ctx context.Context, in Input, opt Options) iter.Seq2[data.Record, error]
}

// Sourced is a Reader that knows where all files of its format come from. Import records
// that source where the person importing names none.
type Sourced interface {
	Source() data.Feature // a feature of the collection sources
}

// Collected is a Reader whose records always go into one collection, so that nobody has
// to name it.
type Collected interface {
	Collection() data.Collection
}

// What one record may hold at most. No burial ground needs more; a file that does is
// broken or hostile.
const (
	MaxRecordBytes = 32 << 20
	MaxPositions   = 200_000
)

// Writer writes one file format.
type Writer interface {
	Name() string
	Title() string
	MediaType() string
	Extension() string
	// Write streams features of one collection to w.
	Write(ctx context.Context, w io.Writer, c data.Collection, features iter.Seq2[data.Feature, error]) error
}
