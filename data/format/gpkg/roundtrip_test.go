package gpkg_test

import (
	"testing"

	"burialmap/data/format/gpkg"
	"burialmap/data/formattest"
)

func TestAGeoPackageReadsBackTheSame(t *testing.T) {
	formattest.RoundTrip(t, formattest.Format{Reader: gpkg.Reader{}, Writer: gpkg.Writer{}})
}
