package flatgeobuf

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
	"time"

	"github.com/gogama/flatgeobuf/flatgeobuf/flat"
	flatbuffers "github.com/google/flatbuffers/go"
	"github.com/paulmach/orb"

	"burialmap/data"
)

// encoder turns the features of a collection into tables, one after the other.
type encoder struct {
	*flatbuffers.Builder

	fields     []data.Field // columns after the id
	properties []byte
}

func newEncoder(c data.Collection) *encoder {
	return &encoder{Builder: flatbuffers.NewBuilder(1 << 10), fields: slices.Concat(c.Fields, data.LocationFields)}
}

// feature encodes a feature with its size before it; the bytes are valid until the next one.
func (e *encoder) feature(f data.Feature) []byte {
	e.Reset()
	properties := e.CreateByteVector(e.values(f))
	var geometry flatbuffers.UOffsetT
	if f.Geometry != nil {
		geometry = e.geometry(f.Geometry)
	}
	flat.FeatureStart(e.Builder)
	if f.Geometry != nil {
		flat.FeatureAddGeometry(e.Builder, geometry)
	}
	flat.FeatureAddProperties(e.Builder, properties)
	flat.FinishSizePrefixedFeatureBuffer(e.Builder, flat.FeatureEnd(e.Builder))
	return e.FinishedBytes()
}

// values encodes what was recorded, each with the number of its column.
func (e *encoder) values(f data.Feature) []byte {
	b := appendText(e.properties[:0], 0, f.ID)
	for i, field := range e.fields {
		v, ok := f.Properties[field.Name]
		if !ok {
			v = f.Location.Value(field.Name)
		}
		b = appendValue(b, i+1, v)
	}
	n := len(e.fields) + 1
	if len(f.Extra) > 0 {
		text, err := json.Marshal(f.Extra)
		if err != nil { // cannot happen: all are strings
			panic(err)
		}
		b = appendText(b, n, string(text))
	}
	if f.Revision > 0 {
		b = appendValue(b, n+1, f.Revision)
		b = appendText(b, n+2, f.Updated.UTC().Format(time.RFC3339))
	}
	e.properties = b
	return b
}

func appendValue(b []byte, column int, v any) []byte {
	switch v := v.(type) {
	case string:
		return appendText(b, column, v)
	case json.RawMessage:
		return appendText(b, column, string(v))
	case int64:
		return binary.LittleEndian.AppendUint64(appendColumn(b, column), uint64(v))
	case float64:
		return binary.LittleEndian.AppendUint64(appendColumn(b, column), math.Float64bits(v))
	case bool:
		if v {
			return append(appendColumn(b, column), 1)
		}
		return append(appendColumn(b, column), 0)
	}
	return b
}

func appendColumn(b []byte, column int) []byte {
	return binary.LittleEndian.AppendUint16(b, uint16(column))
}

func appendText(b []byte, column int, text string) []byte {
	return append(binary.LittleEndian.AppendUint32(appendColumn(b, column), uint32(len(text))), text...)
}

// kindOf is the type of a geometry.
func kindOf(g orb.Geometry) int {
	switch g.(type) {
	case orb.Point:
		return point
	case orb.MultiPoint:
		return multiPoint
	case orb.LineString:
		return lineString
	case orb.MultiLineString:
		return multiLineString
	case orb.MultiPolygon:
		return multiPolygon
	case orb.Collection:
		return geometryCollection
	}
	return polygon
}

// geometry encodes a geometry; its rings run as recorded.
func (e *encoder) geometry(g orb.Geometry) flatbuffers.UOffsetT {
	switch g := g.(type) {
	case orb.Point:
		return e.paths(point, []orb.Point{g})
	case orb.MultiPoint:
		return e.paths(multiPoint, g)
	case orb.LineString:
		return e.paths(lineString, g)
	case orb.MultiLineString:
		return e.paths(multiLineString, plain(g)...)
	case orb.Ring:
		return e.paths(polygon, g)
	case orb.Bound:
		return e.geometry(g.ToPolygon())
	case orb.Polygon:
		return e.paths(polygon, plain(g)...)
	case orb.MultiPolygon:
		return parts(e, multiPolygon, g)
	case orb.Collection:
		return parts(e, geometryCollection, g)
	}
	return e.paths(unknown)
}

func plain[P ~[]orb.Point](paths []P) [][]orb.Point {
	list := make([][]orb.Point, len(paths))
	for i, p := range paths {
		list[i] = p
	}
	return list
}

// paths encodes positions, and where each path of them ends if there are several.
func (e *encoder) paths(kind int, paths ...[]orb.Point) flatbuffers.UOffsetT {
	n := 0
	for _, p := range paths {
		n += len(p)
	}
	flat.GeometryStartXyVector(e.Builder, 2*n)
	for _, path := range slices.Backward(paths) { // the library builds from the end
		for _, p := range slices.Backward(path) {
			e.PlaceFloat64(p[1])
			e.PlaceFloat64(p[0])
		}
	}
	xy := e.EndVector(2 * n)
	var ends flatbuffers.UOffsetT
	if len(paths) > 1 {
		flat.GeometryStartEndsVector(e.Builder, len(paths))
		for _, path := range slices.Backward(paths) {
			e.PlaceUint32(uint32(n))
			n -= len(path)
		}
		ends = e.EndVector(len(paths))
	}
	flat.GeometryStart(e.Builder)
	if len(paths) > 1 {
		flat.GeometryAddEnds(e.Builder, ends)
	}
	flat.GeometryAddXy(e.Builder, xy)
	flat.GeometryAddType(e.Builder, flat.GeometryType(kind))
	return flat.GeometryEnd(e.Builder)
}

// parts encodes a geometry that is made of others.
func parts[G orb.Geometry](e *encoder, kind int, list []G) flatbuffers.UOffsetT {
	offsets := make([]flatbuffers.UOffsetT, len(list))
	for i, g := range list {
		offsets[i] = e.geometry(g)
	}
	flat.GeometryStartPartsVector(e.Builder, len(offsets))
	for _, at := range slices.Backward(offsets) {
		e.PrependUOffsetT(at)
	}
	vector := e.EndVector(len(offsets))
	flat.GeometryStart(e.Builder)
	flat.GeometryAddType(e.Builder, flat.GeometryType(kind))
	flat.GeometryAddParts(e.Builder, vector)
	return flat.GeometryEnd(e.Builder)
}
