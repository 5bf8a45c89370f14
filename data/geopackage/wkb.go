package geopackage

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// envelopes says how many numbers the envelope of a header has, by its indicator.
var envelopes = [8]int{0, 4, 6, 6, 8, -1, -1, -1}

// splitHeader cuts GeoPackage binary into what its header says and the WKB. known is
// false if the header has no envelope and does not say that the geometry is empty.
func splitHeader(b []byte) (envelope box, known bool, body []byte, err error) {
	if len(b) < headerSize || b[0] != 'G' || b[1] != 'P' || b[3]&flagExtended != 0 {
		return noBox, false, nil, errGeometry
	}
	numbers := envelopes[b[3]>>1&7]
	if numbers < 0 || len(b) < headerSize+8*numbers {
		return noBox, false, nil, errGeometry
	}
	body = b[headerSize+8*numbers:]
	if b[3]&flagEmpty != 0 {
		return noBox, true, body, nil
	}
	if numbers == 0 {
		return noBox, false, body, nil
	}
	order := byteOrder(b[3] & flagLittle)
	at := func(i int) float64 { return math.Float64frombits(order.Uint64(b[headerSize+8*i:])) }
	return box{at(0), at(1), at(2), at(3)}, true, body, nil
}

func byteOrder(little byte) binary.ByteOrder {
	if little != 0 {
		return binary.LittleEndian
	}
	return binary.BigEndian
}

// decodeBox finds the box of GeoPackage binary; it is empty for an empty geometry. Our
// own geometries carry it in their header.
func decodeBox(b []byte) (box, error) {
	envelope, known, body, err := splitHeader(b)
	if err != nil || known {
		return envelope, err
	}
	g, err := decodeWKB(body)
	if err != nil {
		return noBox, err
	}
	return boxOf(g), nil
}

func boxOf(g orb.Geometry) box {
	e := encoder{box: noBox}
	if err := e.geometry(g); err != nil {
		return noBox
	}
	return e.box
}

// decodeGeometry reads GeoPackage binary of any kind: ours, and that of other programs
// in either byte order, with Z and M, which are left out.
func decodeGeometry(b []byte) (orb.Geometry, error) {
	_, _, body, err := splitHeader(b)
	if err != nil {
		return nil, err
	}
	return decodeWKB(body)
}

// decodeWKB reads ISO WKB. Counts are checked against the bytes that are there before
// anything is allocated, so that no geometry can ask for more memory than its own size.
func decodeWKB(body []byte) (orb.Geometry, error) {
	d := decoder{b: body}
	g := d.geometry(0)
	if d.err != nil {
		return nil, d.err
	}
	return g, nil
}

// maxDepth bounds collections within collections; real ones are one or two deep.
const maxDepth = 32

type decoder struct {
	b      []byte
	err    error
	strict bool // as [DecodeGeometry] is
	left   int  // how many positions and parts may still come, if strict
}

func (d *decoder) fail(format string, args ...any) {
	d.stop(fmt.Errorf("%w: %s", errGeometry, fmt.Sprintf(format, args...)))
}

// stop keeps the first error; nothing is read after it.
func (d *decoder) stop(err error) {
	if d.err == nil {
		d.err = err
	}
	d.b = nil
}

// count reads how many parts follow, each of at least size bytes.
func (d *decoder) count(order binary.ByteOrder, size int) int {
	if len(d.b) < 4 {
		d.fail("it ends early")
		return 0
	}
	n := int(order.Uint32(d.b))
	d.b = d.b[4:]
	if n > len(d.b)/size {
		d.fail("it ends early")
		return 0
	}
	if d.left -= n; d.strict && d.left < 0 {
		d.stop(ErrTooLarge)
		return 0
	}
	return n
}

// begin reads the byte order, the type and the number of coordinates of a point.
func (d *decoder) begin() (order binary.ByteOrder, kind, dims int) {
	if len(d.b) < 5 || d.b[0] > 1 {
		d.fail("it does not begin like one")
		return binary.LittleEndian, 0, 2
	}
	order = byteOrder(d.b[0])
	code := int(order.Uint32(d.b[1:]))
	d.b = d.b[5:]
	switch code / 1000 {
	case 0:
		dims = 2
	case 1, 2:
		dims = 3
	case 3:
		dims = 4
	default:
		return order, code, 2 // no type that is known
	}
	return order, code % 1000, dims
}

func (d *decoder) geometry(depth int) orb.Geometry {
	order, kind, dims := d.begin()
	switch kind {
	case wkbPoint:
		if d.strict && d.emptyPoint(order, dims) {
			return orb.MultiPoint{}
		}
		p := d.points(order, 1, dims)
		if len(p) == 0 { // POINT EMPTY, which orb cannot say
			return orb.MultiPoint{}
		}
		return p[0]
	case wkbLineString:
		return orb.LineString(d.line(order, dims))
	case wkbPolygon:
		return d.polygon(order, dims)
	case wkbMultiPoint:
		return orb.MultiPoint(parts[orb.Point](d, order, depth))
	case wkbMultiLineString:
		return orb.MultiLineString(parts[orb.LineString](d, order, depth))
	case wkbMultiPolygon:
		return orb.MultiPolygon(parts[orb.Polygon](d, order, depth))
	case wkbCollection:
		return orb.Collection(parts[orb.Geometry](d, order, depth))
	}
	if d.strict && kind > wkbCollection && kind <= wkbTriangle {
		d.stop(ErrCurve)
	}
	d.fail("type %d is not known", kind)
	return nil
}

// emptyPoint takes a point whose coordinates are all no number: POINT EMPTY.
func (d *decoder) emptyPoint(order binary.ByteOrder, dims int) bool {
	if len(d.b) < 8*dims {
		return false
	}
	for i := range 2 {
		if !math.IsNaN(math.Float64frombits(order.Uint64(d.b[8*i:]))) {
			return false
		}
	}
	d.b = d.b[8*dims:]
	return true
}

// parts reads the members of a multi-geometry or collection; empty points are left out.
func parts[T any](d *decoder, order binary.ByteOrder, depth int) []T {
	if depth == maxDepth {
		d.fail("collections are nested more than %d deep", maxDepth)
	}
	const smallest = 9 // byte order, type, count
	n := d.count(order, smallest)
	list := make([]T, 0, n)
	for range n {
		g := d.geometry(depth + 1)
		if d.err != nil {
			return nil
		}
		if part, ok := g.(T); ok {
			list = append(list, part)
		} else if m, ok := g.(orb.MultiPoint); !ok || len(m) > 0 {
			d.fail("a %s has no place in it", g.GeoJSONType())
			return nil
		}
	}
	return list
}

func (d *decoder) polygon(order binary.ByteOrder, dims int) orb.Polygon {
	n := d.count(order, 4)
	p := make(orb.Polygon, 0, n)
	for range n {
		p = append(p, d.line(order, dims))
	}
	return p
}

func (d *decoder) line(order binary.ByteOrder, dims int) []orb.Point {
	return d.points(order, d.count(order, 8*dims), dims)
}

// points reads n points; one that is not a number is empty and left out.
func (d *decoder) points(order binary.ByteOrder, n, dims int) []orb.Point {
	if len(d.b) < 8*dims*n {
		d.fail("it ends early")
		return nil
	}
	list := make([]orb.Point, 0, n)
	for i := range n {
		at := d.b[8*dims*i:]
		p := orb.Point{math.Float64frombits(order.Uint64(at)), math.Float64frombits(order.Uint64(at[8:]))}
		if !math.IsNaN(p[0]-p[0]) && !math.IsNaN(p[1]-p[1]) {
			list = append(list, p)
		} else if d.strict {
			d.stop(ErrNotFinite)
			return nil
		}
	}
	d.b = d.b[8*dims*n:]
	return list
}
