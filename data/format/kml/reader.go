package kml

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/xmltext"
)

// Reader reads KML and KMZ. The zero value is ready.
type Reader struct{}

func (Reader) Name() string         { return "kml" }
func (Reader) Title() string        { return "KML, KMZ" }
func (Reader) Extensions() []string { return []string{".kml", ".kmz"} }

// Sniff looks for the outermost element, or for an archive that begins with a document.
func (Reader) Sniff(head []byte) bool {
	if bytes.HasPrefix(head, []byte(entryMark)) {
		return holdsDocument(head)
	}
	return xmltext.RootOf(head) == "kml"
}

// Read streams the placemarks; the package comment says what is refused and what is an
// error.
func (Reader) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		d := &document{opt: opt, Handing: format.Handing{Layer: opt.Layer, Yield: func(r data.Record) bool { return yield(r, nil) }}}
		if err := d.read(ctx, in); err != nil && !errors.Is(err, format.ErrEnough) {
			yield(data.Record{}, err)
		}
	}
}

// maxColumns is how many names of layers, and of values of one, are listed.
const maxColumns = 1000

// Describe reads the whole file: only then is it known what it holds. The folders of a file
// sort it for people and are no layers, except that we write each collection into one.
func (Reader) Describe(ctx context.Context, in format.Input, opt format.Options) (format.Description, error) {
	var found format.Description
	opt.Layer = ""
	d := &document{opt: opt}
	d.Yield = func(r data.Record) bool {
		switch ours := d.ours(); {
		case r.Number == 0:
		case ours:
			count(layerNamed(&found, r.Layer), r)
		default:
			count(layerNamed(&found, ""), r)
		}
		return true
	}
	err := d.read(ctx, in)
	if d.Decoder != nil {
		found.Encoding = d.Encoding
	}
	return found, err
}

// layerNamed is the layer of that name; those beyond all bounds share one.
func layerNamed(found *format.Description, name string) *format.LayerInfo {
	if len(found.Layers) >= maxColumns {
		name = "others"
	}
	at := slices.IndexFunc(found.Layers, func(l format.LayerInfo) bool { return l.Name == name })
	if at < 0 {
		at = len(found.Layers)
		found.Layers = append(found.Layers, format.LayerInfo{Name: name})
	}
	return &found.Layers[at]
}

func count(l *format.LayerInfo, r data.Record) {
	l.Records++
	switch kind := kindOf(r.Geometry); {
	case l.Records == 1:
		l.Geometry = kind
	case l.Geometry != kind:
		l.Geometry = ""
	}
	for _, v := range r.Values {
		if len(l.Columns) < maxColumns && !slices.Contains(l.Columns, v.Name) {
			l.Columns = append(l.Columns, v.Name)
		}
	}
}

// kindOf is the type of a geometry, empty for none.
func kindOf(g orb.Geometry) string {
	if g == nil {
		return ""
	}
	return g.GeoJSONType()
}
