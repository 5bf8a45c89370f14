package shapefile

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// Shape types. Those with height (1x) and with a measure (2x) begin like the plain ones.
const (
	nullShape  = 0
	point      = 1
	polyline   = 3
	polygon    = 5
	multipoint = 8
	multipatch = 31
)

// kindNames are the geometries of the plain types, for people.
var kindNames = map[int32]string{point: "Point", polyline: "MultiLineString", polygon: "MultiPolygon", multipoint: "MultiPoint"}

// plain is a shape type without height and measure.
func plain(kind int32) int32 {
	if kind > 10 && kind < 30 {
		return kind % 10
	}
	return kind
}

// fault is why a shape cannot be taken.
type fault struct{ rule, message, advice string }

func (f fault) problem() data.Problem {
	return data.Problem{Severity: data.Refused, Rule: f.rule, Message: f.message, Advice: f.advice}
}

func tooLarge() *fault {
	return &fault{"too_large", fmt.Sprintf("the shape has more than %d positions", format.MaxPositions), "simplify it or divide it into several"}
}

func damaged(what string) *fault {
	return &fault{"shape_damaged", "the shape is damaged: " + what, "have the program that made the file write it anew"}
}

// notes are what parsing sees beside the geometry, to be said once for a whole file.
type notes struct {
	height  bool
	turned  bool // rings run the wrong way round
	measure bool
}

// parseShape takes a shape apart. Its content has been read, so that counts are checked
// against what there is. A null shape has no geometry.
func parseShape(b []byte, n *notes) (orb.Geometry, *fault) {
	if len(b) < 4 {
		return nil, nil
	}
	kind := int32(binary.LittleEndian.Uint32(b))
	n.height = n.height || kind > 10 && kind < 20
	n.measure = n.measure || kind > 20 && kind < 30
	switch plain(kind) {
	case nullShape:
		return nil, nil
	case point:
		if len(b) < 20 {
			return nil, damaged("a point without coordinates")
		}
		return position(b[4:]), nil
	case multipoint:
		return parseMultipoint(b)
	case polyline, polygon:
		parts, f := parseParts(b)
		if f != nil || len(parts) == 0 {
			return nil, f
		}
		if plain(kind) == polyline {
			return lines(parts), nil
		}
		return outlines(parts, n)
	case multipatch:
		return nil, &fault{"multipatch", "the shape is a MultiPatch, a surface in space", "convert the layer to polygons in a GIS"}
	}
	return nil, &fault{"shape_type", fmt.Sprintf("there is no shape type %d", kind), "have the program that made the file write it anew"}
}

// positionsOf are all positions of a shape, whatever they are; none of one that cannot be
// taken.
func positionsOf(b []byte) []orb.Point {
	if len(b) < 4 {
		return nil
	}
	switch plain(int32(binary.LittleEndian.Uint32(b))) {
	case polyline, polygon:
		parts, _ := parseParts(b)
		return slices.Concat(parts...)
	}
	g, _ := parseShape(b, &notes{})
	switch g := g.(type) {
	case orb.Point:
		return []orb.Point{g}
	case orb.MultiPoint:
		return g
	}
	return nil
}

func position(b []byte) orb.Point {
	return orb.Point{math.Float64frombits(binary.LittleEndian.Uint64(b)), math.Float64frombits(binary.LittleEndian.Uint64(b[8:]))}
}

func positions(b []byte, n int) []orb.Point {
	ps := make([]orb.Point, n)
	for i := range ps {
		ps[i] = position(b[16*i:])
	}
	return ps
}

// parseMultipoint reads type, box, count, points.
func parseMultipoint(b []byte) (orb.Geometry, *fault) {
	const start = 40
	if len(b) < start {
		return nil, damaged("a multipoint without a count")
	}
	n := int64(binary.LittleEndian.Uint32(b[36:]))
	switch {
	case n == 0:
		return nil, nil
	case n > format.MaxPositions:
		return nil, tooLarge()
	case int64(len(b)) < start+16*n:
		return nil, damaged(fmt.Sprintf("%d points are said to be in %d bytes", n, len(b)))
	}
	return orb.MultiPoint(positions(b[start:], int(n))), nil
}

// parseParts reads type, box, numbers of parts and points, where each part begins, points.
func parseParts(b []byte) ([][]orb.Point, *fault) {
	const start = 44
	if len(b) < start {
		return nil, damaged("no counts of parts and points")
	}
	parts, n := int64(binary.LittleEndian.Uint32(b[36:])), int64(binary.LittleEndian.Uint32(b[40:]))
	switch {
	case n == 0:
		return nil, nil
	case n > format.MaxPositions || parts > format.MaxPositions:
		return nil, tooLarge()
	case parts == 0 || int64(len(b)) < start+4*parts+16*n:
		return nil, damaged(fmt.Sprintf("%d parts of %d points are said to be in %d bytes", parts, n, len(b)))
	}
	all := positions(b[start+4*parts:], int(n))
	list := make([][]orb.Point, parts)
	for i := range list {
		from, to := partStart(b, i), n
		if i+1 < len(list) {
			to = partStart(b, i+1)
		}
		if from < 0 || from > to || to > n || i == 0 && from != 0 {
			return nil, damaged(fmt.Sprintf("part %d is said to be the points %d to %d of %d", i+1, from, to, n))
		}
		list[i] = all[from:to:to]
	}
	return list, nil
}

func partStart(b []byte, i int) int64 { return int64(int32(binary.LittleEndian.Uint32(b[44+4*i:]))) }

func lines(parts [][]orb.Point) orb.Geometry {
	if len(parts) == 1 {
		return orb.LineString(parts[0])
	}
	list := make(orb.MultiLineString, len(parts))
	for i, p := range parts {
		list[i] = p
	}
	return list
}
