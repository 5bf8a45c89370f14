package osmpbf

import (
	"bytes"
	"context"
	"fmt"
	"iter"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// Reader reads burial grounds from OSM PBF. The zero value is ready.
type Reader struct{}

func (Reader) Name() string         { return "osmpbf" }
func (Reader) Title() string        { return "OpenStreetMap PBF" }
func (Reader) Extensions() []string { return []string{".osm.pbf", ".pbf"} }

// Sniff looks for the header block that every file begins with.
func (Reader) Sniff(head []byte) bool {
	const kind = "\x0a\x09OSMHeader"
	return len(head) > 4+len(kind) && head[0] == 0 && head[1] == 0 && bytes.Contains(head[4:min(len(head), 64)], []byte(kind))
}

// Accuracy is the documented default for positions from OSM, in metres (95 %).
const Accuracy = 5

// Source is OpenStreetMap itself.
func (Reader) Source() data.Feature {
	return data.Feature{
		ID: "osm", Collection: data.Sources.Name,
		Properties: map[string]any{
			"title": "OpenStreetMap", "kind": "osm", "citation": "© OpenStreetMap contributors",
			"url": "https://www.openstreetmap.org/copyright", "licence": "Open Database License (ODbL) 1.0",
		},
		Location: data.Location{Method: data.MethodUnknown},
	}
}

// Collection is where burial grounds go.
func (Reader) Collection() data.Collection { return data.Cemeteries }

// Read streams nodes, then ways, then relations; the package comment says what is refused
// and what is an error.
func (Reader) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		if opt.Collection.Name != data.Cemeteries.Name {
			yield(data.Record{}, fmt.Errorf("%w: OpenStreetMap's burial grounds go into the collection %s, not %s", data.ErrInvalid, data.Cemeteries.Name, opt.Collection.Name))
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

// hand makes the records and hands them on.
func (e *extract) hand(yield func(data.Record, error) bool) {
	number := 0
	give := func(kind string, id int64, g orb.Geometry, tags []tag, problems []data.Problem) bool {
		number++
		r := data.Record{
			Number: number, Place: fmt.Sprintf("%s %d", kind, id), Key: fmt.Sprintf("%s/%d", kind, id),
			Geometry: g, Accuracy: Accuracy, Method: "osm", Problems: problems,
		}
		name(&r, tags)
		return yield(r, nil)
	}
	for _, n := range e.nodes {
		if !give("node", n.id, n.at, n.tags, nil) {
			return
		}
	}
	for _, w := range e.ways {
		g, problem := e.outline(w.refs)
		var problems []data.Problem
		if problem != nil {
			problems = append(problems, *problem)
		}
		if !give("way", w.id, g, w.tags, problems) {
			return
		}
	}
	for _, r := range e.relations {
		g, problems := e.area(r)
		if !give("relation", r.id, g, r.tags, problems) {
			return
		}
	}
}

// nameFields are the tags that fill fields; all others are kept as tags.
var nameFields = map[string]string{"name": "name", "name:en": "name_en", "name:ru": "name_ru", "name:ja": "name_ja"}

func name(r *data.Record, tags []tag) {
	for _, t := range tags {
		if field, ok := nameFields[t.key]; ok {
			r.Values = append(r.Values, data.Value{Name: field, Value: t.value})
			continue
		}
		r.Tags = append(r.Tags, data.Value{Name: t.key, Value: t.value})
	}
}

// release ends the goroutines of the decompressor.
func (e *extract) release() {
	if e.zstd != nil {
		e.zstd.Close()
	}
}
