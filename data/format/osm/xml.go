package osm

import (
	"context"
	"iter"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/xmltext"
)

// XML reads burial grounds from OSM XML, as the API, Overpass and JOSM write it. The zero
// value is ready.
type XML struct{}

func (XML) Name() string         { return "osmxml" }
func (XML) Title() string        { return "OpenStreetMap XML" }
func (XML) Extensions() []string { return []string{".osm", ".osm.xml"} }

// Sniff looks for the outermost element, that of a changeset included: it is told what it is.
func (XML) Sniff(head []byte) bool {
	root := xmltext.RootOf(head)
	return root == "osm" || root == "osmChange"
}

// Source is OpenStreetMap itself.
func (XML) Source() data.Feature { return source() }

// Collection is where burial grounds go.
func (XML) Collection() data.Collection { return data.Cemeteries }

// Read streams nodes, then ways, then relations, as that of [PBF] does.
func (XML) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		if err := checkCollection(opt.Collection); err != nil {
			yield(data.Record{}, err)
			return
		}
		m := &markup{ctx: ctx, in: in, encoding: opt.Encoding}
		if err := m.read(); err != nil {
			yield(data.Record{}, err)
			return
		}
		if problems := m.about(); m.hand(yield) && len(problems) > 0 {
			yield(data.Record{Problems: problems}, nil)
		}
	}
}
