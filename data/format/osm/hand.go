package osm

import (
	"fmt"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// Accuracy is the documented default for positions from OSM, in metres (95 %).
const Accuracy = 5

// source is OpenStreetMap itself.
func source() data.Feature {
	return data.Feature{
		ID: "osm", Collection: data.Sources.Name,
		Properties: map[string]any{
			"title": "OpenStreetMap", "kind": "osm", "citation": "© OpenStreetMap contributors",
			"url": "https://www.openstreetmap.org/copyright", "licence": "Open Database License (ODbL) 1.0",
		},
		Location: data.Location{Method: data.MethodUnknown},
	}
}

// checkCollection is an error for any collection but cemeteries.
func checkCollection(c data.Collection) error {
	if c.Name == data.Cemeteries.Name {
		return nil
	}
	return fmt.Errorf("%w: OpenStreetMap's burial grounds go into the collection %s, not %s", data.ErrInvalid, data.Cemeteries.Name, c.Name)
}

// hand makes the records, nodes before ways before relations, and hands them on. It is
// false if no more are wanted.
func (g *grounds) hand(yield func(data.Record, error) bool) bool {
	number := 0
	give := func(r data.Record) bool {
		number++
		r.Number = number
		return yield(r, nil)
	}
	for _, n := range g.nodes {
		if !give(record("node", n.id, n.at, n.tags, nil)) {
			return false
		}
	}
	for _, w := range g.ways {
		shape, problems := g.outline(w.refs)
		if !give(orCentre(record("way", w.id, shape, w.tags, problems), w.centre)) {
			return false
		}
	}
	for _, r := range g.relations {
		shape, problems := g.area(r)
		if !give(orCentre(record("relation", r.id, shape, r.tags, problems), r.centre)) {
			return false
		}
	}
	return true
}

// record is that of one element. One that was never uploaded has a negative id, which the
// next file may give to another: that is no key.
func record(kind string, id int64, g orb.Geometry, tags []tag, problems []data.Problem) data.Record {
	r := data.Record{Place: fmt.Sprintf("%s %d", kind, id), Geometry: g, Accuracy: Accuracy, Method: "osm", Problems: problems}
	if id > 0 {
		r.Key = fmt.Sprintf("%s/%d", kind, id)
	}
	name(&r, tags)
	return r
}

// orCentre takes the centre that the file gives where it has no outline. How far the ground
// reaches around it is then not known.
func orCentre(r data.Record, centre *orb.Point) data.Record {
	if centre == nil || !r.Refused() {
		return r
	}
	r.Geometry, r.Accuracy = *centre, 0
	r.Problems = []data.Problem{{
		Severity: data.Warning, Rule: "centre_only", Message: "the file gives the centre of the ground and not its outline",
		Advice: "ask for the outline as well, in Overpass with out geom; the centre is kept, its accuracy is unknown",
	}}
	return r
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
