package gpx

import (
	"context"
	"errors"
	"iter"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/xmltext"
)

// Reader reads GPX. The zero value is ready.
type Reader struct{}

func (Reader) Name() string         { return "gpx" }
func (Reader) Title() string        { return "GPX" }
func (Reader) Extensions() []string { return []string{".gpx"} }

// Sniff looks for the outermost element.
func (Reader) Sniff(head []byte) bool { return xmltext.RootOf(head) == "gpx" }

// Read streams waypoints, routes and tracks in the order of the file; the package comment
// says what is refused and what is an error.
func (Reader) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		d := &document{opt: opt, Handing: format.Handing{Layer: opt.Layer, Yield: func(r data.Record) bool { return yield(r, nil) }}}
		if err := d.read(ctx, in); err != nil && !errors.Is(err, format.ErrEnough) {
			yield(data.Record{}, err)
		}
	}
}

// Describe reads the whole file to count what it holds. For observations waypoints and tracks
// are of one kind: all of them were taken.
func (Reader) Describe(ctx context.Context, in format.Input, opt format.Options) (format.Description, error) {
	var found format.Description
	var d *document
	d = &document{opt: opt, Handing: format.Handing{Yield: func(r data.Record) bool {
		if r.Number == 0 {
			return true
		}
		if d.observes() && opt.Layer == "" {
			r.Layer = data.Observations.Name
		}
		for i := range found.Layers {
			if found.Layers[i].Name == r.Layer {
				found.Layers[i].Records++
				return true
			}
		}
		found.Layers = append(found.Layers, format.LayerInfo{Name: r.Layer, Records: 1})
		return true
	}}}
	err := d.read(ctx, in)
	if d.Decoder != nil {
		found.Encoding = d.Encoding
	}
	return found, err
}
