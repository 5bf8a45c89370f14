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
	// Sibling opens the file beside this one that has the same name but for its extension,
	// "dbf", whatever its case. It gives nil and no error if there is none. It is nil itself
	// where nothing lies beside the file, as with uploads.
	Sibling func(ext string) (io.ReadSeekCloser, error)
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
	// Layer names the one layer, table or sheet to read of a file that may hold several.
	// Empty reads them all, in the order of the file.
	Layer string
	// CRS names the coordinate reference system of the file's coordinates where the file
	// does not say it or is wrong: anything that crs.Lookup takes. Readers hand on
	// coordinates as they stand; only a table needs it to know metres from degrees.
	CRS string
	// AnyColumns has a table read whose columns say nothing: somebody is looking at it to
	// say what they are.
	AnyColumns bool
}

// Reader reads one file format.
type Reader interface {
	Name() string         // "geojson", as --format takes it
	Title() string        // "GeoJSON", for people
	Extensions() []string // ".geojson", ".json"
	// Sniff reports whether head, the first 64 KiB of a file, is of this format. It must
	// be sure: it returns false for anything it could misread.
	Sniff(head []byte) bool
	// Read streams the records. A record that cannot be read carries a Refused problem. One
	// with the Number 0 is none: its problems are about the file. Geometry is in the system
	// that Record.CRS names, easting or longitude first.
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

// Describer is a Reader that can say what a file is before its records are read.
type Describer interface {
	// Describe looks at as much of the file as it needs. Its errors are those of Read.
	Describe(ctx context.Context, in Input, opt Options) (Description, error)
}

// Description is what a file says about itself.
type Description struct {
	Encoding string // of its text, as found or stated; empty where the format has but one
	CRS      string // as the file states it, if it states one for all
	Layers   []LayerInfo
	Carried  *Carried // nil unless the file is the package that a field team was given
}

// Carried says what a package for the field was made of. Its layer of observations is what
// comes back; the others are copies of what the database had.
type Carried struct {
	Plan         string // id
	Title        string
	PlanRevision int64
	DataRevision int64
}

// LayerInfo describes one of the layers, tables or sheets of a file.
type LayerInfo struct {
	Name     string   `json:"name"`
	Records  int      `json:"records"`       // -1 if only reading would tell
	Geometry string   `json:"geometry"`      // "Point", "MultiPolygon"; empty if mixed, unknown or none
	CRS      string   `json:"crs,omitempty"` // as the file states it
	Columns  []string `json:"columns,omitempty"`
}

// Annotator is a Reader whose files can be handed back with findings beside their rows.
type Annotator interface {
	// Annotate copies the file to w with one more column, named data.FindingsColumn, that
	// holds remark(n) for the record with the Number n. Findings of an earlier copy make
	// room for the new ones. MediaType and extension are those of the file.
	Annotate(ctx context.Context, in Input, opt Options, w io.Writer, remark func(record int) string) error
}

// What one record may hold at most. No burial ground needs more; a file that does is
// broken or hostile.
const (
	MaxRecordBytes = 32 << 20
	MaxPositions   = 200_000
)
