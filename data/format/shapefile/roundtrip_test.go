package shapefile_test

import (
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format/shapefile"
	"burialmap/data/formattest"
)

func TestRoundTrip(t *testing.T) {
	formattest.RoundTrip(t, formattest.Format{
		Reader: shapefile.Reader{}, Writer: shapefile.Writer{}, Reorders: true,
		Within: func(_ data.Collection, f data.Feature) data.Feature {
			switch g := f.Geometry.(type) {
			case orb.MultiPolygon:
				if len(g) == 1 {
					f.Geometry = g[0]
				}
			case orb.MultiLineString:
				if len(g) == 1 {
					f.Geometry = g[0]
				}
			}
			return f
		},
	})
}
