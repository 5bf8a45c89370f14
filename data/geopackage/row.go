package geopackage

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// timeFormat is how a GeoPackage writes a DATETIME; it is always UTC.
const timeFormat = "2006-01-02T15:04:05.000Z"

// encode writes the content of a feature into the values of a row, all but id, revision
// and time. A property that the collection does not have, or of another type than its
// field, is an ErrInvalid.
func (l *layer) encode(f data.Feature, values []driver.Value) (box, error) {
	where := noBox
	values[colGeometry], values[colExtra] = nil, nil
	if f.Geometry != nil {
		if !l.Spatial {
			return noBox, fmt.Errorf("%w: %s have no geometry", data.ErrInvalid, l.Name)
		}
		blob, b, err := encodeGeometry(f.Geometry)
		if err != nil {
			return noBox, err
		}
		values[colGeometry], where = blob, b
	}
	if len(f.Extra) > 0 {
		text, err := json.Marshal(f.Extra) // sorts the names
		if err != nil {
			return noBox, err
		}
		values[colExtra] = string(text)
	}
	known := 0
	for i, field := range l.fields {
		var v any
		if i < len(l.Fields) {
			var recorded bool
			if v, recorded = f.Properties[field.Name]; recorded {
				known++
			}
		} else {
			v = locationValue(f.Location, field.Name)
		}
		value, ok := encodeValue(field, v)
		if !ok {
			return noBox, fmt.Errorf("%w: %s.%s cannot be %v (%T)", data.ErrInvalid, l.Name, field.Name, v, v)
		}
		values[firstField+i] = value
	}
	if known < len(f.Properties) {
		return noBox, l.unknownProperty(f)
	}
	return where, nil
}

func (l *layer) unknownProperty(f data.Feature) error {
	for name := range f.Properties {
		if !hasField(l.Fields, name) {
			return fmt.Errorf("%w: %s have no field %q", data.ErrInvalid, l.Name, name)
		}
	}
	return nil
}

func hasField(fields []data.Field, name string) bool {
	for _, f := range fields {
		if f.Name == name {
			return true
		}
	}
	return false
}

// locationValue is data.Location.Value, but says false where nothing is invented: people
// who filter the column in QGIS find every row.
func locationValue(l data.Location, field string) any {
	if field == "fictional" {
		return l.Fictional
	}
	return l.Value(field)
}

// encodeValue turns a property into a value of SQLite; false if it is of another type.
func encodeValue(field data.Field, v any) (driver.Value, bool) {
	if v == nil {
		return nil, true
	}
	switch field.Type {
	case data.Integer:
		n, ok := v.(int64)
		return n, ok
	case data.Real:
		x, ok := v.(float64)
		return x, ok && !math.IsNaN(x-x)
	case data.Boolean:
		b, ok := v.(bool)
		return integerOf(b), ok
	case data.JSON:
		raw, ok := v.(json.RawMessage)
		return string(raw), ok && json.Valid(raw)
	}
	s, ok := v.(string)
	return s, ok
}

func integerOf(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// same reports whether two rows hold the same content.
func same(a, b []driver.Value) bool {
	for i := range a {
		if i < colGeometry {
			continue
		}
		if blob, ok := a[i].([]byte); ok {
			other, ok := b[i].([]byte)
			if !ok || !bytes.Equal(blob, other) {
				return false
			}
		} else if _, ok := b[i].([]byte); ok || a[i] != b[i] {
			return false
		}
	}
	return true
}

// decode reads a feature from a row: its fid and then its content. Other programs may
// have written it: a value of the wrong type is read as what it says, or left out.
func (l *layer) decode(row []driver.Value) data.Feature {
	fid, _ := row[0].(int64)
	f := data.Feature{Collection: l.Name, FID: fid, Properties: map[string]any{}}
	for i, v := range row[1:] {
		if v != nil {
			l.set(&f, i, v)
		}
	}
	return f
}

// set gives a feature the value of a column by its position in a row.
func (l *layer) set(f *data.Feature, position int, v driver.Value) {
	switch position {
	case colID:
		f.ID = textOf(v)
	case colRevision:
		f.Revision, _ = v.(int64)
	case colUpdated:
		f.Updated = parseTime(v)
	case colGeometry:
		if blob, ok := v.([]byte); ok {
			f.Geometry, _ = decodeGeometry(blob)
		}
	case colExtra:
		if extra := textOf(v); extra != "" {
			_ = json.Unmarshal([]byte(extra), &f.Extra)
		}
	default:
		l.setField(f, position-firstField, v)
	}
}

// lastTime is the time that was read last: features that came with one write have the same.
var lastTime atomic.Pointer[timeRead]

type timeRead struct {
	text string
	time time.Time
}

func parseTime(v driver.Value) time.Time {
	text := textOf(v)
	if last := lastTime.Load(); last != nil && last.text == text {
		return last.time
	}
	t, err := time.Parse(timeFormat, text)
	if err != nil {
		return time.Time{}
	}
	lastTime.Store(&timeRead{text, t})
	return t
}

func (l *layer) setField(f *data.Feature, i int, v driver.Value) {
	field := &l.fields[i]
	switch value := decodeValue(field, v); {
	case value == nil:
	case i < len(l.Fields):
		f.Properties[field.Name] = value
	default:
		setLocation(&f.Location, field.Name, value)
	}
}

func setLocation(l *data.Location, field string, v any) {
	switch field {
	case "accuracy_m":
		l.Accuracy = geo.Accuracy(v.(float64))
	case "location_method":
		l.Method = v.(string)
	case "location_text":
		l.Text = v.(string)
	case "location_parse":
		l.Parse = v.(json.RawMessage)
	case "source":
		l.Source = v.(string)
	case "source_key":
		l.SourceKey = v.(string)
	case "fictional":
		l.Fictional = v.(bool)
	}
}

// decodeValue turns a value of SQLite into a property, nil if it cannot be one.
func decodeValue(field *data.Field, v driver.Value) any {
	if v == nil {
		return nil
	}
	switch field.Type {
	case data.Integer:
		return wholeOf(v)
	case data.Real:
		switch x := v.(type) {
		case int64:
			return float64(x)
		case float64:
			if !math.IsInf(x, 0) {
				return x
			}
		}
		return nil
	case data.Boolean:
		n, ok := v.(int64)
		if !ok {
			return nil
		}
		return n != 0
	case data.JSON:
		if s := textOf(v); json.Valid([]byte(s)) {
			return json.RawMessage(s)
		}
		return nil
	}
	return textOf(v)
}

func wholeOf(v driver.Value) any {
	switch x := v.(type) {
	case int64:
		return x
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
			return int64(x)
		}
	}
	return nil
}

func textOf(v driver.Value) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return ""
}

// boundOf is the bound of a stored geometry; false if it holds no place.
func boundOf(v driver.Value) (orb.Bound, box, bool) {
	blob, ok := v.([]byte)
	if !ok {
		return orb.Bound{}, noBox, false
	}
	b, err := decodeBox(blob)
	if err != nil || b.empty() {
		return orb.Bound{}, noBox, false
	}
	if !b.wide() {
		return b.bound(), b, true
	}
	g, err := decodeGeometry(blob)
	return geo.BoundOf(g), b, err == nil
}
