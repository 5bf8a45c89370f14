package geopackage

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"
)

// Why a geometry of another program cannot be taken as it stands.
var (
	ErrCurve     = errors.New("the geometry is made of curves or surfaces")
	ErrExtended  = errors.New("the geometry is in a private encoding")
	ErrTooLarge  = errors.New("the geometry has too many positions")
	ErrNotFinite = errors.New("a coordinate is not a finite number")
)

// DecodeGeometry reads GeoPackage binary that another program wrote: in either byte order,
// with any envelope, with Z and M, which are left out. An empty point is an empty
// MultiPoint. The number of positions and parts is limited before they are allocated.
//
// It is stricter than the store is with its own file: a position that is not finite is an
// error, for to leave it out would move the outline. Srs is the reference system that the
// geometry itself names.
func DecodeGeometry(blob []byte, limit int) (g orb.Geometry, srs int32, err error) {
	if len(blob) >= headerSize && blob[0] == 'G' && blob[3]&flagExtended != 0 {
		return nil, 0, ErrExtended
	}
	_, _, body, err := splitHeader(blob)
	if err != nil {
		return nil, 0, fmt.Errorf("%w: its header is damaged", err)
	}
	srs = int32(byteOrder(blob[3] & flagLittle).Uint32(blob[4:]))
	d := decoder{b: body, strict: true, left: limit}
	if g = d.geometry(0); d.err != nil {
		return nil, srs, d.err
	}
	return g, srs, nil
}
