package geojson

import (
	"encoding/json"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// feature takes features apart. It keeps scratch space from one to the next.
type feature struct {
	shape  shape
	names  map[string]string // names of properties already met
	raised bool              // a height was met and spoken of
}

// record takes one feature or bare geometry apart.
func (f *feature) record(raw []byte) data.Record {
	if !utf8.Valid(raw) {
		fault := &fault{"utf8", "the feature holds text that is not valid UTF-8", "save the file as UTF-8, or name its encoding with --encoding windows-1251, shift_jis, …", ""}
		return data.Record{Problems: []data.Problem{fault.problem()}}
	}
	var r data.Record
	t := text{b: raw, names: f.names}
	if err := f.members(&t, &r); err != nil {
		return data.Record{Key: r.Key, Problems: append(r.Problems, err.problem())}
	}
	return r
}

func (f *feature) members(t *text, r *data.Record) *fault {
	f.shape.reset()
	var kind string
	var geometry bool
	err := t.object(func(name string) *fault {
		switch name {
		case "type":
			return t.stringInto(&kind)
		case "id":
			return f.id(t, r)
		case "geometry":
			geometry = true
			return f.geometry(t)
		case "coordinates":
			return f.shape.coordinates(t)
		case "properties":
			return f.properties(t, r)
		case "bbox", "crs":
			return t.skip()
		}
		return f.property(t, r, name)
	})
	if err != nil {
		return err
	}
	switch {
	case kind == "Feature" && !geometry:
		return &fault{"geometry_member", "the feature has no geometry member", `write "geometry": null if the place is not known`, ""}
	case kind == "Feature":
		kind = f.shape.kind
	case f.shape.kind != "" || geometry:
		return &fault{"type", "the object has a geometry but its type is " + quote(kind), "its type must be Feature", ""}
	}
	return f.locate(kind, r)
}

// locate builds the geometry of the record.
func (f *feature) locate(kind string, r *data.Record) *fault {
	g, err := f.shape.build(kind)
	if err != nil {
		return err
	}
	r.Geometry = g
	if f.shape.raised && !f.raised {
		f.raised = true
		r.Problems = append(r.Problems, format.Warning("height", "positions have a height as well", "heights are left out; this is said once for the file"))
	}
	if f.shape.emptied {
		r.Problems = append(r.Problems, format.Warning("empty", "the geometry has no positions", "the record is kept as not located"))
	}
	if _, ok := g.(orb.Point); ok {
		if p, ok := data.SuspectDegreesMinutes(string(f.shape.lon), string(f.shape.lat)); ok {
			r.Problems = append(r.Problems, p)
		}
	}
	return nil
}

// geometry reads the member of that name: an object or null.
func (f *feature) geometry(t *text) *fault {
	if t.peek() != '{' {
		return t.null("a geometry")
	}
	f.shape.kind = "missing"
	return t.object(func(name string) *fault {
		switch name {
		case "type":
			return t.stringInto(&f.shape.kind)
		case "coordinates":
			return f.shape.coordinates(t)
		}
		return t.skip()
	})
}

// id takes what the file calls the feature: text or a number. Anything else is kept as a
// value.
func (f *feature) id(t *text, r *data.Record) *fault {
	v, err := t.anything()
	switch v := v.(type) {
	case string:
		r.Key = v
	case int64, float64:
		r.Key = data.ValueText(v)
	case nil:
	case json.RawMessage, bool:
		r.Values = append(r.Values, data.Value{Name: "id", Value: v})
	}
	return err
}

func (f *feature) properties(t *text, r *data.Record) *fault {
	if t.peek() != '{' {
		return t.null("properties")
	}
	if r.Values == nil {
		r.Values = make([]data.Value, 0, 12)
	}
	return t.object(func(name string) *fault { return f.property(t, r, name) })
}

func (f *feature) property(t *text, r *data.Record, name string) *fault {
	v, err := t.anything()
	if err == nil && v != nil {
		r.Values = append(r.Values, data.Value{Name: name, Value: v})
	}
	return err
}
