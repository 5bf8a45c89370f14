package geopackage_test

import (
	"encoding/binary"
	"errors"
	"math"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data/geopackage"
)

// wkb appends numbers to the header of a geometry without an envelope, little-endian.
func wkb(srs int32, parts ...any) []byte {
	b := binary.LittleEndian.AppendUint32([]byte{'G', 'P', 0, 1}, uint32(srs))
	for _, part := range parts {
		switch v := part.(type) {
		case int: // the type of a geometry, after its byte order
			b = binary.LittleEndian.AppendUint32(append(b, 1), uint32(v))
		case uint32:
			b = binary.LittleEndian.AppendUint32(b, v)
		case float64:
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		}
	}
	return b
}

func TestGeometriesOfOtherProgramsAreTakenWholeOrNotAtAll(t *testing.T) {
	nan, huge := math.NaN(), uint32(math.MaxUint32)
	extended := wkb(4326, 1, 1.0, 2.0)
	extended[3] |= 0x20
	for _, c := range []struct {
		name string
		blob []byte
		want orb.Geometry
		err  error
	}{
		{"a point", wkb(28425, 1, 1.0, 2.0), orb.Point{1, 2}, nil},
		{"with height and measure", wkb(28425, 3001, 1.0, 2.0, 3.0, 4.0), orb.Point{1, 2}, nil},
		{"an empty point", wkb(28425, 1, nan, nan), orb.MultiPoint{}, nil},
		{"an empty point with height", wkb(28425, 1001, nan, nan, nan), orb.MultiPoint{}, nil},
		{"a corner that is no number", wkb(28425, 2, uint32(2), 1.0, 2.0, nan, 2.0), nil, geopackage.ErrNotFinite},
		{"half a point", wkb(28425, 1, nan, 2.0), nil, geopackage.ErrNotFinite},
		{"an infinite point", wkb(28425, 1, math.Inf(1), 2.0), nil, geopackage.ErrNotFinite},
		{"a circular string", wkb(28425, 8, uint32(0)), nil, geopackage.ErrCurve},
		{"a curve polygon in a multi surface", wkb(28425, 12, uint32(1), 10, uint32(0)), nil, geopackage.ErrCurve},
		{"a private encoding", extended, nil, geopackage.ErrExtended},
		{"more positions than there is room for", wkb(28425, 2, uint32(6), 0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 5.0, 5.0), nil, geopackage.ErrTooLarge},
	} {
		got, srs, err := geopackage.DecodeGeometry(c.blob, 5)
		if !errors.Is(err, c.err) || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %v, %v", c.name, got, err)
		}
		if c.err == nil && srs != 28425 {
			t.Errorf("%s: reference system %d", c.name, srs)
		}
	}
	for _, blob := range [][]byte{wkb(1, 2, huge), wkb(1, 3, huge, huge), wkb(1, 6, huge), wkb(1, 4001, 1.0, 2.0), wkb(1, 900), {'G', 'P', 0, 1}, nil} {
		if g, _, err := geopackage.DecodeGeometry(blob, 5); err == nil {
			t.Errorf("%x is taken for %v", blob, g)
		}
	}
}
