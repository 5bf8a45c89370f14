package data

import (
	"encoding/json"
	"slices"
	"sort"
	"strconv"
	"time"

	"github.com/paulmach/orb"
)

// AppendGeoJSON appends the feature as a GeoJSON object (RFC 7946): rings follow the
// right-hand rule, coordinates have at most 7 decimals (about a centimetre), a feature
// that is not located has a null geometry. Properties come in the order of the
// collection's fields; what was not recorded is left out.
func (f Feature) AppendGeoJSON(b []byte) []byte { return f.AppendGeoJSONAs(b, Form{}) }

// Form is how a feature is written where that is not as AppendGeoJSON does it.
type Form struct {
	// Point appends a position: its coordinates in brackets. Nil writes degrees.
	Point func(b []byte, p orb.Point) []byte
	// Fields are the properties to write, by their names; nil for all.
	Fields []string
}

// AppendGeoJSONAs is AppendGeoJSON in a form of its own.
func (f Feature) AppendGeoJSONAs(b []byte, form Form) []byte {
	b = append(b, `{"type":"Feature","id":`...)
	b = appendString(b, f.ID)
	b = append(b, `,"geometry":`...)
	b = form.appendGeometry(b, f.Geometry)
	b = append(b, `,"properties":`...)
	b = f.appendProperties(b, form)
	return append(b, '}')
}

// writes reports whether a property is among those to write.
func (form Form) writes(name string) bool {
	return form.Fields == nil || slices.Contains(form.Fields, name)
}

// MarshalJSON is AppendGeoJSON for encoding/json.
func (f Feature) MarshalJSON() ([]byte, error) { return f.AppendGeoJSON(nil), nil }

func (f Feature) appendProperties(b []byte, form Form) []byte {
	start := len(b)
	b = append(b, '{')
	member := func(name string) {
		if len(b) > start+1 {
			b = append(b, ',')
		}
		b = appendString(b, name)
		b = append(b, ':')
	}
	c, _ := CollectionNamed(f.Collection)
	for _, field := range c.Fields {
		if v, ok := f.Properties[field.Name]; ok && v != nil && form.writes(field.Name) {
			member(field.Name)
			b = appendValue(b, v)
		}
	}
	for _, field := range LocationFields {
		if v := f.Location.Value(field.Name); v != nil && form.writes(field.Name) {
			member(field.Name)
			b = appendValue(b, v)
		}
	}
	if len(f.Extra) > 0 && form.Fields == nil {
		member("extra")
		b = appendExtra(b, f.Extra)
	}
	if f.Revision > 0 && form.Fields == nil {
		member("revision")
		b = strconv.AppendInt(b, f.Revision, 10)
		member("updated")
		b = appendString(b, f.Updated.UTC().Format(time.RFC3339))
	}
	return append(b, '}')
}

// Value is a location fact by the name of its field, or nil if it was not recorded.
// Fictional is left out where it is false, and an unknown method is said.
func (l Location) Value(field string) any {
	text := ""
	switch field {
	case "accuracy_m":
		if l.Accuracy.Known() {
			return float64(l.Accuracy)
		}
	case "location_method":
		text = l.Method
		if text == "" {
			text = MethodUnknown
		}
	case "location_text":
		text = l.Text
	case "location_parse":
		if len(l.Parse) > 0 {
			return l.Parse
		}
	case "source":
		text = l.Source
	case "source_key":
		text = l.SourceKey
	case "fictional":
		if l.Fictional {
			return true
		}
	}
	if text == "" {
		return nil
	}
	return text
}

func appendExtra(b []byte, extra map[string]string) []byte {
	names := make([]string, 0, len(extra))
	for n := range extra {
		names = append(names, n)
	}
	sort.Strings(names)
	b = append(b, '{')
	for i, n := range names {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, n)
		b = append(b, ':')
		b = appendString(b, extra[n])
	}
	return append(b, '}')
}

func appendValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return appendString(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		return strconv.AppendFloat(b, v, 'g', -1, 64)
	case bool:
		return strconv.AppendBool(b, v)
	case json.RawMessage:
		return append(b, v...)
	}
	return append(b, "null"...)
}

// appendString writes plain text directly and leaves the rest to encoding/json.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x80 {
			quoted, err := json.Marshal(s)
			if err != nil { // cannot happen: json.Marshal accepts every string
				panic(err)
			}
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// AppendGeometry appends a geometry as GeoJSON, or null for none.
func AppendGeometry(b []byte, g orb.Geometry) []byte { return Form{}.appendGeometry(b, g) }

func (form Form) appendGeometry(b []byte, g orb.Geometry) []byte {
	switch g := g.(type) {
	case orb.Point:
		return appendShape(b, "Point", func(b []byte) []byte { return form.appendPoint(b, g) })
	case orb.MultiPoint:
		return appendShape(b, "MultiPoint", func(b []byte) []byte { return form.appendPoints(b, g) })
	case orb.LineString:
		return appendShape(b, "LineString", func(b []byte) []byte { return form.appendPoints(b, g) })
	case orb.MultiLineString:
		return appendShape(b, "MultiLineString", func(b []byte) []byte {
			return appendList(b, len(g), func(b []byte, i int) []byte { return form.appendPoints(b, g[i]) })
		})
	case orb.Ring:
		return form.appendGeometry(b, orb.Polygon{g})
	case orb.Polygon:
		return appendShape(b, "Polygon", func(b []byte) []byte { return form.appendPolygon(b, g) })
	case orb.MultiPolygon:
		return appendShape(b, "MultiPolygon", func(b []byte) []byte {
			return appendList(b, len(g), func(b []byte, i int) []byte { return form.appendPolygon(b, g[i]) })
		})
	case orb.Collection:
		b = append(b, `{"type":"GeometryCollection","geometries":`...)
		b = appendList(b, len(g), func(b []byte, i int) []byte { return form.appendGeometry(b, g[i]) })
		return append(b, '}')
	case orb.Bound:
		return form.appendGeometry(b, g.ToPolygon())
	}
	return append(b, "null"...)
}

func appendShape(b []byte, kind string, coordinates func([]byte) []byte) []byte {
	b = append(b, `{"type":"`...)
	b = append(b, kind...)
	b = append(b, `","coordinates":`...)
	b = coordinates(b)
	return append(b, '}')
}

func appendList(b []byte, n int, item func([]byte, int) []byte) []byte {
	b = append(b, '[')
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = item(b, i)
	}
	return append(b, ']')
}

func (form Form) appendPoints(b []byte, ps []orb.Point) []byte {
	return appendList(b, len(ps), func(b []byte, i int) []byte { return form.appendPoint(b, ps[i]) })
}

// appendPolygon turns the outer ring counterclockwise and holes clockwise as it writes.
func (form Form) appendPolygon(b []byte, p orb.Polygon) []byte {
	return appendList(b, len(p), func(b []byte, i int) []byte {
		ring := p[i]
		counterclockwise := ring.Orientation() != orb.CW
		if counterclockwise == (i == 0) {
			return form.appendPoints(b, ring)
		}
		n := len(ring)
		return appendList(b, n, func(b []byte, j int) []byte { return form.appendPoint(b, ring[n-1-j]) })
	})
}

func (form Form) appendPoint(b []byte, p orb.Point) []byte {
	if form.Point != nil {
		return form.Point(b, p)
	}
	b = append(b, '[')
	b = AppendDegrees(b, p[0])
	b = append(b, ',')
	b = AppendDegrees(b, p[1])
	return append(b, ']')
}
