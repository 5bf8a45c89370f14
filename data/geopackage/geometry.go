package geopackage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// A geometry is stored as GeoPackage binary (GeoPackage 1.3, clause 2.1.3):
//
//	"GP" version flags srs_id | envelope: min x, max x, min y, max y | WKB
//
// little-endian, with an envelope unless the geometry is empty.
const (
	headerSize   = 8
	envelopeSize = 32
	flagLittle   = 0x01
	flagEnvelope = 0x02
	flagEmpty    = 0x10
	flagExtended = 0x20
)

// WKB type codes (OGC 06-103r4, clause 8.2.8).
const (
	wkbPoint = iota + 1
	wkbLineString
	wkbPolygon
	wkbMultiPoint
	wkbMultiLineString
	wkbMultiPolygon
	wkbCollection
)

// wkbTriangle is the last of the codes after those above: curves, surfaces and their
// members, which orb cannot say.
const wkbTriangle = 17

// box is the plain smallest and largest longitude and latitude of a geometry: the
// envelope in its header and its entry in the R-tree. It never crosses the antimeridian.
type box struct{ minX, maxX, minY, maxY float64 }

var noBox = box{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)}

func (b box) empty() bool { return !(b.minX <= b.maxX) }

func (b *box) add(p orb.Point) {
	b.minX, b.maxX = min(b.minX, p[0]), max(b.maxX, p[0])
	b.minY, b.maxY = min(b.minY, p[1]), max(b.maxY, p[1])
}

func (b *box) join(o box) {
	b.minX, b.maxX = min(b.minX, o.minX), max(b.maxX, o.maxX)
	b.minY, b.maxY = min(b.minY, o.minY), max(b.maxY, o.maxY)
}

func (b box) bound() orb.Bound {
	return orb.Bound{Min: orb.Point{b.minX, b.minY}, Max: orb.Point{b.maxX, b.maxY}}
}

// wide boxes are those of features that may lie on both sides of the antimeridian: what
// they cover is not what their box says.
func (b box) wide() bool { return b.maxX-b.minX >= 180 }

// encodeGeometry returns the binary form of a geometry and its box, which is empty if
// the geometry holds no point. A coordinate that is not finite is an ErrInvalid.
func encodeGeometry(g orb.Geometry) ([]byte, box, error) {
	e := encoder{b: make([]byte, headerSize+envelopeSize, headerSize+envelopeSize+128), box: noBox}
	if err := e.geometry(g); err != nil {
		return nil, noBox, err
	}
	b := e.b
	if e.box.empty() {
		b = b[envelopeSize:]
		b[3] = flagLittle | flagEmpty
	} else {
		if math.IsInf(e.box.maxX-e.box.minX, 0) || math.IsInf(e.box.maxY-e.box.minY, 0) {
			return nil, noBox, errNotFinite
		}
		b[3] = flagLittle | flagEnvelope
		for i, v := range [...]float64{e.box.minX, e.box.maxX, e.box.minY, e.box.maxY} {
			binary.LittleEndian.PutUint64(b[headerSize+8*i:], math.Float64bits(v))
		}
	}
	b[0], b[1], b[2] = 'G', 'P', 0
	binary.LittleEndian.PutUint32(b[4:], srsID)
	return b, e.box, nil
}

var errNotFinite = fmt.Errorf("%w: a coordinate is not a finite number", data.ErrInvalid)

// encoder appends WKB and gathers the box in the same pass.
type encoder struct {
	b   []byte
	box box
}

func (e *encoder) begin(kind uint32) {
	e.b = append(e.b, 1)
	e.count(int(kind))
}

func (e *encoder) count(n int) { e.b = binary.LittleEndian.AppendUint32(e.b, uint32(n)) }

func (e *encoder) points(points []orb.Point) error {
	for _, p := range points {
		if math.IsNaN(p[0]-p[0]) || math.IsNaN(p[1]-p[1]) { // also infinite
			return errNotFinite
		}
		e.box.add(p)
		e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(p[0]))
		e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(p[1]))
	}
	return nil
}

func (e *encoder) line(points []orb.Point) error {
	e.count(len(points))
	return e.points(points)
}

func (e *encoder) geometry(g orb.Geometry) error {
	switch g := g.(type) {
	case orb.Point:
		e.begin(wkbPoint)
		return e.points([]orb.Point{g})
	case orb.LineString:
		e.begin(wkbLineString)
		return e.line(g)
	case orb.Ring:
		return e.geometry(orb.Polygon{g})
	case orb.Bound:
		return e.geometry(g.ToPolygon())
	case orb.Polygon:
		e.begin(wkbPolygon)
		return encodeAll(e, g, func(r orb.Ring) error { return e.line(r) })
	case orb.MultiPoint:
		e.begin(wkbMultiPoint)
		return encodeAll(e, g, func(p orb.Point) error { return e.geometry(p) })
	case orb.MultiLineString:
		e.begin(wkbMultiLineString)
		return encodeAll(e, g, func(l orb.LineString) error { return e.geometry(l) })
	case orb.MultiPolygon:
		e.begin(wkbMultiPolygon)
		return encodeAll(e, g, func(p orb.Polygon) error { return e.geometry(p) })
	case orb.Collection:
		e.begin(wkbCollection)
		return encodeAll(e, g, e.geometry)
	}
	return fmt.Errorf("%w: a geometry of type %T cannot be kept", data.ErrInvalid, g)
}

func encodeAll[T any](e *encoder, parts []T, encode func(T) error) error {
	e.count(len(parts))
	for _, part := range parts {
		if err := encode(part); err != nil {
			return err
		}
	}
	return nil
}

var errGeometry = errors.New("not a GeoPackage geometry")
