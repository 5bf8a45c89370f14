package geo_test

import (
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

func TestPositionsAreCountedThroughEveryPart(t *testing.T) {
	ring := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}
	for _, c := range []struct {
		name string
		g    orb.Geometry
		want int
	}{
		{"nothing", nil, 0},
		{"a point", orb.Point{1, 2}, 1},
		{"a polygon with a hole", orb.Polygon{ring, ring}, 8},
		{"two polygons", orb.MultiPolygon{{ring}, {ring, ring}}, 12},
		{"a collection in a collection", orb.Collection{orb.Point{}, orb.Collection{orb.LineString{{0, 0}, {1, 1}}}}, 3},
	} {
		if got := geo.Positions(c.g); got != c.want {
			t.Errorf("%s: %d positions, want %d", c.name, got, c.want)
		}
	}
}
