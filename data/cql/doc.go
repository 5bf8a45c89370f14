// Package cql reads and writes filters as the Common Query Language CQL2 has them (OGC
// 21-065r2), both as text and as JSON:
//
//	occupancy = 'pow' AND S_INTERSECTS(geometry, BBOX(134, 47, 136, 49))
//
//	{"op": "=", "args": [{"property": "occupancy"}, "pow"]}
//
// What comes out is a [data.Filter]. Whether a collection can be asked so, by its names and
// its types, says [data.CheckFilter]; what is read here is sound in form only. An error is a
// *[data.FilterError] with the place and what was expected there.
//
// Read are the classes Basic CQL2, Advanced Comparison Operators (LIKE, BETWEEN, IN),
// Case-insensitive Comparison (CASEI), Accent-insensitive Comparison (ACCENTI), Basic
// Spatial Functions with and without the additional literals, Spatial Functions, Temporal
// Functions, Array Functions and Property-Property, in the encodings CQL2 Text and CQL2
// JSON. Arithmetic expressions, conditions as values and functions of one's own are not
// read, but for one function that CQL2 does not have:
//
//	distance(geometry, POINT(135 48)) < 500
//
// It is the least distance between two geometries in metres on the ellipsoid.
//
// Keywords and the names of operators may be in any case, names of properties may not. Heights are read and
// dropped. Coordinates are not looked at: [data.MapGeometries] brings them to longitude and
// latitude where they are something else. Numbers are finite decimals.
package cql

import (
	"fmt"

	"burialmap/data"
)

// How long a filter may be.
const (
	MaxText = 8 << 10  // bytes
	MaxJSON = 64 << 10 // bytes
)

func failAt(at int, format string, args ...any) error {
	return &data.FilterError{At: at, Message: fmt.Sprintf(format, args...)}
}
