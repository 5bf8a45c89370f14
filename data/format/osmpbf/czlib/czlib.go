// Package czlib stands in for the cgo binding of the same name, which paulmach/osm
// picks whenever a C compiler is present. Reading OSM files must not depend on C
// headers being installed, so go.mod replaces that module with this one: the same
// single function, on the standard library.
package czlib

import (
	"compress/zlib"
	"io"
)

// NewReader inflates the zlib stream r. The caller closes the result.
func NewReader(r io.Reader) (io.ReadCloser, error) {
	return zlib.NewReader(r)
}
