package flatgeobuf

import (
	"bufio"
	"context"
	"io"

	"burialmap/data/format"
)

// Writer writes FlatGeobuf with an index. The zero value is ready.
//
// The columns are id, the fields of the collection, the location fields, extra (all that
// was kept beside the fields, as JSON), and revision and time of the last change.
// Coordinates are the numbers that the feature has, not rounded. The header's metadata is
// the About as JSON.
type Writer struct{}

func (Writer) Name() string      { return "flatgeobuf" }
func (Writer) Title() string     { return "FlatGeobuf" }
func (Writer) MediaType() string { return "application/vnd.flatgeobuf" }
func (Writer) Extension() string { return ".fgb" }

// Holds says that everything comes back, in another order.
func (Writer) Holds() format.Holds { return format.Holds{About: true} }

// Write walks the features once, into a temporary file, and then writes them in the order
// of the index. It takes some 150 bytes of memory a feature.
func (Writer) Write(ctx context.Context, w io.Writer, e format.Export) error {
	s, err := newSpool()
	if err != nil {
		return err
	}
	defer s.remove()
	layer := e.Layers[0]
	features := newEncoder(layer.Collection)
	for f, err := range layer.Features {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if err := s.add(features.feature(f), f.Geometry); err != nil {
			return err
		}
	}
	out := bufio.NewWriterSize(w, 1<<20)
	out.WriteString(magic + "\x00")
	out.Write(encodeHeader(layer.Collection, e.About, s))
	if err := s.writeSorted(ctx, out); err != nil {
		return err
	}
	return out.Flush()
}
