package osm

import (
	"bytes"
	"context"
	"iter"

	"burialmap/data"
	"burialmap/data/format"
)

// PBF reads burial grounds from OSM PBF. The zero value is ready.
type PBF struct{}

func (PBF) Name() string         { return "osmpbf" }
func (PBF) Title() string        { return "OpenStreetMap PBF" }
func (PBF) Extensions() []string { return []string{".osm.pbf", ".pbf"} }

// Sniff looks for the header block that every file begins with.
func (PBF) Sniff(head []byte) bool {
	const kind = "\x0a\x09OSMHeader"
	return len(head) > 4+len(kind) && head[0] == 0 && head[1] == 0 && bytes.Contains(head[4:min(len(head), 64)], []byte(kind))
}

// Source is OpenStreetMap itself.
func (PBF) Source() data.Feature { return source() }

// Collection is where burial grounds go.
func (PBF) Collection() data.Collection { return data.Cemeteries }

// Read streams nodes, then ways, then relations; the package comment says what is refused
// and what is an error.
func (PBF) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		if err := checkCollection(opt.Collection); err != nil {
			yield(data.Record{}, err)
			return
		}
		e := &extract{blobs: &blobs{ctx: ctx, r: in}}
		defer e.release()
		if err := e.read(); err != nil {
			yield(data.Record{}, err)
			return
		}
		e.hand(yield)
	}
}

// release ends the goroutines of the decompressor.
func (e *extract) release() {
	if e.zstd != nil {
		e.zstd.Close()
	}
}
