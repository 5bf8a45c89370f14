// Package czlib stands in for the cgo binding of the same name, which paulmach/osm
// picks whenever cgo is on. That library is the second method in the tests of OSM files,
// and those must not depend on C headers being installed under the race detector: go.mod
// replaces the module with this one, the same single function on the standard library.
package czlib

import (
	"compress/zlib"
	"io"
)

// NewReader inflates the zlib stream r. The caller closes the result.
func NewReader(r io.Reader) (io.ReadCloser, error) {
	return zlib.NewReader(r)
}
